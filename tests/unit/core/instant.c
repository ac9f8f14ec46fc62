// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/instant.h"

#include <string.h>

static void instants_are_read_as_rfc_3339_says(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t seconds;
	} rows[] = {
		{"1970-01-01T00:00:00Z", 0},
		{"1970-01-01", 0},
		{"1969-12-31T23:59:59Z", -1},
		{"2026-11-23T17:30:00Z", 1795455000},
		{"2026-11-23t17:30:00z", 1795455000},
		{"2026-11-23T18:30:00+01:00", 1795455000},
		{"2026-11-23T12:00:00-05:30", 1795455000},
		{"2026-11-23T17:30:00-00:00", 1795455000},
		{"2026-11-23T17:30:00.999999Z", 1795455000},
		{"2024-02-29T00:00:00Z", 1709164800},
		{"2000-02-29", 951782400},
		{"0001-01-01", INT64_C(-62135596800)},
		{"9999-12-31T23:59:59Z", INT64_C(253402300799)},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant instant = {42};
		if (!instant_parse(text_of(rows[i].text), &instant) || instant.seconds != rows[i].seconds)
			fail_msg("row %zu: %s gave %lld", i, rows[i].text, (long long)instant.seconds);
	}
}

static void other_forms_and_dates_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"",
		"2026",
		"2026-11",
		"2026-11-23T",
		"2026-11-23T17:30:00",
		"2026-11-23 17:30:00Z",
		"2026-11-23T17:30Z",
		"2026-11-23T17:30:00.Z",
		"2026-11-23T17:30:00+0100",
		"2026-11-23T17:30:00+24:00",
		"2026-11-23T17:30:00+01:60",
		"2026-11-23T17:30:00Zulu",
		" 2026-11-23",
		"2026-11-23 ",
		"2026-1-23",
		"2026-00-01",
		"2026-13-01",
		"2026-11-31",
		"2026-02-29",
		"1900-02-29",
		"2026-11-00",
		"0000-01-01",
		"2026-11-23T24:00:00Z",
		"2026-11-23T23:60:00Z",
		"2016-12-31T23:59:60Z",
		"0001-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-00:01",
		"-026-11-23",
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant instant = {42};
		if (instant_parse(text_of(rows[i]), &instant) || instant.seconds != 42)
			fail_msg("row %zu: %s was taken", i, rows[i]);
	}
}

static void an_instant_is_written_with_a_z(void **state)
{
	(void)state;
	char text[INSTANT_TEXT_LENGTH + 1];
	instant_format((struct instant){1795455000}, text);
	assert_string_equal(text, "2026-11-23T17:30:00Z");
	instant_format((struct instant){INT64_C(-62135596800)}, text);
	assert_string_equal(text, "0001-01-01T00:00:00Z");
	instant_format((struct instant){INT64_C(253402300799)}, text);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
}

static void never_stays_never_and_bounds_what_is_later(void **state)
{
	(void)state;
	struct instant large = {INT64_MAX - 5};
	assert_true(instant_later(INSTANT_NEVER, -100).seconds == INT64_MAX);
	assert_true(instant_later(large, 100).seconds == INT64_MAX);
	assert_true(instant_later((struct instant){10}, -20).seconds == -10);
	assert_true(instant_later((struct instant){-10}, INT64_MIN).seconds == INT64_MIN);
	assert_true(instant_earliest(INSTANT_NEVER, large).seconds == large.seconds);
	assert_true(instant_latest(large, (struct instant){0}).seconds == large.seconds);
	assert_true(instant_before(large, INSTANT_NEVER));
	assert_false(instant_before(large, large));
}

static void weekdays_count_from_monday(void **state)
{
	(void)state;
	static const struct {
		struct civil date;
		int weekday;
	} rows[] = {
		{{1970, 1, 1, 0, 0, 0}, 4},
		{{2026, 11, 23, 0, 0, 0}, 1},
		{{2026, 10, 25, 0, 0, 0}, 7},
		{{2000, 2, 29, 0, 0, 0}, 2},
		{{1, 1, 1, 0, 0, 0}, 1},
		{{9999, 12, 31, 0, 0, 0}, 5},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (civil_weekday(rows[i].date) != rows[i].weekday)
			fail_msg("row %zu: %d", i, civil_weekday(rows[i].date));
	}
}

