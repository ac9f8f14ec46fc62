// SPDX-License-Identifier: MIT
// Who waits for a place in a session, and who without a place waits for any. As the recorder where
// nothing else is said; a row is its person's own to see.
#pragma once

#include "base/arena.h"
#include "core/waiting.h"
#include "store/connection.h"

// Nothing changes where they wait already.
CHECKED enum status waiting_add(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct session_id session, struct instant look, struct instant at,
	struct fault *fault);
CHECKED enum status waiting_remove(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault);
CHECKED enum status waiting_remove_all(
	struct connection *connection, struct person_id person, struct fault *fault);

struct waited_session {
	struct session_id session;
	enum session_kind kind;
	struct text topic;
	struct interval during;
	struct instant joined;
};

// What a person waits for that has not begun. As the web role.
CHECKED enum status waiting_own(struct connection *web, struct person_id person, struct instant at,
	struct arena *arena, struct waited_session **out, size_t *count, struct fault *fault);

// So many at most in the order in which they joined, after `last` where that is not NULL.
CHECKED enum status waiting_list(struct connection *connection, const struct waiter *last,
	int32_t most, struct arena *arena, struct waiter **out, size_t *count, struct fault *fault);

// By session.
CHECKED enum status waiting_seats(struct connection *connection, const struct uuid *sessions,
	size_t asked, struct arena *arena, struct waiting_seats **out, size_t *count,
	struct fault *fault);

// Locks somebody who waits; `*found` is false where they wait no more or another engine is at it.
CHECKED enum status waiting_lock(struct connection *connection, struct person_id person,
	struct session_id session, struct organisation_id *organisation, enum session_kind *kind,
	bool *found, struct fault *fault);

// They cannot have a place now, and keep theirs in the list.
CHECKED enum status waiting_passed(struct connection *connection, const struct waiter *waiter,
	struct instant look, struct instant at, struct fault *fault);

// What was just held for them was waited for: they leave the list, and no plan moves it.
CHECKED enum status waiting_given(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault);

// What is known of the time of some people has changed.
CHECKED enum status waiting_look(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct fault *fault);

// Which full sessions are told of as such: where one place is all there is only those that were
// full before `day` began. In order of their ids.
CHECKED enum status waiting_told(struct connection *connection, const struct uuid *sessions,
	size_t asked, struct instant day, struct arena *arena, struct uuid **out, size_t *count,
	struct fault *fault);

// Somebody for whom no seat was found waits for any, since `since`; NEVER: no more. `*set` is
// whether there is such a need.
CHECKED enum status waiting_any_set(struct connection *connection, struct person_id person,
	struct need_id need, struct instant since, bool *set, struct fault *fault);

// Has those who wait for any looked at now for whom one came free since they were. In no
// transaction, as the recorder.
CHECKED enum status waiting_any_look(
	struct connection *connection, struct instant at, struct fault *fault);
