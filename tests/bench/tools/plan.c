// SPDX-License-Identifier: MIT
// Plans of a force against LEMON's: bench_plan NEEDS CANDIDATES LEVELS ROUNDS
//
// Prints for each round the seconds of the processor that these take: a plan from nothing; LEMON on
// the same graph, found equal at each level; checking the plan; a plan that starts where 19 of 20
// needs hold what the first gave them; and one need by itself, the slowest of 1,000.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/plan_check.h"
#include "lemon.h"
#include "support/plan_problem.h"

static double seconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what)
{
	fprintf(stderr, "bench_plan: %s\n", what);
	exit(1);
}

static double solve(const struct plan_problem *problem, struct arena *arena, struct plan *plan)
{
	struct fault fault = {.status = STATUS_OK};
	const double began = seconds();
	if (plan_solve(problem, arena, plan, &fault) != STATUS_OK)
		fail(fault.message);
	return seconds() - began;
}

static double check(
	const struct plan_problem *problem, const struct plan *plan, struct arena *arena)
{
	struct fault fault = {.status = STATUS_OK};
	const double began = seconds();
	if (plan_check(problem, plan, arena, &fault) != STATUS_OK)
		fail(fault.message);
	return seconds() - began;
}

static double place_one(
	const struct plan_problem *problem, const struct plan *plan, struct arena *arena)
{
	int32_t *taken = arena_array(arena, problem->pool_count, sizeof *taken);
	double slowest = 0;
	uint32_t found = 0;
	if (!taken)
		fail("memory");
	for (uint32_t i = 0; i < problem->need_count; i++) {
		if (plan->chosen[i] == PLAN_NONE || i % 2)
			continue;
		uint32_t pool = problem->candidates[problem->needs[i].first + plan->chosen[i]].pool;
		for (; pool != PLAN_NONE; pool = problem->pools[pool].within)
			taken[pool]++;
	}
	for (uint32_t i = 0; i < 1000; i++) {
		const struct plan_need *need = &problem->needs[i % problem->need_count];
		const double began = seconds();
		found += plan_choose(problem->pools, taken, &problem->candidates[need->first],
					 need->count) != PLAN_NONE;
		const double took = seconds() - began;
		slowest = took > slowest ? took : slowest;
	}
	fprintf(stderr, "%u of 1,000 would find a seat\n", found);
	return slowest;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	struct arena lasting;
	struct random random = {UINT64_C(88172645463325252)};
	const uint32_t levels = (uint32_t)strtoul(argv[3], NULL, 10);
	arena_init(&lasting);
	const struct plan_problem problem = plan_of_force(&random, (uint32_t)strtoul(argv[1], NULL, 10),
		(uint32_t)strtoul(argv[2], NULL, 10), levels, levels > 1, &lasting);
	struct plan_total *totals = arena_array(&lasting, levels, sizeof *totals);
	for (unsigned long round = strtoul(argv[4], NULL, 10); round > 0; round--) {
		struct arena arena;
		struct plan plan, again;
		arena_init(&arena);
		const double cold = solve(&problem, &arena, &plan);
		const double lemon = lemon_solve(&problem, totals);
		if (memcmp(totals, plan.totals, levels * sizeof *totals) != 0)
			fail("LEMON's plan is another");
		const double checked = check(&problem, &plan, &arena);
		const struct plan_problem held = plan_in_force(&problem, &plan, 20, &arena);
		const double warm = solve(&held, &arena, &again);
		const double single = place_one(&problem, &plan, &arena);
		printf("%.6f %.6f %.6f %.6f %.9f %llu %llu\n", cold, lemon, checked, warm, single,
			(unsigned long long)plan.pivots, (unsigned long long)again.pivots);
		if (memcmp(totals, again.totals, levels * sizeof *totals) != 0 ||
			plan.squares != again.squares)
			fail("the plan that started from another is another");
		for (uint32_t i = 0; i < levels && round == 1; i++)
			fprintf(stderr, "level %u: %u of %u placed, cost %lld\n", i, plan.totals[i].placed,
				plan.totals[i].needs, (long long)plan.totals[i].cost);
		arena_done(&arena);
	}
	arena_done(&lasting);
	return 0;
}
