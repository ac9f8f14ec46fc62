// SPDX-License-Identifier: MIT
// Recurrence rules (RFC 5545 §3.3.10), of other people's calendars too, expanded within bounds.
//
// By days: an occurrence is at the time of day at which the first one is, so rules below DAILY and
// more than one BYHOUR, BYMINUTE or BYSECOND are refused. libical's own iterator is not used: some
// rules that never match keep it busy for minutes. Here a rule is looked at period by period and
// day by day, of which there are at most as many as between the first occurrence and the end of the
// window.
//
// As most calendars do, the first occurrence always happens, also where the rule would not give it.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/instant.h"

#define RECURRENCE_LIST_LIMIT 400
#define RECURRENCE_LIMIT 5000 // occurrences of one rule within a window
#define RECURRENCE_FIRST_YEAR 2
#define RECURRENCE_LAST_YEAR 9998

enum recurrence_frequency {
	RECURRENCE_DAILY,
	RECURRENCE_WEEKLY,
	RECURRENCE_MONTHLY,
	RECURRENCE_YEARLY
};

struct recurrence_day {
	int weekday; // 1 Monday … 7 Sunday
	int nth;     // of the month or year, from the end where negative; 0: each
};

struct recurrence {
	enum recurrence_frequency frequency;
	int64_t interval, count; // count 0: without end
	bool has_until, until_is_date, until_is_utc;
	struct civil until;       // the last at or before this
	int hour, minute, second; // −1: as the first occurrence
	int week_start;
	unsigned months; // bit 1 << month; 0: every
	int month_days[62], year_days[RECURRENCE_LIST_LIMIT], weeks[106];
	int positions[RECURRENCE_LIST_LIMIT];
	struct recurrence_day days[RECURRENCE_LIST_LIMIT];
	size_t month_day_count, year_day_count, week_count, position_count, day_count;
};

// Reads the value of an RRULE. STATUS_INVALID with the part in `where`, for whatever the RFC or the
// bounds above do not allow.
CHECKED enum status recurrence_parse(struct text rule, struct recurrence *out, struct fault *fault);

// Whether the rule keeps to the time of day of its first occurrence.
bool recurrence_keeps_time(const struct recurrence *rule, struct civil first);

// Whether the rule by itself gives its first occurrence. `until_utc_as_local` is as below.
bool recurrence_gives_first(
	const struct recurrence *rule, struct civil first, struct civil until_utc_as_local);

// The days of the occurrences that begin within `from` to `until`, days since 1970-01-01 that are
// both in the window, ascending, each once. `until_utc_as_local` is what UNTIL is in local time
// where it is in UTC. `days_left` is how many days may be looked at, and is lessened. STATUS_LIMIT
// for more days than that or more occurrences than RECURRENCE_LIMIT, STATUS_MEMORY.
CHECKED enum status recurrence_expand(const struct recurrence *rule, struct civil first,
	struct civil until_utc_as_local, int64_t from, int64_t until, int64_t *days_left,
	struct arena *arena, int64_t **out, size_t *count, struct fault *fault);

// "20261203", "20261203T100000" or the same with Z. A year so far off that nothing could be taken
// from it or added to it is read as the first or last one that is not. False leaves the outputs.
bool recurrence_time_parse(struct text value, struct civil *out, bool *is_date, bool *is_utc);

// Days since 1970-01-01 of a date that exists.
int64_t recurrence_day_of(struct civil date);
struct civil recurrence_date(int64_t day); // at 00:00:00
