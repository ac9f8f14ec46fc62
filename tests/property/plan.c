// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/plan_check.h"
#include "support/plan_problem.h"
#include "support/random.h"

#include <string.h>

#define LEVELS 4
#define NEEDS 6
#define POOLS 64

static const struct plan_shape small = {.needs = NEEDS,
	.candidates = 4,
	.levels = LEVELS,
	.hosts = 2,
	.days = 2,
	.sessions = 2,
	.seats = 2,
	.in_day = 2,
	.cost = 4,
	.even = true};

static const struct plan_shape medium = {.needs = 60,
	.candidates = 12,
	.levels = LEVELS,
	.hosts = 6,
	.days = 3,
	.sessions = 3,
	.seats = 3,
	.in_day = 3,
	.cost = 9,
	.even = true};

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

static struct plan solved(const struct plan_problem *problem)
{
	struct plan plan;
	struct fault fault = {.status = STATUS_OK};
	if (plan_solve(problem, &arena, &plan, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return plan;
}

static bool holds(const struct plan_problem *problem, const struct plan *plan)
{
	return plan_check(problem, plan, &arena, NULL) == STATUS_OK;
}

// What a plan is worth, in the order in which it counts; false where it is not feasible.
struct worth {
	int64_t numbers[2 * LEVELS + 1];
};

static bool worth_of(
	const struct plan_problem *problem, const uint32_t *chosen, struct worth *worth)
{
	int64_t loads[POOLS] = {0};
	memset(worth, 0, sizeof *worth);
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		if (chosen[i] == PLAN_NONE) {
			worth->numbers[2 * need->level]++;
			continue;
		}
		const struct plan_candidate *candidate = &problem->candidates[need->first + chosen[i]];
		worth->numbers[2 * need->level + 1] += candidate->cost;
		for (uint32_t pool = candidate->pool; pool != PLAN_NONE; pool = problem->pools[pool].within)
			loads[pool]++;
	}
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const int64_t load = loads[i] + problem->pools[i].already;
		worth->numbers[2 * LEVELS] += problem->pools[i].even ? load * load : 0;
		if (loads[i] > problem->pools[i].capacity)
			return false;
	}
	return true;
}

static int compare(const struct worth *a, const struct worth *b)
{
	for (size_t i = 0; i <= 2 * LEVELS; i++) {
		if (a->numbers[i] != b->numbers[i])
			return a->numbers[i] < b->numbers[i] ? -1 : 1;
	}
	return 0;
}

// Counts through all choices as an odometer does.
static bool next_choice(const struct plan_problem *problem, uint32_t *chosen)
{
	for (uint32_t i = 0; i < problem->need_count; i++) {
		chosen[i] = chosen[i] == PLAN_NONE ? 0 : chosen[i] + 1;
		if (chosen[i] < problem->needs[i].count)
			return true;
		chosen[i] = PLAN_NONE;
	}
	return false;
}

static void no_plan_is_better_in_all_that_there_are(void **state)
{
	(void)state;
	struct random random = random_start();
	int unplaced = 0;
	for (int round = 0; round < 1500; round++) {
		uint32_t chosen[NEEDS];
		struct worth best, worth;
		bool found = false;
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &small, &arena);
		assert_true(problem.pool_count <= POOLS);
		memset(chosen, 0xFF, sizeof chosen);
		do {
			if (worth_of(&problem, chosen, &worth) && (!found || compare(&worth, &best) < 0))
				best = worth;
			found = true; // to have nothing is feasible, and comes first
		} while (next_choice(&problem, chosen));
		struct plan plan = solved(&problem);
		assert_true(worth_of(&problem, plan.chosen, &worth));
		assert_int_equal(compare(&worth, &best), 0);
		assert_true(holds(&problem, &plan));
		for (uint32_t i = 0; i < problem.level_count; i++) {
			assert_int_equal(plan.totals[i].needs - plan.totals[i].placed, worth.numbers[2 * i]);
			assert_int_equal(plan.totals[i].cost, worth.numbers[2 * i + 1]);
			unplaced += plan.totals[i].placed < plan.totals[i].needs;
		}
		assert_int_equal(plan.squares, worth.numbers[2 * LEVELS]);
	}
	assert_true(unplaced > 300); // seats are short often enough
}

static void the_prices_always_prove_the_plan(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 300; round++) {
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &medium, &arena);
		struct plan plan = solved(&problem);
		struct fault fault = {.status = STATUS_OK};
		if (plan_check(&problem, &plan, &arena, &fault) != STATUS_OK)
			fail_msg("round %d: %s", round, fault.message);
	}
}

static void set_totals(const struct plan_problem *problem, struct plan *plan)
{
	struct worth worth;
	worth_of(problem, plan->chosen, &worth);
	for (uint32_t i = 0; i < problem->level_count; i++) {
		plan->totals[i].placed = plan->totals[i].needs - (uint32_t)worth.numbers[2 * i];
		plan->totals[i].cost = worth.numbers[2 * i + 1];
	}
	plan->squares = worth.numbers[2 * LEVELS];
}

