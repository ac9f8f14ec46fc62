// SPDX-License-Identifier: MIT
#include "plan_fixture.h"

#include <string.h>

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

static void nobody_asks_for_nothing(void **state)
{
	(void)state;
	const struct plan_problem problem = {.level_count = 0};
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.squares, 0);
}

static void each_gets_the_cheapest_where_seats_suffice(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(2), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 5}, {1, 3}, {0, 2}, {1, 4}};
	const struct plan_need needs[] = {NEED(0, 0, 2), NEED(0, 2, 2)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 1);
	assert_int_equal(plan.chosen[1], 0);
	assert_int_equal(plan.totals[0].placed, 2);
	assert_int_equal(plan.totals[0].cost, 5);
}

// First come, first served would give the first need its wish, and the second nothing.
static void more_are_placed_rather_than_fewer_at_less_cost(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 0}, {1, PLAN_COST_LIMIT}, {0, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 2), NEED(0, 2, 1)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 1);
	assert_int_equal(plan.chosen[1], 0);
	assert_int_equal(plan.totals[0].cost, PLAN_COST_LIMIT);
}

static void a_level_costs_an_earlier_one_neither_a_seat_nor_a_wish(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 0}, {0, 0}, {1, 1}};
	const struct plan_need needs[] = {NEED(1, 0, 1), NEED(0, 1, 2)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 2);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], PLAN_NONE);
	assert_int_equal(plan.chosen[1], 0);
	assert_int_equal(plan.totals[0].placed, 1);
	assert_int_equal(plan.totals[1].placed, 0);
	assert_int_equal(plan.totals[1].needs, 1);
}

static void an_earlier_level_makes_way_where_it_costs_it_nothing(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 0}, {0, 1}, {1, 1}};
	const struct plan_need needs[] = {NEED(1, 0, 1), NEED(0, 1, 2)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 2);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 0);
	assert_int_equal(plan.chosen[1], 1);
}

static void a_host_leads_no_more_in_a_day_than_is_allowed(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {
		SEATS(5), SEATS_IN(0, 1), SEATS_IN(1, 1), SEATS_IN(1, 1), SEATS_IN(0, 1), SEATS_IN(4, 1)};
	const struct plan_candidate candidates[] = {{2, 0}, {5, 7}, {3, 0}, {3, 1}, {5, 9}};
	const struct plan_need needs[] = {NEED(0, 0, 2), NEED(0, 2, 1), NEED(0, 3, 2)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.totals[0].placed, 2);
	assert_int_equal(plan.totals[0].cost, 7);
	assert_int_equal(plan.chosen[0], 1);
	assert_int_equal(plan.chosen[1], 0);
}

static void hosts_are_evenly_loaded_where_it_makes_no_difference_to_anybody(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {EVEN(9, 3), EVEN(9, 0), EVEN(9, 1)};
	struct plan_candidate candidates[5 * 3];
	struct plan_need needs[5];
	uint32_t loads[3] = {0};
	for (uint32_t i = 0; i < 5; i++) {
		needs[i] = (struct plan_need)NEED(i % 2, 3 * i, 3);
		for (uint32_t j = 0; j < 3; j++)
			candidates[3 * i + j] = (struct plan_candidate){j, 4};
	}
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 2);
	const struct plan plan = plan_solved(&problem, &arena);
	for (uint32_t i = 0; i < 5; i++)
		loads[plan.chosen[i]]++;
	assert_int_equal(loads[0], 0);
	assert_int_equal(loads[1], 3);
	assert_int_equal(loads[2], 2);
	assert_int_equal(plan.squares, 27);
}

static void even_loads_cost_nobody_a_wish(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {EVEN(9, 8), EVEN(9, 0)};
	const struct plan_candidate candidates[] = {{0, 1}, {1, 2}};
	const struct plan_need needs[] = {NEED(0, 0, 2)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 0);
	assert_int_equal(plan.squares, 81);
}

static void nobody_is_seated_where_no_seat_is(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(0), SEATS_IN(0, 4), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 0}, {1, 0}, {2, 9}, {1, 0}};
	const struct plan_need needs[] = {NEED(0, 0, 3), NEED(0, 3, 1)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 2);
	assert_int_equal(plan.chosen[1], PLAN_NONE);
}

static void of_the_same_seat_twice_the_cheaper_is_meant(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 3}, {0, 1}, {0, 2}, {0, 2}};
	const struct plan_need needs[] = {NEED(0, 0, 3), NEED(0, 3, 1)};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.chosen[0], 1);
	assert_int_equal(plan.totals[0].cost, 1);
}

static void what_is_held_need_not_be_possible(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(1), SEATS(0), SEATS(1)};
	const struct plan_candidate candidates[] = {{0, 1}, {2, 2}, {0, 1}, {1, 0}, {2, 0}};
	struct plan_need needs[] = {NEED(0, 0, 2), NEED(0, 2, 3)};
	needs[0].held = 0;
	needs[1].held = 0;
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.totals[0].cost, 1);
	needs[1].held = 1;
	plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.totals[0].cost, 1);
}

