// SPDX-License-Identifier: MIT
// Waiting for a place in a session that is full: whose turn it is, and how long a place is held.
//
// Pure. People wait in the order in which they joined. A place that is free is held for the first
// of them who can have it by every rule of placing, and for the next where that one does not
// answer. The nearer the session, the shorter: never for more than half of the time that is left,
// so that there is time for the next one, nor for less than WAITING_LEAST.
#pragma once

#include "core/seat.h"

#define WAITING_LEAST (30 * INT64_C(60))

struct waiter {
	struct person_id person;
	struct session_id session;
	struct instant joined, begins; // the second: the session
	struct instant looked, look;   // when they were looked at last, and are whatever happens
	bool cancelled;                // the session
};

struct waiting_seats {
	struct session_id session;
	bool free, over; // over: none is given any more
	struct instant changed;
};

// The last instant at which a place is held for anybody: there has to be time to answer before the
// notice that the policy asks for begins.
struct instant waiting_last(const struct policy_waiting *terms, struct instant begins);

enum waiting_turn {
	WAITING_STAYS, // nothing has changed for them
	WAITING_LOOK,  // whether they can have a place
	WAITING_ENDS,  // there is nothing left to wait for
};

// `seats` is NULL where there are none. A change within some seconds of the last look counts as
// after it, since clocks of several services differ.
enum waiting_turn waiting_turn(
	const struct waiter *waiter, const struct waiting_seats *seats, struct instant now);

struct waiting_decision {
	enum { WAITING_HOLD, WAITING_PASS, WAITING_LEAVE } what;
	struct instant answer_by; // WAITING_HOLD
	struct instant look;      // WAITING_PASS: again then, or when places change
};

// `answer` is what the rules say of the session.
struct waiting_decision waiting_decide(const struct policy_waiting *terms, struct instant begins,
	enum seat_answer answer, struct instant now);
