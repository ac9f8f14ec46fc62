// SPDX-License-Identifier: MIT
// Patterns of sessions, dated sessions with their seats, and people's diaries. As the recorder.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

// A pattern as published: who leads it, and the local starts at which it does not take place.
struct stored_series {
	struct series_id id;
	enum session_kind kind;
	struct text topic, description;
	struct text zone, starts_local; // "2026-12-02T10:00:00", without a zone
	int32_t minutes;
	struct text rule; // RRULE value, empty for one date
	const struct text *except_local;
	size_t except_count;
	int32_t capacity, minimum; // the second to add
	struct text language;      // its code; empty: in no certain one
	enum manner manner;
	struct person_id host;
	int32_t sequence;
	struct instant created_at, changed_at;
	struct instant published_until; // its sessions are published up to here
};

CHECKED enum status series_add(struct connection *connection, struct organisation_id organisation,
	const struct stored_series *series, struct instant at, struct fault *fault);

// Every pattern: single dates, then the larger ones first. Roles recorder and web.
CHECKED enum status series_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct stored_series **out, size_t *count, struct fault *fault);

// Notes that its sessions are published up to `until`.
CHECKED enum status series_published(
	struct connection *connection, struct series_id id, struct instant until, struct fault *fault);

struct dated_session {
	struct session_id id;
	struct booking_id host_booking; // of the host's diary row
	const struct stored_series *series;
	struct interval during;
};

// Publishes one dated session with its seats and its host's diary row. Nothing changes, and
// `*added` is false, when it is published already or its host is taken up then.
CHECKED enum status session_publish(struct connection *connection,
	struct organisation_id organisation, const struct dated_session *session, struct instant at,
	bool *added, struct fault *fault);

struct hold {
	struct person_id person;
	struct booking_id booking;
	struct session_id session;
	struct need_id need;
	struct person_id host;
	enum session_kind kind; // these two to add, and of one that was found
	struct interval during;
	struct instant answer_by; // to add
};

// Takes a seat and writes the person's diary row. STATUS_FULL, or STATUS_BUSY; either leaves the
// transaction to be rolled back.
CHECKED enum status hold_add(struct connection *connection, struct organisation_id organisation,
	const struct hold *hold, struct instant at, struct fault *fault);

// Holds nobody answered by `at`.
CHECKED enum status holds_overdue(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct hold **out, size_t *count, struct fault *fault);

// Lets an overdue hold go and gives its seat back; `*lapsed` is false when it was answered
// meanwhile.
CHECKED enum status hold_lapse(struct connection *connection, const struct hold *hold,
	struct instant at, bool *lapsed, struct fault *fault);

struct released_booking {
	struct session_id session;
	struct person_id host;
};

// Lets go of all that a person would have attended that is not over, with its seats. First their
// needs_close.
CHECKED enum status bookings_release(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct released_booking **out, size_t *count,
	struct fault *fault);

struct sessions_led {
	int64_t count;
	struct instant first, last; // when they begin; NEVER where there is none
};

// The sessions to come that a person leads.
CHECKED enum status sessions_led(struct connection *connection, struct person_id person,
	struct instant at, struct sessions_led *out, struct fault *fault);

// The seat that is held for a need, locked; `*found` is false where there is none. Whoever locks
// both locks this before the need.
CHECKED enum status hold_find(struct connection *connection, struct person_id person,
	struct need_id need, struct hold *out, bool *found, struct fault *fault);

// Lets a hold go and gives its seat back; `*released` is false when it was answered meanwhile.
CHECKED enum status hold_release(struct connection *connection, const struct hold *hold,
	struct instant at, bool *released, struct fault *fault);

enum feed_part { PART_ATTENDEE, PART_HOST };

// What the person attends, or leads, has changed in a way their feed shows.
CHECKED enum status feed_revise(struct connection *connection, struct person_id person,
	enum feed_part part, struct instant at, struct fault *fault);
