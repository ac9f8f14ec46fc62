// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/programme.h"

struct shipped {
	struct arena arena;
	struct series *series;
	size_t count;
};

static int set_up(void **state)
{
	static struct shipped shipped;
	arena_init(&shipped.arena);
	*state = &shipped;
	struct fault fault = {0};
	if (programme_read(&shipped.arena, &shipped.series, &shipped.count, &fault)) {
		print_error("%s: %s\n", fault.where, fault.message);
		return -1;
	}
	return 0;
}

static int tear_down(void **state)
{
	struct shipped *shipped = *state;
	arena_done(&shipped->arena);
	return 0;
}

static struct civil day(int year, int month, int date)
{
	return (struct civil){year, month, date, 0, 0, 0};
}

static struct series daily(int hour, int minute)
{
	return (struct series){
		.kind = SESSION_PHONE_IN,
		.zone = TEXT("Europe/London"),
		.starts = {2016, 1, 1, hour, minute, 0},
		.minutes = 60,
		.rule = TEXT("FREQ=DAILY"),
	};
}

static size_t expand(struct shipped *shipped, const struct series *series, struct civil from,
	struct civil until, struct civil **out)
{
	size_t count = 0;
	struct fault fault = {0};
	if (series_expand(series, NULL, 0, from, until, &shipped->arena, out, &count, &fault))
		fail_msg("%s: %s", fault.where, fault.message);
	return count;
}

static void all_kinds_are_shipped(void **state)
{
	struct shipped *shipped = *state;
	size_t counts[SESSION_KIND_COUNT] = {0};
	for (size_t i = 0; i < shipped->count; i++)
		counts[shipped->series[i].kind]++;
	assert_int_equal(counts[SESSION_REFLECTIVE_SUPERVISION], 24);
	assert_int_equal(counts[SESSION_SUPPORT_GROUP], 3);
	assert_int_equal(counts[SESSION_PHONE_IN], 2);
	assert_int_equal(counts[SESSION_WEBINAR], 24);
	assert_int_equal(counts[SESSION_WELLBEING_REVIEW], 8);
	assert_int_equal(counts[SESSION_CHECK_IN], 0); // by hosts' own hours
	assert_int_equal(counts[SESSION_WELLBEING_VISIT], 2);
	assert_int_equal(counts[SESSION_OPEN_CONVERSATION], 1);
	assert_int_equal(counts[SESSION_RECOGNITION], 1);
}

static void length_and_places_fit_the_kind(void **state)
{
	struct shipped *shipped = *state;
	static const struct {
		int32_t minutes, capacity;
	} expected[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = {60, 1},
		[SESSION_SUPPORT_GROUP] = {90, 8},
		[SESSION_PHONE_IN] = {90, 60}, // an hour and half an hour to spare
		[SESSION_WEBINAR] = {60, 500},
		[SESSION_WELLBEING_REVIEW] = {45, 1},
		[SESSION_WELLBEING_VISIT] = {180, 100},
		[SESSION_OPEN_CONVERSATION] = {60, 500},
		[SESSION_RECOGNITION] = {60, 500},
	};
	for (size_t i = 0; i < shipped->count; i++) {
		const struct series *series = &shipped->series[i];
		if (series->minutes != expected[series->kind].minutes ||
			series->capacity != expected[series->kind].capacity || series->host > 8 ||
			!text_is(series->zone, "Europe/London") || !series->description.length)
			fail_msg("pattern %zu", i);
	}
}

static void no_pattern_starts_in_the_hour_that_clocks_change(void **state)
{
	struct shipped *shipped = *state;
	for (size_t i = 0; i < shipped->count; i++)
		if (shipped->series[i].starts.hour == 1)
			fail_msg("pattern %zu", i);
}

static void patterns_have_ids_of_their_own(void **state)
{
	struct shipped *shipped = *state;
	for (size_t i = 0; i < shipped->count; i++)
		for (size_t j = 0; j < i; j++)
			if (uuid_equal(shipped->series[i].uid, shipped->series[j].uid))
				fail_msg("patterns %zu and %zu", j, i);
}

