// SPDX-License-Identifier: MIT
#include "core/period.h"

#include <assert.h>

#define DAYS_OF_WEEK 7
#define MONDAY (-3) // of week 0; 1970-01-01 was a Thursday
#define OFFSET_MOST (2 * SECONDS_PER_DAY)

static const struct zone_transition utc_transition = {{0}, 0};
static const struct zone utc = {&utc_transition, 1};

static int64_t floor_of(int64_t value, int64_t divisor)
{
	return value / divisor - (value % divisor < 0);
}

// The index of the stretch between two transitions that holds the instant.
static size_t stretch_of(const struct zone *zone, struct instant at)
{
	size_t low = 0, high = zone->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (instant_before(at, zone->transitions[middle].from))
			high = middle;
		else
			low = middle;
	}
	return low;
}

static struct instant day_start(const struct zone *zone, int64_t day)
{
	if (day > PERIOD_MOST)
		return INSTANT_NEVER;
	struct instant midnight = {day * SECONDS_PER_DAY}, from = {INT64_MIN};
	size_t i = stretch_of(zone, instant_later(midnight, -OFFSET_MOST));
	for (;; i++) {
		struct instant start =
			instant_later(midnight, -(int64_t)zone->transitions[i].offset_seconds);
		if (i > 0)
			from = zone->transitions[i].from;
		if (i + 1 == zone->count || instant_before(start, zone->transitions[i + 1].from))
			return instant_latest(from, start);
	}
}

static int64_t day_of(const struct zone *zone, struct instant at)
{
	int64_t offset = zone->transitions[stretch_of(zone, at)].offset_seconds;
	int64_t day = floor_of(at.seconds + offset, SECONDS_PER_DAY);
	// Where clocks are put back across midnight, the day that has begun goes on.
	while (!instant_before(at, day_start(zone, day + 1)))
		day++;
	return day;
}

int64_t period_of(const struct zone *zone, enum model_span span, struct instant at)
{
	assert(span != SPAN_ELAPSED);
	at = instant_earliest(at, (struct instant){PERIOD_MOST * SECONDS_PER_DAY});
	int64_t day = day_of(zone ? zone : &utc, at);
	return span == SPAN_CALENDAR_WEEK ? floor_of(day - MONDAY, DAYS_OF_WEEK) : day;
}

struct instant period_start(const struct zone *zone, enum model_span span, int64_t period)
{
	assert(span != SPAN_ELAPSED);
	if (period > PERIOD_MOST)
		return INSTANT_NEVER;
	return day_start(
		zone ? zone : &utc, span == SPAN_CALENDAR_WEEK ? period * DAYS_OF_WEEK + MONDAY : period);
}
