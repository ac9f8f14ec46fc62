// SPDX-License-Identifier: MIT
// What somebody works who works a pattern: a cycle of days, each with shifts or none.
//
// Hours are local and keep their place on the clock, so a night over a change of the clocks is an
// hour shorter or longer. A shift belongs to the day on which it begins. calendar/shifts reads the
// patterns that are shipped.
#pragma once

#include "core/roster.h"

struct pattern_shift {
	int32_t day; // of the cycle, from 0
	enum roster_kind kind;
	int32_t from, until; // minutes after midnight; `until` is beyond 24:00 for a night
};

struct shift_pattern {
	struct text name;  // of its file: "two-two-two-four"
	struct text title; // "Two early, two late, two nights, four off"
	int32_t days;      // of the cycle
	bool of_weeks;     // goes by the days of the week, so its cycle begins on a Monday
	const struct pattern_shift *shifts; // by day, then by when they begin
	size_t count;
};

// Small letters, digits and hyphens, of which a hyphen is not the first; at most 40.
bool shift_pattern_name_is_valid(struct text name);

// The names of those that are shipped, in order.
#define SHIFT_PATTERN_NAMES_COUNT 9
extern const struct text shift_pattern_names[SHIFT_PATTERN_NAMES_COUNT];

// The shifts that begin on a day of somebody whose cycle begins on the day `anchor` (both days
// since 1970-01-01, in any order).
const struct pattern_shift *shift_pattern_on(
	const struct shift_pattern *pattern, int64_t anchor, int64_t day, size_t *count);

// When a shift that begins on a day is. Empty (`to` not after `from`) where clocks skip all of it.
struct interval shift_pattern_hours(
	const struct zone *zone, int64_t day, const struct pattern_shift *shift);

// All of somebody's shifts that overlap the window, and a rest day for each day on which none
// begins, in order. STATUS_INVALID for a pattern of weeks with an anchor that is no Monday,
// STATUS_LIMIT for more than ten years, STATUS_MEMORY.
CHECKED enum status shift_pattern_entries(const struct shift_pattern *pattern, int64_t anchor,
	const struct zone *zone, struct interval window, struct arena *arena, struct roster_entry **out,
	size_t *count, struct fault *fault);
