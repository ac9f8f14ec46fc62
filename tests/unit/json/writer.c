// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "json/writer.h"

struct page {
	struct text_builder out;
	struct json_writer writer;
};

static struct json_writer *start(struct page *page)
{
	builder_init(&page->out);
	writer_start(&page->writer, &page->out);
	return &page->writer;
}

static void written(struct page *page, const char *expected)
{
	assert_false(page->out.failed);
	assert_string_equal(builder_view(&page->out).start, expected);
	builder_done(&page->out);
}

static void commas_stand_between_members_and_items_only(void **state)
{
	(void)state;
	struct page page;
	struct json_writer *writer = start(&page);
	writer_object(writer);
	writer_name(writer, "empty");
	writer_array(writer);
	writer_array_end(writer);
	writer_name(writer, "list");
	writer_array(writer);
	writer_integer(writer, INT64_MIN);
	writer_boolean(writer, true);
	writer_object(writer);
	writer_object_end(writer);
	writer_null(writer);
	writer_array_end(writer);
	writer_name(writer, "last");
	writer_text(writer, TEXT("x"));
	writer_object_end(writer);
	written(&page, "{\"empty\":[],\"list\":[-9223372036854775808,true,{},null],\"last\":\"x\"}");
}

static void a_value_alone_is_a_document(void **state)
{
	(void)state;
	struct page page;
	writer_boolean(start(&page), false);
	written(&page, "false");
}

