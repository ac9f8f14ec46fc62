// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/table.h"

#include <stdio.h>
#include <string.h>

static const struct text null_words[] = {TEXT_CONSTANT("null"), TEXT_CONSTANT("N/A")};
static const struct table_form form = {
	.separator = ',', .null_words = null_words, .null_word_count = 2};

static void null_words_and_white_space_are_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value;
	} rows[] = {
		{" E07 ", "E07"},
		{"null", ""},
		{" NULL", ""},
		{"n/a\t", ""},
		{"  ", ""},
		{"", ""},
		{"nullable", "nullable"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!text_is(table_value(&form, text_of(rows[i].field)), rows[i].value))
			fail_msg("row %zu", i);
	}
}

static void a_field_is_read_in_the_encoding_it_is_in_or_that_is_said(void **state)
{
	(void)state;
	static const struct {
		enum table_encoding encoding;
		const char *raw, *value;
		bool good;
	} rows[] = {
		{TABLE_ANY, "Si\xc3\xa2n", "Si\xc3\xa2n", true},
		{TABLE_ANY, "Si\xe2n ", "Si\xc3\xa2n", true},
		{TABLE_WINDOWS_1252, "Si\xc3\xa2n", "Si\xc3\x83\xc2\xa2n", true},
		{TABLE_WINDOWS_1252, "\x8a", "\xc5\xa0", true},
		{TABLE_UTF_8, "Si\xe2n", NULL, false},
		{TABLE_ANY, " n/a ", "", true},
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct table_form read = form;
		read.encoding = rows[i].encoding;
		assert_int_equal(table_is_encoded(&read, text_of(rows[i].raw)), rows[i].good);
		if (rows[i].good &&
			!text_is(table_field(&read, &arena, text_of(rows[i].raw)), rows[i].value))
			fail_msg("row %zu", i);
	}
	arena_done(&arena);
}

static void a_column_that_nobody_wants_is_noted_as_none(void **state)
{
	(void)state;
	const struct text header[] = {TEXT("name"), TEXT(" number ")};
	size_t number = 7, team = 7;
	const struct table_column columns[] = {
		{"number", TEXT("number"), &number}, {"team", {NULL, 0}, &team}};
	assert_int_equal(table_find(columns, 2, header, 2, NULL), STATUS_OK);
	assert_int_equal(number, 1);
	assert_true(team == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_words_and_white_space_are_nothing),
		cmocka_unit_test(a_field_is_read_in_the_encoding_it_is_in_or_that_is_said),
		cmocka_unit_test(a_column_that_nobody_wants_is_noted_as_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
