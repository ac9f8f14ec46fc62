// SPDX-License-Identifier: MIT
// Holds as the person answers them whom they are for. As the recorder where nothing else is said.
#pragma once

#include "core/seat_why.h"
#include "store/sessions.h"

enum offer_state {
	OFFER_HELD,
	OFFER_CONFIRMED,
	OFFER_RELEASED, // the person let it go, or a more pressing need has no use for it
	OFFER_LAPSED,   // nobody answered in time
	OFFER_CANCELLED,
};

struct offer {
	struct person_id person;
	struct booking_id booking;
	struct session_id session;
	struct need_id need; // nil: it was booked for none
	struct person_id host;
	enum offer_state state;
	bool overdue;  // held, and the time to answer is over
	bool declined; // the need, with this hold or a later one
	bool begun;    // the session
	struct interval during;
	enum session_kind kind;
};

// Locks a person's hold, or what became of it, until the transaction ends. STATUS_NOT_FOUND where
// the person has none of that id.
CHECKED enum status offer_lock(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault);

// The same without locking anything.
CHECKED enum status offer_read(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault);

// Whether a session is booked for the need of an offer.
CHECKED enum status offer_has_booked(struct connection *connection, const struct offer *offer,
	struct session_id session, bool *booked, struct fault *fault);

// Locks the seats of a session until the transaction ends. Whoever locks several takes them in
// ascending order of their ids.
CHECKED enum status seat_lock(
	struct connection *connection, struct session_id session, struct fault *fault);

// A session that was booked is given up, its seat with it, and something else is looked for; in the
// caller's transaction. `*reopened` is false, and nothing is changed, where something of its kind
// is looked for already.
CHECKED enum status offer_give_up(struct connection *connection, const struct offer *offer,
	struct instant at, bool *reopened, struct fault *fault);

// A session that was held or booked is called off for somebody: its seat is given back, and
// something else is looked for before all others. Where something of its kind is looked for
// already, that is. For what was booked for no need a new one begins, `another`, with these times.
#define UNASKED_WINDOW (28 * SECONDS_PER_DAY)
#define UNASKED_NOTICE SECONDS_PER_DAY
#define UNASKED_ANSWER (2 * SECONDS_PER_DAY)
CHECKED enum status offer_call_off(struct connection *connection, const struct offer *offer,
	struct need_id another, struct instant at, struct fault *fault);

// What is looked for on behalf of a person and not found yet. As the web role that works for them.
struct search {
	struct need_id need;
	struct instant any_since; // they wait for any place; NEVER: they do not
	enum session_kind kind;   // the first of those that would do
	enum seat_answer reason;
	struct instant latest_at; // it is looked for until then
};

CHECKED enum status searches_own(struct connection *web, struct person_id person,
	struct arena *arena, struct search **out, size_t *count, struct fault *fault);

// Why a seat is held; of working time the caller knows. As the web role that works for the person.
struct offer_why {
	struct booking_id booking;
	struct seat_why_facts facts;
};

CHECKED enum status offers_why(struct connection *web, struct person_id person, struct instant at,
	struct arena *arena, struct offer_why **out, size_t *count, struct fault *fault);

// A hold that was locked is confirmed, or released and its seat given back.
CHECKED enum status offer_confirm(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault);
CHECKED enum status offer_release(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault);

// What was booked is cancelled, and its seat given back.
CHECKED enum status offer_cancel(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault);
