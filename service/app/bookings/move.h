// SPDX-License-Identifier: MIT
// What people do with a session they have booked, besides taking another time for it.
//
// It can be moved as long before it begins as the policy says, or where it has come to lie outside
// their working time; let go at any time before it begins; and, on its day and while it is on, a
// job can come between. None of it needs a reason or has a consequence. Each is one transaction.
#pragma once

#include "app/bookings/answer.h"
#include "app/organisation/setting.h"

enum booking_act {
	BOOKING_MOVE,   // let go, and another time looked for
	BOOKING_LEAVE,  // let go, and nothing looked for
	BOOKING_CALLED, // called to a job: another time is looked for before all others
};

// As the recorder. STATUS_NOT_FOUND where the person has no such booking.
CHECKED enum status booking_change(struct connection *connection, const struct setting *setting,
	struct person_id person, struct booking_id booking, enum booking_act act, struct instant now,
	enum offer_outcome *out, struct fault *fault);

// Whether what somebody has booked may be moved now. In the caller's transaction.
CHECKED enum status booking_may_move(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct instant now, struct arena *arena, bool *out,
	struct fault *fault);

// Whether a job can come between now: from the morning of its day, in the organisation's zone, to
// its end.
bool booking_may_be_called(const struct zone *zone, struct interval during, struct instant now);
