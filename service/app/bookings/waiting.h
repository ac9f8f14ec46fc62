// SPDX-License-Identifier: MIT
// Waiting for a place in a session that is full, and giving up waiting: one transaction each, in
// which the rules of placing are asked. Doing the same again changes nothing. Who waits is told to
// nobody else, and how many do to nobody at all.
#pragma once

#include "app/organisation/setting.h"
#include "store/needs.h"
#include "store/waiting.h"

enum waiting_outcome {
	WAITING_DONE,
	WAITING_REFUSED, // it cannot be waited for: it is over, too near, or not theirs to attend
};

CHECKED enum status waiting_join(struct connection *connection, const struct setting *setting,
	struct person_id person, struct session_id session, struct instant now,
	enum waiting_outcome *out, struct fault *fault);
CHECKED enum status waiting_stop(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault);

// Waiting for any place, for what is looked for and was not found. STATUS_NOT_FOUND where the
// person has no such need.
CHECKED enum status waiting_any(struct connection *connection, struct person_id person,
	struct need_id need, bool wait, struct instant now, struct fault *fault);

// What is full and could be had if a place came free, the earliest first and so many of a kind at
// most. In the caller's transaction.
#define WAITING_SHOWN 20
struct full_session {
	struct session_id session;
	enum session_kind kind;
	struct interval during;
};
CHECKED enum status waiting_full(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant now, struct arena *arena, struct full_session **out,
	size_t *count, struct fault *fault);

// What asks for a session that somebody waits for: nothing but that it can be had. Of what is
// booked through it as much time to move is left as WAITING_AHEAD.
#define WAITING_AHEAD (28 * SECONDS_PER_DAY)
struct need waiting_need(
	const struct setting *setting, struct person_id person, struct instant now);
