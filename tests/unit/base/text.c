// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/text.h"

#include <string.h>

#define BYTES(literal) ((struct text){(literal), sizeof(literal) - 1})

static void texts_are_compared_by_their_bytes(void **state)
{
	(void)state;
	struct text none = {NULL, 0};
	assert_true(text_equal(TEXT("a"), TEXT("a")));
	assert_false(text_equal(TEXT("a"), TEXT("ab")));
	assert_true(text_equal(none, TEXT("")));
	assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
	assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
	assert_true(text_compare(BYTES("\xFF"), TEXT("a")) > 0);
	assert_true(text_is(TEXT("red"), "red"));
	assert_false(text_is(BYTES("red\0"), "red"));
	assert_true(text_is(text_of(NULL), ""));
	assert_true(text_starts(TEXT("incident"), "inc"));
	assert_true(text_starts(none, ""));
	assert_false(text_starts(TEXT("in"), "inc"));
}

static void case_is_ignored_for_ascii_letters_only(void **state)
{
	(void)state;
	assert_true(text_equal_ignoring_case(TEXT("NULL"), TEXT("null")));
	assert_false(text_equal_ignoring_case(TEXT("É"), TEXT("é")));
	assert_false(text_equal_ignoring_case(TEXT("@"), TEXT("`")));
	assert_false(text_equal_ignoring_case(TEXT("a"), TEXT("ab")));
}

static void white_space_is_trimmed_at_both_ends(void **state)
{
	(void)state;
	assert_true(text_is(text_trim(TEXT(" \t\r\n a b \v\f")), "a b"));
	assert_true(text_is(text_trim(TEXT("   ")), ""));
	assert_true(text_is(text_trim((struct text){NULL, 0}), ""));
}

static void a_text_is_cut_at_its_first_separator(void **state)
{
	(void)state;
	struct text rest = TEXT("a,b,");
	assert_true(text_is(text_cut(&rest, ','), "a"));
	assert_true(text_is(text_cut(&rest, ','), "b"));
	assert_true(text_is(rest, ""));
	assert_true(text_is(text_cut(&rest, ','), ""));
	rest = TEXT("all");
	assert_true(text_is(text_cut(&rest, ','), "all"));
	assert_true(text_is(rest, ""));
}

