// SPDX-License-Identifier: MIT
// Planning when memory runs out: told, nothing leaked, and whole when tried again.
#include "support/cmocka.h"

#include "core/plan_check.h"
#include "core/plan_missing.h"
#include "faults/starve.h"
#include "support/plan_problem.h"

static struct arena arena, lasting;
static struct plan_problem problem;
static struct plan plan;
static struct plan_want *wants;

static enum status solve(void)
{
	struct plan again = {.pivots = 7};
	const enum status status = plan_solve(&problem, &arena, &again, NULL);
	if (status == STATUS_OK)
		assert_int_equal(again.squares, plan.squares);
	else
		assert_int_equal(again.pivots, 7);
	return status;
}

static enum status check(void)
{
	return plan_check(&problem, &plan, &arena, NULL);
}

static enum status miss(void)
{
	static const struct plan_area areas[] = {{COHORT_TOP, 20}};
	struct plan_shortage shortage = {.count = 7};
	const enum status status =
		plan_missing(&problem, &plan, wants, areas, 1, &arena, &shortage, NULL);
	assert_int_equal(shortage.count, status == STATUS_OK ? 1 : 7);
	return status;
}

static void planning_without_memory_is_told_and_survived(void **state)
{
	(void)state;
	static const struct starved runs[] = {
		{"planning", solve, STARVED_TOLD},
		{"checking a plan", check, STARVED_TOLD},
		{"finding what is missing", miss, STARVED_TOLD},
	};
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		if (!starve(&runs[i], &arena))
			fail_msg("%s leaks when memory runs out", runs[i].name);
	}
}

static int start(void **state)
{
	(void)state;
	struct random random = {1};
	arena_init(&arena);
	arena_init(&lasting);
	problem = plan_of_force(&random, 300, 10, 2, true, &lasting);
	wants = arena_array(&lasting, problem.need_count, sizeof *wants);
	for (uint32_t i = 0; wants && i < problem.need_count; i++)
		wants[i] = (struct plan_want){0, 1, SESSION_SUPPORT_GROUP, 60, 8};
	return !wants || plan_solve(&problem, &lasting, &plan, NULL) != STATUS_OK;
}

static int end(void **state)
{
	(void)state;
	arena_done(&lasting);
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(planning_without_memory_is_told_and_survived),
	};
	return cmocka_run_group_tests(tests, start, end);
}