static void a_pattern_starts_on_a_date_of_its_own_rule(void **state)
{
	struct shipped *shipped = *state;
	for (size_t i = 0; i < shipped->count; i++) {
		const struct series *series = &shipped->series[i];
		struct civil *starts;
		struct civil from = series->starts;
		from.hour = from.minute = 0;
		size_t count = expand(shipped, series, from, day(from.year, 12, 31), &starts);
		if (!count || memcmp(&starts[0], &series->starts, sizeof *starts) != 0)
			fail_msg("pattern %zu", i);
	}
}

static void no_host_is_in_two_places(void **state)
{
	struct shipped *shipped = *state;
	for (size_t i = 0; i < shipped->count; i++) {
		struct civil *a, *b;
		size_t a_count =
			expand(shipped, &shipped->series[i], day(2026, 12, 1), day(2027, 12, 1), &a);
		for (size_t j = 0; j < i; j++) {
			if (shipped->series[i].host != shipped->series[j].host)
				continue;
			size_t b_count =
				expand(shipped, &shipped->series[j], day(2026, 12, 1), day(2027, 12, 1), &b);
			for (size_t k = 0; k < a_count; k++)
				for (size_t l = 0; l < b_count; l++) {
					int64_t apart = llabs(civil_as_utc(a[k]).seconds - civil_as_utc(b[l]).seconds);
					if (apart < 90 * 60) // the longest
						fail_msg("patterns %zu and %zu", j, i);
				}
		}
	}
}

static size_t sessions(
	struct shipped *shipped, enum session_kind kind, struct civil from, struct civil until)
{
	size_t sum = 0;
	struct civil *starts;
	for (size_t i = 0; i < shipped->count; i++)
		if (shipped->series[i].kind == kind)
			sum += expand(shipped, &shipped->series[i], from, until, &starts);
	return sum;
}

static void weekly_sessions_are_there_in_the_past_and_in_the_future(void **state)
{
	struct shipped *shipped = *state;
	static const int years[] = {2016, 2020, 2026, 2035};
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		struct civil from = day(years[i], 3, 10), until = day(years[i], 3, 17);
		assert_int_equal(sessions(shipped, SESSION_REFLECTIVE_SUPERVISION, from, until), 48);
		assert_int_equal(sessions(shipped, SESSION_PHONE_IN, from, until), 2);
		assert_int_equal(sessions(shipped, SESSION_WELLBEING_REVIEW, from, until), 8);
		assert_int_equal(
			sessions(shipped, SESSION_SUPPORT_GROUP, day(years[i], 3, 1), day(years[i], 4, 1)), 3);
	}
}

static void every_month_of_the_year_has_two_webinars(void **state)
{
	struct shipped *shipped = *state;
	for (int month = 12; month < 24; month++) {
		struct civil from = day(2026 + month / 13, (month - 1) % 12 + 1, 1);
		struct civil until = day(2026 + (month + 1) / 13, month % 12 + 1, 1);
		if (sessions(shipped, SESSION_WEBINAR, from, until) != 2)
			fail_msg("%d-%02d", from.year, from.month);
	}
	assert_int_equal(sessions(shipped, SESSION_WEBINAR, day(2016, 1, 1), day(2040, 1, 1)), 24);
}

static void shift_workers_find_early_and_late_sessions_on_most_days(void **state)
{
	struct shipped *shipped = *state;
	bool early[8] = {0}, late[8] = {0};
	for (size_t i = 0; i < shipped->count; i++) {
		struct civil *starts;
		size_t count =
			expand(shipped, &shipped->series[i], day(2026, 11, 23), day(2026, 11, 30), &starts);
		for (size_t j = 0; j < count; j++) {
			early[civil_weekday(starts[j])] |= starts[j].hour < 9;
			late[civil_weekday(starts[j])] |= starts[j].hour >= 17;
		}
	}
	int early_days = 0, late_days = 0;
	for (int weekday = 1; weekday <= 7; weekday++) {
		early_days += early[weekday];
		late_days += late[weekday];
	}
	assert_int_equal(early_days, 4);
	assert_int_equal(late_days, 4);
}

