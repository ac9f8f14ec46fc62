// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/csv.h"
#include "support/bytes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES(literal) (literal), sizeof(literal) - 1

// Writes what is read as [a|b] for each record, then "." at the end or the line of the fault.
static void describe(const char *bytes, size_t length, char separator, struct text_builder *out)
{
	struct csv_record record;
	struct fault fault = {0};
	int file = bytes_open(bytes, length);
	struct csv_reader *reader = csv_new(file, separator);
	assert_non_null(reader);
	enum status status;
	while ((status = csv_next(reader, &record, &fault)) == STATUS_OK) {
		for (size_t i = 0; i < record.count; i++) {
			builder_character(out, i == 0 ? '[' : '|');
			builder_add(out, record.fields[i]);
		}
		builder_format(out, "]%lu", record.line);
	}
	builder_string(out, status == STATUS_NOT_FOUND ? "." : status_id(status));
	if (status != STATUS_NOT_FOUND)
		builder_format(out, " %s", fault.where);
	csv_free(reader);
	close(file);
}

static void records_are_read_as_rfc_4180_says(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *expected;
	} rows[] = {
		{BYTES(""), "."},
		{BYTES("a,b,c\n1,2,3\n"), "[a|b|c]1[1|2|3]2."},
		{BYTES("a,b\r\n1,2\r\n"), "[a|b]1[1|2]2."},
		{BYTES("a,b\n1,2"), "[a|b]1[1|2]2."},
		{BYTES("a,\n,b\n,\n"), "[a|]1[|b]2[|]3."},
		{BYTES("\"a,b\",\"c\"\n"), "[a,b|c]1."},
		{BYTES("\"say \"\"no\"\"\"\n"), "[say \"no\"]1."},
		{BYTES("\"two\nlines\",x\ny\n"), "[two\nlines|x]1[y]3."},
		{BYTES("\"two\r\nlines\"\r\ny\r\n"), "[two\r\nlines]1[y]3."},
		{BYTES("a\"b,c\"\n"), "[a\"b|c\"]1."},
		{BYTES("a\rb,c\n"), "[a\rb|c]1."},
		{BYTES("a\r\r\n"), "[a\r]1."},
		{BYTES("\"\"\n\"\",\"\"\n"), "[]1[|]2."},
		{BYTES("\"\""), "[]1."},
		{BYTES("a,"), "[a|]1."},
		{BYTES(" a , b \n"), "[ a | b ]1."},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder found;
		builder_init(&found);
		describe(rows[i].bytes, rows[i].length, ',', &found);
		if (!text_is(builder_view(&found), rows[i].expected))
			fail_msg("row %zu: found %s, expected %s", i, found.start, rows[i].expected);
		builder_done(&found);
	}
}

static void faults_say_their_line(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *expected;
	} rows[] = {
		{BYTES("a\n\"b\"c\n"), "[a]1invalid line 2"},
		{BYTES("a\n\"b\" \n"), "[a]1invalid line 2"},
		{BYTES("\"b\"\rc\n"), "invalid line 1"},
		{BYTES("a\nb\n\"never\nclosed\n"), "[a]1[b]2invalid line 3"},
		{BYTES("a\nb,\0c\n"), "[a]1invalid line 2"},
		{BYTES("a\n\"b\n\0\"\n"), "[a]1invalid line 3"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder found;
		builder_init(&found);
		describe(rows[i].bytes, rows[i].length, ',', &found);
		if (!text_is(builder_view(&found), rows[i].expected))
			fail_msg("row %zu: found %s, expected %s", i, found.start, rows[i].expected);
		builder_done(&found);
	}
}

static void expect(const char *bytes, size_t length, char separator, const char *expected)
{
	struct text_builder found;
	builder_init(&found);
	describe(bytes, length, separator, &found);
	assert_string_equal(found.start, expected);
	builder_done(&found);
}

static void blank_lines_are_passed_over(void **state)
{
	(void)state;
	expect(BYTES("\n\r\na\n\n\nb\n\n"), ',', "[a]3[b]6.");
}

static void a_byte_order_mark_is_no_part_of_the_first_name(void **state)
{
	(void)state;
	expect(BYTES("\xEF\xBB\xBF\"a\",b\n"), ',', "[a|b]1.");
	expect(BYTES("\xEF\xBB\xBF"), ',', ".");
	expect(BYTES("\xEF\xBB"), ',', "[\xEF\xBB]1.");
	expect(BYTES("a\n\xEF\xBB\xBFz\n"), ',', "[a]1[\xEF\xBB\xBFz]2.");
}

