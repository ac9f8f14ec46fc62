// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/import/roster_file.h"

static struct arena arena;
static struct roster_file file;
static struct roster_file_faults faults;
static struct fault fault;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	file = (struct roster_file){.count = 99};
	fault_clear(&fault);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_form(const struct roster_form *form, const char *text)
{
	int descriptor = memfd_create("roster", 0);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(lseek(descriptor, 0, SEEK_SET), 0);
	enum status status = roster_file_read(descriptor, form, &arena, &file, &faults, &fault);
	close(descriptor);
	return status;
}

// What was read, a line for each entry: "ann 2026-06-01T05:00/2026-06-01T13:00 early".
static void expect(const char *expected)
{
	char shown[4096] = "";
	for (size_t i = 0; i < file.count; i++) {
		const struct roster_entry *entry = &file.rows[i].entry;
		char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
		instant_format(entry->during.from, from);
		instant_format(entry->during.to, to);
		size_t length = strlen(shown);
		snprintf(shown + length, sizeof shown - length, "%.*s %.16s/%.16s %s\n",
			TEXT_ARGUMENTS(file.rows[i].person), from, to, roster_kind_name(entry->kind));
	}
	assert_string_equal(shown, expected);
}

static void local_times_utc_and_whole_days_are_read(void **state)
{
	(void)state;
	assert_int_equal(
		read_form(&roster_form_usual, "person,start,end,kind\n"
									  "bob,2026-06-01T22:00,2026-06-02T06:00,Night\n"
									  "ann,2026-06-01 06:00,2026-06-01 14:00,early\n"
									  "ann,2026-06-02T05:00:00Z,2026-06-02T14:00:00+01:00,EARLY\n"
									  "ann,2026-06-03,2026-06-05,Annual leave\n"
									  "ann,2026-06-06,,RD\n"
									  "ann,2026-06-07,2026-06-08,Court\n"
									  "ann,2026-06-09,,sickness\n"),
		STATUS_OK);
	expect("ann 2026-06-01T05:00/2026-06-01T13:00 early\n"
		   "ann 2026-06-02T05:00/2026-06-02T13:00 early\n"
		   "ann 2026-06-02T23:00/2026-06-05T23:00 leave\n"
		   "ann 2026-06-05T23:00/2026-06-06T23:00 rest_day\n"
		   "ann 2026-06-06T23:00/2026-06-07T23:00 abstraction\n"
		   "ann 2026-06-07T23:00/2026-06-08T23:00 abstraction\n"
		   "ann 2026-06-08T23:00/2026-06-09T23:00 absence\n"
		   "bob 2026-06-01T21:00/2026-06-02T05:00 night\n");
	char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
	instant_format(file.known.from, from);
	instant_format(file.known.to, to);
	assert_string_equal(from, "2026-05-31T23:00:00Z");
	assert_string_equal(to, "2026-06-09T23:00:00Z");
}

