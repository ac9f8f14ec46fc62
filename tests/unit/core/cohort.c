// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/cohort.h"

#define TEAM(in, people)                                                                           \
	(struct cohort_group)                                                                          \
	{                                                                                              \
		.within = (in), .amounts = { {(people), (people), (people) ? 1 : 0} }                      \
	}
#define AROUND(in) ((struct cohort_group){.within = (in)})

static void hide(struct cohort_group *groups, size_t count)
{
	cohort_hide(groups, count, 1, COHORT_LEAST);
}

static void a_team_of_nine_is_hidden_and_the_next_smallest_with_it(void **state)
{
	(void)state;
	struct cohort_group groups[] = {
		AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 9), TEAM(0, 17), TEAM(0, 22)};
	hide(groups, 5);
	assert_int_equal(groups[0].answer, COHORT_SHOWN);
	assert_int_equal(groups[0].amounts[0].people, 79);
	assert_int_equal(groups[1].answer, COHORT_SHOWN);
	assert_int_equal(groups[2].answer, COHORT_SMALL);
	assert_int_equal(groups[3].answer, COHORT_COMPLEMENT);
	assert_int_equal(groups[4].answer, COHORT_SHOWN);
}

static void a_team_of_ten_is_shown(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 10)};
	hide(groups, 3);
	assert_int_equal(groups[2].answer, COHORT_SHOWN);
}

static void two_small_teams_that_are_a_cohort_together_take_nobody_with_them(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 4), TEAM(0, 6)};
	hide(groups, 4);
	assert_int_equal(groups[1].answer, COHORT_SHOWN);
	assert_int_equal(groups[2].answer, COHORT_SMALL);
	assert_int_equal(groups[3].answer, COHORT_SMALL);
}

static void two_small_teams_that_are_no_cohort_together_take_a_third(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 4), TEAM(0, 5)};
	hide(groups, 4);
	assert_int_equal(groups[0].answer, COHORT_SHOWN);
	assert_int_equal(groups[1].answer, COHORT_COMPLEMENT);
}

static void of_two_teams_both_are_withheld_where_one_is_small(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 3)};
	hide(groups, 3);
	assert_int_equal(groups[0].answer, COHORT_SHOWN);
	assert_int_equal(groups[1].answer, COHORT_COMPLEMENT);
	assert_int_equal(groups[2].answer, COHORT_SMALL);
}

static void an_organisation_that_is_small_shows_nothing(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 5), TEAM(0, 4)};
	hide(groups, 3);
	assert_int_equal(groups[0].answer, COHORT_SMALL);
}

static void a_role_of_one_small_team_is_hidden_with_it_and_another_role_too(void **state)
{
	(void)state;
	// Everybody; response with two teams, review and child protection with one each.
	struct cohort_group groups[] = {AROUND(COHORT_TOP), AROUND(0), AROUND(0), AROUND(0),
		TEAM(1, 32), TEAM(1, 30), TEAM(2, 14), TEAM(3, 7)};
	hide(groups, 8);
	assert_int_equal(groups[0].answer, COHORT_SHOWN);
	assert_int_equal(groups[1].answer, COHORT_SHOWN);
	assert_int_equal(groups[2].answer, COHORT_COMPLEMENT);
	assert_int_equal(groups[3].answer, COHORT_SMALL);
	assert_int_equal(groups[4].answer, COHORT_SHOWN);
	assert_int_equal(groups[5].answer, COHORT_SHOWN);
	assert_int_equal(groups[6].answer, COHORT_COMPLEMENT);
	assert_int_equal(groups[7].answer, COHORT_SMALL);
}

static void a_total_that_nobody_adds_to_is_small(void **state)
{
	(void)state;
	struct cohort_group groups[] = {AROUND(COHORT_TOP), TEAM(0, 31), TEAM(0, 0), TEAM(0, 12)};
	hide(groups, 4);
	assert_int_equal(groups[2].answer, COHORT_SMALL);
	assert_int_equal(groups[3].answer, COHORT_COMPLEMENT);
}

static void a_total_of_which_one_person_makes_more_than_half_is_small(void **state)
{
	(void)state;
	struct cohort_group groups[] = {{.within = COHORT_TOP, .amounts = {{12, 40, 21}}},
		{.within = COHORT_TOP, .amounts = {{12, 40, 20}}}};
	hide(groups, 2);
	assert_int_equal(groups[0].answer, COHORT_SMALL);
	assert_int_equal(groups[1].answer, COHORT_SHOWN);
}

static void every_amount_of_a_group_must_be_safe(void **state)
{
	(void)state;
	struct cohort_group group = {
		.within = COHORT_TOP, .amounts = {cohort_of_people(25), cohort_of_people(3)}};
	cohort_hide(&group, 1, 2, COHORT_LEAST);
	assert_int_equal(group.answer, COHORT_SMALL);
	cohort_hide(&group, 1, 1, COHORT_LEAST);
	assert_int_equal(group.answer, COHORT_SHOWN);
}

static void counts_in_files_are_rounded_to_five(void **state)
{
	(void)state;
	assert_int_equal(cohort_rounded(0), 0);
	assert_int_equal(cohort_rounded(12), 10);
	assert_int_equal(cohort_rounded(13), 15);
	assert_int_equal(cohort_rounded(-13), -15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_team_of_nine_is_hidden_and_the_next_smallest_with_it),
		cmocka_unit_test(a_team_of_ten_is_shown),
		cmocka_unit_test(two_small_teams_that_are_a_cohort_together_take_nobody_with_them),
		cmocka_unit_test(two_small_teams_that_are_no_cohort_together_take_a_third),
		cmocka_unit_test(of_two_teams_both_are_withheld_where_one_is_small),
		cmocka_unit_test(an_organisation_that_is_small_shows_nothing),
		cmocka_unit_test(a_role_of_one_small_team_is_hidden_with_it_and_another_role_too),
		cmocka_unit_test(a_total_that_nobody_adds_to_is_small),
		cmocka_unit_test(a_total_of_which_one_person_makes_more_than_half_is_small),
		cmocka_unit_test(every_amount_of_a_group_must_be_safe),
		cmocka_unit_test(counts_in_files_are_rounded_to_five),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
