// SPDX-License-Identifier: MIT
#include "core/cover.h"

#include <stdlib.h>

static int compare_numbers(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

enum status cover_prepare(const struct interval *intervals, size_t count, struct arena *arena,
	struct cover *out, struct fault *fault)
{
	int64_t *from = arena_array(arena, count, sizeof *from);
	int64_t *to = arena_array(arena, count, sizeof *to);
	if (!from || !to)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		from[i] = intervals[i].from.seconds;
		to[i] = intervals[i].to.seconds;
	}
	qsort(from, count, sizeof *from, compare_numbers);
	qsort(to, count, sizeof *to, compare_numbers);
	*out = (struct cover){from, to, count};
	return STATUS_OK;
}

// How many of a list that ascends are at or before an instant.
static size_t reached(const int64_t *list, size_t count, int64_t at)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t cover_at(const struct cover *cover, struct instant at)
{
	return reached(cover->from, cover->count, at.seconds) -
		   reached(cover->to, cover->count, at.seconds);
}

size_t cover_limit(const struct roster_rules *rules, size_t on_duty)
{
	if (on_duty == 0)
		return SIZE_MAX;
	size_t limit = on_duty * (size_t)rules->cover_percent / 100;
	if (limit > (size_t)rules->cover_people)
		limit = (size_t)rules->cover_people;
	return limit < (size_t)rules->cover_least ? (size_t)rules->cover_least : limit;
}

static bool is_covered(const struct roster_rules *rules, const struct cover *on_duty,
	const struct cover *away, struct instant at)
{
	return cover_at(away, at) < cover_limit(rules, cover_at(on_duty, at));
}

enum roster_answer cover_allows(const struct roster_rules *rules, const struct cover *on_duty,
	const struct cover *away, struct interval session)
{
	// Only at these does the number away rise, or what is allowed fall.
	const struct {
		const int64_t *list;
		size_t count;
	} changes[] = {
		{away->from, away->count}, {on_duty->from, on_duty->count}, {on_duty->to, on_duty->count}};
	if (!is_covered(rules, on_duty, away, session.from))
		return ROSTER_SHORT_COVER;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		size_t next = reached(changes[i].list, changes[i].count, session.from.seconds);
		for (; next < changes[i].count && changes[i].list[next] < session.to.seconds; next++) {
			if (!is_covered(rules, on_duty, away, (struct instant){changes[i].list[next]}))
				return ROSTER_SHORT_COVER;
		}
	}
	return ROSTER_FITS;
}
