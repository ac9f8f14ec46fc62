// SPDX-License-Identifier: MIT
#include "plan_fixture.h"

#include "core/plan_missing.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

// A force of 60: a division of two teams of 20, and one of teams of 12, 4 and 4.
static const struct plan_area areas[] = {
	{COHORT_TOP, 0}, {0, 0}, {1, 20}, {1, 20}, {0, 0}, {4, 12}, {4, 4}, {4, 4}};

#define ONE_TO_ONE SESSION_REFLECTIVE_SUPERVISION
#define GROUP SESSION_SUPPORT_GROUP

static struct plan_shortage missing(
	const struct plan_problem *problem, const struct plan_want *wants)
{
	struct plan_shortage shortage;
	struct fault fault = {.status = STATUS_OK};
	const struct plan plan = plan_solved(problem, &arena);
	if (plan_missing(problem, &plan, wants, areas, COUNT(areas), &arena, &shortage, &fault) !=
		STATUS_OK)
		fail_msg("%s", fault.message);
	return shortage;
}

static void assert_row(const struct plan_shortage *shortage, size_t row, size_t area,
	enum session_kind kind, int32_t week, int64_t minutes)
{
	assert_true(row < shortage->count);
	assert_int_equal(shortage->rows[row].area, area);
	assert_int_equal(shortage->rows[row].kind, kind);
	assert_int_equal(shortage->rows[row].week, week);
	assert_int_equal(shortage->rows[row].host_minutes, minutes);
}

static void nothing_is_missing_where_all_are_placed(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(2)};
	const struct plan_candidate candidates[] = {{0, 0}, {0, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 1), NEED(0, 1, 1)};
	const struct plan_want wants[] = {{2, 5, GROUP, 60, 8}, {2, 5, GROUP, 60, 8}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan_shortage shortage = missing(&problem, wants);
	assert_int_equal(shortage.count, 0);
	assert_int_equal(shortage.short_of_seats, 0);
}

static void minutes_are_told_by_area_kind_and_week(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 0}, {0, 1}, {0, 2}, {0, 3}};
	const struct plan_need needs[] = {
		NEED(0, 0, 1), NEED(0, 1, 1), NEED(0, 2, 1), NEED(0, 3, 1), NEED(0, 4, 0)};
	const struct plan_want wants[] = {{3, 6, ONE_TO_ONE, 60, 1}, {3, 6, ONE_TO_ONE, 60, 1},
		{3, 6, ONE_TO_ONE, 90, 1}, {3, 5, ONE_TO_ONE, 60, 1}, {2, 7, ONE_TO_ONE, 45, 1}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan_shortage shortage = missing(&problem, wants);
	assert_int_equal(shortage.short_of_seats, 4);
	assert_int_equal(shortage.count, 3);
	assert_row(&shortage, 0, 2, ONE_TO_ONE, 7, 45); // has no candidate at all
	assert_row(&shortage, 1, 3, ONE_TO_ONE, 5, 60);
	assert_row(&shortage, 2, 3, ONE_TO_ONE, 6, 150);
}

static void seats_of_groups_are_whole_sessions(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(0)};
	const struct plan_candidate candidates[] = {{0, 0}};
	struct plan_need needs[10];
	struct plan_want wants[10];
	for (uint32_t i = 0; i < 10; i++) {
		needs[i] = (struct plan_need)NEED(0, i ? 1 : 0, i ? 0 : 1);
		wants[i] = (struct plan_want){2, 1, GROUP, 90, i < 9 ? 8 : 4};
	}
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan_shortage shortage = missing(&problem, wants);
	assert_int_equal(shortage.count, 1);
	assert_row(&shortage, 0, 2, GROUP, 1, 270); // nine in two of eight, one in one of four
}

static void what_is_missing_in_a_small_area_is_told_of_one_around_it(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(0)};
	const struct plan_candidate candidates[] = {{0, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 1), NEED(0, 1, 0), NEED(0, 1, 0)};
	const struct plan_want wants[] = {
		{6, 1, GROUP, 60, 1}, {7, 1, GROUP, 60, 1}, {5, 1, GROUP, 60, 1}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan_shortage shortage = missing(&problem, wants);
	// The team of 12 is hidden with those of 4: without it they would be 8 by subtraction.
	assert_int_equal(shortage.count, 1);
	assert_row(&shortage, 0, 4, GROUP, 1, 180);
}

static void nothing_is_told_of_fewer_than_ten_people_in_all(void **state)
{
	(void)state;
	const struct plan_area few[] = {{COHORT_TOP, 9}};
	const struct plan_pool pools[] = {SEATS(0)};
	const struct plan_candidate candidates[] = {{0, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 1)};
	const struct plan_want wants[] = {{0, 1, GROUP, 60, 1}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	struct plan_shortage shortage;
	assert_int_equal(
		plan_missing(&problem, &plan, wants, few, 1, &arena, &shortage, NULL), STATUS_OK);
	assert_int_equal(shortage.count, 0);
	assert_int_equal(shortage.short_of_seats, 1);
}

// Whom others could make way for, at a price that counts for more, lacks no seat.
static void who_gave_way_to_a_wish_lacks_no_seat(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(2), SEATS_IN(0, 1), SEATS_IN(0, 1), SEATS(1)};
	const struct plan_candidate candidates[] = {{1, 0}, {2, 5}, {2, 0}, {3, 5}, {1, 0}, {1, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 2), NEED(0, 2, 2), NEED(1, 4, 1), NEED(1, 5, 1)};
	const struct plan_want wants[] = {
		{2, 1, GROUP, 60, 1}, {2, 1, GROUP, 60, 1}, {2, 1, GROUP, 60, 1}, {2, 1, GROUP, 60, 1}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 2);
	const struct plan_shortage shortage = missing(&problem, wants);
	assert_int_equal(shortage.gave_way, 1);
	assert_int_equal(shortage.short_of_seats, 1);
	assert_row(&shortage, 0, 2, GROUP, 1, 60);
}

static void seats_that_a_host_s_day_has_no_room_for_are_missing(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1), SEATS_IN(0, 1), SEATS_IN(0, 1)};
	const struct plan_candidate candidates[] = {{1, 0}, {2, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 1), NEED(0, 1, 1)};
	const struct plan_want wants[] = {{2, 1, ONE_TO_ONE, 60, 1}, {2, 1, ONE_TO_ONE, 60, 1}};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan_shortage shortage = missing(&problem, wants);
	assert_row(&shortage, 0, 2, ONE_TO_ONE, 1, 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_missing_where_all_are_placed),
		cmocka_unit_test(minutes_are_told_by_area_kind_and_week),
		cmocka_unit_test(seats_of_groups_are_whole_sessions),
		cmocka_unit_test(what_is_missing_in_a_small_area_is_told_of_one_around_it),
		cmocka_unit_test(nothing_is_told_of_fewer_than_ten_people_in_all),
		cmocka_unit_test(who_gave_way_to_a_wish_lacks_no_seat),
		cmocka_unit_test(seats_that_a_host_s_day_has_no_room_for_are_missing),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
