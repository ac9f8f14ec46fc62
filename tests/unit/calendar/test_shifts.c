// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "calendar/shifts.h"
#include "calendar/zone.h"

static struct arena arena;
static struct zone london;
static struct fault fault;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	fault_clear(&fault);
	assert_int_equal(zone_load(TEXT("Europe/London"), (struct instant){1500000000},
						 (struct instant){1900000000}, &arena, &london, NULL),
		STATUS_OK);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct instant local(const char *text)
{
	struct civil civil = {0};
	assert_true(civil_parse(text_of(text), &civil));
	return zone_instant(&london, civil);
}

static int64_t day(const char *text)
{
	struct instant instant = {0};
	assert_true(instant_parse(text_of(text), &instant));
	return instant.seconds / SECONDS_PER_DAY;
}

static struct shift_pattern found(const char *name)
{
	struct shift_pattern pattern;
	assert_int_equal(shifts_find(text_of(name), &arena, &pattern, &fault), STATUS_OK);
	return pattern;
}

static void a_file_of_staff_may_name_those_that_are_shipped_and_no_others(void **state)
{
	(void)state;
	struct shift_pattern *patterns;
	size_t count;
	assert_int_equal(shifts_read(&arena, &patterns, &count, &fault), STATUS_OK);
	assert_int_equal(count, SHIFT_PATTERN_NAMES_COUNT);
	for (size_t i = 0; i < count; i++)
		assert_true(text_equal(patterns[i].name, shift_pattern_names[i]));
}

// The cycle as letters, a line for each pattern.
static void every_pattern_has_its_cycle_and_its_hours(void **state)
{
	(void)state;
	static const struct {
		const char *name, *cycle, *hours;
		bool of_weeks;
	} rows[] = {
		{"continental", "EELLNNN--EELLLNN--EEELLNN---", "E0600-1400 L1400-2200 N2200-3000", true},
		{"early-and-late-weeks", "EEEEE--LLL--LL", "E0700-1500 L1300-2100", true},
		{"early-late-night", "EELLNN--", "E0600-1400 L1400-2200 N2200-3000", false},
		{"four-on-four-off", "DDNN----", "D0700-1900 N1900-3100", false},
		{"office", "DDDDD--", "D0900-1700", true},
		{"panama", "DD--DDD--DD---DD--DDD--DD---NN--NNN--NN---NN--NNN--NN---",
			"D0700-1900 N1900-3100", true},
		{"six-on-four-off", "EEELLL----", "E0700-1700 L1400-2400", false},
		{"two-two-four", "DDNN----", "D0900-1800 N1800-3300", false},
		{"two-two-two-four", "EELLNN----", "E0700-1700 L1500-2500 N2200-3100", false},
	};
	struct shift_pattern *patterns;
	size_t count;
	assert_int_equal(shifts_read(&arena, &patterns, &count, &fault), STATUS_OK);
	assert_int_equal(count, sizeof rows / sizeof rows[0]);
	for (size_t i = 0; i < count; i++) {
		char cycle[SHIFTS_CYCLE_LIMIT + 1] = "", hours[100] = "";
		const struct shift_pattern *pattern = &patterns[i];
		memset(cycle, '-', (size_t)pattern->days);
		for (size_t j = 0; j < pattern->count; j++) {
			const struct pattern_shift *shift = &pattern->shifts[j];
			char letter = "EDLN"[shift->kind];
			cycle[shift->day] = letter;
			if (!strchr(hours, letter))
				snprintf(hours + strlen(hours), sizeof hours - strlen(hours),
					"%s%c%02d%02d-%02d%02d", *hours ? " " : "", letter, shift->from / 60,
					shift->from % 60, shift->until / 60, shift->until % 60);
		}
		assert_true(text_is(pattern->name, rows[i].name));
		assert_string_equal(cycle, rows[i].cycle);
		assert_string_equal(hours, rows[i].hours);
		assert_int_equal(pattern->of_weeks, rows[i].of_weeks);
		assert_true(pattern->title.length > 0);
	}
}

