// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/pattern.h"

#define EVENT "019384a0-0000-7000-8000-000000000001"

// One good event as lines, of which a test replaces one.
static const char *const good[] = {
	"UID:" EVENT,
	"DTSTART;TZID=Europe/London:20160106T123000",
	"DTEND;TZID=Europe/London:20160106T140000",
	"RRULE:FREQ=WEEKLY;BYDAY=WE",
	"SUMMARY:Sleep\\, and shifts",
	"X-PLIMSOLL-KIND:phone_in",
	"X-PLIMSOLL-CAPACITY:60",
	"X-PLIMSOLL-HOST:2",
};
#define LINES (sizeof good / sizeof *good)

static enum status parse_with(size_t replaced, const char *line, struct arena *arena,
	struct series **out, struct fault *fault)
{
	char document[2000] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n";
	for (size_t i = 0; i < LINES; i++) {
		strcat(document, i == replaced ? line : good[i]);
		strcat(document, "\r\n");
	}
	strcat(document, "END:VEVENT\r\nEND:VCALENDAR\r\n");
	size_t count;
	return patterns_parse("phone-in.ics", document, arena, out, &count, fault);
}

static void a_pattern_is_read_whole(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct series *series;
	assert_int_equal(parse_with(LINES, "", &arena, &series, NULL), 0);
	char uid[UUID_TEXT_LENGTH + 1];
	uuid_format(series->uid, uid);
	assert_string_equal(uid, "019384a0-0000-7000-8000-000000000001");
	assert_int_equal(series->kind, SESSION_PHONE_IN);
	assert_true(text_is(series->topic, "Sleep, and shifts"));
	assert_int_equal(series->description.length, 0);
	assert_true(text_is(series->zone, "Europe/London"));
	struct civil starts = {2016, 1, 6, 12, 30, 0};
	assert_memory_equal(&series->starts, &starts, sizeof starts);
	assert_int_equal(series->minutes, 90);
	assert_true(text_is(series->rule, "FREQ=WEEKLY;BYDAY=WE"));
	assert_int_equal(series->capacity, 60);
	assert_int_equal(series->host, 2);
	arena_done(&arena);
}

static void a_fault_names_the_file_the_event_and_the_property(void **state)
{
	(void)state;
	static const struct {
		size_t replaced;
		const char *line;
		const char *where;
	} rows[] = {
		{0, "UID:phone-in-1", "phone-in.ics: phone-in-1: UID"},
		{1, "DTSTART:20160106T123000", "phone-in.ics: " EVENT ": DTSTART"},
		{1, "DTSTART:20160106T123000Z", "phone-in.ics: " EVENT ": DTSTART"},
		{1, "DTSTART;VALUE=DATE:20160106", "phone-in.ics: " EVENT ": DTSTART"},
		{2, "DTEND;TZID=Europe/London:20160106T123000", "phone-in.ics: " EVENT ": DTEND"},
		{2, "DTEND;TZID=Europe/London:20160108T123000", "phone-in.ics: " EVENT ": DTEND"},
		{2, "DTEND:20160106T140000Z", "phone-in.ics: " EVENT ": DTEND"},
		{2, "X-NOTHING:1", "phone-in.ics: " EVENT ": DTEND"},
		{3, "RRULE:FREQ=NONSENSE", "phone-in.ics: " EVENT ": RRULE"},
		{3, "no iCalendar", "phone-in.ics: " EVENT ": VEVENT"},
		{4, "X-NOTHING:1", "phone-in.ics: " EVENT ": SUMMARY"},
		{5, "X-PLIMSOLL-KIND:party", "phone-in.ics: " EVENT ": X-PLIMSOLL-KIND"},
		{5, "X-NOTHING:1", "phone-in.ics: " EVENT ": X-PLIMSOLL-KIND"},
		{6, "X-PLIMSOLL-CAPACITY:0", "phone-in.ics: " EVENT ": X-PLIMSOLL-CAPACITY"},
		{6, "X-PLIMSOLL-CAPACITY:many", "phone-in.ics: " EVENT ": X-PLIMSOLL-CAPACITY"},
		{7, "X-PLIMSOLL-HOST:-1", "phone-in.ics: " EVENT ": X-PLIMSOLL-HOST"},
		{7, "X-PLIMSOLL-HOST:2\r\nX-PLIMSOLL-MINIMUM:61",
			"phone-in.ics: " EVENT ": X-PLIMSOLL-MINIMUM"},
		{7, "X-PLIMSOLL-HOST:2\r\nX-PLIMSOLL-MANNER:pigeon",
			"phone-in.ics: " EVENT ": X-PLIMSOLL-MANNER"},
		{4, "SUMMARY;LANGUAGE=la:Somnus", "phone-in.ics: " EVENT ": SUMMARY"},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct series *series = NULL;
		struct fault fault = {0};
		enum status status = parse_with(rows[i].replaced, rows[i].line, &arena, &series, &fault);
		if (status != STATUS_INVALID || strcmp(fault.where, rows[i].where) != 0 || series)
			fail_msg("row %zu: %s at \"%s\"", i, status_id(status), fault.where);
	}
	arena_done(&arena);
}

