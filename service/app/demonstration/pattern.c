// SPDX-License-Identifier: MIT
#include "app/demonstration/pattern.h"

#include <string.h>

#define HOURS(from, until)                                                                         \
	{                                                                                              \
		(from) * 60, (until)*60                                                                    \
	}

// Six on, four off: the variable shift arrangement of five teams that police response works, with
// tours of ten hours (nine at night) that overlap when most calls come.
const struct pattern pattern_two_two_two_four = {
	.cycle = "EELLNN----",
	.early = HOURS(7, 17),
	.late = HOURS(15, 25),
	.night = HOURS(22, 31),
};

// Two days, two nights, four off in twelves: control rooms and ambulance stations.
const struct pattern pattern_twelve_hours = {
	.cycle = "DDNN----",
	.day = HOURS(7, 19),
	.night = HOURS(19, 31),
};

// The fire service's 42-hour system of four watches: days of nine hours, nights of fifteen.
const struct pattern pattern_two_two_four = {
	.cycle = "DDNN----",
	.day = HOURS(9, 18),
	.night = HOURS(18, 33),
};

// The metropolitan rota of HSE's Managing shift work (HSG256): two of each, two off.
const struct pattern pattern_metropolitan = {
	.cycle = "EELLNN--",
	.early = HOURS(6, 14),
	.late = HOURS(14, 22),
	.night = HOURS(22, 30),
};

// A counter that is open from early to late: weeks in turn, with one weekend worked in two.
const struct pattern pattern_weeks = {
	.cycle = "EEEEE--LLL--LL",
	.early = HOURS(7, 15),
	.late = HOURS(13, 21),
};

const struct pattern pattern_office = {
	.cycle = "DDDDD--",
	.day = HOURS(9, 17),
};

bool pattern_shift(const struct pattern *pattern, int64_t day, int phase, struct shift *out)
{
	int64_t length = (int64_t)strlen(pattern->cycle);
	// 1970-01-05 was a Monday.
	int64_t place = (day - 4 + phase) % length;
	switch (pattern->cycle[place < 0 ? place + length : place]) {
	case 'E':
		*out = pattern->early;
		return true;
	case 'L':
		*out = pattern->late;
		return true;
	case 'N':
		*out = pattern->night;
		return true;
	case 'D':
		*out = pattern->day;
		return true;
	default:
		return false;
	}
}

static struct instant local_minute(const struct zone *zone, int64_t day, int minute)
{
	struct instant written = {day * SECONDS_PER_DAY + minute * INT64_C(60)};
	return zone_instant(zone, civil_of(written));
}

struct interval pattern_hours(const struct zone *zone, int64_t day, struct shift shift)
{
	return (struct interval){
		local_minute(zone, day, shift.from), local_minute(zone, day, shift.until)};
}