// London: summer time to 2026-10-25T01:00Z, again from 2027-03-28T01:00Z.
static const struct zone_transition london_transitions[] = {
	{{1774746000}, 3600},
	{{1792890000}, 0},
	{{1806195600}, 3600},
	{{1824944400}, 0},
};

static const struct zone london = {london_transitions, 4};

static void local_times_become_instants_across_both_clock_changes(void **state)
{
	(void)state;
	static const struct {
		struct civil local;
		const char *instant;
	} rows[] = {
		{{2026, 7, 1, 12, 0, 0}, "2026-07-01T11:00:00Z"},
		{{2026, 10, 25, 0, 59, 59}, "2026-10-24T23:59:59Z"},
		{{2026, 10, 25, 1, 0, 0}, "2026-10-25T00:00:00Z"},
		{{2026, 10, 25, 1, 30, 0}, "2026-10-25T00:30:00Z"}, // twice: the first
		{{2026, 10, 25, 1, 59, 59}, "2026-10-25T00:59:59Z"},
		{{2026, 10, 25, 2, 0, 0}, "2026-10-25T02:00:00Z"},
		{{2026, 12, 25, 9, 0, 0}, "2026-12-25T09:00:00Z"},
		{{2027, 3, 28, 0, 59, 59}, "2027-03-28T00:59:59Z"},
		{{2027, 3, 28, 1, 0, 0}, "2027-03-28T01:00:00Z"}, // never: read with the offset before
		{{2027, 3, 28, 1, 30, 0}, "2027-03-28T01:30:00Z"},
		{{2027, 3, 28, 1, 59, 59}, "2027-03-28T01:59:59Z"},
		{{2027, 3, 28, 2, 0, 0}, "2027-03-28T01:00:00Z"},
		{{2027, 3, 28, 2, 30, 0}, "2027-03-28T01:30:00Z"},
		{{2027, 12, 1, 8, 0, 0}, "2027-12-01T08:00:00Z"}, // after the last transition
		{{2025, 6, 1, 8, 0, 0}, "2025-06-01T07:00:00Z"},  // before the first
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char found[INSTANT_TEXT_LENGTH + 1];
		instant_format(zone_instant(&london, rows[i].local), found);
		if (strcmp(found, rows[i].instant) != 0)
			fail_msg("row %zu: found %s, expected %s", i, found, rows[i].instant);
	}
}

static void instants_become_local_times_across_both_clock_changes(void **state)
{
	(void)state;
	static const struct {
		const char *instant;
		int day, hour, minute;
	} rows[] = {
		{"2026-10-25T00:30:00Z", 25, 1, 30},
		{"2026-10-25T00:59:59Z", 25, 1, 59},
		{"2026-10-25T01:00:00Z", 25, 1, 0},
		{"2026-10-25T01:30:00Z", 25, 1, 30},
		{"2027-03-28T00:59:59Z", 28, 0, 59},
		{"2027-03-28T01:00:00Z", 28, 2, 0},
		{"2026-06-30T23:30:00Z", 1, 0, 30},
		{"2020-06-30T23:30:00Z", 1, 0, 30},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant instant;
		assert_true(instant_parse(text_of(rows[i].instant), &instant));
		struct civil local = zone_local(&london, instant);
		if (local.day != rows[i].day || local.hour != rows[i].hour ||
			local.minute != rows[i].minute)
			fail_msg("row %zu: %d %02d:%02d", i, local.day, local.hour, local.minute);
	}
}

static void a_zone_without_changes_is_its_offset(void **state)
{
	(void)state;
	static const struct zone_transition nepal[] = {{{0}, 20700}};
	const struct zone zone = {nepal, 1};
	struct civil local = zone_local(&zone, (struct instant){-20700});
	assert_int_equal(local.year, 1970);
	assert_int_equal(local.hour, 0);
	assert_int_equal(zone_instant(&zone, local).seconds, -20700);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants_are_read_as_rfc_3339_says),
		cmocka_unit_test(other_forms_and_dates_that_do_not_exist_are_refused),
		cmocka_unit_test(an_instant_is_written_with_a_z),
		cmocka_unit_test(never_stays_never_and_bounds_what_is_later),
		cmocka_unit_test(weekdays_count_from_monday),
		cmocka_unit_test(local_times_become_instants_across_both_clock_changes),
		cmocka_unit_test(instants_become_local_times_across_both_clock_changes),
		cmocka_unit_test(a_zone_without_changes_is_its_offset),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
