// SPDX-License-Identifier: MIT
// Calendars that a person keeps elsewhere, by which they are busy: subscribing to one, uploading
// one, and fetching again those that are due (docs/calendars.md).
//
// Another's calendar is read in the limited process alone. What is kept of it is times. When it
// cannot be had, is no calendar any more, or has suddenly nothing in it, the last copy stays, and
// why is kept as a word of app/hosts/failure.def.
#pragma once

#include "app/audits/audit.h"
#include "calendar/limited.h"
#include "net/fetch.h"
#include "secret/key.h"
#include "store/busy_calendars.h"
#include "store/organisation.h"

#define CALENDAR_AHEAD (INT64_C(180) * SECONDS_PER_DAY) // that one which is fetched is read for
#define UPLOAD_AHEAD (INT64_C(366) * SECONDS_PER_DAY)
#define CALENDAR_BEFORE (INT64_C(4) * SECONDS_PER_DAY)

enum calendar_failure {
#define FAILURE(name, ...) CALENDAR_##name,
#include "app/hosts/failure.def"
#undef FAILURE
	CALENDAR_FAILURE_COUNT
};

// The word that one is kept by; and back, to CALENDAR_OTHER for what nobody knows.
const char *calendar_failure_name(enum calendar_failure failure);
enum calendar_failure calendar_failure_of(struct text name);

// What a person's calendars are kept with.
struct calendar_keeper {
	struct connection *recorder;
	const struct key *key;
	struct networks allowed;      // besides public addresses
	struct limited limited;       // its `stop` counts for fetching too
	const struct audit_actor *by; // who changes them; NULL: the person, or the service
};

// From now on the calendar at an address, as typed, is fetched; first as soon as somebody gets
// round to it, and until then it says nothing. It takes the place of another one, which may be
// NULL. Faults of url_read, STATUS_LIMIT for too many.
CHECKED enum status calendar_subscribe(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct text address,
	const struct busy_calendar_id *replaces, struct instant now, struct fault *fault);

// Takes the times of a file, in the organisation's zone where it says none; in the place of another
// one too. Faults of limited_read, STATUS_LIMIT too for too many.
CHECKED enum status calendar_upload(const struct calendar_keeper *keeper,
	const struct organisation *organisation, struct person_id person, struct text document,
	const struct busy_calendar_id *replaces, struct instant now, struct fault *fault);

// Forgets a calendar, with its times and its address. STATUS_NOT_FOUND where they have no such one.
CHECKED enum status calendar_remove(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct busy_calendar_id id,
	struct instant now, struct fault *fault);

struct calendar_refreshed {
	bool claimed;   // false: another service has it
	bool unchanged; // and it has not failed
	bool failed;
	enum calendar_failure failure;
	bool confined;   // a calendar was read, and
	unsigned guards; // these (enum guard) held
};

// Fetches one that is due, waiting for it, in no transaction of the caller's. What the other side
// does wrong is no fault of ours: it is kept with the calendar.
CHECKED enum status calendar_refresh(const struct calendar_keeper *keeper,
	const struct busy_calendar_due *due, struct instant now, struct calendar_refreshed *out,
	struct fault *fault);
