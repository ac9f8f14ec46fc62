// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "calendar/reader.h"

static struct arena arena;
static struct busy_time found;
static struct fault fault;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct instant at(const char *string)
{
	struct instant instant;
	assert_true(instant_parse(text_of(string), &instant));
	return instant;
}

// Reads a calendar with these lines for somebody in London, from October 2026 to June 2027.
static enum status read_lines(const char *lines)
{
	char document[8192];
	struct interval window = {at("2026-10-01"), at("2027-07-01")};
	snprintf(document, sizeof document, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", lines);
	fault = (struct fault){.status = STATUS_OK};
	return reader_read(text_of(document), TEXT("Europe/London"), window, &arena, &found, &fault);
}

// Whether what was read is busy at "from/to from/to …".
static void expect(const char *times)
{
	char shown[4096] = "";
	for (size_t i = 0; i < found.count; i++) {
		char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
		instant_format(found.busy[i].from, from);
		instant_format(found.busy[i].to, to);
		size_t length = strlen(shown);
		snprintf(shown + length, sizeof shown - length, "%s%.16s/%.16s", i ? " " : "", from, to);
	}
	assert_string_equal(shown, times);
}

static void expect_of_event(const char *lines, const char *times)
{
	char event[4096];
	snprintf(event, sizeof event, "BEGIN:VEVENT\r\nUID:1\r\n%sEND:VEVENT\r\n", lines);
	assert_int_equal(read_lines(event), STATUS_OK);
	expect(times);
}

static void a_weekly_meeting_keeps_its_time_of_day_when_clocks_change(void **state)
{
	(void)state;
	expect_of_event("DTSTART;TZID=Europe/London:20261020T093000\r\n"
					"DTEND;TZID=Europe/London:20261020T103000\r\n"
					"RRULE:FREQ=WEEKLY;COUNT=2\r\n",
		"2026-10-20T08:30/2026-10-20T09:30 2026-10-27T09:30/2026-10-27T10:30");
}

static void a_night_shift_over_the_end_of_summer_time_is_an_hour_longer(void **state)
{
	(void)state;
	expect_of_event("DTSTART;TZID=Europe/London:20261024T220000\r\n"
					"DTEND;TZID=Europe/London:20261025T060000\r\n",
		"2026-10-24T21:00/2026-10-25T06:00");
}

static void the_zones_of_windows_are_known(void **state)
{
	(void)state;
	expect_of_event("DTSTART;TZID=\"W. Europe Standard Time\":20261201T100000\r\nDURATION:PT1H\r\n",
		"2026-12-01T09:00/2026-12-01T10:00");
	assert_int_equal(found.unknown_zones, 0);
}

static void a_zone_that_nobody_knows_is_the_persons_own_and_is_counted(void **state)
{
	(void)state;
	expect_of_event("DTSTART;TZID=Customized Time Zone:20261201T100000\r\nDURATION:PT1H\r\n",
		"2026-12-01T10:00/2026-12-01T11:00");
	assert_int_equal(found.unknown_zones, 1);
}

static void a_zone_that_the_file_describes_is_followed(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines("BEGIN:VTIMEZONE\r\nTZID:Ours\r\n"
				   "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0500\r\n"
				   "TZOFFSETTO:+0400\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
				   "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0400\r\n"
				   "TZOFFSETTO:+0500\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
				   "END:VTIMEZONE\r\n"
				   "BEGIN:VEVENT\r\nDTSTART;TZID=Ours:20261020T100000\r\nDURATION:PT1H\r\n"
				   "RRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT\r\n"),
		STATUS_OK);
	expect("2026-10-20T05:00/2026-10-20T06:00 2026-10-27T06:00/2026-10-27T07:00");
}

static void a_day_is_the_persons_own_and_one_day_long(void **state)
{
	(void)state;
	expect_of_event("DTSTART;VALUE=DATE:20261025\r\n", "2026-10-24T23:00/2026-10-26T00:00");
	expect_of_event("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261203\r\n",
		"2026-12-01T00:00/2026-12-03T00:00");
}

