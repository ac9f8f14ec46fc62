// SPDX-License-Identifier: MIT
// What any document has to be before its members are looked at, tried with policies.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/policy.h"

static struct json_faults faults;
static struct arena arena;
static struct policy policy;

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_text(const char *document)
{
	return policy_read(text_of(document), &arena, &policy, &faults);
}

static void what_is_not_json_is_found_with_line_and_column(void **state)
{
	(void)state;
	static const struct {
		const char *document, *where, *message;
	} rows[] = {
		{"", "", "The document is empty."},
		{" \n", "", "The document is empty."},
		{"[]", "", "The document must be an object"},
		{"{\"policy\": 1", "line 1, column 12", "ends too early"},
		{"{\"policy\": 1,}", "line 1, column 14", "This is not JSON"},
		{"{\n  \"policy\" 1}", "line 2, column 12", "':' expected near '1'"},
		{"{} {}", "line 1, column 4", "Something follows"},
		{"{\"a\": 1,\n\"a\": 2}", "line 2, column 3", "two members of the same name near '\"a\"'"},
		{"{\"a\": 1e999}", "line 1, column 11", "larger than any that can be read"},
		{"{\"a\": NaN}", "line 1, column 9", "This is not JSON"},
		{"{\"a\": \"\xFF\"}", "line 1, column 7", "not UTF-8"},
		{"{\"a\": \"\\u0000\"}", "line 1, column 14", "This is not JSON"},
		{"[[[[[[[[[[[[[[[[[", "line 1, column 17", "nested at most 16 deep"},
		{"{\"\\\"[[[[[[[[[[[[[[[[[\": 1", "line 1, column 25", "ends too early"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(read_text(rows[i].document), STATUS_INVALID);
		assert_int_equal(faults.count, 1);
		if (strcmp(faults.list[0].where, rows[i].where) != 0 ||
			!strstr(faults.list[0].message, rows[i].message))
			fail_msg("row %zu: %s: %s", i, faults.list[0].where, faults.list[0].message);
	}
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	(void)state;
	struct text document = policy_shipped(TEXT("default"));
	struct text_builder out;
	builder_init(&out);
	builder_string(&out, "\xEF\xBB\xBF");
	builder_add(&out, document);
	assert_int_equal(policy_read(builder_view(&out), &arena, &policy, &faults), STATUS_OK);
	builder_done(&out);
}

static void a_document_is_at_most_one_mebibyte(void **state)
{
	(void)state;
	size_t limit = 1024 * 1024;
	struct text document = policy_shipped(TEXT("default"));
	char *padded = malloc(limit + 1);
	assert_non_null(padded);
	memset(padded, ' ', limit + 1);
	memcpy(padded, document.start, document.length);
	assert_int_equal(
		policy_read((struct text){padded, limit}, &arena, &policy, &faults), STATUS_OK);
	assert_int_equal(
		policy_read((struct text){padded, limit + 1}, &arena, &policy, &faults), STATUS_INVALID);
	assert_string_equal(
		faults.list[0].message, "The document has 1048577 bytes; at most 1048576 can be read.");
	free(padded);
}

static void faults_beyond_the_limit_are_counted(void **state)
{
	(void)state;
	struct text_builder out;
	builder_init(&out);
	builder_string(&out, "{");
	for (int i = 0; i < 60; i++)
		builder_format(&out, "\"unknown %d\": 1,", i);
	builder_string(&out, "\"policy\": 1}");
	assert_int_equal(policy_read(builder_view(&out), &arena, &policy, &faults), STATUS_INVALID);
	assert_int_equal(faults.count, JSON_FAULTS_LIMIT);
	assert_int_equal(faults.omitted, 60 + 11 - JSON_FAULTS_LIMIT); // 11 members are missing
	builder_done(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_json_is_found_with_line_and_column),
		TEST(a_byte_order_mark_is_passed_over),
		TEST(a_document_is_at_most_one_mebibyte),
		TEST(faults_beyond_the_limit_are_counted),
	};
	return cmocka_run_group_tests_name("reading documents", tests, NULL, NULL);
}