static void a_pattern_says_in_which_language_and_manner_it_is_held(void **state)
{
	(void)state;
	struct arena arena;
	struct series *series = NULL;
	struct fault fault = {0};
	arena_init(&arena);
	assert_int_equal(parse_with(4, "SUMMARY;LANGUAGE=cy-GB:Cwsg\r\nX-PLIMSOLL-MANNER:phone", &arena,
						 &series, &fault),
		STATUS_OK);
	assert_true(text_is(series->language, "cy"));
	assert_int_equal(series->manner, MANNER_PHONE);
	assert_int_equal(parse_with(4, "SUMMARY:Sleep", &arena, &series, &fault), STATUS_OK);
	assert_true(text_is(series->language, ""));
	assert_int_equal(series->manner, MANNER_UNSAID);
	arena_done(&arena);
}

static void an_event_without_a_uid_is_named_by_its_summary_or_its_place(void **state)
{
	(void)state;
	struct arena arena;
	struct series *series = NULL;
	size_t count;
	struct fault fault = {0}, other = {0};
	arena_init(&arena);
	assert_int_equal(parse_with(0, "X-NOTHING:1", &arena, &series, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "phone-in.ics: Sleep, and shifts: UID");
	assert_int_equal(
		patterns_parse("a.ics",
			"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX-A:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", &arena,
			&series, &count, &other),
		STATUS_INVALID);
	assert_string_equal(other.where, "a.ics: event 1: DTSTART");
	arena_done(&arena);
}

static void a_rule_that_cannot_be_followed_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *line, *says;
	} rows[] = {
		{"RRULE:FREQ=NONSENSE", "not iCalendar"},
		{"RRULE:FREQ=WEEKLY;BYDAY=XX", "not iCalendar"},
		{"RRULE:FREQ=WEEKLY;COUNT=0", "not iCalendar"},
		{"RRULE:", "not iCalendar"},
		{"RRULE:FREQ=HOURLY", "RRULE FREQ"},
		{"RRULE:FREQ=SECONDLY;COUNT=2", "RRULE FREQ"},
		{"RRULE:FREQ=WEEKLY;BYMONTH=13", "RRULE BYMONTH"},
		{"RRULE:FREQ=WEEKLY\r\nRRULE:FREQ=DAILY", "more than one"},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct series *series = NULL;
		struct fault fault = {0};
		if (parse_with(3, rows[i].line, &arena, &series, &fault) != STATUS_INVALID || series ||
			strcmp(fault.where, "phone-in.ics: " EVENT ": RRULE") != 0 ||
			!strstr(fault.message, rows[i].says))
			fail_msg("%s: \"%s\" at \"%s\"", rows[i].line, fault.message, fault.where);
	}
	arena_done(&arena);
}

