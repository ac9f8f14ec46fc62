// SPDX-License-Identifier: MIT
// Taking another time instead of what is held or booked: in one transaction the one is let go and
// the other booked, since it is the person who chose it.
#pragma once

#include "app/bookings/answer.h"
#include "app/organisation/setting.h"

// As the recorder. OFFER_LOST: the time is no longer to be had, and all is as before.
// OFFER_AS_BEFORE: it is booked for the same already. STATUS_NOT_FOUND where the person has no such
// offer.
CHECKED enum status offer_take_time(struct connection *connection, const struct setting *setting,
	struct person_id person, struct booking_id booking, struct session_id session,
	struct instant now, enum offer_outcome *out, struct fault *fault);
