// SPDX-License-Identifier: MIT
// Which seats a need might have and what stands against each: every hard rule, the same whether it
// is placed at once or planned with others.
#pragma once

#include "app/organisation/setting.h"
#include "store/needs.h"
#include "store/sessions.h"

struct candidates {
	struct seat_need wanted;
	struct seat *seats; // full ones too
	size_t count;
	struct interval *busy; // what the person's diary has
	size_t busy_count;
};

// What a need asks for now, its notice kept.
struct seat_need candidates_wanted(const struct need *need, struct instant now);

// All but their cover, `*covered` is whether that counts for any that is left. In the caller's
// transaction, as the recorder.
CHECKED enum status candidates_read(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	bool *covered, struct fault *fault);

// With their cover, as it is at the moment.
CHECKED enum status candidates_look(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	struct fault *fault);

// With their cover, and the person's team locked before that is counted.
CHECKED enum status candidates_lock(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	struct fault *fault);

// Whether a seat that is held answers what its need asks for.
CHECKED enum status candidates_keep(struct connection *connection, const struct setting *setting,
	const struct seat_need *wanted, const struct hold *hold, struct arena *arena, bool *answers,
	struct fault *fault);
