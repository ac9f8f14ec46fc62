// SPDX-License-Identifier: MIT
// What a refold finds that had not been known.
#include "support/cmocka.h"

#include "support/line.h"

#include <string.h>

#define CROSSINGS_LIMIT 8

struct expected {
	double hour;
	size_t level;
	enum alarm_change change;
};

// A list out of (hour, level, change) rows that ends at the first without a change.
static void fill(struct crossings *crossings, struct crossing *list, const struct expected *rows)
{
	*crossings = (struct crossings){.list = list};
	for (; rows->change != ALARM_NO_CHANGE; rows++)
		list[crossings->count++] =
			(struct crossing){HOURS(rows->hour), rows->level, rows->change, false};
}

static const struct {
	const char *name;
	struct expected known[CROSSINGS_LIMIT], refolded[CROSSINGS_LIMIT];
	const char *found;
} rows[] = {
	{"nothing", {{0, 0, ALARM_NO_CHANGE}}, {{0, 0, ALARM_NO_CHANGE}}, ""},
	{"the same", {{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}}, ""},
	{"a stretch nobody knew of, with its alarms and clearing", {{0, 0, ALARM_NO_CHANGE}},
		{{10, 0, ALARM_RAISE}, {15, 0, ALARM_REALARM}, {20, 0, ALARM_CLEARED}},
		"10 late raise 0, 15 late realarm 0, 20 late clear 0"},
	{"one that lasts", {{0, 0, ALARM_NO_CHANGE}}, {{10, 0, ALARM_RAISE}}, "10 late raise 0"},
	{"one that began earlier and ended later than known",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{8, 0, ALARM_RAISE}, {21, 0, ALARM_CLEARED}}, ""},
	{"one that began earlier and lasts, as known", {{10, 0, ALARM_RAISE}}, {{8, 0, ALARM_RAISE}},
		""},
	{"one that goes on after the known clearing and lasts",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{8, 0, ALARM_RAISE}, {18, 0, ALARM_REALARM}, {28, 0, ALARM_REALARM}},
		"20 late raise 0, 28 late realarm 0"},
	{"an alarm of the instant of that clearing is the raise",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_REALARM}}, "20 late raise 0"},
	{"two known that were one, and over",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}, {30, 0, ALARM_RAISE},
			{40, 0, ALARM_CLEARED}},
		{{9, 0, ALARM_RAISE}, {41, 0, ALARM_CLEARED}}, ""},
	{"two known that were one, and lasts",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}, {30, 0, ALARM_RAISE}}, {{9, 0, ALARM_RAISE}},
		""},
	{"one known that was two", {{10, 0, ALARM_RAISE}, {40, 0, ALARM_CLEARED}},
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}, {30, 0, ALARM_RAISE},
			{39, 0, ALARM_CLEARED}},
		""},
	{"a raise that is taken back is not unsaid", {{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{0, 0, ALARM_NO_CHANGE}}, ""},
	{"one that lasts is cleared where the refold says", {{10, 0, ALARM_RAISE}},
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}}, "20 late clear 0"},
	{"one that lasts is cleared not before what is known of it",
		{{10, 0, ALARM_RAISE}, {30, 0, ALARM_REALARM}},
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}}, "30 late clear 0"},
	{"one that lasts and never was is cleared at once", {{10, 0, ALARM_RAISE}},
		{{0, 0, ALARM_NO_CHANGE}}, "10 late clear 0"},
	{"an earlier stretch ends as a known one begins",
		{{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{5, 0, ALARM_RAISE}, {10, 0, ALARM_CLEARED}}, ""},
	{"a later stretch begins as a known one ends", {{10, 0, ALARM_RAISE}, {20, 0, ALARM_CLEARED}},
		{{20, 0, ALARM_RAISE}, {30, 0, ALARM_CLEARED}}, "20 late raise 0, 30 late clear 0"},
	{"each level is looked at by itself, in order of time",
		{{10, 0, ALARM_RAISE}, {50, 0, ALARM_CLEARED}},
		{{10, 0, ALARM_RAISE}, {10, 1, ALARM_RAISE}, {12, 1, ALARM_CLEARED}, {50, 0, ALARM_CLEARED},
			{60, 0, ALARM_RAISE}, {60, 1, ALARM_RAISE}, {70, 1, ALARM_CLEARED}},
		"10 late raise 1, 12 late clear 1, 60 late raise 0, 60 late raise 1, "
		"70 late clear 1"},
};

static void only_what_is_news_is_found_late(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.level_count = 2;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[1000];
		struct crossing known_list[CROSSINGS_LIMIT], refolded_list[CROSSINGS_LIMIT];
		struct crossings known, refolded, found;
		struct arena arena;
		arena_init(&arena);
		crossings_init(&found, &arena);
		fill(&known, known_list, rows[i].known);
		fill(&refolded, refolded_list, rows[i].refolded);
		line_found_late(&line, &known, &refolded, &found);
		if (strcmp(crossings_text(&found, text, sizeof text), rows[i].found) != 0)
			fail_msg("row %zu, %s: found %s, expected %s", i, rows[i].name, text, rows[i].found);
		arena_done(&arena);
	}
}

static void a_late_dose_that_crosses_is_found(void **state)
{
	(void)state;
	char text[1000];
	struct arena arena;
	struct crossings known, refolded, found;
	const struct policy_line line = line_simple();
	const struct dose doses[] = {dose_at(0, 60), dose_at(24, 60), dose_at(100, 60)};
	const struct dose corrected[] = {
		dose_at(0, 60), dose_at(24, 60), dose_at(24, 50), dose_at(100, 60)};
	arena_init(&arena);
	crossings_init(&known, &arena);
	crossings_init(&refolded, &arena);
	crossings_init(&found, &arena);
	(void)line_fold(&line, doses, 3, HOURS(101), &known);
	(void)line_fold(&line, corrected, 4, HOURS(101), &refolded);
	assert_string_equal(crossings_text(&known, text, sizeof text), "");
	line_found_late(&line, &known, &refolded, &found);
	assert_string_equal(
		crossings_text(&found, text, sizeof text), "24 late raise 0, 59.6503 late clear 0");
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_news_is_found_late),
		cmocka_unit_test(a_late_dose_that_crosses_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