static void whole_decimal_integers_are_read(void **state)
{
	(void)state;
	static const struct {
		struct text text;
		bool good;
		int64_t value;
	} rows[] = {
		{{"0", 1}, true, 0},
		{{"-1", 2}, true, -1},
		{{"007", 3}, true, 7},
		{{"9223372036854775807", 19}, true, INT64_MAX},
		{{"-9223372036854775808", 20}, true, INT64_MIN},
		{{"9223372036854775808", 19}, false, 0},
		{{"-9223372036854775809", 20}, false, 0},
		{{"99999999999999999999", 20}, false, 0},
		{{"", 0}, false, 0},
		{{NULL, 0}, false, 0},
		{{"-", 1}, false, 0},
		{{"+1", 2}, false, 0},
		{{" 1", 2}, false, 0},
		{{"1 ", 2}, false, 0},
		{{"1.0", 3}, false, 0},
		{{"1\0", 2}, false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t value = 42;
		if (text_to_integer(rows[i].text, &value) != rows[i].good ||
			value != (rows[i].good ? rows[i].value : 42))
			fail_msg("row %zu: %lld", i, (long long)value);
	}
}

static void whole_decimal_numbers_are_read(void **state)
{
	(void)state;
	static const struct {
		struct text text;
		bool good;
		double value;
	} rows[] = {
		{{"0.1", 3}, true, 0.1},
		{{"-2.5e3", 6}, true, -2500},
		{{"1E2", 3}, true, 100},
		{{"3", 1}, true, 3},
		{{"", 0}, false, 0},
		{{".", 1}, false, 0},
		{{"1e", 2}, false, 0},
		{{"1e999", 5}, false, 0},
		{{"0x10", 4}, false, 0},
		{{"inf", 3}, false, 0},
		{{"nan", 3}, false, 0},
		{{"1 ", 2}, false, 0},
		{{"1\0", 2}, false, 0},
		{{"\0", 1}, false, 0},
		{{"1,5", 3}, false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		double value = 42;
		if (text_to_number(rows[i].text, &value) != rows[i].good ||
			value != (rows[i].good ? rows[i].value : 42))
			fail_msg("row %zu: %g", i, value);
	}
}

// RFC 3629 §4 and the borders of its table.
static void well_formed_utf8_is_told_from_other_bytes(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		bool good;
	} rows[] = {
		{"", true},
		{"plain", true},
		{"\xC2\x80 \xDF\xBF", true},
		{"\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF", true},
		{"\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", true},
		{"\x80", false},
		{"\xC0\x80", false},
		{"\xC1\xBF", false},
		{"\xE0\x9F\xBF", false},
		{"\xED\xA0\x80", false},
		{"\xF0\x8F\xBF\xBF", false},
		{"\xF4\x90\x80\x80", false},
		{"\xF5\x80\x80\x80", false},
		{"\xFF", false},
		{"\xC3", false},
		{"\xE2\x82", false},
		{"\xF0\x9F\x98", false},
		{"\xC3x", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (text_is_utf8(text_of(rows[i].bytes)) != rows[i].good)
			fail_msg("row %zu", i);
	}
}

// Unicode 15, table 3-8 and its neighbours: what one U+FFFD stands for.
static void bytes_that_belong_together_are_counted(void **state)
{
	(void)state;
	static const struct {
		struct text bytes;
		size_t length;
		bool good;
	} rows[] = {
		{{"a", 1}, 1, true},
		{{"\0", 1}, 1, true},
		{{"\xC3\xA9x", 3}, 2, true},
		{{"\xF0\x9F\x98\x80", 4}, 4, true},
		{{"\xF1\x80\x80\xE1", 4}, 3, false},
		{{"\xE1\x80", 2}, 2, false},
		{{"\xC2", 1}, 1, false},
		{{"\xC0\xAF", 2}, 1, false},
		{{"\xE0\x80\xAF", 3}, 1, false},
		{{"\xED\xA0\x80", 3}, 1, false},
		{{"\xF4\x91\x92\x93", 4}, 1, false},
		{{"\x80", 1}, 1, false},
		{{"\xFF", 1}, 1, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool good;
		if (text_sequence(rows[i].bytes, &good) != rows[i].length || good != rows[i].good)
			fail_msg("row %zu", i);
	}
}

static void a_copy_is_followed_by_a_nul(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct text copy = text_copy(&arena, (struct text){"incident", 3});
	assert_string_equal(copy.start, "inc");
	assert_int_equal(copy.length, 3);
	copy = text_copy(&arena, (struct text){NULL, 0});
	assert_string_equal(copy.start, "");
	arena_done(&arena);
}

static void a_builder_grows_with_what_is_added(void **state)
{
	(void)state;
	struct text_builder builder;
	builder_init(&builder);
	assert_true(text_is(builder_view(&builder), ""));
	for (int i = 0; i < 1000; i++)
		builder_format(&builder, "%d,", i);
	builder_add(&builder, (struct text){NULL, 0});
	builder_character(&builder, '.');
	assert_false(builder.failed);
	assert_int_equal(builder.length, 3891);
	assert_int_equal(strlen(builder.start), builder.length);
	builder_reset(&builder);
	assert_true(text_is(builder_view(&builder), ""));
	builder_string(&builder, "again");
	assert_string_equal(builder_view(&builder).start, "again");
	builder_done(&builder);
}

static void a_builder_that_failed_stays_failed(void **state)
{
	(void)state;
	struct text_builder builder;
	builder_init(&builder);
	builder_string(&builder, "kept");
	builder_add(&builder, (struct text){"", SIZE_MAX / 2});
	assert_true(builder.failed);
	builder_string(&builder, "lost");
	assert_true(builder.failed);
	assert_true(text_is(builder_view(&builder), "kept"));
	builder_done(&builder);
	assert_false(builder.failed);
}

static void windows_1252_becomes_utf_8(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *expected;
	} rows[] = {
		{"Fire", "Fire"},
		{"caf\xE9", "caf\xC3\xA9"},
		{"\xA3", "\xC2\xA3"},
		{"\x80\x92\x9F", "\xE2\x82\xAC\xE2\x80\x99\xC5\xB8"},
		{"\x81", "\xEF\xBF\xBD"},
		{"\xFF", "\xC3\xBF"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_builder builder;
		builder_init(&builder);
		builder_windows_1252(&builder, text_of(rows[i].bytes));
		bool same = text_is(builder_view(&builder), rows[i].expected) &&
					text_is_utf8(builder_view(&builder));
		builder_done(&builder);
		if (!same)
			fail_msg("row %zu", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_compared_by_their_bytes),
		cmocka_unit_test(windows_1252_becomes_utf_8),
		cmocka_unit_test(case_is_ignored_for_ascii_letters_only),
		cmocka_unit_test(white_space_is_trimmed_at_both_ends),
		cmocka_unit_test(a_text_is_cut_at_its_first_separator),
		cmocka_unit_test(whole_decimal_integers_are_read),
		cmocka_unit_test(whole_decimal_numbers_are_read),
		cmocka_unit_test(well_formed_utf8_is_told_from_other_bytes),
		cmocka_unit_test(bytes_that_belong_together_are_counted),
		cmocka_unit_test(a_copy_is_followed_by_a_nul),
		cmocka_unit_test(a_builder_grows_with_what_is_added),
		cmocka_unit_test(a_builder_that_failed_stays_failed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
