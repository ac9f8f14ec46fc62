// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <pthread.h>

#include "words/words.h"

static struct text_builder out;

static int begin(void **state)
{
	(void)state;
	builder_init(&out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	builder_done(&out);
	return 0;
}

static void expect(const char *expected)
{
	struct text text = builder_view(&out);
	assert_false(out.failed);
	if (!text_is(text, expected))
		fail_msg("“%.*s” instead of “%s”", TEXT_ARGUMENTS(text), expected);
	builder_reset(&out);
}

static void a_message_comes_in_the_language(void **state)
{
	(void)state;
	assert_true(text_is(words(LANGUAGE_ENGLISH, "today"), "today"));
	assert_true(text_is(words(LANGUAGE_WELSH, "today"), "heddiw"));
}

static void what_nobody_has_translated_is_english(void **state)
{
	(void)state;
	assert_true(text_is(words(LANGUAGE_WELSH, "Said nowhere."), "Said nowhere."));
	assert_true(text_is(words_plural(LANGUAGE_WELSH, "one thing", "things", 1), "one thing"));
	assert_true(text_is(words_plural(LANGUAGE_WELSH, "one thing", "things", 2), "things"));
	assert_true(text_is(words(LANGUAGE_WELSH, ""), ""));
}

static void languages_have_codes_and_names(void **state)
{
	(void)state;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		enum language language;
		assert_true(language_parse(text_of(language_code((enum language)i)), &language));
		assert_int_equal(language, i);
	}
	enum language kept = LANGUAGE_WELSH;
	assert_false(language_parse(TEXT("fr"), &kept));
	assert_false(language_parse(TEXT("EN"), &kept));
	assert_int_equal(kept, LANGUAGE_WELSH);
	assert_true(text_is(language_name(LANGUAGE_WELSH), "Cymraeg"));
}

static void english_has_two_plurals(void **state)
{
	(void)state;
	static const int64_t others[] = {0, 2, 11, 101, -2, INT64_MIN, INT64_MAX};
	assert_true(text_is(words_plural(LANGUAGE_ENGLISH, "day", "days", 1), "day"));
	assert_true(text_is(words_plural(LANGUAGE_ENGLISH, "day", "days", -1), "day"));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_true(text_is(words_plural(LANGUAGE_ENGLISH, "day", "days", others[i]), "days"));
}

