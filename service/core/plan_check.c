// SPDX-License-Identifier: MIT
#include "core/plan_check.h"

#define PRICE_LIMIT (INT64_C(1) << 60) // so that sums of a few cannot overflow

struct checker {
	const struct plan_problem *problem;
	const struct plan *plan;
	int64_t *loads;    // by pool
	int64_t *unplaced; // by level
	uint32_t numbers;  // in a price
};

static int64_t number(const struct checker *checker, uint32_t pool, uint32_t level)
{
	return checker->plan->prices[(size_t)level * checker->problem->pool_count + pool];
}

static enum status count_loads(struct checker *checker, struct fault *fault)
{
	const struct plan_problem *problem = checker->problem;
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		const uint32_t chosen = checker->plan->chosen[i];
		if (chosen == PLAN_NONE)
			continue;
		if (chosen >= need->count)
			return fault_set(
				fault, STATUS_INVALID, "", "Need %u has what is none of its candidates.", i);
		uint32_t pool = problem->candidates[need->first + chosen].pool;
		for (; pool != PLAN_NONE; pool = problem->pools[pool].within)
			checker->loads[pool]++;
	}
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		if (checker->loads[i] > problem->pools[i].capacity)
			return fault_set(fault, STATUS_INVALID, "", "Pool %u has more than its capacity.", i);
	}
	return STATUS_OK;
}

// What a need pays in one number for a candidate, or unplaced for PLAN_NONE.
static int64_t pays(
	const struct checker *checker, const struct plan_need *need, uint32_t candidate, uint32_t level)
{
	const bool own = need->level == level;
	if (candidate == PLAN_NONE)
		return own ? checker->unplaced[level] : 0;
	const struct plan_candidate *one = &checker->problem->candidates[need->first + candidate];
	return number(checker, one->pool, level) + (own ? one->cost : 0);
}

static bool pays_less(
	const struct checker *checker, const struct plan_need *need, uint32_t other, uint32_t chosen)
{
	for (uint32_t level = 0; level < checker->numbers; level++) {
		const int64_t a = pays(checker, need, other, level);
		const int64_t b = pays(checker, need, chosen, level);
		if (a != b)
			return a < b;
	}
	return false;
}

static enum status check_needs(const struct checker *checker, struct fault *fault)
{
	for (uint32_t i = 0; i < checker->problem->need_count; i++) {
		const struct plan_need *need = &checker->problem->needs[i];
		const uint32_t chosen = checker->plan->chosen[i];
		bool less = pays_less(checker, need, PLAN_NONE, chosen);
		for (uint32_t j = 0; !less && j < need->count; j++)
			less = pays_less(checker, need, j, chosen);
		if (less)
			return fault_set(
				fault, STATUS_INVALID, "", "Need %u would pay less for something else.", i);
	}
	return STATUS_OK;
}

// How the price of a pool over the pool it lies in compares with the cost of a unit.
static int compare_price(const struct checker *checker, uint32_t pool, int64_t last)
{
	const uint32_t within = checker->problem->pools[pool].within;
	for (uint32_t level = 0; level < checker->numbers; level++) {
		const int64_t outer = within == PLAN_NONE ? 0 : number(checker, within, level);
		const int64_t unit = level + 1 == checker->numbers ? last : 0;
		const int64_t over = number(checker, pool, level) - outer;
		if (over != unit)
			return over < unit ? -1 : 1;
	}
	return 0;
}

static enum status check_pools(const struct checker *checker, struct fault *fault)
{
	for (uint32_t i = 0; i < checker->problem->pool_count; i++) {
		const struct plan_pool *pool = &checker->problem->pools[i];
		const int64_t load = checker->loads[i], before = (int64_t)pool->already + load;
		const int64_t further = pool->even ? (before + 1) * (before + 1) - before * before : 0;
		const int64_t latest = pool->even ? before * before - (before - 1) * (before - 1) : 0;
		if (load < pool->capacity && compare_price(checker, i, further) > 0)
			return fault_set(fault, STATUS_INVALID, "", "Pool %u has room and asks a price.", i);
		if (load > 0 && compare_price(checker, i, latest) < 0)
			return fault_set(fault, STATUS_INVALID, "", "Pool %u asks less than it costs.", i);
	}
	return STATUS_OK;
}

static enum status check_totals(const struct checker *checker, struct fault *fault)
{
	const struct plan_problem *problem = checker->problem;
	int64_t squares = 0;
	for (uint32_t level = 0; level < problem->level_count; level++) {
		struct plan_total total = {0, 0, 0};
		const struct plan_total *given = &checker->plan->totals[level];
		for (uint32_t i = 0; i < problem->need_count; i++) {
			const struct plan_need *need = &problem->needs[i];
			const uint32_t chosen = checker->plan->chosen[i];
			if (need->level != level)
				continue;
			total.needs++;
			total.placed += chosen != PLAN_NONE;
			if (chosen != PLAN_NONE)
				total.cost += problem->candidates[need->first + chosen].cost;
		}
		if (total.needs != given->needs || total.placed != given->placed ||
			total.cost != given->cost)
			return fault_set(
				fault, STATUS_INVALID, "", "The totals of level %u are others.", level);
	}
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const int64_t load = checker->loads[i] + problem->pools[i].already;
		squares += problem->pools[i].even ? load * load : 0;
	}
	if (squares != checker->plan->squares)
		return fault_set(fault, STATUS_INVALID, "", "The sum of squares is another.");
	return STATUS_OK;
}

// The cost of leaving a need unplaced must outweigh all costs of its level together.
static void weigh_unplaced(struct checker *checker)
{
	const struct plan_problem *problem = checker->problem;
	for (uint32_t level = 0; level < problem->level_count; level++) {
		int64_t most = 0, needs = 0;
		for (uint32_t i = 0; i < problem->need_count; i++) {
			const struct plan_need *need = &problem->needs[i];
			for (uint32_t j = 0; need->level == level && j < need->count; j++) {
				const int64_t cost = problem->candidates[need->first + j].cost;
				most = cost > most ? cost : most;
			}
			needs += need->level == level;
		}
		checker->unplaced[level] = most * needs + 1;
	}
}

enum status plan_check(const struct plan_problem *problem, const struct plan *plan,
	struct arena *arena, struct fault *fault)
{
	struct checker checker = {
		.problem = problem,
		.plan = plan,
		.loads = arena_array(arena, problem->pool_count, sizeof *checker.loads),
		.unplaced = arena_array(arena, problem->level_count, sizeof *checker.unplaced),
		.numbers = problem->level_count + 1,
	};
	if (!checker.loads || !checker.unplaced)
		return fault_memory(fault);
	for (size_t i = 0; i < (size_t)checker.numbers * problem->pool_count; i++) {
		if (plan->prices[i] > PRICE_LIMIT || plan->prices[i] < -PRICE_LIMIT)
			return fault_set(fault, STATUS_INVALID, "", "A price is too large.");
	}
	weigh_unplaced(&checker);
	enum status status = count_loads(&checker, fault);
	if (status == STATUS_OK)
		status = check_needs(&checker, fault);
	if (status == STATUS_OK)
		status = check_pools(&checker, fault);
	return status == STATUS_OK ? check_totals(&checker, fault) : status;
}
