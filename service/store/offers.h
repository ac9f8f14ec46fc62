// SPDX-License-Identifier: MIT
// Holds as the person answers them whom they are for. As the recorder.
#pragma once

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
	struct need_id need;
	struct person_id host;
	enum offer_state state;
	bool overdue;  // held, and the time to answer is over
	bool declined; // the need, with this hold or a later one
};

// Locks a person's hold, or what became of it, until the transaction ends. STATUS_NOT_FOUND where
// the person has none of that id.
CHECKED enum status offer_lock(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault);

// A hold that was locked is confirmed, or released and its seat given back.
CHECKED enum status offer_confirm(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault);
CHECKED enum status offer_release(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault);
