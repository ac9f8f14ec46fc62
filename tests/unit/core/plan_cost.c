// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/plan_cost.h"

#define DAY SECONDS_PER_DAY

static int32_t cost_after(struct plan_wish wish, int64_t seconds)
{
	wish.earliest = (struct instant){100 * DAY};
	wish.start = (struct instant){100 * DAY + seconds};
	return plan_cost(&wish);
}

static void nothing_left_to_wish_for_costs_nothing(void **state)
{
	(void)state;
	assert_int_equal(cost_after((struct plan_wish){.urgent = false}, 0), 0);
	assert_int_equal(cost_after((struct plan_wish){.urgent = true}, DAY - 1), 0);
	assert_int_equal(cost_after((struct plan_wish){.urgent = true}, -5 * DAY), 0);
}

static void each_whole_day_counts_alike(void **state)
{
	(void)state;
	for (int urgent = 0; urgent < 2; urgent++) {
		const struct plan_wish wish = {.urgent = urgent};
		const int32_t day = cost_after(wish, DAY);
		assert_true(day > 0);
		assert_int_equal(cost_after(wish, 2 * DAY - 1), day);
		assert_int_equal(cost_after(wish, 30 * DAY), 30 * day);
	}
}

static void the_kind_comes_before_everything(void **state)
{
	(void)state;
	for (int urgent = 0; urgent < 2; urgent++) {
		const struct plan_wish worst = {
			.urgent = urgent, .other_host = true, .other_manner = true, .moved = true};
		const struct plan_wish second = {.urgent = urgent, .kind = 1};
		assert_true(cost_after(worst, 1000 * DAY) < cost_after(second, 0));
		const struct plan_wish third = {.urgent = urgent, .kind = 2};
		assert_int_equal(cost_after(third, 0), 2 * cost_after(second, 0));
	}
}

static void who_is_urgent_waits_for_nothing_but_what_is_held(void **state)
{
	(void)state;
	const struct plan_wish none = {.urgent = true};
	const struct plan_wish both = {.urgent = true, .other_host = true, .other_manner = true};
	const struct plan_wish moved = {.urgent = true, .moved = true};
	assert_true(cost_after(both, 0) < cost_after(none, DAY));
	assert_true(cost_after(moved, 0) > cost_after(none, DAY));
	assert_true(cost_after(moved, 0) < cost_after(none, 2 * DAY));
}

static void others_wait_up_to_three_days_for_a_host_they_know(void **state)
{
	(void)state;
	const struct plan_wish none = {.urgent = false}, other = {.other_host = true};
	const struct plan_wish manner = {.other_manner = true}, moved = {.moved = true};
	assert_true(cost_after(other, 0) > cost_after(none, 2 * DAY));
	assert_int_equal(cost_after(other, 0), cost_after(none, 3 * DAY));
	assert_int_equal(cost_after(manner, 0), cost_after(none, 2 * DAY));
	assert_true(cost_after(moved, 0) > cost_after(none, 4 * DAY));
	assert_true(cost_after(moved, 0) < cost_after(none, 5 * DAY));
}

static void instants_at_their_ends_are_no_fault(void **state)
{
	(void)state;
	const struct plan_wish ever = {.earliest = {INT64_MIN}, .start = {INT64_MAX}};
	const struct plan_wish year = {.earliest = {0}, .start = {PLAN_COST_DAYS * DAY}};
	assert_int_equal(plan_cost(&ever), plan_cost(&year));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_left_to_wish_for_costs_nothing),
		cmocka_unit_test(each_whole_day_counts_alike),
		cmocka_unit_test(the_kind_comes_before_everything),
		cmocka_unit_test(who_is_urgent_waits_for_nothing_but_what_is_held),
		cmocka_unit_test(others_wait_up_to_three_days_for_a_host_they_know),
		cmocka_unit_test(instants_at_their_ends_are_no_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
