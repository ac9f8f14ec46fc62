// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/holidays.h"

static struct arena arena;
static struct holiday *found;
static size_t count;
static struct fault fault;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	found = NULL;
	count = 0;
	fault_clear(&fault);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_lines(const char *lines)
{
	char document[4096];
	snprintf(document, sizeof document, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", lines);
	return holidays_import(text_of(document), &arena, &found, &count, &fault);
}

static char *read_file(const char *name, size_t *length)
{
	char path[200];
	snprintf(path, sizeof path, "calendars/%s", name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *bytes = arena_allocate(&arena, 1 << 20);
	assert_non_null(bytes);
	*length = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

static void the_shipped_ones_are_read_as_libical_reads_them(void **state)
{
	(void)state;
	static const char *const nations[] = {"england-and-wales", "scotland", "northern-ireland"};
	for (size_t i = 0; i < 3; i++) {
		char name[80];
		struct holiday *shipped;
		size_t shipped_count, length;
		snprintf(name, sizeof name, "bank-holidays-%s.ics", nations[i]);
		const char *bytes = read_file(name, &length);
		assert_int_equal(
			holidays_import((struct text){bytes, length}, &arena, &found, &count, &fault),
			STATUS_OK);
		assert_int_equal(
			holidays_read(text_of(nations[i]), &arena, &shipped, &shipped_count, &fault),
			STATUS_OK);
		assert_int_equal(count, shipped_count);
		for (size_t j = 0; j < count; j++) {
			assert_int_equal(
				civil_as_utc(found[j].date).seconds, civil_as_utc(shipped[j].date).seconds);
			assert_true(text_equal(found[j].name, shipped[j].name));
		}
	}
}

static void days_come_in_order_each_once_and_what_was_cancelled_not(void **state)
{
	(void)state;
	assert_int_equal(read_lines("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20281226\r\n"
								"DTEND;VALUE=DATE:20281227\r\nSUMMARY:Boxing Day\r\nEND:VEVENT\r\n"
								"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20281225\r\n"
								"DURATION:P2D\r\nSUMMARY:Christmas\\, twice\r\nEND:VEVENT\r\n"
								"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280615\r\n"
								"SUMMARY:Not after all\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
								"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280101\r\n"
								"SUMMARY:New Year\r\nEND:VEVENT\r\n"),
		STATUS_OK);
	static const struct {
		int month, day;
		const char *name;
	} expected[] = {{1, 1, "New Year"}, {12, 25, "Christmas, twice"}, {12, 26, "Boxing Day"}};
	assert_int_equal(count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(found[i].date.month, expected[i].month);
		assert_int_equal(found[i].date.day, expected[i].day);
		assert_true(text_is(found[i].name, expected[i].name));
	}
}

static void what_is_no_list_of_holidays_is_refused_whole(void **state)
{
	(void)state;
#define GOOD "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280101\r\nSUMMARY:New Year\r\nEND:VEVENT\r\n"
#define BAD(lines) GOOD "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
	static const struct {
		const char *lines, *message;
	} rows[] = {
		{"", "no public holiday"},
		{BAD("DTSTART:20280102T100000Z\r\nSUMMARY:a\r\n"), "whole days"},
		{BAD("DTSTART;VALUE=DATE:20280102\r\nSUMMARY:a\r\nRRULE:FREQ=YEARLY\r\n"), "no rule"},
		{BAD("DTSTART;VALUE=DATE:20280102\r\n"), "no name"},
		{BAD("DTSTART;VALUE=DATE:20280102\r\nSUMMARY: \r\n"), "no name"},
		{BAD("DTSTART;VALUE=DATE:20280230\r\nSUMMARY:a\r\n"), "no date"},
		{BAD("SUMMARY:a\r\n"), "no start"},
		{BAD("DTSTART;VALUE=DATE:20280102\r\nDTEND;VALUE=DATE:20290102\r\nSUMMARY:a\r\n"),
			"within 14 days"},
		{BAD("DTSTART;VALUE=DATE:20280102\r\nDTEND;VALUE=DATE:20280102\r\nSUMMARY:a\r\n"),
			"within 14 days"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fault_clear(&fault);
		assert_int_equal(read_lines(rows[i].lines), STATUS_INVALID);
		assert_null(found);
		if (!strstr(fault.message, rows[i].message) || (i > 0 && strcmp(fault.where, "line 6")))
			fail_msg("row %zu: %s: %s", i, fault.where, fault.message);
	}
	fault_clear(&fault);
	assert_int_equal(
		holidays_import(TEXT("<html>"), &arena, &found, &count, &fault), STATUS_INVALID);
}

#define TEST_OF(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF(the_shipped_ones_are_read_as_libical_reads_them),
		TEST_OF(days_come_in_order_each_once_and_what_was_cancelled_not),
		TEST_OF(what_is_no_list_of_holidays_is_refused_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