static void what_leaves_its_person_free_is_left_out(void **state)
{
	(void)state;
	static const char *const free[] = {
		"TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"};
	for (size_t i = 0; i < 3; i++) {
		char lines[200];
		snprintf(
			lines, sizeof lines, "DTSTART:20261201T100000Z\r\nDURATION:PT1H\r\n%s\r\n", free[i]);
		expect_of_event(lines, "");
	}
}

static const char series[] = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261201T100000Z\r\n"
							 "DTEND:20261201T110000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\n";

static void a_moved_instance_is_busy_only_where_it_was_moved_to(void **state)
{
	(void)state;
	char lines[1000];
	snprintf(lines, sizeof lines,
		"%sEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20261202T100000Z\r\n"
		"DTSTART:20261202T150000Z\r\nDTEND:20261202T160000Z\r\nEND:VEVENT\r\n",
		series);
	assert_int_equal(read_lines(lines), STATUS_OK);
	expect("2026-12-01T10:00/2026-12-01T11:00 2026-12-02T15:00/2026-12-02T16:00 "
		   "2026-12-03T10:00/2026-12-03T11:00");
}

static void a_moved_instance_that_cannot_be_read_leaves_what_it_would_have_moved(void **state)
{
	(void)state;
	char lines[1000];
	snprintf(lines, sizeof lines,
		"%sEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20261202T100000Z\r\n"
		"DTSTART:tomorrow\r\nEND:VEVENT\r\n",
		series);
	assert_int_equal(read_lines(lines), STATUS_OK);
	expect("2026-12-01T10:00/2026-12-01T11:00 2026-12-02T10:00/2026-12-02T11:00 "
		   "2026-12-03T10:00/2026-12-03T11:00");
	assert_int_equal(found.unreadable, 1);
	assert_string_equal(found.first.where, "line 8");
}

static void six_hundred_exceptions_in_one_line_all_count(void **state)
{
	(void)state;
	static char lines[20000];
	size_t length = (size_t)snprintf(lines, sizeof lines,
		"BEGIN:VEVENT\r\nDTSTART:20250101T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEXDATE:");
	struct instant day = at("2025-03-01T10:00:00Z");
	for (int i = 0; i < 600; i++, day = instant_later(day, SECONDS_PER_DAY)) {
		struct civil civil = civil_of(day);
		length += (size_t)snprintf(lines + length, sizeof lines - length, "%s%04d%02d%02dT100000Z",
			i ? "," : "", civil.year, civil.month, civil.day);
	}
	snprintf(lines + length, sizeof lines - length, "\r\nEND:VEVENT\r\n");
	struct text_builder document;
	builder_init(&document);
	builder_format(&document, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", lines);
	struct interval window = {at("2026-10-01"), at("2026-10-24")};
	assert_int_equal(
		reader_read(builder_view(&document), TEXT("Europe/London"), window, &arena, &found, &fault),
		STATUS_OK);
	builder_done(&document);
	expect("2026-10-22T10:00/2026-10-22T11:00 2026-10-23T10:00/2026-10-23T11:00");
}

static void a_rule_that_cannot_be_followed_leaves_the_first_time_and_says_so(void **state)
{
	(void)state;
	expect_of_event("DTSTART:20261201T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=HOURLY\r\n",
		"2026-12-01T10:00/2026-12-01T11:00");
	assert_int_equal(found.unreadable, 1);
	assert_string_equal(
		found.first.message, "A recurrence rule has a part that cannot be followed.");
}

static void rules_without_end_may_say_so_with_the_last_second_there_is(void **state)
{
	static const char *const untils[] = {"99991231T235959Z", "99991231T235959", "99991231"};
	static const char *const zones[] = {"Pacific/Kiritimati", "Europe/Berlin", "Pacific/Niue"};
	(void)state;
	for (size_t i = 0; i < 9; i++) {
		char event[300];
		snprintf(event, sizeof event,
			"DTSTART;TZID=%s:20270115T120000\r\nDURATION:PT1H\r\n"
			"RRULE:FREQ=MONTHLY;UNTIL=%s\r\n",
			zones[i % 3], untils[i / 3]);
		char whole[400];
		snprintf(whole, sizeof whole, "BEGIN:VEVENT\r\n%sEND:VEVENT\r\n", event);
		assert_int_equal(read_lines(whole), STATUS_OK);
		assert_int_equal(found.count, 6);
		assert_int_equal(found.unreadable, 0);
	}
	expect_of_event("DTSTART;TZID=Pacific/Niue:20270101T120000\r\nDURATION:PT1H\r\n"
					"RRULE:FREQ=MONTHLY;UNTIL=00010101T000000Z\r\n",
		"2027-01-01T23:00/2027-01-02T00:00");
}

static void an_interval_longer_than_all_years_gives_the_first_time(void **state)
{
	(void)state;
	expect_of_event("DTSTART:20270101T120000Z\r\nDURATION:PT1H\r\n"
					"RRULE:FREQ=YEARLY;INTERVAL=9250\r\n",
		"2027-01-01T12:00/2027-01-01T13:00");
	expect_of_event("DTSTART:20270101T120000Z\r\nDURATION:PT1H\r\n"
					"RRULE:FREQ=MONTHLY;INTERVAL=32767;COUNT=99\r\n",
		"2027-01-01T12:00/2027-01-01T13:00");
}

static void a_zone_may_be_described_from_the_first_year_there_is(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines("BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\n"
				   "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
				   "BEGIN:DAYLIGHT\r\nDTSTART:99991231T235959\r\nTZOFFSETFROM:-0200\r\n"
				   "TZOFFSETTO:+0900\r\nRRULE:FREQ=YEARLY;COUNT=9\r\nEND:DAYLIGHT\r\n"
				   "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Here:20270101T120000\r\n"
				   "DURATION:PT1H\r\nEND:VEVENT\r\n"),
		STATUS_OK);
	expect("2027-01-01T10:00/2027-01-01T11:00");
}

