// SPDX-License-Identifier: MIT
#include "core/plan_grow.h"
#include "core/plan_input.h"
#include "core/plan_tree.h"

#include <string.h>

#define BLOCK 300 // arcs looked at before the best of them enters

struct solver {
	const struct plan_problem *problem;
	struct plan_tree tree;
	struct plan_grow grow;
	uint32_t *order;       // needs by level
	uint32_t order_count;  // of the levels up to this stage's
	struct plan_row *rows; // by need
	uint32_t arc_count;
	bool *closed;   // by pool: of no use to the levels to come
	uint32_t place; // where the search goes on: in `order`, then among pools
	uint64_t pivots;
};

struct entering {
	int64_t reduced; // less than 0 where there is one
	uint32_t need, arc;
	uint32_t pool; // or PLAN_NONE
	bool rise;
};

int64_t plan_unplaced_cost(const struct plan_problem *problem, uint32_t level)
{
	int64_t needs = 0, most = 0;
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		if (need->level != level)
			continue;
		needs++;
		for (uint32_t j = need->first; j < need->first + need->count; j++)
			most = problem->candidates[j].cost > most ? problem->candidates[j].cost : most;
	}
	return needs * most + 1;
}

// Needs by level, those of a level as they come.
static bool sort_needs(struct solver *solver, struct arena *arena)
{
	const struct plan_problem *problem = solver->problem;
	uint32_t *starts = arena_array(arena, (size_t)problem->level_count + 1, sizeof *starts);
	solver->order = arena_array(arena, problem->need_count, sizeof *solver->order);
	if (!starts || !solver->order)
		return false;
	for (uint32_t i = 0; i < problem->need_count; i++)
		starts[problem->needs[i].level + 1]++;
	for (uint32_t i = 1; i <= problem->level_count; i++)
		starts[i] += starts[i - 1];
	for (uint32_t i = 0; i < problem->need_count; i++)
		solver->order[starts[problem->needs[i].level]++] = i;
	return true;
}

// Pools without a seat, or in one without, are closed from the start.
static bool start(struct solver *solver, struct arena *arena)
{
	const struct plan_problem *problem = solver->problem;
	solver->rows = arena_array(arena, problem->need_count, sizeof *solver->rows);
	solver->closed = arena_array(arena, problem->pool_count, sizeof *solver->closed);
	if (!solver->rows || !solver->closed || !sort_needs(solver, arena) ||
		!plan_tree_init(&solver->tree, problem, arena) ||
		!plan_grow_init(&solver->grow, &solver->tree,
			(size_t)problem->candidate_count + problem->need_count, arena))
		return false;
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const struct plan_pool *pool = &problem->pools[i];
		solver->closed[i] =
			pool->capacity == 0 || (pool->within != PLAN_NONE && solver->closed[pool->within]);
	}
	return true;
}

static bool has_room(const struct plan_tree *tree, uint32_t pool)
{
	while (pool != tree->root && tree->own[pool].flow < tree->own[pool].capacity)
		pool = tree->own[pool].to;
	return pool == tree->root;
}

// Puts a need where it is held, if there is room, else nowhere.
static void put(struct solver *solver, uint32_t need)
{
	const struct plan_need *asks = &solver->problem->needs[need];
	struct plan_tree *tree = &solver->tree;
	const struct plan_row row = solver->rows[need];
	uint32_t arc = row.first + row.count - 1;
	if (asks->held != PLAN_NONE) {
		const struct plan_candidate held = solver->problem->candidates[asks->first + asks->held];
		for (uint32_t i = row.first; i < row.first + row.count; i++) {
			if (tree->arcs[i].pool == held.pool && tree->arcs[i].cost == held.cost &&
				has_room(tree, held.pool))
				arc = i;
		}
	}
	tree->at[need] = arc;
	for (uint32_t pool = tree->arcs[arc].pool; pool != tree->root; pool = tree->own[pool].to)
		tree->own[pool].flow++;
}

// Adds the needs of a level.
static void join(struct solver *solver, uint32_t level)
{
	const struct plan_problem *problem = solver->problem;
	struct plan_tree *tree = &solver->tree;
	while (solver->order_count < problem->need_count) {
		const uint32_t i = solver->order[solver->order_count];
		const struct plan_need *need = &problem->needs[i];
		if (need->level != level)
			break;
		const uint32_t first = solver->arc_count;
		for (uint32_t j = need->first; j < need->first + need->count; j++) {
			if (!solver->closed[problem->candidates[j].pool])
				tree->arcs[solver->arc_count++] = problem->candidates[j];
		}
		tree->arcs[solver->arc_count++] = (struct plan_candidate){problem->pool_count + level, 0};
		solver->rows[i] = (struct plan_row){first, solver->arc_count - first};
		put(solver, i);
		solver->order_count++;
	}
}