static void a_date_and_two_times_beside_it_go_into_the_next_day(void **state)
{
	(void)state;
	static const struct text forms[] = {
		TEXT_CONSTANT("DD/MM/YYYY hh:mm"), TEXT_CONSTANT("DD/MM/YYYY")};
	static const struct roster_word words[] = {
		{TEXT_CONSTANT("N*"), ROSTER_NIGHT, false, 0, 0},
		{TEXT_CONSTANT("E"), ROSTER_EARLY, true, 360, 840},
		{TEXT_CONSTANT("NB"), ROSTER_EARLY, false, 0, 0}, // comes too late to count
		{TEXT_CONSTANT("birthday"), ROSTER_KIND_COUNT, false, 0, 0},
	};
	static const struct roster_form form = {
		.table = {.separator = ';'},
		.person = TEXT_CONSTANT("Collar"),
		.kind = TEXT_CONSTANT("Duty"),
		.start = {{TEXT_CONSTANT("Date"), TEXT_CONSTANT("From")}},
		.end = {{TEXT_CONSTANT("Date"), TEXT_CONSTANT("To")}},
		.time_forms = forms,
		.time_form_count = 2,
		.zone = TEXT_CONSTANT("Europe/London"),
		.words = words,
		.word_count = 4,
	};
	assert_int_equal(read_form(&form, "Collar;Rank;Date;From;To;Duty\r\n"
									  "7;PC;28/03/2026;22:00;06:00;N7\r\n"
									  "7;PC;24/10/2026;22:00;06:00;NB\r\n"
									  "7;PC;01/06/2026;00:00;00:00;N\r\n"
									  "7;PC;02/06/2026;;;Birthday\r\n"
									  "7;PC;28/03/2026;;;E\r\n"
									  "7;PC;29/03/2026;;;E\r\n"),
		STATUS_OK);
	expect("7 2026-03-28T06:00/2026-03-28T14:00 early\n"
		   "7 2026-03-28T22:00/2026-03-29T05:00 night\n"
		   "7 2026-03-29T05:00/2026-03-29T13:00 early\n"
		   "7 2026-05-31T23:00/2026-06-01T23:00 night\n"
		   "7 2026-10-24T21:00/2026-10-25T06:00 night\n");
}

static void a_row_that_is_there_twice_counts_once(void **state)
{
	(void)state;
	assert_int_equal(read_form(&roster_form_usual,
						 "kind,person,start,end\nlate,a,2026-06-01T14:00,2026-06-01T22:00\n"
						 "late,a,2026-06-01T14:00,2026-06-01T22:00\n"
						 "night,a,2026-06-01T14:00,2026-06-01T22:00\n"),
		STATUS_OK);
	assert_int_equal(file.count, 2);
	assert_int_equal(file.repeated, 1);
}

static void each_wrong_row_is_said_with_line_column_and_what_was_read(void **state)
{
	(void)state;
	static const struct {
		const char *row, *column, *read;
		enum roster_row_answer answer;
	} rows[] = {
		{"ann,2026-06-01T06:00,2026-06-01T14:00", "", "", ROSTER_ROW_SHORT},
		{",2026-06-01T06:00,2026-06-01T14:00,early", "person", "", ROSTER_ROW_NO_PERSON},
		{"ann,2026-06-01T06:00,2026-06-01T14:00,elderly", "kind", "elderly", ROSTER_ROW_KIND},
		{"ann,2026-06-31T06:00,2026-06-01T14:00,early", "start", "2026-06-31T06:00",
			ROSTER_ROW_START},
		{"ann,,2026-06-01T14:00,early", "start", "", ROSTER_ROW_START},
		{"ann,0026-06-01T06:00,2026-06-01T14:00,early", "start", "0026-06-01T06:00",
			ROSTER_ROW_START},
		{"ann,2026-06-01T06:00,tomorrow,early", "end", "tomorrow", ROSTER_ROW_END},
		{"ann,2026-06-01T06:00,,early", "end", "", ROSTER_ROW_END},
		{"ann,2026-06-01T06:00,2026-06-02,early", "end", "2026-06-02", ROSTER_ROW_END},
		{"ann,2026-06-01,2026-06-02T06:00,leave", "end", "2026-06-02T06:00", ROSTER_ROW_END},
		{"ann,2026-06-01T06:00,2026-06-01T06:00,early", "end", "2026-06-01T06:00",
			ROSTER_ROW_ORDER},
		{"ann,2026-06-02,2026-06-01,leave", "end", "2026-06-01", ROSTER_ROW_ORDER},
		{"ann,2026-06-01T06:00,2026-06-03T06:01,early", "end", "2026-06-03T06:01",
			ROSTER_ROW_TOO_LONG},
		{"ann,2026-06-01,2027-06-02,leave", "end", "2027-06-02", ROSTER_ROW_TOO_LONG},
		{"ann,2026-06-01,,early", "kind", "early", ROSTER_ROW_NO_HOURS},
	};
	char text[4096] = "person,start,end,kind\nann,2026-06-01T06:00,2026-06-01T14:00,early\n";
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		strcat(text, rows[i].row);
		strcat(text, "\n");
	}
	assert_int_equal(read_form(&roster_form_usual, text), STATUS_INVALID);
	assert_int_equal(file.count, 99);
	assert_int_equal(faults.count, sizeof rows / sizeof rows[0]);
	for (size_t i = 0; i < faults.kept; i++) {
		const struct roster_file_fault *said = &faults.list[i];
		if (said->line != i + 3 || said->answer != rows[i].answer ||
			!text_is(said->column, rows[i].column) || !text_is(said->read, rows[i].read))
			fail_msg("row %zu: line %lu, %.*s, \"%.*s\", %d", i, said->line,
				TEXT_ARGUMENTS(said->column), TEXT_ARGUMENTS(said->read), (int)said->answer);
	}
	assert_string_equal(fault.where, "line 3");
}

