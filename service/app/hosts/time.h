// SPDX-License-Identifier: MIT
// When a host has time for sessions of one to one, and why else not: what they publish, less what
// takes it up (core/slots.h).
//
// What a calendar elsewhere says nothing about is unknown, and unknown is taken up: the time after
// the end of its last copy, and all of it before there is one.
#pragma once

#include "store/availability.h"
#include "store/busy_calendars.h"

struct host_time {
	struct instant now;
	struct interval within;
	const struct zone *zone;
	struct availability availability;
	struct host_hours *hours;
	size_t hours_count;
	struct busy_calendar *calendars;
	size_t calendar_count;
	struct interval *busy; // of calendars, of absences and unknown, by their start
	size_t busy_count;
	struct interval *unknown; // those of them that no copy reaches
	size_t unknown_count;
	struct host_session *sessions; // led or attended, by their start
	size_t session_count;
	int64_t *holidays;
	size_t holiday_count;
	struct weekly_hours *weekly; // `hours` again, as slots_find takes them
	struct dated_hours *dates;
	size_t weekly_count, date_count;
};

// About a time of at most a year, which begins now. In a transaction of the web role that works for
// the person, or the recorder's.
CHECKED enum status host_time_read(struct connection *connection,
	struct organisation_id organisation, const struct zone *zone, struct person_id person,
	struct instant now, int64_t ahead, struct arena *arena, struct host_time *out,
	struct fault *fault);

// The sessions that their hours give, taken ones left out: those that are published and not taken,
// and those that are to be.
CHECKED enum status host_slots(const struct host_time *time, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault);

// When they are to be had, whatever takes that up.
CHECKED enum status host_open_hours(const struct host_time *time, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault);

// Whether a session of theirs is published from their hours and nobody has taken it.
bool host_session_is_open(const struct host_session *session);

// Whether something takes up a time, whatever they lead or attend here.
bool host_is_busy(const struct host_time *time, struct interval during);

enum host_clash {
	HOST_NO_CLASH,
	HOST_CLASH_BUSY,  // a calendar or an absence takes up its time
	HOST_CLASH_HOURS, // it is no longer within the hours they publish
};

// Whether a session that somebody takes part in is at a time that is not theirs any more. A busy
// time that is exactly the session's is taken for the session itself, in a calendar of theirs.
enum host_clash host_clash_of(const struct host_time *time, const struct host_session *session,
	const struct interval *open, size_t open_count);
