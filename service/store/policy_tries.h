// SPDX-License-Identifier: MIT
// What trying a policy on the past needs beside the log: who there is, and what the programme
// offers. As the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/seat.h"
#include "store/connection.h"

struct try_person {
	struct person_id person;
	struct text profile;
	struct team_id team; // nil: in none
	struct text team_name;
	struct instant joined; // NEVER: not known
	bool gone;             // they have left
};

// At most `most` people after one (nil: from the first), in order of their ids, with the teams of
// an instant.
CHECKED enum status try_people(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct person_id after, int32_t most, struct arena *arena,
	struct try_person **out, size_t *count, struct fault *fault);

struct programme_seats {
	enum session_kind kind;
	int64_t sessions, seats, minutes;
};

// What is published of each kind with a start within a time.
CHECKED enum status programme_seats(struct connection *connection,
	struct organisation_id organisation, struct interval within, struct arena *arena,
	struct programme_seats **out, size_t *count, struct fault *fault);

// The document of a version. STATUS_NOT_FOUND where there is none of that number.
CHECKED enum status policy_stored(struct connection *connection,
	struct organisation_id organisation, int32_t version, struct arena *arena, struct text *out,
	struct fault *fault);
