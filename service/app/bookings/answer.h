// SPDX-License-Identifier: MIT
// What a person answers to a session that is held for them.
//
// Accepted, the host sees it; declined or let go for another time, the seat is free at once. Every
// answer is one transaction, and giving the same one again changes nothing. Declining needs no
// reason and has no consequence.
#pragma once

#include "store/offers.h"

enum offer_answer {
	OFFER_ACCEPT,
	OFFER_ANOTHER, // another time: the need looks again, and never at the same one
	OFFER_DECLINE, // not now
};

enum offer_outcome {
	OFFER_ANSWERED,
	OFFER_AS_BEFORE, // it was answered so already
	OFFER_GONE,      // it lapsed, or was answered otherwise
	OFFER_WAITS,     // of what is booked: something of its kind is looked for or held already
	OFFER_TOO_LATE,  // of what is booked: there is less notice than the policy asks for
	OFFER_LOST,      // of another time: it is no longer to be had, and all is as before
};

// As the recorder. STATUS_NOT_FOUND where the person has no such offer.
CHECKED enum status offer_take_answer(struct connection *connection, struct person_id person,
	struct booking_id booking, enum offer_answer answer, struct instant now,
	enum offer_outcome *out, struct fault *fault);
