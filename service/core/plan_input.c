// SPDX-License-Identifier: MIT
#include "core/plan_input.h"

static enum status check_pools(const struct plan_problem *problem, struct fault *fault)
{
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const struct plan_pool *pool = &problem->pools[i];
		if (pool->within != PLAN_NONE && pool->within >= i)
			return fault_set(
				fault, STATUS_INVALID, "", "Pool %u lies in one that is not before it.", i);
		if (pool->capacity < 0 || pool->capacity > PLAN_LOAD_LIMIT)
			return fault_set(
				fault, STATUS_INVALID, "", "Pool %u has a capacity of %d.", i, pool->capacity);
		if (pool->even && (pool->already < 0 || pool->already > PLAN_LOAD_LIMIT))
			return fault_set(
				fault, STATUS_INVALID, "", "Pool %u has a load of %d.", i, pool->already);
	}
	return STATUS_OK;
}

static enum status check_needs(const struct plan_problem *problem, struct fault *fault)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		if (need->level >= problem->level_count)
			return fault_set(fault, STATUS_INVALID, "", "Need %u is of level %u.", i, need->level);
		if (need->first != next || need->count > problem->candidate_count - next)
			return fault_set(fault, STATUS_INVALID, "",
				"The candidates of need %u do not follow those of the need before.", i);
		if (need->held != PLAN_NONE && need->held >= need->count)
			return fault_set(
				fault, STATUS_INVALID, "", "Need %u holds what is none of its candidates.", i);
		next += need->count;
	}
	for (uint32_t i = 0; i < problem->candidate_count; i++) {
		const struct plan_candidate *candidate = &problem->candidates[i];
		if (candidate->pool >= problem->pool_count)
			return fault_set(fault, STATUS_INVALID, "", "Candidate %u is of no pool.", i);
		if (candidate->cost < 0 || candidate->cost > PLAN_COST_LIMIT)
			return fault_set(
				fault, STATUS_INVALID, "", "Candidate %u costs %d.", i, candidate->cost);
	}
	return STATUS_OK;
}

enum status plan_input_check(const struct plan_problem *problem, struct fault *fault)
{
	if (problem->need_count > PLAN_NEEDS_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "There are %u needs, more than %u.",
			problem->need_count, PLAN_NEEDS_LIMIT);
	if (problem->candidate_count > PLAN_CANDIDATES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "There are %u candidates, more than %u.",
			problem->candidate_count, PLAN_CANDIDATES_LIMIT);
	if (problem->pool_count > PLAN_POOLS_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "There are %u pools, more than %u.",
			problem->pool_count, PLAN_POOLS_LIMIT);
	if (problem->level_count > PLAN_LEVELS_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "There are %u levels, more than %u.",
			problem->level_count, PLAN_LEVELS_LIMIT);
	enum status status = check_pools(problem, fault);
	return status == STATUS_OK ? check_needs(problem, fault) : status;
}