static void a_rule_that_does_not_give_its_first_date_is_refused(void **state)
{
	(void)state;
	static const char *const lines[] = {"RRULE:FREQ=WEEKLY;UNTIL=20150101T000000Z",
		"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
		"RRULE:FREQ=MONTHLY;BYDAY=6MO", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU",
		"RRULE:FREQ=DAILY;BYHOUR=3", "RRULE:FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2",
		"RRULE:FREQ=WEEKLY;UNTIL=20160106T122959Z"};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct series *series = NULL;
		struct fault fault = {0};
		if (parse_with(3, lines[i], &arena, &series, &fault) != STATUS_INVALID || series ||
			!strstr(fault.message, "does not give the date at which it begins"))
			fail_msg("%s: \"%s\"", lines[i], fault.message);
	}
	arena_done(&arena);
}

static void a_rule_that_gives_one_date_is_taken(void **state)
{
	(void)state;
	static const char *const lines[] = {"RRULE:FREQ=WEEKLY;COUNT=1",
		"RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=1", "RRULE:FREQ=WEEKLY;UNTIL=20160106T123000Z"};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct series *series = NULL;
		struct fault fault = {0};
		if (parse_with(3, lines[i], &arena, &series, &fault) != STATUS_OK)
			fail_msg("%s: \"%s\" at \"%s\"", lines[i], fault.message, fault.where);
	}
	arena_done(&arena);
}

static void what_is_no_whole_calendar_is_refused(void **state)
{
	(void)state;
	static const char *const documents[] = {
		"", "<html></html>", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		struct series *series;
		struct holiday *holidays;
		size_t count;
		struct fault fault = {0};
		if (patterns_parse("a.ics", documents[i], &arena, &series, &count, &fault) !=
				STATUS_INVALID ||
			holidays_parse("a.ics", documents[i], &arena, &holidays, &count, NULL) !=
				STATUS_INVALID ||
			strcmp(fault.where, "a.ics") != 0)
			fail_msg("row %zu", i);
	}
	arena_done(&arena);
}

static void a_holiday_is_a_whole_day(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct holiday *holidays = NULL;
	size_t count = 0;
	struct fault fault = {0};
	assert_int_equal(holidays_parse("h.ics",
						 "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"
						 "DTSTART;VALUE=DATE:20260615\r\nSUMMARY:World Cup bank holiday\r\n"
						 "END:VEVENT\r\nEND:VCALENDAR\r\n",
						 &arena, &holidays, &count, NULL),
		0);
	assert_int_equal(count, 1);
	struct civil date = {2026, 6, 15, 0, 0, 0};
	assert_memory_equal(&holidays->date, &date, sizeof date);
	assert_true(text_is(holidays->name, "World Cup bank holiday"));
	assert_int_equal(holidays_parse("h.ics",
						 "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"
						 "DTSTART:20260615T000000\r\nSUMMARY:A\r\n"
						 "END:VEVENT\r\nEND:VCALENDAR\r\n",
						 &arena, &holidays, &count, &fault),
		STATUS_INVALID);
	assert_string_equal(fault.where, "h.ics: 1: DTSTART");
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_is_read_whole),
		cmocka_unit_test(a_fault_names_the_file_the_event_and_the_property),
		cmocka_unit_test(a_pattern_says_in_which_language_and_manner_it_is_held),
		cmocka_unit_test(an_event_without_a_uid_is_named_by_its_summary_or_its_place),
		cmocka_unit_test(a_rule_that_cannot_be_followed_is_refused),
		cmocka_unit_test(a_rule_that_does_not_give_its_first_date_is_refused),
		cmocka_unit_test(a_rule_that_gives_one_date_is_taken),
		cmocka_unit_test(what_is_no_whole_calendar_is_refused),
		cmocka_unit_test(a_holiday_is_a_whole_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