static void text_is_escaped_and_what_is_not_utf8_replaced(void **state)
{
	(void)state;
	const struct {
		struct text text;
		const char *written;
	} rows[] = {
		{TEXT("plain"), "plain"},
		{TEXT(""), ""},
		{TEXT("\"\\/"), "\\\"\\\\/"},
		{TEXT("\b\f\n\r\t"), "\\b\\f\\n\\r\\t"},
		{TEXT("\0\x01\x1F\x7F"), "\\u0000\\u0001\\u001f\x7F"},
		{TEXT("Cymraeg: ŵ €"), "Cymraeg: ŵ €"},
		{TEXT("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80"},
		{TEXT("\xF4\x8F\xBF\xBF"), "\xF4\x8F\xBF\xBF"},
		{TEXT("a\xFFz"), "a�z"},
		{TEXT("\x80"), "�"},
		{TEXT("\xC0\xAF"), "��"},                 // overlong "/"
		{TEXT("\xE0\x80\xAF"), "���"},            // overlong in three bytes
		{TEXT("\xED\xA0\x80"), "���"},            // a surrogate
		{TEXT("\xF4\x90\x80\x80"), "����"},       // above U+10FFFF
		{TEXT("\xE2\x82"), "�"},                  // cut off at the end
		{TEXT("\xE2\x82x"), "�x"},                // cut off before "x"
		{TEXT("\xF0\x9F\x98\xE2\x82\xAC"), "�€"}, // cut off before another character
		{TEXT("\xF0\x9F\x98\xF0\x9F\x98\x80"), "�\xF0\x9F\x98\x80"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct page page;
		char expected[64];
		snprintf(expected, sizeof expected, "\"%s\"", rows[i].written);
		writer_text(start(&page), rows[i].text);
		if (strcmp(builder_view(&page.out).start, expected) != 0)
			print_error("row %zu\n", i);
		written(&page, expected);
	}
}

static void a_character_cut_off_by_the_end_of_a_view_is_replaced(void **state)
{
	(void)state;
	struct page page;
	writer_text(start(&page), (struct text){"€", 2}); // one byte of it lies outside
	written(&page, "\"\xEF\xBF\xBD\"");
}

static void names_are_escaped_as_text_is(void **state)
{
	(void)state;
	struct page page;
	struct json_writer *writer = start(&page);
	writer_object(writer);
	writer_name(writer, "a\"\n\xFF");
	writer_null(writer);
	writer_object_end(writer);
	written(&page, "{\"a\\\"\\n�\":null}");
}

static double read_back(const char *text)
{
	char *end;
	double number = strtod(text, &end);
	assert_string_equal(end, "");
	return number;
}

static void check_number(double number, size_t row)
{
	struct page page;
	writer_number(start(&page), number);
	double read = read_back(builder_view(&page.out).start);
	if (memcmp(&read, &number, sizeof read) != 0)
		print_error("row %zu: %a is written %s\n", row, number, builder_view(&page.out).start);
	assert_memory_equal(&read, &number, sizeof read);
	builder_done(&page.out);
}

static void numbers_read_back_exactly(void **state)
{
	(void)state;
	const double numbers[] = {0, 1, -1, 0.1, 1.0 / 3, 0.8 * 130, 2.0 / 3 * 1e-9, 1e15, 1e16, 1e17,
		123456789012345678.0, 9007199254740993.0, DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN,
		nextafter(1, 2), nextafter(130, 0), 5e-324, 4.35, 0.1 + 0.2};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		check_number(numbers[i], i);
	uint64_t bits = 88172645463325252; // xorshift64, Marsaglia 2003
	for (size_t i = 0; i < 20000; i++) {
		double number;
		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		memcpy(&number, &bits, sizeof number);
		if (isfinite(number))
			check_number(number, i);
	}
}

static void numbers_are_as_short_as_they_can_be(void **state)
{
	(void)state;
	static const struct {
		double number;
		const char *written;
	} rows[] = {{0, "0"}, {70, "70"}, {0.1, "0.1"}, {104, "104"}, {0.8, "0.8"}, {-2.5, "-2.5"},
		{1e300, "1e+300"}, {0.1 + 0.2, "0.30000000000000004"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct page page;
		writer_number(start(&page), rows[i].number);
		written(&page, rows[i].written);
	}
}

static void ids_and_instants_have_their_usual_form(void **state)
{
	(void)state;
	struct page page;
	struct uuid uuid;
	assert_true(uuid_parse(TEXT("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), &uuid));
	struct json_writer *writer = start(&page);
	writer_array(writer);
	writer_uuid(writer, uuid);
	writer_instant(writer, (struct instant){1795455000});
	writer_array_end(writer);
	written(&page, "[\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"2026-11-23T17:30:00Z\"]");
}

static void sixteen_values_can_be_nested(void **state)
{
	(void)state;
	struct page page;
	struct json_writer *writer = start(&page);
	for (int i = 0; i < WRITER_DEPTH_LIMIT; i++)
		writer_array(writer);
	for (int i = 0; i < WRITER_DEPTH_LIMIT; i++)
		writer_array_end(writer);
	written(&page, "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]");
}

static void an_unnamed_member(struct json_writer *writer)
{
	writer_object(writer);
	writer_null(writer);
}

static void a_name_in_a_list(struct json_writer *writer)
{
	writer_array(writer);
	writer_name(writer, "x");
}

static void a_name_without_a_value(struct json_writer *writer)
{
	writer_object(writer);
	writer_name(writer, "x");
	writer_object_end(writer);
}

static void a_list_that_ends_as_an_object(struct json_writer *writer)
{
	writer_array(writer);
	writer_object_end(writer);
}

static void two_values(struct json_writer *writer)
{
	writer_null(writer);
	writer_null(writer);
}

static void no_number(struct json_writer *writer)
{
	writer_number(writer, NAN);
}

static void nesting_without_end(struct json_writer *writer)
{
	for (int i = 0; i <= WRITER_DEPTH_LIMIT; i++)
		writer_array(writer);
}

// Whether the program is stopped by an assertion, tried in a child.
static bool stops(void (*misuse)(struct json_writer *))
{
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct page page;
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		fclose(stderr);
		signal(SIGABRT, SIG_DFL);
		misuse(start(&page));
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void misuse_stops_the_program(void **state)
{
	(void)state;
	static void (*const misuses[])(struct json_writer *) = {an_unnamed_member, a_name_in_a_list,
		a_name_without_a_value, a_list_that_ends_as_an_object, two_values, no_number,
		nesting_without_end};
	for (size_t i = 0; i < sizeof misuses / sizeof misuses[0]; i++) {
		if (!stops(misuses[i]))
			fail_msg("misuse %zu was not noticed", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_stand_between_members_and_items_only),
		cmocka_unit_test(a_value_alone_is_a_document),
		cmocka_unit_test(text_is_escaped_and_what_is_not_utf8_replaced),
		cmocka_unit_test(a_character_cut_off_by_the_end_of_a_view_is_replaced),
		cmocka_unit_test(names_are_escaped_as_text_is),
		cmocka_unit_test(numbers_read_back_exactly),
		cmocka_unit_test(numbers_are_as_short_as_they_can_be),
		cmocka_unit_test(ids_and_instants_have_their_usual_form),
		cmocka_unit_test(sixteen_values_can_be_nested),
		cmocka_unit_test(misuse_stops_the_program),
	};
	return cmocka_run_group_tests_name("writing JSON", tests, NULL, NULL);
}
