// SPDX-License-Identifier: MIT
// Writes a problem and what its plan comes to: write_plans random|force SEED
//
// Lines: "problem NEEDS POOLS LEVELS", "pool WITHIN CAPACITY EVEN ALREADY" (WITHIN is -1 for none),
// "need LEVEL", "candidate NEED POOL COST", "level PLACED COST" and "squares SUM".
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan_check.h"
#include "support/plan_problem.h"

static const struct plan_shape shape = {.needs = 70,
	.candidates = 9,
	.levels = 3,
	.hosts = 6,
	.days = 3,
	.sessions = 3,
	.seats = 3,
	.in_day = 3,
	.cost = 12,
	.even = true};

static void write_problem(const struct plan_problem *problem)
{
	printf("problem %u %u %u\n", problem->need_count, problem->pool_count, problem->level_count);
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const struct plan_pool *pool = &problem->pools[i];
		printf("pool %d %d %d %d\n", pool->within == PLAN_NONE ? -1 : (int)pool->within,
			pool->capacity, pool->even, pool->already);
	}
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		printf("need %u\n", need->level);
		for (uint32_t j = need->first; j < need->first + need->count; j++)
			printf("candidate %u %u %d\n", i, problem->candidates[j].pool,
				problem->candidates[j].cost);
	}
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct plan plan;
	struct fault fault = {.status = STATUS_OK};
	if (argc != 3)
		return 2;
	arena_init(&arena);
	struct random random = {strtoull(argv[2], NULL, 10) * 7919 + 1};
	const struct plan_problem problem = strcmp(argv[1], "force") == 0
											? plan_of_force(&random, 300, 15, 3, true, &arena)
											: plan_random(&random, &shape, &arena);
	write_problem(&problem);
	if (plan_solve(&problem, &arena, &plan, &fault) != STATUS_OK ||
		plan_check(&problem, &plan, &arena, &fault) != STATUS_OK) {
		fprintf(stderr, "%s\n", fault.message);
		return 1;
	}
	for (uint32_t i = 0; i < problem.level_count; i++)
		printf("level %u %" PRId64 "\n", plan.totals[i].placed, plan.totals[i].cost);
	printf("squares %" PRId64 "\n", plan.squares);
	arena_done(&arena);
	return 0;
}
