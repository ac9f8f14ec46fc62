// SPDX-License-Identifier: MIT
// What a feed shows, read inside a transaction of the web role that was begun for its person.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

enum booking_state {
	BOOKING_HELD,
	BOOKING_CONFIRMED,
	BOOKING_RELEASED,
	BOOKING_LAPSED,
	BOOKING_CANCELLED
};

struct attended {
	struct booking_id booking;
	struct interval during;
	enum booking_state state;
	struct instant answer_by; // NEVER unless held
	int32_t sequence;
	struct instant created_at, changed_at;
	enum session_kind kind;
	struct text topic;
	bool takes_time; // nothing else can be booked meanwhile
	bool called_off; // for everybody
};

struct hosted {
	struct session_id session;
	struct interval during;
	bool cancelled;
	int32_t sequence;
	struct instant created_at, changed_at;
	enum session_kind kind;
	struct text topic;
	int32_t capacity, taken, confirmed;
};

// Everything the person attends or attended, by start; they must be the one begun with.
CHECKED enum status feed_attended(struct connection *connection, struct person_id person,
	struct arena *arena, struct attended **out, size_t *count, struct fault *fault);

// Everything the person leads or led, by start, without anybody's name.
CHECKED enum status feed_hosted(struct connection *connection, struct person_id person,
	struct arena *arena, struct hosted **out, size_t *count, struct fault *fault);

// When what the person attends (or leads) last changed; `created` where it never has.
CHECKED enum status feed_revised(struct connection *connection, struct person_id person,
	bool as_host, struct instant created, struct instant *out, struct fault *fault);