static void costs_at_their_bound_are_added_exactly(void **state)
{
	(void)state;
	enum { NEEDS = 300 };
	static struct plan_candidate candidates[NEEDS * 2];
	static struct plan_need needs[NEEDS];
	const struct plan_pool pools[] = {SEATS(NEEDS - 2), SEATS(1)};
	for (uint32_t i = 0; i < NEEDS; i++) {
		needs[i] = (struct plan_need)NEED(0, 2 * i, 2);
		candidates[2 * i] = (struct plan_candidate){0, PLAN_COST_LIMIT};
		candidates[2 * i + 1] = (struct plan_candidate){1, PLAN_COST_LIMIT - (int32_t)i};
	}
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	const struct plan plan = plan_solved(&problem, &arena);
	assert_int_equal(plan.totals[0].placed, NEEDS - 1);
	assert_int_equal(plan.chosen[NEEDS - 1], 1);
	assert_int_equal(plan.totals[0].cost, (NEEDS - 1) * (int64_t)PLAN_COST_LIMIT - (NEEDS - 1));
}

static void refused(const struct plan_problem *problem, enum status expected, const char *words)
{
	struct plan plan = {.pivots = 77};
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(plan_solve(problem, &arena, &plan, &fault), expected);
	if (!strstr(fault.message, words))
		fail_msg("“%s” does not say “%s”", fault.message, words);
	assert_int_equal(plan.pivots, 77);
}

static void a_problem_that_is_wrong_is_refused_with_what_is_wrong(void **state)
{
	(void)state;
	struct plan_pool pools[] = {SEATS(1), SEATS_IN(0, 1)};
	struct plan_candidate candidates[] = {{0, 1}, {1, 1}, {1, 2}};
	struct plan_need needs[] = {NEED(0, 0, 1), NEED(0, 1, 2)};
	struct plan_problem problem = PROBLEM(needs, candidates, pools, 1);
	pools[1].within = 1;
	refused(&problem, STATUS_INVALID, "Pool 1 lies in");
	pools[1] = (struct plan_pool)SEATS(-1);
	refused(&problem, STATUS_INVALID, "Pool 1 has a capacity of -1");
	pools[1] = (struct plan_pool)EVEN(1, PLAN_LOAD_LIMIT + 1);
	refused(&problem, STATUS_INVALID, "Pool 1 has a load of 262145");
	pools[1] = (struct plan_pool)SEATS(1);
	candidates[2].pool = 2;
	refused(&problem, STATUS_INVALID, "Candidate 2 is of no pool");
	candidates[2] = (struct plan_candidate){1, -1};
	refused(&problem, STATUS_INVALID, "Candidate 2 costs -1");
	candidates[2].cost = 0;
	needs[1].level = 1;
	refused(&problem, STATUS_INVALID, "Need 1 is of level 1");
	needs[1].level = 0;
	needs[1].count = 3;
	refused(&problem, STATUS_INVALID, "need 1 do not follow");
	needs[1].count = 2;
	needs[1].held = 2;
	refused(&problem, STATUS_INVALID, "Need 1 holds");
	needs[1].held = 1;
	assert_int_equal(plan_solved(&problem, &arena).totals[0].placed, 2);
	problem.level_count = PLAN_LEVELS_LIMIT + 1;
	refused(&problem, STATUS_LIMIT, "257 levels");
}

static void a_need_by_itself_gets_the_cheapest_with_a_seat_all_the_way_out(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(2), SEATS_IN(0, 1), SEATS_IN(0, 1), SEATS(1), SEATS(1)};
	int32_t taken[] = {1, 1, 0, 1, 0};
	const struct plan_candidate candidates[] = {{3, 0}, {1, 1}, {4, 5}, {2, 3}, {4, 3}};
	assert_int_equal(plan_choose(pools, taken, candidates, 5), 3);
	taken[0] = 2;
	assert_int_equal(plan_choose(pools, taken, candidates, 5), 4);
	assert_int_equal(plan_choose(pools, taken, candidates, 2), PLAN_NONE);
	assert_int_equal(plan_choose(pools, taken, candidates, 0), PLAN_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_asks_for_nothing),
		cmocka_unit_test(each_gets_the_cheapest_where_seats_suffice),
		cmocka_unit_test(more_are_placed_rather_than_fewer_at_less_cost),
		cmocka_unit_test(a_level_costs_an_earlier_one_neither_a_seat_nor_a_wish),
		cmocka_unit_test(an_earlier_level_makes_way_where_it_costs_it_nothing),
		cmocka_unit_test(a_host_leads_no_more_in_a_day_than_is_allowed),
		cmocka_unit_test(hosts_are_evenly_loaded_where_it_makes_no_difference_to_anybody),
		cmocka_unit_test(even_loads_cost_nobody_a_wish),
		cmocka_unit_test(nobody_is_seated_where_no_seat_is),
		cmocka_unit_test(of_the_same_seat_twice_the_cheaper_is_meant),
		cmocka_unit_test(what_is_held_need_not_be_possible),
		cmocka_unit_test(costs_at_their_bound_are_added_exactly),
		cmocka_unit_test(a_problem_that_is_wrong_is_refused_with_what_is_wrong),
		cmocka_unit_test(a_need_by_itself_gets_the_cheapest_with_a_seat_all_the_way_out),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
