// SPDX-License-Identifier: MIT
// Publishing and withdrawing the sessions that hosts' hours give, and which hosts are due for it.
// As the recorder.
#pragma once

#include "store/availability.h"

CHECKED enum status availability_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);

// Locks one that is due; `*locked` is false where another engine was faster.
CHECKED enum status availability_lock(struct connection *connection, struct person_id person,
	struct instant at, bool *locked, struct fault *fault);
CHECKED enum status availability_looked(struct connection *connection, struct person_id person,
	struct instant look_at, struct fault *fault);

// Of every host, since something has changed that may be of any.
CHECKED enum status availability_look_all(
	struct connection *connection, struct instant at, struct fault *fault);

// Whether they may lead sessions: in a role that does, and still there.
CHECKED enum status availability_hosts(
	struct connection *connection, struct person_id person, bool *hosts, struct fault *fault);

struct slot_session {
	struct session_id id;
	struct booking_id host_booking; // a new one
	struct person_id host;
	enum session_kind kind;
	struct text topic;
	struct interval during;
};

// `*added` is false where the host is taken up then, as by the session itself.
CHECKED enum status slot_add(struct connection *connection, struct organisation_id organisation,
	const struct slot_session *session, struct instant at, bool *added, struct fault *fault);

// Takes the place away where nobody has it, in one statement, so that nobody can take it meanwhile.
// `*withdrawn` is false where somebody has.
CHECKED enum status slot_withdraw(struct connection *connection, struct session_id session,
	struct person_id host, struct instant at, bool *withdrawn, struct fault *fault);

// Has the place of one that somebody has withdrawn as soon as they give it back, or not any more.
CHECKED enum status slot_close(
	struct connection *connection, struct session_id session, bool closing, struct fault *fault);

// Gives back the place of a session of a pattern that was withdrawn; its kind and topic are as they
// were.
CHECKED enum status slot_restore(struct connection *connection, struct organisation_id organisation,
	const struct slot_session *session, struct instant at, bool *restored, struct fault *fault);
