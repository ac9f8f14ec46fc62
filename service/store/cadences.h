// SPDX-License-Identifier: MIT
// Where people stand with the cadences of their role profile. As the recorder.
#pragma once

#include "base/arena.h"
#include "core/cadence_turn.h"
#include "store/connection.h"

struct cadence_person {
	struct person_id person;
	struct text profile;
	struct instant joined; // NEVER: not known
	bool can_answer;       // they have an account and have signed up
	bool anew;             // what dates follow from has changed
};

// Locks, until the transaction ends, at most `most` people whose cadences are to be looked at at
// `at`, in order of their ids: first those for whom they are to be worked out anew. Whom somebody
// else has is left out.
CHECKED enum status cadences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct cadence_person **out, size_t *count, struct fault *fault);

// Where somebody stands with one cadence.
struct cadence_state {
	struct person_id person;
	struct text cadence;
	struct instant counted_from; // NEVER: not known
	struct instant due;          // to be looked at again; NEVER: not by itself
	struct need_id waits_for;    // nil: nothing
	enum cadence_answer answer;  // to that
};

// Of some people, by person.
CHECKED enum status cadences_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct cadence_state **out, size_t *count,
	struct fault *fault);

struct accepted_session {
	struct person_id person;
	struct session_id session;
	struct cadence_session is;
};

// What people have accepted and takes time, by person: all that begin at `since` or later, and of
// each kind the newest.
CHECKED enum status cadence_sessions(struct connection *connection, const struct person_id *people,
	size_t asked, struct instant since, struct arena *arena, struct accepted_session **out,
	size_t *count, struct fault *fault);

// Keeps and forgets where people stand, and when each of `people` is to be looked at; `answer` is
// not kept. In a transaction that has locked them.
struct cadence_look_at {
	struct person_id person;
	struct instant due;
};
CHECKED enum status cadences_set(struct connection *connection, const struct cadence_state *states,
	size_t count, struct fault *fault);
CHECKED enum status cadences_forget(struct connection *connection,
	const struct cadence_state *states, size_t count, struct fault *fault);
CHECKED enum status cadences_look(struct connection *connection,
	const struct cadence_look_at *people, size_t count, struct fault *fault);

// Around the answer to a need, first and last: a cadence that waits for it is looked at at once.
CHECKED enum status cadences_hold(
	struct connection *connection, struct person_id person, struct fault *fault);
CHECKED enum status cadences_answered(struct connection *connection, struct person_id person,
	struct need_id need, struct instant at, struct fault *fault);
