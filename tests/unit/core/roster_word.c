// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/roster_word.h"

static void words_are_found_whole_without_case_or_by_how_they_begin(void **state)
{
	(void)state;
	static const struct roster_word words[] = {
		{TEXT_CONSTANT("Early"), ROSTER_EARLY, false, 0, 0},
		{TEXT_CONSTANT("Early*"), ROSTER_DUTY, false, 0, 0},
		{TEXT_CONSTANT("*"), ROSTER_ABSTRACTION, false, 0, 0},
	};
	assert_ptr_equal(roster_word_find(words, 3, TEXT(" eARLY ")), &words[0]);
	assert_ptr_equal(roster_word_find(words, 3, TEXT("early turn, bay 3")), &words[1]);
	assert_ptr_equal(roster_word_find(words, 3, TEXT("ear")), &words[2]);
	assert_null(roster_word_find(words, 2, TEXT("ear")));
	assert_null(roster_word_find(words, 2, TEXT("")));
}

static void every_kind_has_its_own_name_among_the_usual_words(void **state)
{
	(void)state;
	for (int kind = 0; kind < ROSTER_KIND_COUNT; kind++) {
		const struct roster_word *word = roster_word_find(roster_words_usual,
			ROSTER_WORDS_USUAL_COUNT, text_of(roster_kind_name((enum roster_kind)kind)));
		assert_non_null(word);
		assert_int_equal(word->kind, kind);
	}
	for (size_t i = 0; i < ROSTER_WORDS_USUAL_COUNT; i++) {
		assert_true(roster_words_usual[i].value.length > 0);
		assert_ptr_equal(roster_word_find(roster_words_usual, ROSTER_WORDS_USUAL_COUNT,
							 roster_words_usual[i].value),
			&roster_words_usual[i]); // none twice
	}
}

static void hours_are_two_times_and_end_on_the_next_day_where_they_have_to(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int from, until;
	} rows[] = {{"06:00-14:00", 360, 840}, {"22:00-06:00", 1320, 1800}, {"14:00-24:00", 840, 1440},
		{"00:00-00:00", 0, 1440}, {"18:00-09:00", 1080, 1980}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int32_t from = -1, until = -1;
		assert_true(roster_word_hours(text_of(rows[i].text), &from, &until));
		assert_int_equal(from, rows[i].from);
		assert_int_equal(until, rows[i].until);
	}
	static const char *const wrong[] = {"", "-", "06:00", "06:00-", "6:00-14:00", "06:00-14:60",
		"06:00-25:00", "24:00-06:00", "06:00-14:00 ", "06.00-14.00", "-1:00-02:00", "06:00-24:01"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int32_t from = 5, until = 6;
		if (roster_word_hours(text_of(wrong[i]), &from, &until))
			fail_msg("%s", wrong[i]);
		assert_int_equal(from, 5);
		assert_int_equal(until, 6);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_whole_without_case_or_by_how_they_begin),
		cmocka_unit_test(every_kind_has_its_own_name_among_the_usual_words),
		cmocka_unit_test(hours_are_two_times_and_end_on_the_next_day_where_they_have_to),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