static void words_that_do_not_belong_in_a_calendar_are_absent(void **state)
{
	struct shipped *shipped = *state;
	static const char *const words[] = {"trauma", "debrief", "counsel", "load", "score"};
	for (size_t i = 0; i < shipped->count; i++)
		for (size_t j = 0; j < sizeof words / sizeof *words; j++)
			if (strcasestr(shipped->series[i].topic.start, words[j]) ||
				strcasestr(shipped->series[i].description.start, words[j]))
				fail_msg("\"%s\" in pattern %zu", words[j], i);
}

static void every_nation_has_its_own_public_holidays(void **state)
{
	struct shipped *shipped = *state;
	static const struct {
		const char *nation;
		size_t counts[4]; // 2025 to 2028
	} rows[] = {
		{"england-and-wales", {8, 8, 8, 8}},
		{"scotland", {9, 10, 9, 9}}, // 15 June 2026 is extra
		{"northern-ireland", {10, 10, 10, 10}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct holiday *holidays;
		size_t count, counts[4] = {0};
		bool world_cup = false;
		assert_int_equal(
			holidays_read(text_of(rows[i].nation), &shipped->arena, &holidays, &count, NULL), 0);
		for (size_t j = 0; j < count; j++) {
			assert_in_range(holidays[j].date.year, 2025, 2028);
			counts[holidays[j].date.year - 2025]++;
			struct civil june = day(2026, 6, 15);
			world_cup |= !memcmp(&holidays[j].date, &june, sizeof june);
			if (j && civil_as_utc(holidays[j].date).seconds <=
						 civil_as_utc(holidays[j - 1].date).seconds)
				fail_msg("%s: holiday %zu is out of order", rows[i].nation, j);
		}
		assert_memory_equal(counts, rows[i].counts, sizeof counts);
		assert_int_equal(world_cup, i == 1);
	}
}

static void a_nation_that_is_not_known_is_not_found(void **state)
{
	struct shipped *shipped = *state;
	static const char *const nations[] = {"", "wales", "scotland.ics", "../scotland",
		"a-name-that-is-longer-than-any-file-name-which-could-be-among-the-shipped-calendars"};
	for (size_t i = 0; i < sizeof nations / sizeof *nations; i++) {
		struct holiday *holidays;
		size_t count;
		if (holidays_read(text_of(nations[i]), &shipped->arena, &holidays, &count, NULL) !=
			STATUS_NOT_FOUND)
			fail_msg("row %zu", i);
	}
}

static void nothing_takes_place_on_a_holiday(void **state)
{
	struct shipped *shipped = *state;
	struct series series = daily(10, 0);
	const struct holiday holidays[] = {
		{day(2026, 12, 25), TEXT("Christmas Day")}, {day(2026, 12, 28), TEXT("Boxing Day")}};
	struct civil *starts;
	size_t count;
	assert_int_equal(series_expand(&series, holidays, 2, day(2026, 12, 24), day(2026, 12, 30),
						 &shipped->arena, &starts, &count, NULL),
		0);
	assert_int_equal(count, 4);
	static const int dates[] = {24, 26, 27, 29};
	for (size_t i = 0; i < count; i++) {
		struct civil expected = {2026, 12, dates[i], 10, 0, 0};
		assert_memory_equal(&starts[i], &expected, sizeof expected);
	}
}

static void the_last_date_is_not_part_of_the_period(void **state)
{
	struct shipped *shipped = *state;
	struct series series = daily(23, 30);
	struct civil *starts;
	assert_int_equal(expand(shipped, &series, day(2026, 12, 24), day(2026, 12, 25), &starts), 1);
	assert_int_equal(expand(shipped, &series, day(2026, 12, 24), day(2026, 12, 24), &starts), 0);
	assert_int_equal(expand(shipped, &series, day(2026, 12, 24), day(2026, 12, 23), &starts), 0);
	assert_int_equal(expand(shipped, &series, day(2015, 1, 1), day(2016, 1, 1), &starts), 0);
}

static void a_pattern_without_a_rule_happens_once(void **state)
{
	struct shipped *shipped = *state;
	struct series series = daily(10, 0);
	series.rule = TEXT("");
	struct civil *starts;
	assert_int_equal(expand(shipped, &series, day(2015, 1, 1), day(2030, 1, 1), &starts), 1);
	assert_memory_equal(&starts[0], &series.starts, sizeof *starts);
	assert_int_equal(expand(shipped, &series, day(2016, 1, 2), day(2030, 1, 1), &starts), 0);
	assert_int_equal(expand(shipped, &series, day(2015, 1, 1), day(2016, 1, 1), &starts), 0);
}

static void a_start_that_clocks_skip_is_moved_by_the_gap(void **state)
{
	struct shipped *shipped = *state;
	struct series series = daily(1, 30);
	struct civil *starts;
	assert_int_equal(expand(shipped, &series, day(2027, 3, 27), day(2027, 3, 30), &starts), 3);
	assert_int_equal(starts[0].hour, 1);
	assert_int_equal(starts[1].hour, 2);
	assert_int_equal(starts[1].minute, 30);
	assert_int_equal(starts[2].hour, 1);
	assert_int_equal(expand(shipped, &series, day(2026, 10, 25), day(2026, 10, 26), &starts), 1);
	assert_int_equal(starts[0].hour, 1);
}

static void more_dates_than_anybody_needs_are_refused(void **state)
{
	struct shipped *shipped = *state;
	struct series series = daily(10, 0);
	struct civil *starts = NULL;
	size_t count = 7;
	assert_int_equal(expand(shipped, &series, day(2016, 1, 1), day(2029, 9, 9), &starts), 5000);
	starts = NULL;
	assert_int_equal(series_expand(&series, NULL, 0, day(2016, 1, 1), day(2029, 9, 10),
						 &shipped->arena, &starts, &count, NULL),
		STATUS_LIMIT);
	assert_int_equal(series_expand(&series, NULL, 0, day(9990, 1, 1), day(9991, 1, 1),
						 &shipped->arena, &starts, &count, NULL),
		STATUS_LIMIT);
	assert_null(starts);
	assert_int_equal(count, 7);
}

static void rules_and_zones_that_mean_nothing_are_refused(void **state)
{
	struct shipped *shipped = *state;
	struct civil *starts;
	size_t count;
	static const char *const rules[] = {
		"FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY", "EVERY=DAY", "FREQ=OFTEN"};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct series series = daily(10, 0);
		series.rule = text_of(rules[i]);
		if (series_expand(&series, NULL, 0, day(2026, 1, 1), day(2027, 1, 1), &shipped->arena,
				&starts, &count, NULL) != STATUS_INVALID)
			fail_msg("row %zu", i);
	}
	struct series series = daily(10, 0);
	series.zone = TEXT("Europe/Camelot");
	assert_int_equal(series_expand(&series, NULL, 0, day(2026, 1, 1), day(2027, 1, 1),
						 &shipped->arena, &starts, &count, NULL),
		STATUS_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_kinds_are_shipped),
		cmocka_unit_test(length_and_places_fit_the_kind),
		cmocka_unit_test(no_pattern_starts_in_the_hour_that_clocks_change),
		cmocka_unit_test(patterns_have_ids_of_their_own),
		cmocka_unit_test(a_pattern_starts_on_a_date_of_its_own_rule),
		cmocka_unit_test(no_host_is_in_two_places),
		cmocka_unit_test(weekly_sessions_are_there_in_the_past_and_in_the_future),
		cmocka_unit_test(every_month_of_the_year_has_two_webinars),
		cmocka_unit_test(shift_workers_find_early_and_late_sessions_on_most_days),
		cmocka_unit_test(words_that_do_not_belong_in_a_calendar_are_absent),
		cmocka_unit_test(every_nation_has_its_own_public_holidays),
		cmocka_unit_test(a_nation_that_is_not_known_is_not_found),
		cmocka_unit_test(nothing_takes_place_on_a_holiday),
		cmocka_unit_test(the_last_date_is_not_part_of_the_period),
		cmocka_unit_test(a_pattern_without_a_rule_happens_once),
		cmocka_unit_test(a_start_that_clocks_skip_is_moved_by_the_gap),
		cmocka_unit_test(more_dates_than_anybody_needs_are_refused),
		cmocka_unit_test(rules_and_zones_that_mean_nothing_are_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
