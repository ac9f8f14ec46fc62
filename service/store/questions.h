// SPDX-License-Identifier: MIT
// Questions to phone-ins and webinars, which have no author, and how sessions are joined. As the
// recorder where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

#define QUESTIONS_LIMIT 500 // of one session that are listed

struct question {
	struct uuid id;
	struct text body, answer; // answer empty: none yet
	bool shown;               // to everybody
	struct instant opens;     // to add: when whoever leads it is given it
};

CHECKED enum status question_add(struct connection *connection, struct organisation_id organisation,
	struct session_id session, const struct question *question, struct fault *fault);

// Those that are shown, and unless these alone are wanted those that opened by `at`; by id, which
// is random.
CHECKED enum status question_list(struct connection *connection, struct session_id session,
	struct instant at, bool shown_alone, struct arena *arena, struct question **out, size_t *count,
	struct fault *fault);

CHECKED enum status question_show(struct connection *connection, struct session_id session,
	const struct uuid *ids, size_t count, struct fault *fault);
CHECKED enum status question_remove(struct connection *connection, struct session_id session,
	const struct uuid *ids, size_t count, struct fault *fault);
CHECKED enum status question_answer(struct connection *connection, struct session_id session,
	struct uuid id, struct text answer, struct fault *fault);

struct joining {
	struct session_id session;
	enum session_kind kind;
	struct text topic, description, details; // the last two of joining_read alone
	struct interval during;
	bool accepted;
};

// Sessions within a time on which one drops in, and those that the person has accepted. As the web
// role.
CHECKED enum status joining_list(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct interval within, struct arena *arena, struct joining **out,
	size_t *count, struct fault *fault);

// STATUS_NOT_FOUND where there is no such session that takes place.
CHECKED enum status joining_read(struct connection *connection, struct organisation_id organisation,
	struct session_id session, struct person_id person, struct arena *arena, struct joining *out,
	struct fault *fault);

// How a session is joined, for whoever leads it, and saying so for all of its pattern.
// STATUS_NOT_FOUND where it is another's.
CHECKED enum status joining_of_led(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct text *out, struct fault *fault);
CHECKED enum status joining_set(struct connection *connection, struct session_id session,
	struct person_id host, struct text details, struct instant at, struct fault *fault);