static void somebody_works_the_pattern_from_their_own_day_on(void **state)
{
	(void)state;
	struct shift_pattern pattern = found("two-two-two-four");
	struct roster_entry *entries;
	size_t count;
	struct interval window = {local("2026-06-04T00:00:00"), local("2026-06-08T00:00:00")};
	assert_int_equal(shift_pattern_entries(&pattern, day("2026-06-01"), &london, window, &arena,
						 &entries, &count, &fault),
		STATUS_OK);
	static const struct {
		const char *from, *to;
		enum roster_kind kind;
	} expected[] = {
		{"2026-06-03T15:00:00", "2026-06-04T01:00:00", ROSTER_LATE},
		{"2026-06-04T15:00:00", "2026-06-05T01:00:00", ROSTER_LATE},
		{"2026-06-05T22:00:00", "2026-06-06T07:00:00", ROSTER_NIGHT},
		{"2026-06-06T22:00:00", "2026-06-07T07:00:00", ROSTER_NIGHT},
		{"2026-06-07T00:00:00", "2026-06-08T00:00:00", ROSTER_REST_DAY},
	};
	assert_int_equal(count, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(entries[i].during.from.seconds, local(expected[i].from).seconds);
		assert_int_equal(entries[i].during.to.seconds, local(expected[i].to).seconds);
		assert_int_equal(entries[i].kind, expected[i].kind);
	}
	// Ten years before and after the cycle's first day it is the same cycle.
	size_t shifts;
	const struct pattern_shift *shift =
		shift_pattern_on(&pattern, day("2026-06-01"), day("2026-06-01") - 3650 + 4, &shifts);
	assert_int_equal(shifts, 1);
	assert_int_equal(shift->kind, ROSTER_NIGHT);
}

static void shifts_keep_their_place_on_the_clock_over_both_changes(void **state)
{
	(void)state;
	struct shift_pattern pattern = found("early-late-night");
	static const struct {
		const char *anchor, *from, *to;
		int hours;
	} nights[] = {
		{"2026-03-24", "2026-03-28T22:00:00", "2026-03-29T06:00:00", 7},
		{"2026-10-20", "2026-10-24T22:00:00", "2026-10-25T06:00:00", 9},
	};
	for (size_t i = 0; i < 2; i++) {
		struct roster_entry *entries;
		size_t count, seen = 0;
		struct interval window = {local(nights[i].from), local(nights[i].to)};
		assert_int_equal(shift_pattern_entries(&pattern, day(nights[i].anchor), &london, window,
							 &arena, &entries, &count, &fault),
			STATUS_OK);
		for (size_t j = 0; j < count; j++) {
			if (entries[j].kind != ROSTER_NIGHT)
				continue;
			seen++;
			assert_int_equal(entries[j].during.from.seconds, window.from.seconds);
			assert_int_equal(entries[j].during.to.seconds, window.to.seconds);
			assert_int_equal(window.to.seconds - window.from.seconds, nights[i].hours * 3600);
		}
		assert_int_equal(seen, 1);
	}
}

static void a_pattern_of_weeks_begins_on_a_monday(void **state)
{
	(void)state;
	struct shift_pattern pattern = found("office");
	struct roster_entry *entries = NULL;
	size_t count = 7;
	struct interval window = {local("2026-06-01T00:00:00"), local("2026-06-08T00:00:00")};
	assert_int_equal(shift_pattern_entries(&pattern, day("2026-06-02"), &london, window, &arena,
						 &entries, &count, &fault),
		STATUS_INVALID);
	assert_string_equal(fault.where, "anchor");
	assert_int_equal(count, 7);
	assert_int_equal(shift_pattern_entries(&pattern, day("2026-05-25"), &london, window, &arena,
						 &entries, &count, NULL),
		STATUS_OK);
	assert_int_equal(count, 7);
	assert_int_equal(entries[4].kind, ROSTER_DAY);
	assert_int_equal(entries[5].kind, ROSTER_REST_DAY);
}

