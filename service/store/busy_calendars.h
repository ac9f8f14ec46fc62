// SPDX-License-Identifier: MIT
// Calendars that people keep elsewhere, with the last copy of when those keep them busy.
//
// A copy says something about `within` only; a calendar that was never read says nothing about any
// time. Times stay as they are when a later copy cannot be had. All as the recorder, as far as
// nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

#define BUSY_CALENDARS_MOST 5 // of one person

struct busy_calendar_id {
	struct uuid uuid;
};

// What was read of a calendar.
struct busy_copy {
	struct interval within; // to add one that was not read yet: both ends now
	const struct interval *busy;
	size_t busy_count;
	int32_t events, unreadable, unknown_zones;
	struct text etag, modified; // empty: none
};

struct busy_calendar {
	struct busy_calendar_id id;
	struct text hint;         // what its owner knows it by; empty for one that was uploaded
	struct busy_copy copy;    // with the number of its times, without them and validators
	struct instant read_at;   // NEVER: it was not read yet
	struct text failure;      // of the last time, a word; empty: none
	int32_t failures;         // since it was last read
	struct instant failed_at; // NEVER: none
	struct instant due;       // NEVER: it was uploaded
	struct instant created_at;
};

// One that is to be fetched has a sealed address and was not read yet; one that was uploaded has
// none, and its copy. STATUS_LIMIT where they have BUSY_CALENDARS_MOST.
CHECKED enum status busy_calendar_add(struct connection *connection,
	struct organisation_id organisation, struct person_id person,
	const struct busy_calendar *calendar, struct text sealed, struct instant at,
	struct fault *fault);

// In the order they were added. Roles web, in a transaction that works for them, and recorder.
CHECKED enum status busy_calendars_list(struct connection *connection, struct person_id person,
	struct arena *arena, struct busy_calendar **out, size_t *count, struct fault *fault);

// Times of all of them that touch a window, by their start; they may overlap. The same roles.
CHECKED enum status busy_calendar_times(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct interval **out, size_t *count,
	struct fault *fault);

// `*removed` is false where there is none. All of them: of somebody who leaves.
CHECKED enum status busy_calendar_remove(struct connection *connection, struct person_id person,
	struct busy_calendar_id id, bool *removed, struct fault *fault);
CHECKED enum status busy_calendars_remove(
	struct connection *connection, struct person_id person, struct fault *fault);

struct busy_calendar_due {
	struct person_id person;
	struct busy_calendar_id id;
};

// Those that are to be fetched by now, and when the next one is.
CHECKED enum status busy_calendars_due(struct connection *connection, struct instant at,
	int32_t most, struct arena *arena, struct busy_calendar_due **out, size_t *count,
	struct fault *fault);
CHECKED enum status busy_calendars_next(
	struct connection *connection, struct instant *out, struct fault *fault);

// What fetching one takes.
struct busy_calendar_claim {
	struct organisation_id organisation;
	struct text zone; // the organisation's
	struct text sealed, etag, modified;
	struct instant busy_until;
	int32_t events, failures;
};

// Takes one that is due until an instant, after which another may. `*claimed` is false where
// another service has it, or had it meanwhile.
CHECKED enum status busy_calendar_claim(struct connection *connection,
	const struct busy_calendar_due *calendar, struct instant at, struct instant until,
	struct arena *arena, struct busy_calendar_claim *out, bool *claimed, struct fault *fault);

// What became of fetching it: a new copy, nothing new, or a failure, which keeps the copy. Nothing
// where it was removed meanwhile.
CHECKED enum status busy_calendar_copy(struct connection *connection,
	const struct busy_calendar_due *calendar, const struct busy_copy *copy, struct instant due,
	struct instant at, struct fault *fault);
CHECKED enum status busy_calendar_unchanged(struct connection *connection,
	const struct busy_calendar_due *calendar, struct instant due, struct instant at,
	struct fault *fault);
CHECKED enum status busy_calendar_failed(struct connection *connection,
	const struct busy_calendar_due *calendar, const char *failure, struct instant due,
	struct instant at, struct fault *fault);