static void what_is_no_whole_calendar_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *document, *message;
	} rows[] = {
		{"", "This is no calendar: it has no BEGIN:VCALENDAR."},
		{"<!doctype html>\n<title>Sign in</title>\n",
			"This is no calendar: it has no BEGIN:VCALENDAR."},
		{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\n",
			"The calendar is cut off: it ends within a part that has no END."},
		{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\nEND:VEVENT\r\n",
			"The calendar is cut off: it ends within a part that has no END."},
	};
	struct interval window = {at("2026-10-01"), at("2027-07-01")};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fault = (struct fault){.status = STATUS_OK};
		assert_int_equal(reader_read(text_of(rows[i].document), TEXT("Europe/London"), window,
							 &arena, &found, &fault),
			STATUS_INVALID);
		assert_string_equal(fault.message, rows[i].message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_weekly_meeting_keeps_its_time_of_day_when_clocks_change),
		cmocka_unit_test(a_night_shift_over_the_end_of_summer_time_is_an_hour_longer),
		cmocka_unit_test(the_zones_of_windows_are_known),
		cmocka_unit_test(a_zone_that_nobody_knows_is_the_persons_own_and_is_counted),
		cmocka_unit_test(a_zone_that_the_file_describes_is_followed),
		cmocka_unit_test(a_day_is_the_persons_own_and_one_day_long),
		cmocka_unit_test(what_leaves_its_person_free_is_left_out),
		cmocka_unit_test(a_moved_instance_is_busy_only_where_it_was_moved_to),
		cmocka_unit_test(a_moved_instance_that_cannot_be_read_leaves_what_it_would_have_moved),
		cmocka_unit_test(six_hundred_exceptions_in_one_line_all_count),
		cmocka_unit_test(a_rule_that_cannot_be_followed_leaves_the_first_time_and_says_so),
		cmocka_unit_test(rules_without_end_may_say_so_with_the_last_second_there_is),
		cmocka_unit_test(an_interval_longer_than_all_years_gives_the_first_time),
		cmocka_unit_test(a_zone_may_be_described_from_the_first_year_there_is),
		cmocka_unit_test(what_is_no_whole_calendar_is_refused),
	};
	return cmocka_run_group_tests(tests, start, end);
}