static void an_unknown_pattern_is_answered_with_those_there_are(void **state)
{
	(void)state;
	struct shift_pattern pattern = {.days = 3};
	assert_int_equal(shifts_find(TEXT("two-two-two"), &arena, &pattern, &fault), STATUS_NOT_FOUND);
	assert_non_null(strstr(fault.message, "four-on-four-off, office, panama"));
	assert_int_equal(pattern.days, 3);
}

static void a_pattern_that_is_none_is_refused_with_its_line(void **state)
{
	(void)state;
#define TIMES                                                                                      \
	"DTSTART;TZID=Europe/London:20180101T070000\nDTEND;TZID=Europe/London:20180101T170000\n"
#define SHIFT "X-PLIMSOLL-SHIFT:early\n"
	static const struct {
		const char *event, *message;
	} rows[] = {
		{TIMES SHIFT "RRULE:FREQ=DAILY;INTERVAL=10\n", NULL},
		{TIMES SHIFT, "one rule"},
		{TIMES SHIFT "RRULE:FREQ=DAILY;INTERVAL=10;COUNT=3\n", "every n-th day"},
		{TIMES SHIFT "RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20300101T000000Z\n", "every n-th day"},
		{TIMES SHIFT "RRULE:FREQ=MONTHLY\n", "every n-th day"},
		{TIMES SHIFT "RRULE:FREQ=DAILY;INTERVAL=367\n", "366 days"},
		{TIMES SHIFT "RRULE:FREQ=DAILY;INTERVAL=10\nEXDATE:20180111\n", "no other dates"},
		{TIMES "RRULE:FREQ=DAILY;INTERVAL=10\n", "kind of duty"},
		{TIMES "X-PLIMSOLL-SHIFT:leave\nRRULE:FREQ=DAILY;INTERVAL=10\n", "kind of duty"},
		{"DTSTART:20180101T070000Z\nDTEND:20180101T170000Z\nRRULE:FREQ=DAILY\n" SHIFT,
			"local times"},
		{"DTSTART;TZID=Europe/London:20180101T070000\nDTEND;TZID=Europe/London:20180101T070000\n"
		 "RRULE:FREQ=DAILY\n" SHIFT,
			"after it begins"},
		{"DTSTART;TZID=Europe/London:20180102T070000\nDTEND;TZID=Europe/London:20180102T170000\n"
		 "RRULE:FREQ=WEEKLY\n" SHIFT,
			"on a Monday"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char document[1000];
		struct shift_pattern pattern;
		struct fault refused = {.status = STATUS_OK};
		snprintf(document, sizeof document,
			"BEGIN:VCALENDAR\nBEGIN:VEVENT\n%sEND:VEVENT\nEND:VCALENDAR\n", rows[i].event);
		enum status status = shifts_parse("x.ics", text_of(document), &arena, &pattern, &refused);
		assert_int_equal(status, rows[i].message ? STATUS_INVALID : STATUS_OK);
		if (!rows[i].message)
			continue;
		if (!strstr(refused.message, rows[i].message) || strncmp(refused.where, "x.ics", 5))
			fail_msg("row %zu: %s: %s", i, refused.where, refused.message);
	}
}

#define TEST_OF(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF(every_pattern_has_its_cycle_and_its_hours),
		TEST_OF(a_file_of_staff_may_name_those_that_are_shipped_and_no_others),
		TEST_OF(somebody_works_the_pattern_from_their_own_day_on),
		TEST_OF(shifts_keep_their_place_on_the_clock_over_both_changes),
		TEST_OF(a_pattern_of_weeks_begins_on_a_monday),
		TEST_OF(an_unknown_pattern_is_answered_with_those_there_are),
		TEST_OF(a_pattern_that_is_none_is_refused_with_its_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
