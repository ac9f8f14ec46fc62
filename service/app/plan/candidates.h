// SPDX-License-Identifier: MIT
// Which seats one need might have and what stands against each: every hard rule, the same as when
// it is planned with others (app/plan/batch).
//
// Sessions are read in pages, the earliest of the kind that is preferred first, so that a need that
// finds a seat reads no more of them than it has to.
#pragma once

#include "app/organisation/setting.h"
#include "store/needs.h"
#include "store/sessions.h"

// Who looks for a seat. All in the caller's transaction, as the recorder.
struct candidates {
	struct connection *connection;
	const struct setting *setting;
	const struct need *need;
	struct instant now;
	const struct interval *own; // what of the person's diary will be let go, or NULL
	bool lock;                  // the person's team, before its cover is counted
};

// What a need asks for now, its notice kept.
struct seat_need candidates_wanted(const struct need *need, struct instant now);

// The seat that the need gets at once, as seat_choose has it; what stands against all of them where
// there is none.
CHECKED enum status candidates_place(const struct candidates *by, struct arena *arena,
	struct seat *chosen, enum seat_answer *answer, struct fault *fault);

// Every seat that it may have, in the order in which it would get them.
CHECKED enum status candidates_list(const struct candidates *by, struct arena *arena,
	struct seat **out, size_t *count, struct fault *fault);

// Every session that it may not have for nothing but that no place is free, in the same order.
CHECKED enum status candidates_full(const struct candidates *by, struct arena *arena,
	struct seat **out, size_t *count, struct fault *fault);

// What stands against a certain session. `*out` is set only with SEAT_FOUND.
CHECKED enum status candidates_one(const struct candidates *by, struct session_id session,
	struct arena *arena, struct seat *out, enum seat_answer *answer, struct fault *fault);

// Whether a seat that is held answers what its need asks for.
CHECKED enum status candidates_keep(struct connection *connection, const struct setting *setting,
	const struct seat_need *wanted, const struct hold *hold, struct arena *arena, bool *answers,
	struct fault *fault);

// Sets what core/seat_rules has against a session that somebody is to be at.
CHECKED enum status candidates_bar(struct connection *connection, const struct setting *setting,
	struct person_id person, struct seat *seat, struct arena *arena, struct fault *fault);
