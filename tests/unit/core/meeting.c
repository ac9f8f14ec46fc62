// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/meeting.h"

#define ENGLISH LANGUAGE_BIT(LANGUAGE_ENGLISH)
#define WELSH LANGUAGE_BIT(LANGUAGE_WELSH)

static bool meets(enum language_wish wish, unsigned languages)
{
	const struct meeting_wish asked = {.language = wish};
	const struct meeting meeting = {.languages = languages};
	return meeting_in_language(&asked, &meeting);
}

static void who_needs_a_language_is_met_in_no_other(void **state)
{
	(void)state;
	assert_true(meets(LANGUAGE_WISH_WELSH, WELSH));
	assert_true(meets(LANGUAGE_WISH_WELSH, WELSH | ENGLISH));
	assert_false(meets(LANGUAGE_WISH_WELSH, ENGLISH));
	assert_false(meets(LANGUAGE_WISH_WELSH, 0));
	assert_false(meets(LANGUAGE_WISH_ENGLISH, WELSH));
	assert_true(meets(LANGUAGE_WISH_ENGLISH, 0));
	assert_true(meets(LANGUAGE_WISH_WELSH_RATHER, ENGLISH));
	assert_true(meets(LANGUAGE_WISH_EITHER, WELSH));
}

static void who_would_rather_be_met_in_welsh_is_met_in_english_as_second_best(void **state)
{
	(void)state;
	const struct meeting_wish rather = {.language = LANGUAGE_WISH_WELSH_RATHER};
	const struct meeting_wish either = {.language = LANGUAGE_WISH_EITHER};
	const struct meeting english = {.languages = ENGLISH}, both = {.languages = ENGLISH | WELSH};
	assert_true(meeting_other_language(&rather, &english));
	assert_false(meeting_other_language(&rather, &both));
	assert_false(meeting_other_language(&either, &english));
}

static void who_reads_in_english_may_know_no_welsh(void **state)
{
	(void)state;
	assert_int_equal(language_wish_usual(LANGUAGE_ENGLISH), LANGUAGE_WISH_ENGLISH);
	assert_int_equal(language_wish_usual(LANGUAGE_WELSH), LANGUAGE_WISH_WELSH_RATHER);
}

static void who_can_meet_by_phone_only_is_not_met_where_nothing_is_said(void **state)
{
	(void)state;
	const struct meeting_wish phone = {.manners = MANNER_BIT(MANNER_PHONE)};
	const struct meeting_wish any = {.manners = MANNERS_ALL}, unsaid = {.manners = 0};
	const struct meeting by_phone = {.manner = MANNER_PHONE}, by_video = {.manner = MANNER_VIDEO};
	const struct meeting somehow = {.manner = MANNER_UNSAID};
	assert_true(meeting_in_manner(&phone, &by_phone));
	assert_false(meeting_in_manner(&phone, &by_video));
	assert_false(meeting_in_manner(&phone, &somehow));
	assert_true(meeting_in_manner(&any, &somehow));
	assert_true(meeting_in_manner(&unsaid, &somehow));
}

static void what_is_not_said_is_not_what_is_rather_wished(void **state)
{
	(void)state;
	const struct meeting_wish rather = {.rather = MANNER_VIDEO}, none = {.rather = MANNER_UNSAID};
	const struct meeting by_video = {.manner = MANNER_VIDEO}, somehow = {.manner = MANNER_UNSAID};
	assert_false(meeting_other_manner(&rather, &by_video));
	assert_true(meeting_other_manner(&rather, &somehow));
	assert_false(meeting_other_manner(&none, &by_video));
}

static void names_are_read_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < MANNER_COUNT; i++) {
		enum manner manner = MANNER_COUNT;
		assert_true(manner_parse(text_of(manner_name((enum manner)i)), &manner));
		assert_int_equal(manner, i);
	}
	for (unsigned i = 0; i < LANGUAGE_WISH_COUNT; i++) {
		enum language_wish wish = LANGUAGE_WISH_COUNT;
		assert_true(language_wish_parse(text_of(language_wish_name((enum language_wish)i)), &wish));
		assert_int_equal(wish, i);
	}
	enum manner manner;
	enum language_wish wish;
	assert_false(manner_parse(TEXT("smoke_signal"), &manner));
	assert_false(language_wish_parse(TEXT(""), &wish));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_needs_a_language_is_met_in_no_other),
		cmocka_unit_test(who_would_rather_be_met_in_welsh_is_met_in_english_as_second_best),
		cmocka_unit_test(who_reads_in_english_may_know_no_welsh),
		cmocka_unit_test(who_can_meet_by_phone_only_is_not_met_where_nothing_is_said),
		cmocka_unit_test(what_is_not_said_is_not_what_is_rather_wished),
		cmocka_unit_test(names_are_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
