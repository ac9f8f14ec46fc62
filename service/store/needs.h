// SPDX-License-Identifier: MIT
// Needs: what a crossing asks for, until it is answered. All as the recorder.
//
// A person has at most one open need per first kind of session; what comes while it is open joins
// it, and may make it more pressing.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

enum need_state {
	NEED_OPEN,
	NEED_NO_SEAT, // looked for and not found; looked for again
	NEED_HELD,
	NEED_BOOKED,
	NEED_DECLINED,
	NEED_LAPSED,
	NEED_ESCALATED, // its window has passed without a seat
};

const char *need_state_name(enum need_state state);

struct need {
	struct person_id person;
	struct need_id id;
	struct organisation_id organisation;
	struct text response; // of the policy
	enum session_kind kinds[POLICY_KINDS_LIMIT];
	size_t kind_count;
	int32_t minutes, priority;
	struct instant earliest_at, latest_at; // bounds on the session's start
	int64_t notice_seconds, answer_seconds;
	struct instant hold_from; // no seat is held before this
	enum need_state state;
};

CHECKED enum status needs_add(struct connection *connection, struct instant at,
	const struct need *needs, size_t count, struct fault *fault);

// Gives a need that is not answered the more pressing response of `need`, with its window, and has
// it looked at again at its `hold_from`; its id names which. Nothing changes where `need` is not
// more pressing. What is held stays so until the engine looks.
CHECKED enum status need_strengthen(
	struct connection *connection, const struct need *need, struct instant at, struct fault *fault);

// Open needs of some people, by person. Notice, answer and hold times are not filled in.
CHECKED enum status needs_open(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct need **out, size_t *count, struct fault *fault);

// Needs to look at at or before `at`, the most pressing first: person, id and state only.
CHECKED enum status needs_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct need **out, size_t *count, struct fault *fault);

// Locks a need and reads it whole but for its response and priority. STATUS_NOT_FOUND when it is
// answered or another engine has it.
CHECKED enum status need_lock(struct connection *connection, struct person_id person,
	struct need_id id, struct need *out, struct fault *fault);

// Reads a need, whatever has become of it, as far as need_lock does. STATUS_NOT_FOUND.
CHECKED enum status need_read(struct connection *connection, struct person_id person,
	struct need_id id, struct need *out, struct fault *fault);

// `reason` only for NEED_NO_SEAT; `try_at` is when to look again, NEVER once settled;
// nobody looks before its `hold_from`.
CHECKED enum status need_settle(struct connection *connection, const struct need *need,
	enum need_state state, enum seat_answer reason, struct instant try_at, struct instant at,
	struct fault *fault);

// Nothing more is looked for, held or booked for a person: what is open, and what led to a booking
// that is not over, has lapsed.
CHECKED enum status needs_close(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault);

// The earliest instant at which time alone changes a line, a hold or a need; NEVER if none.
CHECKED enum status engine_next(
	struct connection *connection, struct instant *out, struct fault *fault);

// Hints to waiting engines that something was recorded. Once per transaction.
CHECKED enum status engine_wake(struct connection *connection, struct fault *fault);
