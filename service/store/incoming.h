// SPDX-License-Identifier: MIT
// The rows of an import on their way into the log: temporary tables of this connection alone, gone
// with it. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct incoming_row {
	struct text reference;   // of the responder
	struct person_id person; // the id they get if they are new
	struct uuid incident;    // keyed, the incident's own number is not kept
	struct instant occurred_at;
	struct text category;
	struct text modifier; // of the policy; start is NULL: none
	double weight;
};

// Opens the way; incoming_add follows for each row, then incoming_settle.
CHECKED enum status incoming_open(struct connection *connection, struct fault *fault);
CHECKED enum status incoming_add(struct connection *connection, struct arena *arena,
	const struct incoming_row *row, struct fault *fault);

struct incoming_counts {
	int64_t new_people;
	int64_t settled; // incident × person pairs, the earliest time of each kept
};

// Ends taking in rows; makes the people who are new, with a role profile, and settles the rows: the
// earliest time of each incident and person, and the category of the heaviest row.
CHECKED enum status incoming_settle(struct connection *connection,
	struct organisation_id organisation, struct text profile, struct instant at,
	struct incoming_counts *out, struct fault *fault);

struct incoming_exposure {
	struct person_id person;
	struct uuid incident;
	struct instant occurred_at;
	struct text category;
	struct text modifier; // empty: none
};

// The settled rows of the next `people` people after one (nil: from the first), each person's in
// order. None left: count 0.
CHECKED enum status incoming_next(struct connection *connection, struct person_id after,
	int32_t people, struct arena *arena, struct incoming_exposure **out, size_t *count,
	struct fault *fault);
