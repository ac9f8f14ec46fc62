// SPDX-License-Identifier: MIT
#include "calendar/zone.h"

#include <assert.h>

#include "calendar/timezone.h"

#define STEP SECONDS_PER_DAY // no zone changes its clocks twice within a day

static int32_t offset_at(icaltimezone *zone, int64_t seconds)
{
	struct icaltimetype time = timezone_utc_time((struct instant){seconds});
	int is_daylight;
	return icaltimezone_get_utc_offset_of_utc_time(zone, &time, &is_daylight);
}

// The first second of the new offset: `before` still has the old one, `after` the new one.
static int64_t change_between(icaltimezone *zone, int64_t before, int64_t after)
{
	int32_t old = offset_at(zone, before);
	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;
		if (offset_at(zone, middle) == old)
			before = middle;
		else
			after = middle;
	}
	return after;
}

// Finds the transitions; with `list` NULL only counts them.
static size_t transitions(
	icaltimezone *zone, struct instant from, struct instant until, struct zone_transition *list)
{
	size_t count = 0;
	int32_t offset = offset_at(zone, from.seconds);
	if (list)
		list[count] = (struct zone_transition){from, offset};
	count++;
	for (int64_t at = from.seconds; at < until.seconds;) {
		int64_t next = until.seconds - at < STEP ? until.seconds : at + STEP;
		int32_t new_offset = offset_at(zone, next);
		if (new_offset != offset) {
			if (list)
				list[count] =
					(struct zone_transition){{change_between(zone, at, next)}, new_offset};
			count++;
		}
		offset = new_offset;
		at = next;
	}
	return count;
}

static struct instant first_of(int year)
{
	return civil_as_utc((struct civil){year, 1, 1, 0, 0, 0});
}

enum status zone_load(struct text name, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault)
{
	assert(!instant_before(until, from));
	// libical expands a zone year by year and keeps what it has expanded.
	if (instant_before(from, first_of(ZONE_FIRST_YEAR)) ||
		instant_before(first_of(ZONE_LAST_YEAR + 1), until))
		return fault_set(fault, STATUS_LIMIT, "zone", "Time zones are read for the years %d to %d.",
			ZONE_FIRST_YEAR, ZONE_LAST_YEAR);
	icaltimezone *zone;
	enum status status = timezone_find(name, &zone, fault);
	if (status)
		return status;
	size_t count = transitions(zone, from, until, NULL);
	struct zone_transition *list = arena_array(arena, count, sizeof *list);
	if (!list)
		return fault_memory(fault);
	transitions(zone, from, until, list);
	*out = (struct zone){list, count};
	return STATUS_OK;
}
