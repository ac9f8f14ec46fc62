// SPDX-License-Identifier: MIT
// Feed links, and what a feed shows. Links are found only by exact hash.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

#define FEED_HASH_BYTES 32

enum feed_of { FEED_OF_PERSON, FEED_OF_HOST, FEED_OF_PROGRAMME };
enum feed_detail { FEED_NEUTRAL, FEED_TYPE };

struct feed_link {
	struct organisation_id organisation;
	enum feed_of of;
	struct person_id person; // nil for the programme
	enum feed_detail detail;
	struct instant created_at;
};

// Makes a link; role recorder.
CHECKED enum status feed_link_add(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], const struct feed_link *link,
	struct text label, struct fault *fault);

// Ends a link; STATUS_NOT_FOUND when there is none in force. Role recorder.
CHECKED enum status feed_link_revoke(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct instant at, struct fault *fault);

// Inside a transaction of the web role: limits what the rest of it sees to the holder of the link,
// and with feed_begin_person to the person behind it. STATUS_NOT_FOUND for a link not in force.
CHECKED enum status feed_link_find(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct feed_link *out, struct fault *fault);
CHECKED enum status feed_begin_person(
	struct connection *connection, struct person_id person, struct fault *fault);

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