// What was changed may be as good by chance; what is worse, or not feasible, is refused whatever
// prices go with it.
static void a_plan_that_is_worse_is_refused_with_whatever_prices(void **state)
{
	(void)state;
	struct random random = random_start();
	int worse = 0;
	for (int round = 0; round < 4000; round++) {
		struct worth before, after;
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &small, &arena);
		struct plan plan = solved(&problem);
		if (problem.need_count == 0)
			continue;
		worth_of(&problem, plan.chosen, &before);
		for (int i = (int)random_between(&random, 1, 2); i > 0; i--) {
			uint32_t need = (uint32_t)random_between(&random, 0, problem.need_count - 1);
			plan.chosen[need] = (uint32_t)random_between(&random, -1, problem.needs[need].count);
			if (plan.chosen[need] >= problem.needs[need].count)
				plan.chosen[need] = PLAN_NONE;
		}
		bool feasible = worth_of(&problem, plan.chosen, &after);
		set_totals(&problem, &plan);
		size_t prices = (size_t)(problem.level_count + 1) * problem.pool_count;
		for (int i = 0; i < 4; i++) {
			if (!feasible || compare(&before, &after) < 0) {
				assert_false(holds(&problem, &plan));
				worse++;
			}
			if (prices)
				plan.prices[random_between(&random, 0, (int64_t)prices - 1)] +=
					random_between(&random, -3, 3);
		}
	}
	assert_true(worse > 4000);
}

static void totals_that_are_not_the_plan_s_are_refused(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 500; round++) {
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &small, &arena);
		struct plan plan = solved(&problem);
		struct plan_total *total =
			&plan.totals[random_between(&random, 0, (int64_t)problem.level_count - 1)];
		switch (random_between(&random, 0, 3)) {
		case 0:
			total->cost--;
			break;
		case 1:
			total->placed++;
			break;
		case 2:
			total->needs++;
			break;
		default:
			plan.squares--;
		}
		assert_false(holds(&problem, &plan));
	}
}

static void what_is_held_changes_nothing_of_how_good_a_plan_is(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 200; round++) {
		struct worth cold, warm;
		arena_reset(&arena);
		struct plan_shape shape = medium;
		shape.hosts = 4;
		struct plan_problem problem = plan_random(&random, &shape, &arena);
		struct plan plan = solved(&problem);
		struct plan_problem again = plan_in_force(&problem, &plan, 5, &arena);
		struct plan second = solved(&again);
		assert_true(worth_of(&problem, plan.chosen, &cold));
		assert_true(worth_of(&problem, second.chosen, &warm));
		assert_int_equal(compare(&cold, &warm), 0);
		assert_true(holds(&again, &second));
	}
}

static void the_same_problem_gives_the_same_plan(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 100; round++) {
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &medium, &arena);
		struct plan first = solved(&problem), second = solved(&problem);
		assert_memory_equal(first.chosen, second.chosen, problem.need_count * sizeof *first.chosen);
		assert_memory_equal(first.prices, second.prices,
			(problem.level_count + 1) * problem.pool_count * sizeof *first.prices);
	}
}

static void the_order_of_needs_and_candidates_does_not_matter(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 200; round++) {
		arena_reset(&arena);
		struct plan_problem problem = plan_random(&random, &medium, &arena), other = problem;
		struct plan_need *needs = arena_array(&arena, problem.need_count, sizeof *needs);
		struct plan_candidate *candidates =
			arena_array(&arena, problem.candidate_count, sizeof *candidates);
		memcpy(needs, problem.needs, problem.need_count * sizeof *needs);
		random_shuffle(&random, needs, problem.need_count, sizeof *needs);
		for (uint32_t i = 0, next = 0; i < problem.need_count; next += needs[i++].count) {
			memcpy(&candidates[next], &problem.candidates[needs[i].first],
				needs[i].count * sizeof *candidates);
			random_shuffle(&random, &candidates[next], needs[i].count, sizeof *candidates);
			needs[i].first = next;
		}
		other.needs = needs;
		other.candidates = candidates;
		struct plan first = solved(&problem), second = solved(&other);
		assert_memory_equal(
			first.totals, second.totals, problem.level_count * sizeof *first.totals);
		assert_int_equal(first.squares, second.squares);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_plan_is_better_in_all_that_there_are),
		cmocka_unit_test(the_prices_always_prove_the_plan),
		cmocka_unit_test(a_plan_that_is_worse_is_refused_with_whatever_prices),
		cmocka_unit_test(totals_that_are_not_the_plan_s_are_refused),
		cmocka_unit_test(what_is_held_changes_nothing_of_how_good_a_plan_is),
		cmocka_unit_test(the_same_problem_gives_the_same_plan),
		cmocka_unit_test(the_order_of_needs_and_candidates_does_not_matter),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
