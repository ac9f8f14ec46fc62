// SPDX-License-Identifier: MIT
#include "core/reporting.h"

#include <stdlib.h>

#define NOBODY SIZE_MAX

static int compare_lines(const void *a, const void *b)
{
	const struct reporting_line *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

// Where a line's manager stands in the lines.
static size_t above(const struct reporting_line *lines, size_t count, size_t at)
{
	struct reporting_line wanted = {.person = lines[at].manager};
	const struct reporting_line *found =
		bsearch(&wanted, lines, count, sizeof *lines, compare_lines);
	return found ? (size_t)(found - lines) : NOBODY;
}

// The circle that a line is part of, in the order of its managers.
static bool take_circle(const struct reporting_line *lines, size_t line_count, size_t first,
	struct arena *arena, struct person_id **out, size_t *count)
{
	size_t length = 1;
	for (size_t at = above(lines, line_count, first); at != first;
		 at = above(lines, line_count, at)) {
		length++;
	}
	struct person_id *circle = arena_array(arena, length, sizeof *circle);
	if (!circle)
		return false;
	for (size_t i = 0, at = first; i < length; i++, at = above(lines, line_count, at))
		circle[i] = lines[at].person;
	*out = circle;
	*count = length;
	return true;
}

bool reporting_circle(const struct reporting_line *lines, size_t line_count, struct arena *arena,
	struct person_id **out, size_t *count)
{
	// From whose walk up each line was met first, from 1.
	size_t *met = arena_array(arena, line_count, sizeof *met);
	if (!met)
		return false;
	for (size_t i = 0; i < line_count; i++)
		met[i] = 0;
	*count = 0;
	for (size_t first = 0; first < line_count; first++) {
		size_t at = first;
		while (at != NOBODY && !met[at]) {
			met[at] = first + 1;
			at = above(lines, line_count, at);
		}
		if (at != NOBODY && met[at] == first + 1)
			return take_circle(lines, line_count, at, arena, out, count);
	}
	return true;
}
