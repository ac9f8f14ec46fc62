// SPDX-License-Identifier: MIT
// Memory that runs out while rosters are read and prepared: it is told, and nothing is half there.
#include "support/cmocka.h"

#include <string.h>
#include <unistd.h>

#include "app/import/roster_file.h"
#include "calendar/holidays.h"
#include "calendar/roster_reader.h"
#include "calendar/shifts.h"
#include "core/cover.h"
#include "faults/starve.h"
#include "support/bytes.h"

static struct arena arena; // emptied before each run
static const struct zone_transition transition = {{0}, 0};
static const struct zone utc = {&transition, 1};
static const struct interval window = {
	{1790000000}, {1820000000}}; // September 2026 to September 2027

static const char rows[] = "person,start,end,kind\n"
						   "ann,2026-06-01T06:00,2026-06-01T14:00,early\n"
						   "b\xE9\x62,2026-06-03,2026-06-05,Annual leave\n"
						   "ann,2026-06-01T06:00,2026-06-01T14:00,early\n";
static const char wrong_rows[] = "person,start,end,kind\nann,x,y,early\nann,2026-06-01,,zz\n";
static const char calendar[] =
	"BEGIN:VCALENDAR\nX-WR-CALNAME:a\nBEGIN:VEVENT\nUID:n\n"
	"DTSTART;TZID=Europe/London:20261022T220000\nDTEND;TZID=Europe/London:20261023T060000\n"
	"SUMMARY:Nights\nRRULE:FREQ=DAILY;COUNT=20\nEXDATE;TZID=Europe/London:20261023T220000\n"
	"ATTENDEE:mailto:ann@example.org\nEND:VEVENT\n"
	"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Odd\\, day\nEND:VEVENT\nEND:VCALENDAR\n";
static const char days[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\n"
						   "DTEND;VALUE=DATE:20261227\nSUMMARY:Christmas\nEND:VEVENT\n"
						   "END:VCALENDAR\n";
static enum status prepare(void)
{
	static const struct roster_entry entries[] = {
		{{{1790000000}, {1790030000}}, ROSTER_NIGHT},
		{{{1790020000}, {1790090000}}, ROSTER_REST_DAY},
		{{{1790100000}, {1790130000}}, ROSTER_EARLY},
		{{{1790110000}, {1790120000}}, ROSTER_LEAVE},
	};
	struct roster roster;
	struct cover cover;
	struct fault fault = {.status = STATUS_OK};
	enum status status = roster_prepare(entries, 4, &window, 1, &utc, &arena, &roster, &fault);
	if (status == STATUS_OK)
		status = cover_prepare(roster.duty, roster.duty_count, &arena, &cover, &fault);
	if (status == STATUS_OK) {
		assert_int_equal(roster.duty_count, 3);
		assert_int_equal(cover.count, 3);
	}
	assert_int_equal(fault.status, status);
	return status;
}

static enum status follow_pattern(void)
{
	struct shift_pattern *patterns;
	struct roster_entry *entries;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	enum status status = shifts_read(&arena, &patterns, &count, &fault);
	if (status == STATUS_OK)
		status =
			shift_pattern_entries(&patterns[0], 4, &utc, window, &arena, &entries, &count, &fault);
	if (status == STATUS_OK)
		assert_int_equal(entries[0].kind < ROSTER_KIND_COUNT, 1);
	assert_int_equal(fault.status, status);
	return status;
}

static enum status read_file(
	const char *text, struct roster_file *file, struct roster_file_faults *faults)
{
	struct roster_form form = roster_form_usual;
	struct fault fault = {.status = STATUS_OK};
	int descriptor = bytes_open(text, strlen(text));
	form.table.encoding = TABLE_WINDOWS_1252;
	enum status status = roster_file_read(descriptor, &form, &arena, file, faults, &fault);
	assert_int_equal(fault.status, status);
	close(descriptor);
	return status;
}

static enum status read_rows(void)
{
	struct roster_file file = {.count = 0};
	struct roster_file_faults faults;
	enum status status = read_file(rows, &file, &faults);
	assert_int_equal(file.count, status == STATUS_OK ? 2 : 0);
	return status;
}

static enum status read_wrong_rows(void)
{
	struct roster_file file = {.count = 0};
	struct roster_file_faults faults;
	enum status status = read_file(wrong_rows, &file, &faults);
	assert_int_not_equal(status, STATUS_OK);
	if (status == STATUS_MEMORY)
		return status;
	assert_int_equal(faults.count, 2);
	return STATUS_OK;
}

static enum status read_calendar(void)
{
	const struct roster_calendar how = {
		NULL, TEXT("Europe/London"), roster_words_usual, ROSTER_WORDS_USUAL_COUNT};
	struct roster_read read = {.count = 0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = roster_reader_read(text_of(calendar), &how, window, &arena, &read, &fault);
	assert_int_equal(fault.status, status);
	assert_int_equal(read.count, status == STATUS_OK ? 19 : 0);
	assert_int_equal(read.unknown_count, status == STATUS_OK ? 1 : 0);
	return status;
}

static enum status read_holidays(void)
{
	struct holiday *list = NULL;
	size_t count = 0;
	struct fault fault = {.status = STATUS_OK};
	enum status status = holidays_import(text_of(days), &arena, &list, &count, &fault);
	assert_int_equal(fault.status, status);
	assert_int_equal(count, status == STATUS_OK ? 2 : 0);
	return status;
}

static void memory_that_runs_out_is_told(void **state)
{
	(void)state;
	static const struct starved list[] = {
		{"preparing a roster", prepare, STARVED_TOLD},
		{"following a pattern", follow_pattern, STARVED_MENDED},
		{"reading rows", read_rows, STARVED_TOLD},
		{"reading wrong rows", read_wrong_rows, STARVED_TOLD},
		{"reading a roster's calendar", read_calendar, STARVED_TOLD},
		{"reading holidays", read_holidays, STARVED_TOLD},
	};
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
		assert_true(starve(&list[i], &arena));
}

static int begin(void **state)
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(memory_that_runs_out_is_told, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