static void the_first_fault_names_the_place_and_no_person(void **state)
{
	(void)state;
	assert_int_equal(
		read_form(&roster_form_usual, "person,start,end,kind\nann,2026-06-01T06:00,midday,early\n"),
		STATUS_INVALID);
	assert_string_equal(fault.where, "line 2, end");
	assert_string_equal(
		fault.message, "The end is no time that goes with the start. It says \"midday\".");
	assert_null(strstr(fault.message, "ann"));
}

static void a_file_that_is_no_roster_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text, *message;
		enum status status;
	} rows[] = {
		{"", "empty", STATUS_INVALID},
		{"person,start,end,kind\n", "no rows", STATUS_INVALID},
		{"person,start,kind\na,2026-06-01,leave\n", "no column \"end\"", STATUS_INVALID},
		{"person,start,end,kind\na,2026-06-01,,rest\na,2062-06-01,,rest\n", "year of some date",
			STATUS_LIMIT},
		{"person,start,end,kind\n\"a,2026-06-01,,rest\n", "", STATUS_INVALID},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		fault_clear(&fault);
		assert_int_equal(read_form(&roster_form_usual, rows[i].text), rows[i].status);
		assert_int_equal(file.count, 99);
		if (!strstr(fault.message, rows[i].message))
			fail_msg("row %zu: %s", i, fault.message);
	}
	struct roster_form form = roster_form_usual;
	form.zone = TEXT("Europe/Nowhere");
	fault_clear(&fault);
	assert_int_equal(
		read_form(&form, "person,start,end,kind\na,2026-06-01,,rest\n"), STATUS_NOT_FOUND);
}

static void many_wrong_rows_are_counted_and_the_first_kept(void **state)
{
	(void)state;
	struct text_builder text;
	builder_init(&text);
	builder_string(&text, "person,start,end,kind\n");
	for (int i = 0; i < 1000; i++)
		builder_string(&text, "a,x,y,z\n");
	builder_character(&text, '\0');
	assert_int_equal(read_form(&roster_form_usual, builder_view(&text).start), STATUS_INVALID);
	builder_done(&text);
	assert_int_equal(faults.count, 1000);
	assert_int_equal(faults.kept, ROSTER_FILE_FAULTS_KEPT);
}

#define TEST_OF(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF(local_times_utc_and_whole_days_are_read),
		TEST_OF(a_date_and_two_times_beside_it_go_into_the_next_day),
		TEST_OF(a_row_that_is_there_twice_counts_once),
		TEST_OF(each_wrong_row_is_said_with_line_column_and_what_was_read),
		TEST_OF(the_first_fault_names_the_place_and_no_person),
		TEST_OF(a_file_that_is_no_roster_is_refused),
		TEST_OF(many_wrong_rows_are_counted_and_the_first_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
