// SPDX-License-Identifier: MIT
// Who came to sessions they had accepted, as whoever led them noted it. As the recorder where
// nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

enum attendance {
	ATTENDANCE_NOT_NOTED, // the default: nothing is stored, and nothing is known
	ATTENDANCE_CAME,
	ATTENDANCE_DID_NOT_COME,
};

struct led_session {
	enum session_kind kind;
	struct text topic;
	struct interval during;
};

// A session that takes place and that somebody leads, else STATUS_NOT_FOUND.
CHECKED enum status attendance_session(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct led_session *out, struct fault *fault);

struct attendee {
	struct person_id person;
	struct booking_id booking;
	struct text name; // what they are called
	enum attendance noted;
	struct instant noted_at; // the first time; NEVER where nothing is
};

// Who has accepted a session, by id.
CHECKED enum status attendance_list(struct connection *connection, struct session_id session,
	struct arena *arena, struct attendee **out, size_t *count, struct fault *fault);

// Notes what `list` says of people at `at`, and takes back what is to be not noted.
CHECKED enum status attendance_note(struct connection *connection,
	struct organisation_id organisation, struct session_id session, struct instant began,
	const struct attendee *list, size_t count, struct instant at, struct fault *fault);

// Has the cadences of some people worked out anew, none counted from the session that began then.
CHECKED enum status attendance_recount(struct connection *connection,
	const struct person_id *people, size_t count, struct instant began, struct fault *fault);

struct attended_session {
	struct person_id person;
	struct instant began;
};

// The sessions to which some people came, by person, in order. As the recorder, or as the web role
// for whom the transaction was begun.
CHECKED enum status attendance_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct attended_session **out, size_t *count,
	struct fault *fault);

struct own_attendance {
	enum session_kind kind;
	struct interval during;
	enum attendance noted;
};

// What somebody had booked that began within a time, newest first. As the web role.
CHECKED enum status attendance_own(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct own_attendance **out, size_t *count,
	struct fault *fault);
