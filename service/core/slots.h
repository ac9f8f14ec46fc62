// SPDX-License-Identifier: MIT
// When a host has time for a session: published availability less what takes it up, cut into slots.
//
// Availability (the word of RFC 7953) is weekly hours and single dates, in the host's zone. Public
// holidays take weekly hours away and leave single dates; a date on which the host is away takes
// both away. What is left loses everything the host does otherwise, with a buffer around it. Each
// stretch that remains is cut from its start into slots with a buffer between them, each of which
// starts at a multiple of SLOTS_STEP seconds; hours of each day are a stretch of their own, also
// where they touch.
//
// Of the slots that start on one local day, at most as many are kept as the daily cap leaves beside
// the sessions of that day. Which ones does not depend on what is taken: slots are ranked by their
// time of day, by the bits of its quarter of an hour in reverse order, which spreads them over the
// day. So the same slots stay when one of them is taken, and as time goes by.
//
// Exact across both changes of the clock: hours are local, a slot lasts what it lasts.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/seat.h"

#define SLOTS_STEP 300
#define SLOTS_LIMIT 5000
#define SLOTS_EVERY_DAY 0x7Fu
#define SLOTS_NO_END INT64_MAX

// Hours of a week. Days are counted since 1970-01-01.
struct weekly_hours {
	unsigned weekdays;           // bit 0 Monday … bit 6 Sunday
	int32_t every;               // weeks; 2: that of `first_day`, and every other one after it
	int64_t first_day, last_day; // both are part of it
	int32_t from, until;         // minutes of the day; `until` up to a day later than `from`
};

// Hours of one date, or the time of it at which the host is away.
struct dated_hours {
	int64_t day;
	int32_t from, until; // as of a week; 0 and 1440: the whole day
	bool away;
};

struct slots_asked {
	const struct zone *zone; // the host's, from four days before `within` to two days after
	const struct weekly_hours *weekly;
	size_t weekly_count;
	const struct dated_hours *dates;
	size_t date_count;
	const int64_t *holidays; // days, in any order
	size_t holiday_count;
	const struct interval *sessions; // led by the host: those of a day count for its cap. These and
	size_t session_count;
	const struct interval *busy; // whatever else there is, from three days before `within` on
	size_t busy_count;
	int32_t minutes;        // of a slot, 5 to 480
	int32_t buffer_minutes; // 0 to 240
	int32_t daily_cap;      // 0 to 96
	struct interval within; // slots that lie in it, of at most two years
};

// Slots in order, disjoint, and as far apart as the buffer says. STATUS_LIMIT beyond SLOTS_LIMIT,
// STATUS_MEMORY.
CHECKED enum status slots_find(const struct slots_asked *asked, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault);

// When a host is to be had, in order and disjoint: weekly hours and dates, less holidays and what
// is away. Nothing of what takes up their time counts. Whatever touches `within`; STATUS_MEMORY.
CHECKED enum status slots_hours(const struct slots_asked *asked, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault);

// Whether hours are such as can be asked with; what is wrong, or NULL.
const char *weekly_hours_wrong(const struct weekly_hours *hours);
const char *dated_hours_wrong(const struct dated_hours *hours);

// "09:30", also with seconds; "24:00" is 1440.
bool slots_minute_parse(struct text value, int32_t *out);

// The day that an instant is on.
int64_t slots_day(const struct zone *zone, struct instant at);
