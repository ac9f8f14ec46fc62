// SPDX-License-Identifier: MIT
// The best plan of a batch: which need gets which seat, with the prices that prove it the best.
//
// A need takes a seat of one of its candidates, which keep every hard rule, or none. Seats are
// bounded in pools, and a pool may lie in another: the seats of a session in the sessions that its
// host may lead on that day, those in all that the host leads. Groups are opened or not before.
//
// Plans are compared level by level, level 0 first: of two plans the better one places more needs
// of the level, or as many whose candidates cost less together. Only where they are alike in both
// is the next level looked at, so that no level costs an earlier one a seat or a wish. Of plans
// alike at all levels the better one has the smaller sum of squares of the loads of pools that are
// `even`. No plan is better than what plan_solve gives; core/plan_check verifies that by the prices
// alone, and docs/plan.md has the proof.
//
// It is a minimum-cost flow, solved by a primal network simplex on strongly feasible trees, a stage
// for each level: an arc whose reduced cost is not zero when a stage ends keeps its flow ever
// after. Exact in 64-bit integers; no recursion; about 130 bytes for each pool, 60 for each need
// and 8 for each candidate. The same problem gives the same plan.
//
// Sources: Ahuja, Magnanti & Orlin, Network Flows (Prentice Hall 1993), chapter 11; Cunningham, A
// network simplex method, Mathematical Programming 11 (1976), for trees that cannot cycle;
// Isermann, Linear lexicographic optimization, OR Spektrum 4 (1982), for the stages.
#pragma once

#include "base/arena.h"
#include "base/fault.h"

#include <stdint.h>

#define PLAN_NONE UINT32_MAX
#define PLAN_NEEDS_LIMIT (UINT32_C(1) << 22)
#define PLAN_CANDIDATES_LIMIT (UINT32_C(1) << 30)
#define PLAN_POOLS_LIMIT (UINT32_C(1) << 22)
#define PLAN_LEVELS_LIMIT 256
#define PLAN_COST_LIMIT (INT32_C(1) << 30)
#define PLAN_LOAD_LIMIT (INT32_C(1) << 18) // capacity and `already`

struct plan_candidate {
	uint32_t pool;
	int32_t cost; // 0 to PLAN_COST_LIMIT; core/plan_cost makes it from wishes
};

struct plan_need {
	uint32_t level;        // 0 is placed first
	uint32_t first, count; // its candidates
	uint32_t held;         // which of them, from 0, the plan in force holds, or PLAN_NONE
};

struct plan_pool {
	uint32_t within;  // a pool with a lower index, or PLAN_NONE
	int32_t capacity; // seats left for this batch, what it holds now included
	int32_t already;  // load that is not the batch's; looked at only where it is `even`
	bool even;
};

struct plan_problem {
	const struct plan_need *needs;
	const struct plan_candidate *candidates;
	const struct plan_pool *pools;
	uint32_t need_count, candidate_count, pool_count, level_count;
};

struct plan_total {
	uint32_t needs, placed;
	int64_t cost; // of those placed
};

struct plan {
	uint32_t *chosen; // by need: which of its candidates, from 0, or PLAN_NONE
	int64_t *prices;  // of pools, for each level and then for evenness: [level * pool_count + pool]
	struct plan_total *totals; // by level
	int64_t squares;           // sum over even pools of (already + load)²
	uint64_t pivots;           // what it took
};

// What `held` says is only where the search starts; it need not be feasible, and does not change
// how good the plan is. STATUS_INVALID names the need, candidate or pool that is wrong,
// STATUS_LIMIT what there is too much of.
CHECKED enum status plan_solve(
	const struct plan_problem *problem, struct arena *arena, struct plan *out, struct fault *fault);

// What leaving a need of the level unplaced weighs against costs: more than all costs of the level
// can. The unit in which plan.prices are.
int64_t plan_unplaced_cost(const struct plan_problem *problem, uint32_t level);

// A need by itself, at once: of candidates with a seat left in their pool and all it lies in, the
// cheapest, the first of equals; PLAN_NONE where there is none. `taken` is by pool. Looks at each
// candidate once.
uint32_t plan_choose(const struct plan_pool *pools, const int32_t *taken,
	const struct plan_candidate *candidates, uint32_t count);
