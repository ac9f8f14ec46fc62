// SPDX-License-Identifier: MIT
#include "core/crew.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const struct crew_period *left = a, *right = b;
	int order = text_compare(left->unit, right->unit);
	if (order)
		return order;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

// An interval tree without pointers: the root of a part is its middle, which notes the latest end
// in the part (Cormen et al., Introduction to Algorithms, §14.3).
static struct instant note_latest(struct crew_period *periods, size_t first, size_t end)
{
	if (first == end)
		return (struct instant){INT64_MIN};
	size_t middle = first + (end - first) / 2;
	struct instant latest =
		instant_latest(note_latest(periods, first, middle), note_latest(periods, middle + 1, end));
	periods[middle].latest = instant_latest(latest, periods[middle].until);
	return periods[middle].latest;
}

// The first period from `first` on that is of another unit.
static size_t unit_end(const struct crew_period *periods, size_t first, size_t count)
{
	size_t low = first, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text_equal(periods[middle].unit, periods[first].unit))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct crew crew_sort(struct crew_period *periods, size_t count)
{
	if (count)
		qsort(periods, count, sizeof *periods, compare);
	for (size_t first = 0, end; first < count; first = end) {
		end = unit_end(periods, first, count);
		(void)note_latest(periods, first, end);
	}
	return (struct crew){periods, count};
}

struct search {
	const struct crew_period *periods;
	struct instant at;
	struct text *people;
	size_t count;
	bool too_many;
};

static void add(struct search *search, struct text person)
{
	for (size_t i = 0; i < search->count; i++) {
		if (text_equal(search->people[i], person))
			return;
	}
	if (search->count == CREW_AT_ONCE)
		search->too_many = true;
	else
		search->people[search->count++] = person;
}

static void search_part(struct search *search, size_t first, size_t end)
{
	if (first == end)
		return;
	size_t middle = first + (end - first) / 2;
	const struct crew_period *period = &search->periods[middle];
	if (!instant_before(search->at, period->latest))
		return;
	search_part(search, first, middle);
	if (instant_before(search->at, period->from))
		return;
	if (instant_before(search->at, period->until))
		add(search, period->person);
	search_part(search, middle + 1, end);
}

enum status crew_at(const struct crew *crew, struct text unit, struct instant at,
	struct text people[static CREW_AT_ONCE], size_t *count, struct fault *fault)
{
	size_t low = 0, high = crew->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text_compare(crew->periods[middle].unit, unit) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	struct search search = {.periods = crew->periods, .at = at, .people = people};
	if (low < crew->count && text_equal(crew->periods[low].unit, unit))
		search_part(&search, low, unit_end(crew->periods, low, crew->count));
	if (search.too_many)
		return fault_set(fault, STATUS_LIMIT, "--crew",
			"The crew table has more than 256 people on one unit at one time.");
	*count = search.count;
	return STATUS_OK;
}
