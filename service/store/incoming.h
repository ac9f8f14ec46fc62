// SPDX-License-Identifier: MIT
// The rows of an import on their way into the log: temporary tables of this connection alone, gone
// with it. All as the recorder, and in no transaction of the caller.
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

// Opens the way; incoming_add follows for each row, then incoming_settle. Rows travel some
// thousands at a time, so that however slowly they come no statement is kept waiting.
CHECKED enum status incoming_open(struct connection *connection, struct fault *fault);
CHECKED enum status incoming_add(struct connection *connection, struct arena *arena,
	const struct incoming_row *row, struct fault *fault);

struct incoming_settling {
	struct organisation_id organisation;
	struct text profile; // role profile of new people
	struct instant at;
	bool new_people; // whoever is not known is added, else left out
	bool dry;        // nobody is added, and yet not left out
};

struct incoming_counts {
	int64_t unknown_rows, unknown_people; // left out
	int64_t new_people;                   // added; or would be
};

// Ends taking in rows; makes the people who are new, and settles the rows, one for each incident
// and person: the earliest time of its rows, and the category of the heaviest. Then incoming_next.
CHECKED enum status incoming_settle(struct connection *connection,
	const struct incoming_settling *settling, struct incoming_counts *out, struct fault *fault);

struct incoming_unknown {
	struct text reference;
	int64_t rows;
};

// The responders nobody knows, most rows first, at most `most`; before anybody is added.
CHECKED enum status incoming_unknown(struct connection *connection,
	struct organisation_id organisation, int32_t most, struct arena *arena,
	struct incoming_unknown **out, size_t *count, struct fault *fault);

struct incoming_exposure {
	struct person_id person;
	struct uuid incident;
	struct instant occurred_at;
	struct text category;
	struct text modifier; // empty: none
};

// Where incoming_next stands; begins zeroed.
struct incoming_walk {
	struct rows *rows;
	int at, count;
};

// The settled rows of the next people, whole and ascending: at least `least` rows, or the last.
// None left: count 0.
CHECKED enum status incoming_next(struct connection *connection, struct incoming_walk *walk,
	size_t least, struct arena *arena, struct incoming_exposure **out, size_t *count,
	struct fault *fault);
void incoming_walk_done(struct incoming_walk *walk);
