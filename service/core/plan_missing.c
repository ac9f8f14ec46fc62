// SPDX-License-Identifier: MIT
#include "core/plan_missing.h"

#include <stdlib.h>
#include <string.h>

// The flow of the plan, on which chains of moves are sought. Pools that were reached by a search
// that found none are never on one again.
struct chains {
	const struct plan_problem *problem;
	uint32_t *chosen;
	int32_t *loads;           // by pool
	uint32_t *inner, *beside; // by pool: the first in it, and the next in the same
	uint32_t *first, *next;   // who takes a seat of a pool itself: by pool, and by need
	uint32_t *queue;          // pools reached
	uint32_t *need_before;    // by pool: by which need it was reached, or PLAN_NONE
	uint32_t *candidate;      // and of which of its candidates
	uint32_t *pool_before;    // else by which pool
	uint8_t *seen;            // by pool
	uint32_t queue_begin, queue_end;
};

static bool chains_init(
	struct chains *chains, const struct plan_problem *problem, struct arena *arena)
{
	uint32_t **const by_pool[] = {&chains->inner, &chains->beside, &chains->first, &chains->queue,
		&chains->need_before, &chains->candidate, &chains->pool_before};
	*chains = (struct chains){
		.problem = problem,
		.chosen = arena_array(arena, problem->need_count, sizeof *chains->chosen),
		.next = arena_array(arena, problem->need_count, sizeof *chains->next),
		.loads = arena_array(arena, problem->pool_count, sizeof *chains->loads),
		.seen = arena_array(arena, problem->pool_count, sizeof *chains->seen),
	};
	if (!chains->chosen || !chains->next || !chains->loads || !chains->seen)
		return false;
	for (size_t i = 0; i < sizeof by_pool / sizeof by_pool[0]; i++) {
		*by_pool[i] = arena_array(arena, problem->pool_count, sizeof **by_pool[i]);
		if (!*by_pool[i])
			return false;
	}
	return true;
}

static uint32_t pool_of(const struct chains *chains, uint32_t need)
{
	const uint32_t first = chains->problem->needs[need].first;
	return chains->problem->candidates[first + chains->chosen[need]].pool;
}

static void add_load(struct chains *chains, uint32_t pool, int32_t change)
{
	for (; pool != PLAN_NONE; pool = chains->problem->pools[pool].within)
		chains->loads[pool] += change;
}

static void enlist(struct chains *chains, uint32_t need)
{
	const uint32_t pool = pool_of(chains, need);
	chains->next[need] = chains->first[pool];
	chains->first[pool] = need;
	add_load(chains, pool, 1);
}

static void strike(struct chains *chains, uint32_t need)
{
	const uint32_t pool = pool_of(chains, need);
	uint32_t *place = &chains->first[pool];
	while (*place != need)
		place = &chains->next[*place];
	*place = chains->next[need];
	add_load(chains, pool, -1);
}

static void fill(struct chains *chains, const struct plan *plan)
{
	const struct plan_problem *problem = chains->problem;
	for (uint32_t i = problem->pool_count; i-- > 0;) {
		chains->first[i] = PLAN_NONE;
		chains->inner[i] = PLAN_NONE;
	}
	for (uint32_t i = problem->pool_count; i-- > 0;) {
		const uint32_t within = problem->pools[i].within;
		if (within != PLAN_NONE) {
			chains->beside[i] = chains->inner[within];
			chains->inner[within] = i;
		}
	}
	for (uint32_t i = problem->need_count; i-- > 0;) {
		chains->chosen[i] = plan->chosen[i];
		if (plan->chosen[i] != PLAN_NONE)
			enlist(chains, i);
	}
}

static void reach(
	struct chains *chains, uint32_t pool, uint32_t by_need, uint32_t candidate, uint32_t by_pool)
{
	if (chains->seen[pool])
		return;
	chains->seen[pool] = 1;
	chains->need_before[pool] = by_need;
	chains->candidate[pool] = candidate;
	chains->pool_before[pool] = by_pool;
	chains->queue[chains->queue_end++] = pool;
}

static void reach_candidates(struct chains *chains, uint32_t need)
{
	const struct plan_need *asks = &chains->problem->needs[need];
	for (uint32_t i = 0; i < asks->count; i++)
		reach(chains, chains->problem->candidates[asks->first + i].pool, need, i, PLAN_NONE);
}

// Follows the chain back from a pool with a seat that is free all the way out: each need on it
// moves to the candidate by which it was found.
static void move_along(struct chains *chains, uint32_t pool, uint32_t from)
{
	for (;;) {
		while (chains->need_before[pool] == PLAN_NONE)
			pool = chains->pool_before[pool];
		const uint32_t need = chains->need_before[pool], candidate = chains->candidate[pool];
		if (need != from) {
			pool = pool_of(chains, need);
			strike(chains, need);
		}
		chains->chosen[need] = candidate;
		enlist(chains, need);
		if (need == from)
			return;
	}
}

