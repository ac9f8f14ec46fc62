// SPDX-License-Identifier: MIT
#include "core/shift_pattern.h"

#include <assert.h>

#include "core/period.h"

#define DAYS_MOST 3660
#define NAME_MOST 40

const struct text shift_pattern_names[SHIFT_PATTERN_NAMES_COUNT] = {TEXT_CONSTANT("continental"),
	TEXT_CONSTANT("early-and-late-weeks"), TEXT_CONSTANT("early-late-night"),
	TEXT_CONSTANT("four-on-four-off"), TEXT_CONSTANT("office"), TEXT_CONSTANT("panama"),
	TEXT_CONSTANT("six-on-four-off"), TEXT_CONSTANT("two-two-four"),
	TEXT_CONSTANT("two-two-two-four")};

bool shift_pattern_name_is_valid(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char letter = name.start[i];
		if (!(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9') &&
			(letter != '-' || i == 0))
			return false;
	}
	return name.length > 0 && name.length <= NAME_MOST;
}

const struct pattern_shift *shift_pattern_on(
	const struct shift_pattern *pattern, int64_t anchor, int64_t day, size_t *count)
{
	int64_t place = (day - anchor) % pattern->days;
	if (place < 0)
		place += pattern->days;
	size_t low = 0, high = pattern->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pattern->shifts[middle].day < place)
			low = middle + 1;
		else
			high = middle;
	}
	while (high < pattern->count && pattern->shifts[high].day == place)
		high++;
	*count = high - low;
	return pattern->shifts + low;
}

static struct instant local_minute(const struct zone *zone, int64_t day, int32_t minute)
{
	struct instant written = {day * SECONDS_PER_DAY + INT64_C(60) * minute};
	return zone_instant(zone, civil_of(written));
}

struct interval shift_pattern_hours(
	const struct zone *zone, int64_t day, const struct pattern_shift *shift)
{
	return (struct interval){
		local_minute(zone, day, shift->from), local_minute(zone, day, shift->until)};
}

struct making {
	struct interval window;
	struct arena *arena;
	struct roster_entry *list;
	size_t count, size;
};

static bool add(struct making *making, struct interval during, enum roster_kind kind)
{
	if (!instant_before(during.from, during.to) || !interval_overlaps(during, making->window))
		return true;
	if (!arena_grow(making->arena, (void **)&making->list, making->count, &making->size,
			sizeof *making->list))
		return false;
	making->list[making->count++] = (struct roster_entry){during, kind};
	return true;
}

enum status shift_pattern_entries(const struct shift_pattern *pattern, int64_t anchor,
	const struct zone *zone, struct interval window, struct arena *arena, struct roster_entry **out,
	size_t *count, struct fault *fault)
{
	struct making making = {.window = window, .arena = arena};
	assert(pattern->days > 0 && instant_before(window.from, window.to));
	// Day 4 was a Monday.
	if (pattern->of_weeks && (anchor - 4) % 7 != 0)
		return fault_set(fault, STATUS_INVALID, "anchor",
			"A shift pattern of weeks begins on a Monday, and the day given is none.");
	// A night can last into the day after the next.
	int64_t first = period_of(zone, SPAN_CALENDAR_DAY, window.from) - 2;
	int64_t last = period_of(zone, SPAN_CALENDAR_DAY, window.to);
	if (last - first > DAYS_MOST)
		return fault_set(
			fault, STATUS_LIMIT, "window", "A shift pattern is followed for at most ten years.");
	for (int64_t day = first; day <= last; day++) {
		size_t shifts;
		const struct pattern_shift *shift = shift_pattern_on(pattern, anchor, day, &shifts);
		struct interval whole = {period_start(zone, SPAN_CALENDAR_DAY, day),
			period_start(zone, SPAN_CALENDAR_DAY, day + 1)};
		bool added = shifts > 0 || add(&making, whole, ROSTER_REST_DAY);
		for (size_t i = 0; added && i < shifts; i++)
			added = add(&making, shift_pattern_hours(zone, day, &shift[i]), shift[i].kind);
		if (!added)
			return fault_memory(fault);
	}
	*out = making.list;
	*count = making.count;
	return STATUS_OK;
}