static void a_byte_order_mark_may_come_in_pieces(void **state)
{
	(void)state;
	int ends[2];
	struct csv_record record;
	assert_int_equal(pipe2(ends, O_CLOEXEC | O_DIRECT), 0); // one packet a read
	const char bytes[] = "\xEF\xBB\xBFname\n";
	for (size_t i = 0; i < sizeof bytes - 1; i++)
		assert_int_equal(write(ends[1], bytes + i, 1), 1);
	close(ends[1]);
	struct csv_reader *reader = csv_new(ends[0], ',');
	assert_int_equal(csv_next(reader, &record, NULL), STATUS_OK);
	assert_true(text_is(record.fields[0], "name"));
	assert_int_equal(csv_next(reader, &record, NULL), STATUS_NOT_FOUND);
	csv_free(reader);
	close(ends[0]);
}

static void the_separator_can_be_a_tab_or_a_semicolon(void **state)
{
	(void)state;
	expect(BYTES("a;b,c;\"d;e\"\n"), ';', "[a|b,c|d;e]1.");
	expect(BYTES("a\tb c\n"), '\t', "[a|b c]1.");
}

// The status of reading one record made of `count` times `piece`.
static enum status read_repeated(const char *piece, size_t count, size_t *fields)
{
	struct text_builder bytes;
	struct csv_record record = {0};
	builder_init(&bytes);
	for (size_t i = 0; i < count; i++)
		builder_string(&bytes, piece);
	int file = bytes_open(bytes.start, bytes.length);
	struct csv_reader *reader = csv_new(file, ',');
	enum status status = csv_next(reader, &record, NULL);
	*fields = record.count;
	csv_free(reader);
	close(file);
	builder_done(&bytes);
	return status;
}

static void bounds_on_fields_and_records_are_exact(void **state)
{
	(void)state;
	char kibibyte[1025] = "", field[30001] = "";
	size_t fields;
	memset(kibibyte, 'x', sizeof kibibyte - 1);
	memset(field, 'y', sizeof field - 2);
	field[sizeof field - 2] = ',';
	assert_int_equal(read_repeated("x", CSV_FIELD_LIMIT, &fields), STATUS_OK);
	assert_int_equal(read_repeated("x", CSV_FIELD_LIMIT + 1, &fields), STATUS_LIMIT);
	assert_int_equal(read_repeated("\"\"", CSV_FIELD_LIMIT + 1, &fields), STATUS_OK);
	assert_int_equal(read_repeated("\"\"", CSV_FIELD_LIMIT + 2, &fields), STATUS_LIMIT);
	assert_int_equal(read_repeated(kibibyte, 65, &fields), STATUS_LIMIT);
	assert_int_equal(read_repeated(",", CSV_FIELDS_LIMIT - 1, &fields), STATUS_OK);
	assert_int_equal(fields, CSV_FIELDS_LIMIT);
	assert_int_equal(read_repeated(",", CSV_FIELDS_LIMIT, &fields), STATUS_LIMIT);
	assert_int_equal(read_repeated(field, 34, &fields), STATUS_OK);
	assert_int_equal(read_repeated(field, 36, &fields), STATUS_LIMIT);
}

static void the_position_ends_at_the_length_of_the_file(void **state)
{
	(void)state;
	struct csv_record record;
	int file = bytes_open(BYTES("\xEF\xBB\xBF"
								"a,b\n\"c\nd\",e\n"));
	struct csv_reader *reader = csv_new(file, ',');
	assert_int_equal(csv_position(reader), 0);
	assert_int_equal(csv_next(reader, &record, NULL), STATUS_OK);
	assert_int_equal(csv_position(reader), 7);
	assert_int_equal(csv_next(reader, &record, NULL), STATUS_OK);
	assert_int_equal(csv_next(reader, &record, NULL), STATUS_NOT_FOUND);
	assert_int_equal(csv_position(reader), 15);
	csv_free(reader);
	close(file);
}

static void a_file_that_cannot_be_read_is_a_system_fault(void **state)
{
	(void)state;
	struct csv_record record;
	struct fault fault = {0};
	int folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct csv_reader *reader = csv_new(folder, ',');
	assert_int_equal(csv_next(reader, &record, &fault), STATUS_SYSTEM);
	assert_non_null(strstr(fault.message, "cannot be read"));
	csv_free(reader);
	close(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_read_as_rfc_4180_says),
		cmocka_unit_test(faults_say_their_line),
		cmocka_unit_test(blank_lines_are_passed_over),
		cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_first_name),
		cmocka_unit_test(a_byte_order_mark_may_come_in_pieces),
		cmocka_unit_test(the_separator_can_be_a_tab_or_a_semicolon),
		cmocka_unit_test(bounds_on_fields_and_records_are_exact),
		cmocka_unit_test(the_position_ends_at_the_length_of_the_file),
		cmocka_unit_test(a_file_that_cannot_be_read_is_a_system_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