// A unit more can go from a pool outwards where it has room, or take the place of what comes from a
// pool in it, or of a need that moves on.
static bool find_seat(struct chains *chains, uint32_t need)
{
	const struct plan_pool *pools = chains->problem->pools;
	const uint32_t begin = chains->queue_begin;
	reach_candidates(chains, need);
	while (chains->queue_begin < chains->queue_end) {
		const uint32_t pool = chains->queue[chains->queue_begin++];
		if (chains->loads[pool] < pools[pool].capacity) {
			if (pools[pool].within == PLAN_NONE) {
				move_along(chains, pool, need);
				for (uint32_t i = begin; i < chains->queue_end; i++)
					chains->seen[chains->queue[i]] = 0;
				chains->queue_begin = chains->queue_end = begin;
				return true;
			}
			reach(chains, pools[pool].within, PLAN_NONE, 0, pool);
		}
		for (uint32_t i = chains->inner[pool]; i != PLAN_NONE; i = chains->beside[i]) {
			if (chains->loads[i] > 0)
				reach(chains, i, PLAN_NONE, 0, pool);
		}
		for (uint32_t i = chains->first[pool]; i != PLAN_NONE; i = chains->next[i])
			reach_candidates(chains, i);
	}
	return false;
}

static struct cohort_group *hide_areas(
	const struct plan_area *areas, size_t count, struct arena *arena)
{
	struct cohort_group *groups = arena_array(arena, count, sizeof *groups);
	if (!groups)
		return NULL;
	for (size_t i = 0; i < count; i++)
		groups[i] = (struct cohort_group){
			.within = areas[i].within, .amounts = {cohort_of_people(areas[i].people)}};
	cohort_hide(groups, count, 1, COHORT_LEAST);
	return groups;
}

// A seat that is missing; rows are made of those that are alike.
struct lack {
	size_t area;
	enum session_kind kind;
	int32_t week, minutes, seats;
};

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_rows(const struct lack *a, const struct lack *b)
{
	if (a->area != b->area)
		return COMPARE(a->area, b->area);
	return a->kind != b->kind ? COMPARE(a->kind, b->kind) : COMPARE(a->week, b->week);
}

static int compare_lacks(const void *left, const void *right)
{
	const struct lack *a = left, *b = right;
	const int rows = compare_rows(a, b);
	if (rows != 0)
		return rows;
	return a->minutes != b->minutes ? COMPARE(a->minutes, b->minutes) : COMPARE(a->seats, b->seats);
}

// Seats of sessions that are alike are of whole sessions; those of others add up.
static void make_rows(struct plan_shortage *shortage, struct lack *lacks, size_t count)
{
	size_t next;
	qsort(lacks, count, sizeof *lacks, compare_lacks);
	for (size_t i = 0; i < count; i = next) {
		const struct lack *lack = &lacks[i];
		if (i == 0 || compare_rows(&lacks[i - 1], lack) != 0)
			shortage->rows[shortage->count++] =
				(struct plan_missing){.area = lack->area, .kind = lack->kind, .week = lack->week};
		for (next = i + 1; next < count && compare_lacks(lack, &lacks[next]) == 0;)
			next++;
		const int64_t seats = (int64_t)(next - i);
		const int64_t sessions = (seats + lack->seats - 1) / lack->seats;
		shortage->rows[shortage->count - 1].host_minutes += sessions * lack->minutes;
		shortage->rows[shortage->count - 1].needs += seats;
	}
}

enum status plan_missing(const struct plan_problem *problem, const struct plan *plan,
	const struct plan_want *wants, const struct plan_area *areas, size_t area_count,
	struct arena *arena, struct plan_shortage *out, struct fault *fault)
{
	struct chains chains;
	struct plan_shortage shortage = {.count = 0};
	struct cohort_group *groups = hide_areas(areas, area_count, arena);
	struct lack *lacks = arena_array(arena, problem->need_count, sizeof *lacks);
	size_t count = 0;
	if (!groups || !lacks || !chains_init(&chains, problem, arena))
		return fault_memory(fault);
	fill(&chains, plan);
	for (uint32_t i = 0; i < problem->need_count; i++) {
		if (plan->chosen[i] != PLAN_NONE)
			continue;
		if (find_seat(&chains, i)) {
			shortage.gave_way++;
			continue;
		}
		shortage.short_of_seats++;
		size_t area = wants[i].area;
		while (area != COHORT_TOP && groups[area].answer != COHORT_SHOWN)
			area = groups[area].within;
		if (area != COHORT_TOP)
			lacks[count++] =
				(struct lack){area, wants[i].kind, wants[i].week, wants[i].minutes, wants[i].seats};
	}
	shortage.rows = arena_array(arena, count, sizeof *shortage.rows);
	if (!shortage.rows)
		return fault_memory(fault);
	make_rows(&shortage, lacks, count);
	*out = shortage;
	return STATUS_OK;
}
