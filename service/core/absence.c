// SPDX-License-Identifier: MIT
#include "core/absence.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const struct interval *left = a, *right = b;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

static void add(struct interval *list, size_t *count, struct instant from, struct instant to)
{
	if (instant_before(from, to))
		list[(*count)++] = (struct interval){from, to};
}

// Joins what touches; `list` ascends.
static size_t join(struct interval *list, size_t count)
{
	size_t joined = 0;
	for (size_t i = 0; i < count; i++) {
		if (joined && !instant_before(list[joined - 1].to, list[i].from))
			list[joined - 1].to = instant_latest(list[joined - 1].to, list[i].to);
		else
			list[joined++] = list[i];
	}
	return joined;
}

enum status absence_said(const struct interval *known, size_t known_count, struct interval within,
	const struct interval *said, size_t said_count, struct arena *arena, struct interval **out,
	size_t *count, struct fault *fault)
{
	size_t number = 0;
	struct interval *list = arena_array(arena, 2 * known_count + said_count, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; i < known_count; i++) {
		add(list, &number, known[i].from, instant_earliest(known[i].to, within.from));
		add(list, &number, instant_latest(known[i].from, within.to), known[i].to);
	}
	for (size_t i = 0; i < said_count; i++)
		add(list, &number, said[i].from, said[i].to);
	if (number)
		qsort(list, number, sizeof *list, compare);
	*count = join(list, number);
	*out = list;
	return STATUS_OK;
}

struct instant absence_open_from(const struct interval *known, size_t count, struct instant now)
{
	struct instant from = now;
	for (size_t i = 0; i < count; i++) {
		if (instant_before(known[i].from, from) && instant_before(now, known[i].to))
			from = known[i].from;
	}
	return from;
}
