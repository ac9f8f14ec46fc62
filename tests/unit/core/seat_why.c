// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/seat_why.h"

static unsigned why(const struct seat_why_facts *facts)
{
	enum seat_why reasons[SEAT_WHY_COUNT];
	unsigned told = 0;
	size_t count = seat_why(facts, reasons);
	for (size_t i = 0; i < count; i++)
		told |= 1u << reasons[i];
	return told;
}

#define TOLD(reason) (1u << SEAT_WHY_##reason)

static void who_has_said_nothing_is_told_of_shifts_alone(void **state)
{
	(void)state;
	const struct seat_why_facts known = {.roster = true, .first_kind = true};
	const struct seat_why_facts unknown = {.first_kind = true};
	const struct seat_why_facts outside = {.roster = true, .outside = true, .first_kind = true};
	assert_int_equal(why(&known), TOLD(BEST) | TOLD(SHIFTS));
	assert_int_equal(why(&unknown), TOLD(BEST) | TOLD(NO_ROSTER));
	assert_int_equal(why(&outside), TOLD(BEST));
}

static void who_wants_welsh_is_told_whether_it_is(void **state)
{
	(void)state;
	struct seat_why_facts facts = {.wish.language = LANGUAGE_WISH_WELSH_RATHER,
		.meeting.languages = LANGUAGES_ALL,
		.roster = true,
		.first_kind = true};
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(SHIFTS) | TOLD(LANGUAGE));
	facts.meeting.languages = LANGUAGE_BIT(LANGUAGE_ENGLISH);
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(SHIFTS) | TOLD(OTHER_LANGUAGE));
	facts.wish.language = LANGUAGE_WISH_EITHER;
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(SHIFTS));
}

static void who_wants_a_manner_is_told_whether_it_is(void **state)
{
	(void)state;
	struct seat_why_facts facts = {
		.wish.rather = MANNER_PHONE, .meeting.manner = MANNER_PHONE, .first_kind = true};
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(NO_ROSTER) | TOLD(MANNER));
	facts.meeting.manner = MANNER_VIDEO;
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(NO_ROSTER) | TOLD(OTHER_MANNER));
}

static void the_same_host_and_another_kind_are_told(void **state)
{
	(void)state;
	const struct seat_why_facts facts = {.roster = true, .met = true};
	assert_int_equal(why(&facts), TOLD(BEST) | TOLD(SHIFTS) | TOLD(MET) | TOLD(OTHER_KIND));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_said_nothing_is_told_of_shifts_alone),
		cmocka_unit_test(who_wants_welsh_is_told_whether_it_is),
		cmocka_unit_test(who_wants_a_manner_is_told_whether_it_is),
		cmocka_unit_test(the_same_host_and_another_kind_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
