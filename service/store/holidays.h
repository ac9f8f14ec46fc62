// SPDX-License-Identifier: MIT
// Public holidays that an organisation keeps. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/seat.h"
#include "store/connection.h"

struct kept_holiday {
	struct instant day; // its midnight in UTC
	struct text name;
};

CHECKED enum status holidays_kept(struct connection *connection,
	struct organisation_id organisation, bool *out, struct fault *fault);

// Keeps these, which ascend, in place of all from the first of them to the last.
CHECKED enum status holidays_replace(struct connection *connection,
	struct organisation_id organisation, struct text nation, const struct kept_holiday *list,
	size_t count, struct instant at, struct fault *fault);

// Who has something held for them on some days, each a stretch of time; by person.
CHECKED enum status held_on(struct connection *connection, struct organisation_id organisation,
	const struct interval *days, size_t count, struct arena *arena, struct person_id **out,
	size_t *people, struct fault *fault);

// Sessions of one to one that a person leads, that begin within a time and that nobody has.
struct untaken_session {
	struct session_id id;
	struct interval during;
};
CHECKED enum status sessions_untaken(struct connection *connection, struct person_id host,
	struct interval within, struct arena *arena, struct untaken_session **out, size_t *count,
	struct fault *fault);