// The cheapest arc of a need against the one that it takes.
static inline void look_at_need(const struct solver *solver, uint32_t need, struct entering *best)
{
	const struct plan_tree *tree = &solver->tree;
	const struct plan_candidate *arcs = tree->arcs, *now = &arcs[tree->at[need]];
	const int64_t *prices = tree->prices;
	const uint32_t end = solver->rows[need].first + solver->rows[need].count;
	const int64_t pays = prices[now->pool] + now->cost;
	int64_t least = pays + best->reduced;
	for (uint32_t i = solver->rows[need].first; i < end; i++) {
		const int64_t would = prices[arcs[i].pool] + arcs[i].cost;
		if (would < least) {
			least = would;
			*best = (struct entering){would - pays, need, i, PLAN_NONE, false};
		}
	}
}

static inline void look_at_pool(const struct solver *solver, uint32_t pool, struct entering *best)
{
	const struct plan_tree *tree = &solver->tree;
	const struct plan_own *own = &tree->own[pool];
	if (own->in_tree || own->fixed)
		return;
	const int64_t pays = tree->prices[pool] - tree->prices[own->to];
	if (own->flow < own->capacity && plan_own_rise(own) - pays < best->reduced)
		*best = (struct entering){plan_own_rise(own) - pays, 0, 0, pool, true};
	if (own->flow > 0 && pays - plan_own_fall(own) < best->reduced)
		*best = (struct entering){pays - plan_own_fall(own), 0, 0, pool, false};
}

// The best of the next block that has any; none is left where `reduced` is 0.
static struct entering search(struct solver *solver)
{
	const uint32_t places = solver->order_count + solver->problem->pool_count;
	struct entering best = {0, 0, 0, PLAN_NONE, false};
	uint32_t looked = 0;
	for (uint32_t left = places; left > 0; left--) {
		const uint32_t place = solver->place;
		solver->place = place + 1 == places ? 0 : place + 1;
		if (place < solver->order_count) {
			look_at_need(solver, solver->order[place], &best);
			looked += solver->rows[solver->order[place]].count;
		} else {
			look_at_pool(solver, place - solver->order_count, &best);
			looked++;
		}
		if (looked >= BLOCK) {
			if (best.reduced < 0)
				break;
			looked = 0;
		}
	}
	return best;
}

static void pivot(struct solver *solver, const struct entering *entering)
{
	if (entering->pool != PLAN_NONE)
		plan_tree_enter_own(&solver->tree, entering->pool, entering->rise, entering->reduced);
	else
		plan_tree_enter(&solver->tree, entering->need, entering->arc, entering->reduced);
	solver->pivots++;
}

static void optimise(struct solver *solver)
{
	plan_grow(&solver->grow, &solver->tree, solver->rows, solver->order, solver->order_count);
	solver->place = 0;
	for (struct entering best = search(solver); best.reduced < 0; best = search(solver))
		pivot(solver, &best);
}

// Lets go of every arc of a need whose reduced cost is not zero, and of the costs of the others.
static void settle_need(struct solver *solver, uint32_t need)
{
	struct plan_tree *tree = &solver->tree;
	struct plan_row *row = &solver->rows[need];
	const int64_t pays =
		tree->prices[tree->arcs[tree->at[need]].pool] + tree->arcs[tree->at[need]].cost;
	uint32_t kept = row->first, at = tree->at[need], other = tree->other[need];
	for (uint32_t i = row->first; i < row->first + row->count; i++) {
		const struct plan_candidate arc = tree->arcs[i];
		if (tree->prices[arc.pool] + arc.cost != pays)
			continue;
		if (i == at)
			tree->at[need] = kept;
		if (i == other)
			tree->other[need] = kept;
		tree->arcs[kept++] = (struct plan_candidate){arc.pool, 0};
	}
	row->count = kept - row->first;
}

