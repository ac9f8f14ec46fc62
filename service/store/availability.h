// SPDX-License-Identifier: MIT
// When hosts are to be had for sessions of one to one, and what those are like (core/slots.h). All
// as the recorder, as far as nothing else is said.
#pragma once

#include "core/meeting.h"
#include "core/slots.h"
#include "store/connection.h"

#define AVAILABILITY_HOURS_MOST 60 // of one host
#define AVAILABILITY_NO_END INT32_MAX

// Of one host. What they said nothing about is as availability_usual.
struct availability {
	enum session_kind kind; // of one to one
	int32_t minutes, buffer_minutes, daily_cap;
	enum manner manner;
};

extern const struct availability availability_usual;

// Of such values as slots_find takes. Sessions to come in which nobody has a place are held in that
// manner then.
CHECKED enum status availability_set(struct connection *connection,
	struct organisation_id organisation, struct person_id person,
	const struct availability *availability, struct instant at, struct fault *fault);

// Something has changed by which the host's sessions are to be worked out again.
CHECKED enum status availability_begin(struct connection *connection,
	struct organisation_id organisation, struct person_id person, struct instant at,
	struct fault *fault);

// The usual where they have said nothing. Roles web, in a transaction that works for them, and
// recorder; so are those below that say "both".
CHECKED enum status availability_read(struct connection *connection, struct person_id person,
	struct availability *out, struct fault *fault);

// Who leads sessions, as an administrator looks at them.
struct listed_host {
	struct text reference, display_name;
	struct text kind;                          // of their sessions; empty: they said nothing
	int64_t hours, calendars, unread, failing; // of calendars those not read yet, or the last time
};

// At most `most` of them after a reference, by reference.
CHECKED enum status hosts_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct listed_host **out, size_t *count,
	struct fault *fault);

struct hours_id {
	struct uuid uuid;
};

// Hours of a week, or of one date.
struct host_hours {
	struct hours_id id;
	bool dated;
	struct weekly_hours week;
	struct dated_hours date;
};

// STATUS_LIMIT where they have AVAILABILITY_HOURS_MOST.
CHECKED enum status availability_hours_add(struct connection *connection,
	struct organisation_id organisation, struct person_id person, const struct host_hours *hours,
	struct instant at, struct fault *fault);

// Those of a week by the first of its days, then those of dates. Both.
CHECKED enum status availability_hours_list(struct connection *connection, struct person_id person,
	struct arena *arena, struct host_hours **out, size_t *count, struct fault *fault);

CHECKED enum status availability_hours_remove(struct connection *connection,
	struct person_id person, struct hours_id id, bool *removed, struct fault *fault);
// Of somebody who leaves; and those that are over before a day.
CHECKED enum status availability_hours_remove_all(
	struct connection *connection, struct person_id person, struct fault *fault);
CHECKED enum status availability_hours_forget(struct connection *connection,
	struct person_id person, int64_t before_day, struct fault *fault);

// The public holidays of the person's nation, as days since 1970-01-01. Both.
CHECKED enum status availability_holidays(struct connection *connection,
	struct organisation_id organisation, struct person_id person, int64_t first, int64_t last,
	struct arena *arena, int64_t **out, size_t *count, struct fault *fault);

// What takes up a host's time.
struct host_session {
	struct session_id id; // nil: they are absent, or called it off
	struct interval during;
	bool led;      // else they attend it
	bool by_hours; // their own hours published it, else a pattern
	bool alone;    // it is one to one
	int32_t capacity, taken;
	bool closing; // its place is withdrawn when it is given back
};

// By their start. Both.
CHECKED enum status availability_diary(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct host_session **out, size_t *count,
	struct fault *fault);

// Sessions of patterns that were withdrawn from a host, which start in a time.
CHECKED enum status availability_withdrawn(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct host_session **out, size_t *count,
	struct fault *fault);
