// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/team_trigger.h"

#define DAY SECONDS_PER_DAY

static const struct team_trigger a_third = {
	.kind = TEAM_CHANGED, .percent_at_least = 30, .within_seconds = 28 * DAY};
static const struct team_trigger fortnight = {.kind = MANAGER_AWAY, .days_at_least = 14};

// London in 2027: summer time from 28 March, 01:00 UTC, to 31 October, 01:00 UTC.
static const struct zone_transition transitions[] = {
	{{INT64_C(1792890000)}, 0}, {{INT64_C(1806195600)}, 3600}, {{INT64_C(1824944400)}, 0}};
static const struct zone london = {transitions, 3};

static bool has_changed(int64_t before, int64_t came, int64_t moved, int64_t went)
{
	return team_has_changed(&a_third, &(struct team_course){before, came, moved, went});
}

static void three_of_ten_who_come_or_go_are_a_change_and_two_are_not(void **state)
{
	(void)state;
	assert_true(has_changed(10, 3, 0, 0));
	assert_true(has_changed(10, 0, 0, 3));
	assert_true(has_changed(10, 2, 2, 1));
	assert_false(has_changed(10, 1, 1, 1));
	assert_false(has_changed(11, 2, 0, 1)); // 27 %
}

static void a_team_of_three_has_changed_by_one(void **state)
{
	(void)state;
	assert_true(has_changed(3, 1, 0, 0));
	assert_false(has_changed(4, 1, 0, 0));
}

static void a_new_team_has_changed_only_where_its_people_come_from_other_teams(void **state)
{
	(void)state;
	assert_false(has_changed(0, 12, 0, 0)); // the first import of everybody
	assert_true(has_changed(0, 12, 12, 0)); // two teams are merged into a new one
	assert_true(has_changed(0, 10, 3, 0));
	assert_false(has_changed(0, 10, 2, 0));
}

static void where_nobody_comes_or_goes_nothing_has_changed(void **state)
{
	(void)state;
	assert_false(has_changed(10, 0, 0, 0));
	assert_false(has_changed(0, 0, 0, 0));
}

static struct instant london_midnight(int month, int day)
{
	return zone_instant(&london, (struct civil){.year = 2027, .month = month, .day = day});
}

static void fourteen_days_are_of_the_calendar_whatever_the_clocks_do(void **state)
{
	(void)state;
	struct instant march = london_midnight(3, 20), october = london_midnight(10, 25);
	assert_int_equal(
		team_away_long(&fortnight, &london, march).seconds, london_midnight(4, 3).seconds);
	assert_int_equal(
		team_away_long(&fortnight, &london, march).seconds, march.seconds + 14 * DAY - 3600);
	assert_int_equal(
		team_away_long(&fortnight, &london, october).seconds, october.seconds + 14 * DAY + 3600);
	struct instant noon = {march.seconds + DAY / 2};
	assert_int_equal(
		team_away_long(&fortnight, &london, noon).seconds, noon.seconds + 14 * DAY - 3600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_of_ten_who_come_or_go_are_a_change_and_two_are_not),
		cmocka_unit_test(a_team_of_three_has_changed_by_one),
		cmocka_unit_test(a_new_team_has_changed_only_where_its_people_come_from_other_teams),
		cmocka_unit_test(where_nobody_comes_or_goes_nothing_has_changed),
		cmocka_unit_test(fourteen_days_are_of_the_calendar_whatever_the_clocks_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
