// SPDX-License-Identifier: MIT
// What a line manager's team has booked, read inside a transaction of the web role that works for
// the manager. Holds are nobody's but the person's, and row-level security shows none.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

// Lets the transaction see the team of whom it works for, as it is at an instant: gives them, by
// ascending id.
CHECKED enum status team_begin(struct connection *connection, struct instant at,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);

// When the team of a manager last changed; `created` where there never was one.
CHECKED enum status team_revised(struct connection *connection, struct person_id manager,
	struct instant created, struct instant *out, struct fault *fault);

struct team_booking {
	struct person_id person;
	struct booking_id booking;
	struct session_id session;
	enum session_kind kind;
	struct interval during;
	bool one_to_one;
	bool cancelled; // it was booked, and is no longer
	int32_t sequence;
	struct instant changed_at;
};

// Their sessions within a time, by start, of the kinds that take it: no webinar, no phone-in.
CHECKED enum status team_bookings(struct connection *connection, const struct person_id *people,
	size_t people_count, struct interval within, struct arena *arena, struct team_booking **out,
	size_t *count, struct fault *fault);
