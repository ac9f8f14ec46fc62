// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "unit/core/line_fixture.h"

struct arena arena;
struct crossings found;
struct line_state current;

int start(void **state)
{
	(void)state;
	arena_init(&arena);
	crossings_init(&found, &arena);
	const struct policy_line simple = line_simple();
	current = line_start(&simple, &arena);
	return 0;
}

int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

void expose(const struct policy_line *line, double hour, double weight)
{
	line_expose(line, &current, dose_at(hour, weight), &found);
}

void advance(const struct policy_line *line, double hour)
{
	line_advance(line, &current, HOURS(hour), &found);
}

void expect(const char *expected)
{
	char text[1000];
	assert_string_equal(crossings_text(&found, text, sizeof text), expected);
}

struct policy_line line_of_three_levels(void)
{
	struct policy_line line = line_simple();
	line.levels[1] = (struct policy_level){.on = 200, .off = 100};
	line.levels[2] = (struct policy_level){.on = 400, .off = 200};
	line.level_count = 3;
	return line;
}
