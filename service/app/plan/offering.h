// SPDX-License-Identifier: MIT
// The sessions that a batch is planned with, read once for all needs and found in O(log n).
#pragma once

#include "app/organisation/setting.h"
#include "store/seats.h"

#define OFFERING_NONE UINT32_MAX

struct offering {
	struct seat *seats; // by kind, start and id; then those that are held and not offered
	size_t count;
	size_t first[SESSION_KIND_COUNT + 1]; // where those of each kind begin, and end
	uint32_t *by_host;                    // of those offered: by host, then as above
	uint32_t *by_id;                      // of all
	int32_t *held;                        // of each: how often it is held for a need of the batch
};

// Sessions of some kinds that start within a time, and those of `held`, which may be repeated.
// Everything lives in `arena`; in the caller's transaction, as the recorder.
CHECKED enum status offering_read(struct connection *connection, const struct setting *setting,
	const bool *kinds, struct interval within, const struct uuid *held, size_t held_count,
	struct arena *arena, struct offering *out, struct fault *fault);

uint32_t offering_find(const struct offering *offering, struct session_id session);

// Which of a kind start in a window: [from, to).
struct offering_range {
	size_t from, to;
};
struct offering_range offering_within(const struct offering *offering, enum session_kind kind,
	struct instant earliest, struct instant latest);

// The same of what one host leads: places in `by_host`.
struct offering_range offering_of_host(const struct offering *offering, struct person_id host,
	enum session_kind kind, struct instant earliest, struct instant latest);