// CLDR 42: 0, 1, 2, 3 and 6 have a class each. Two softens the word after it.
static void welsh_counts_change_the_word_after_them(void **state)
{
	(void)state;
	static const struct {
		int64_t count;
		const char *minutes, *days;
	} rows[] = {
		{0, "0 munud yn ôl", "0 diwrnod yn ôl"},
		{1, "1 munud yn ôl", "1 diwrnod yn ôl"},
		{2, "2 funud yn ôl", "2 ddiwrnod yn ôl"},
		{3, "3 munud yn ôl", "3 diwrnod yn ôl"},
		{6, "6 munud yn ôl", "6 diwrnod yn ôl"},
		{12, "12 munud yn ôl", "12 diwrnod yn ôl"},
		{1002, "1,002 munud yn ôl", "1,002 diwrnod yn ôl"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_count(
			&out, LANGUAGE_WELSH, "{count} minute ago", "{count} minutes ago", rows[i].count);
		expect(rows[i].minutes);
		words_count(&out, LANGUAGE_WELSH, "{count} day ago", "{count} days ago", rows[i].count);
		expect(rows[i].days);
	}
}

static void places_are_filled_in(void **state)
{
	(void)state;
	static const struct place places[] = {
		{"who", TEXT_CONSTANT("Ann {day}")}, {"day", TEXT_CONSTANT("today")}, {"none", {NULL, 0}}};
	static const struct {
		const char *sentence, *expected;
	} rows[] = {
		{"", ""},
		{"Nothing.", "Nothing."},
		{"{who} came {day}.", "Ann {day} came today."},
		{"{day}{day}", "todaytoday"},
		{"[{none}]", "[]"},
		{"{where} {day}", "{where} today"},
		{"{} {Day} {day {day} } {", "{} {Day} {day today } {"},
		{"{{day}}", "{today}"},
		{"{day", "{day"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_format(&out, text_of(rows[i].sentence), places, 3);
		expect(rows[i].expected);
	}
	words_format(&out, (struct text){"{day}", 4}, places, 3);
	expect("{day");
	words_format(&out, TEXT("{day}"), NULL, 0);
	expect("{day}");
}

static void a_sentence_is_taken_apart_at_its_places(void **state)
{
	(void)state;
	struct text rest = TEXT("a {}{b}{c_d} e"), before, name;
	assert_true(words_next_place(&rest, &before, &name));
	assert_true(text_is(before, "a {}") && text_is(name, "b"));
	assert_true(words_next_place(&rest, &before, &name));
	assert_true(text_is(before, "") && text_is(name, "c_d"));
	assert_false(words_next_place(&rest, &before, &name));
	assert_true(text_is(before, " e") && text_is(rest, ""));
	assert_false(words_next_place(&rest, &before, &name));
	assert_true(text_is(before, ""));
}

static void thousands_are_told_apart(void **state)
{
	(void)state;
	static const struct {
		int64_t number;
		const char *expected;
	} rows[] = {
		{0, "0"},
		{-7, "-7"},
		{999, "999"},
		{1000, "1,000"},
		{-123456, "-123,456"},
		{1234567, "1,234,567"},
		{INT64_MAX, "9,223,372,036,854,775,807"},
		{INT64_MIN, "-9,223,372,036,854,775,808"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char number[WORDS_NUMBER_SIZE];
		assert_true(text_is(words_number(number, rows[i].number), rows[i].expected));
	}
}

static void lists_are_joined(void **state)
{
	(void)state;
	static const struct text items[] = {
		TEXT_CONSTANT("te"), TEXT_CONSTANT("coffi"), TEXT_CONSTANT("{last}"), TEXT_CONSTANT("d")};
	static const char *const english[] = {
		"", "te", "te and coffi", "te, coffi and {last}", "te, coffi, {last} and d"};
	static const char *const welsh[] = {
		"", "te", "te, coffi", "te, coffi, {last}", "te, coffi, {last}, d"};
	for (size_t count = 0; count <= 4; count++) {
		words_list(&out, LANGUAGE_ENGLISH, items, count);
		expect(english[count]);
		words_list(&out, LANGUAGE_WELSH, items, count);
		expect(welsh[count]);
	}
}

static void *speak(void *argument)
{
	enum language language = *(enum language *)argument;
	const char *expected = language == LANGUAGE_WELSH ? "yfory" : "tomorrow";
	for (int i = 0; i < 20000; i++) {
		if (!text_is(words(language, "tomorrow"), expected))
			return "another language";
	}
	return NULL;
}

static void threads_speak_different_languages_at_once(void **state)
{
	(void)state;
	static enum language languages[] = {LANGUAGE_ENGLISH, LANGUAGE_WELSH, LANGUAGE_WELSH};
	pthread_t threads[3];
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, speak, &languages[i]), 0);
	for (size_t i = 0; i < 3; i++) {
		void *wrong;
		assert_int_equal(pthread_join(threads[i], &wrong), 0);
		assert_null(wrong);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_comes_in_the_language),
		cmocka_unit_test(what_nobody_has_translated_is_english),
		cmocka_unit_test(languages_have_codes_and_names),
		cmocka_unit_test(english_has_two_plurals),
		cmocka_unit_test_setup_teardown(welsh_counts_change_the_word_after_them, begin, end),
		cmocka_unit_test_setup_teardown(places_are_filled_in, begin, end),
		cmocka_unit_test(a_sentence_is_taken_apart_at_its_places),
		cmocka_unit_test(thousands_are_told_apart),
		cmocka_unit_test_setup_teardown(lists_are_joined, begin, end),
		cmocka_unit_test(threads_speak_different_languages_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
