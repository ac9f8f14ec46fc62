// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/plan_missing.h"
#include "support/plan_problem.h"
#include "support/random.h"

static struct arena arena;

// All alike and nothing wished for, as many are placed as can be at all.
static uint32_t most_placed(const struct plan_problem *problem)
{
	struct plan_problem alike = *problem;
	struct plan plan;
	struct plan_need *needs = arena_array(&arena, problem->need_count, sizeof *needs);
	struct plan_candidate *candidates =
		arena_array(&arena, problem->candidate_count, sizeof *candidates);
	for (uint32_t i = 0; i < problem->need_count; i++) {
		needs[i] = problem->needs[i];
		needs[i].level = 0;
	}
	for (uint32_t i = 0; i < problem->candidate_count; i++)
		candidates[i] = (struct plan_candidate){problem->candidates[i].pool, 0};
	alike.needs = needs;
	alike.candidates = candidates;
	alike.level_count = 1;
	assert_int_equal(plan_solve(&alike, &arena, &plan, NULL), STATUS_OK);
	return plan.totals[0].placed;
}

static void as_many_lack_a_seat_as_could_not_be_placed_in_any_plan(void **state)
{
	(void)state;
	struct random random = random_start();
	static const struct plan_shape shape = {.needs = 40,
		.candidates = 4,
		.levels = 3,
		.hosts = 5,
		.days = 3,
		.sessions = 3,
		.seats = 3,
		.in_day = 3,
		.cost = 9};
	static const struct plan_area areas[] = {{COHORT_TOP, 10}};
	static struct plan_want wants[40];
	uint32_t lacked = 0, gave_way = 0;
	for (uint32_t i = 0; i < 40; i++)
		wants[i] = (struct plan_want){0, 1, SESSION_SUPPORT_GROUP, 1, 1};
	for (int round = 0; round < 1500; round++) {
		struct plan plan;
		struct plan_shortage shortage;
		uint32_t placed = 0;
		arena_init(&arena);
		struct plan_problem problem = plan_random(&random, &shape, &arena);
		assert_int_equal(plan_solve(&problem, &arena, &plan, NULL), STATUS_OK);
		assert_int_equal(
			plan_missing(&problem, &plan, wants, areas, 1, &arena, &shortage, NULL), STATUS_OK);
		for (uint32_t i = 0; i < problem.level_count; i++)
			placed += plan.totals[i].placed;
		assert_int_equal(shortage.short_of_seats, problem.need_count - most_placed(&problem));
		assert_int_equal(shortage.gave_way, problem.need_count - placed - shortage.short_of_seats);
		assert_int_equal(shortage.count, shortage.short_of_seats > 0);
		if (shortage.count)
			assert_int_equal(shortage.rows[0].host_minutes, shortage.short_of_seats);
		lacked += shortage.short_of_seats > 0;
		gave_way += shortage.gave_way > 0;
		arena_done(&arena);
	}
	assert_true(lacked > 300 && gave_way > 30); // both happen often enough
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_lack_a_seat_as_could_not_be_placed_in_any_plan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