// Keeps the prices of a stage, and of the arcs those that its best plans may differ in.
static void settle(struct solver *solver, uint32_t level, int64_t unplaced, int64_t *prices)
{
	struct plan_tree *tree = &solver->tree;
	const struct plan_problem *problem = solver->problem;
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		struct plan_own *own = &tree->own[i];
		const bool shut = solver->closed[i] && own->flow == 0 && level == 0;
		prices[i] = shut ? unplaced : tree->prices[i];
		own->fixed = own->fixed || (!own->in_tree && tree->prices[i] != tree->prices[own->to]);
	}
	for (uint32_t i = 0; i < problem->pool_count; i++)
		solver->closed[i] = solver->closed[i] || tree->prices[i] != 0;
	for (uint32_t i = 0; i < solver->order_count; i++)
		settle_need(solver, solver->order[i]);
	tree->own[problem->pool_count + level].cost = 0;
}

// The last stage: each unit more in a pool that is to be even costs more than the one before.
static void level_loads(struct solver *solver)
{
	const struct plan_problem *problem = solver->problem;
	struct plan_tree *tree = &solver->tree;
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		struct plan_own *own = &tree->own[i];
		if (!problem->pools[i].even)
			continue;
		own->pieces = true;
		own->already = problem->pools[i].already;
	}
	optimise(solver);
}

static void choose(const struct solver *solver, struct plan *out)
{
	const struct plan_problem *problem = solver->problem;
	const struct plan_tree *tree = &solver->tree;
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		const uint32_t pool = tree->arcs[tree->at[i]].pool;
		struct plan_total *total = &out->totals[need->level];
		uint32_t chosen = PLAN_NONE;
		for (uint32_t j = 0; j < need->count; j++) {
			const struct plan_candidate *all = &problem->candidates[need->first];
			if (all[j].pool == pool && (chosen == PLAN_NONE || all[j].cost < all[chosen].cost))
				chosen = j;
		}
		out->chosen[i] = chosen;
		total->needs++;
		total->placed += chosen != PLAN_NONE;
		if (chosen != PLAN_NONE)
			total->cost += problem->candidates[need->first + chosen].cost;
	}
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const int64_t load = (int64_t)problem->pools[i].already + tree->own[i].flow;
		out->squares += problem->pools[i].even ? load * load : 0;
	}
	out->pivots = solver->pivots;
}

static void solve(struct solver *solver, struct plan *out)
{
	const struct plan_problem *problem = solver->problem;
	const uint32_t pools = problem->pool_count;
	bool even = false;
	for (uint32_t i = 0; i < pools; i++)
		even = even || problem->pools[i].even;
	for (uint32_t level = 0; level < problem->level_count; level++) {
		const int64_t unplaced = plan_unplaced_cost(problem, level);
		join(solver, level);
		solver->tree.own[pools + level].cost = unplaced;
		optimise(solver);
		settle(solver, level, unplaced, &out->prices[(size_t)level * pools]);
	}
	if (even) {
		level_loads(solver);
		memcpy(&out->prices[(size_t)problem->level_count * pools], solver->tree.prices,
			pools * sizeof *out->prices);
	}
	choose(solver, out);
}

enum status plan_solve(
	const struct plan_problem *problem, struct arena *arena, struct plan *out, struct fault *fault)
{
	const enum status status = plan_input_check(problem, fault);
	if (status != STATUS_OK)
		return status;
	const size_t prices = ((size_t)problem->level_count + 1) * problem->pool_count;
	struct solver solver = {.problem = problem};
	struct plan plan = {
		.chosen = arena_array(arena, problem->need_count, sizeof *plan.chosen),
		.prices = arena_array(arena, prices, sizeof *plan.prices),
		.totals = arena_array(arena, problem->level_count, sizeof *plan.totals),
	};
	if (!plan.chosen || !plan.prices || !plan.totals || !start(&solver, arena))
		return fault_memory(fault);
	solve(&solver, &plan);
	*out = plan;
	return STATUS_OK;
}

uint32_t plan_choose(const struct plan_pool *pools, const int32_t *taken,
	const struct plan_candidate *candidates, uint32_t count)
{
	uint32_t best = PLAN_NONE;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t pool = candidates[i].pool;
		if (best != PLAN_NONE && candidates[i].cost >= candidates[best].cost)
			continue;
		while (pool != PLAN_NONE && taken[pool] < pools[pool].capacity)
			pool = pools[pool].within;
		if (pool == PLAN_NONE)
			best = i;
	}
	return best;
}
