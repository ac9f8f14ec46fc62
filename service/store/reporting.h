// SPDX-License-Identifier: MIT
// Who reports to whom, and did when. All as the recorder.
//
// Somebody reports to one person at a time, or to nobody. A line is never overwritten: it ends, and
// another begins, so that who was whose line manager can be told for any instant. That nobody
// reports to themselves in the end, over however many others, is up to what sets the lines
// (core/reporting).
#pragma once

#include "base/arena.h"
#include "core/reporting.h"
#include "store/connection.h"

// Sets to whom some people, each given once, report from an instant on; a line that is so already
// stays. In the caller's transaction.
CHECKED enum status reporting_set(struct connection *connection,
	struct organisation_id organisation, const struct reporting_line *lines, size_t count,
	struct instant at, struct fault *fault);

struct report {
	struct person_id person;
	struct text reference, name, profile; // the name is empty where they have no account
};

// Who reported to somebody at an instant, by name.
CHECKED enum status reports_of(struct connection *connection, struct person_id manager,
	struct instant at, struct arena *arena, struct report **out, size_t *count,
	struct fault *fault);

// Whom some people reported to at an instant, in the order of the people; nil for nobody.
CHECKED enum status managers_of(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct person_id *out, struct fault *fault);

// Somebody leaves: they report to nobody, and nobody to them; `out` is who did, the order any.
CHECKED enum status reporting_leave(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault);
