// SPDX-License-Identifier: MIT
#include "plan_fixture.h"

#include "core/plan_check.h"

#include <string.h>

static struct arena arena;

// Two ask for seat 1, which is in a day with room for one more; the later level gets nothing there.
// By level the prices of pools 0 to 4; the last is of evenness.
static const struct plan_pool pools[] = {
	SEATS(3), SEATS_IN(0, 1), SEATS_IN(1, 1), EVEN(4, 2), EVEN(4, 2)};
static const struct plan_candidate candidates[] = {
	{2, 1}, {3, 4}, {2, 2}, {3, 9}, {2, 0}, {3, 1}, {4, 1}};
static const struct plan_need needs[] = {
	NEED(0, 0, 2), NEED(0, 2, 2), NEED(1, 4, 1), NEED(1, 5, 2)};
static const struct plan_problem problem = {.needs = needs,
	.candidates = candidates,
	.pools = pools,
	.need_count = COUNT(needs),
	.candidate_count = COUNT(candidates),
	.pool_count = COUNT(pools),
	.level_count = 2};

static struct plan plan;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	plan = plan_solved(&problem, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static int64_t *price(uint32_t level, uint32_t pool)
{
	return &plan.prices[level * problem.pool_count + pool];
}

static void refused(const char *words)
{
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(plan_check(&problem, &plan, &arena, &fault), STATUS_INVALID);
	if (!strstr(fault.message, words))
		fail_msg("“%s” does not say “%s”", fault.message, words);
}

static void the_plan_is_as_expected_and_holds(void **state)
{
	(void)state;
	const uint32_t expected[] = {1, 0, PLAN_NONE, 1};
	struct fault fault = {.status = STATUS_OK};
	assert_memory_equal(plan.chosen, expected, sizeof expected);
	if (plan_check(&problem, &plan, &arena, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
}

static void a_candidate_that_is_none_is_refused(void **state)
{
	(void)state;
	plan.chosen[2] = 1;
	refused("Need 2 has what is none");
}

static void more_than_fit_are_refused(void **state)
{
	(void)state;
	plan.chosen[0] = 0;
	refused("Pool 1 has more");
}

static void a_need_that_could_pay_less_is_refused(void **state)
{
	(void)state;
	plan.chosen[0] = 0;
	plan.chosen[1] = 1;
	refused("would pay less");
}

static void a_need_left_out_for_nothing_is_refused(void **state)
{
	(void)state;
	plan.chosen[3] = PLAN_NONE;
	plan.totals[1].placed = 0;
	plan.totals[1].cost = 0;
	refused("Need 3 would pay less");
}

static void a_price_for_what_has_room_is_refused(void **state)
{
	(void)state;
	*price(0, 0) = 1;
	refused("Pool 0 has room");
}

static void a_full_pool_without_its_price_is_refused(void **state)
{
	(void)state;
	*price(0, 1) = *price(0, 2) = 0;
	refused("Need 0 would pay less");
}

static void a_price_below_that_of_what_it_lies_in_is_refused(void **state)
{
	(void)state;
	(*price(0, 1))++;
	refused("Pool 2 asks less");
}

static void prices_are_compared_as_words_are_in_a_dictionary(void **state)
{
	(void)state;
	*price(0, 1) = *price(0, 2) = 5; // any from 3 to 7 will do
	*price(1, 1) = *price(1, 2) = -PLAN_COST_LIMIT;
	assert_int_equal(plan_check(&problem, &plan, &arena, NULL), STATUS_OK);
	*price(0, 1) = *price(0, 2) = 2;
	refused("Need 0 would pay less");
	*price(0, 1) = *price(0, 2) = 8;
	refused("Need 1 would pay less");
}

static void prices_of_even_loads_must_match_them(void **state)
{
	(void)state;
	*price(2, 4) -= 1000;
	refused("Pool 4 asks less");
}

static void less_even_loads_are_refused(void **state)
{
	(void)state;
	plan.chosen[3] = 0;
	plan.squares = 16 + 4;
	refused("Pool 4 has room");
}

static void prices_that_could_overflow_are_refused(void **state)
{
	(void)state;
	*price(1, 3) = INT64_MIN;
	refused("too large");
}

static void other_totals_are_refused(void **state)
{
	(void)state;
	plan.totals[1].cost++;
	refused("totals of level 1");
	plan.totals[1].cost--;
	plan.squares--;
	refused("sum of squares");
}

// The example of docs/plan.md.
static void the_prices_worked_out_by_hand_hold(void **state)
{
	(void)state;
	const struct plan_pool both[] = {SEATS(1), SEATS(1)};
	const struct plan_candidate offers[] = {{0, 0}, {1, 2}, {0, 0}, {1, 1}};
	const struct plan_need people[] = {NEED(0, 0, 2), NEED(0, 2, 1), NEED(1, 3, 1)};
	const struct plan_problem example = PROBLEM(people, offers, both, 2);
	uint32_t worse[] = {0, PLAN_NONE, 0}, best[] = {1, 0, PLAN_NONE};
	int64_t prices[] = {3, 1, 0, 0, 0, 0};
	struct plan_total worse_totals[] = {{2, 1, 0}, {1, 1, 1}}, totals[] = {{2, 2, 2}, {1, 0, 0}};
	struct plan by_hand = {.chosen = worse, .prices = prices, .totals = worse_totals};
	assert_int_equal(plan_unplaced_cost(&example, 0), 5);
	assert_int_equal(plan_unplaced_cost(&example, 1), 2);
	for (prices[0] = 0; prices[0] < 8; prices[0]++) {
		for (prices[1] = 0; prices[1] < 8; prices[1]++)
			assert_int_equal(plan_check(&example, &by_hand, &arena, NULL), STATUS_INVALID);
	}
	by_hand = (struct plan){.chosen = best, .prices = prices, .totals = totals};
	prices[0] = 3;
	prices[1] = 1;
	assert_int_equal(plan_check(&example, &by_hand, &arena, NULL), STATUS_OK);
	prices[0] = 2;
	prices[1] = 0;
	assert_int_equal(plan_check(&example, &by_hand, &arena, NULL), STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_plan_is_as_expected_and_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_candidate_that_is_none_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(more_than_fit_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_need_that_could_pay_less_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_need_left_out_for_nothing_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_price_for_what_has_room_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_full_pool_without_its_price_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_price_below_that_of_what_it_lies_in_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			prices_are_compared_as_words_are_in_a_dictionary, set_up, tear_down),
		cmocka_unit_test_setup_teardown(prices_of_even_loads_must_match_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(less_even_loads_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(prices_that_could_overflow_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_totals_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_prices_worked_out_by_hand_hold, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
