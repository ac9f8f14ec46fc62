// SPDX-License-Identifier: MIT
// Shift patterns that services of this kind work: a cycle of days, each with a shift or a rest day.
//
// Hours are local, so a night over a change of the clocks is an hour shorter or longer. A shift
// belongs to the day it begins on.
#pragma once

#include "core/seat.h"

struct shift {
	int from, until; // minutes after midnight; until is beyond 24:00 for a night
};

struct pattern {
	const char *cycle; // from a Monday where it is weeks: E early, L late, N night, D day, - rest
	struct shift early, late, night, day;
};

extern const struct pattern pattern_two_two_two_four; // police response
extern const struct pattern pattern_twelve_hours;     // four on, four off
extern const struct pattern pattern_two_two_four;     // fire: the 42-hour system
extern const struct pattern pattern_metropolitan;     // eight hours, early, late and night
extern const struct pattern pattern_weeks;            // early and late weeks in turn
extern const struct pattern pattern_office;

// The shift that begins on a day (days since 1970-01-01) of somebody who is `phase` days into the
// cycle; false on a rest day.
bool pattern_shift(const struct pattern *pattern, int64_t day, int phase, struct shift *out);

// When a shift that begins on a day is.
struct interval pattern_hours(const struct zone *zone, int64_t day, struct shift shift);
