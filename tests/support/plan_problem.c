// SPDX-License-Identifier: MIT
#include "support/plan_problem.h"

#include "core/plan_cost.h"

#include <stdlib.h>
#include <string.h>

#define DAYS 20
#define SLOTS 3
#define OF_AREA 12 // hosts
#define NEEDS_OF_HOST 43
#define NOON (12 * SECONDS_PER_HOUR)

static void *take(struct arena *arena, size_t count, size_t size)
{
	void *memory = arena_array(arena, count, size);
	if (!memory)
		abort();
	return memory;
}

static uint32_t below(struct random *random, uint32_t count)
{
	return (uint32_t)random_between(random, 0, (int64_t)count - 1);
}

static int32_t up_to(struct random *random, int32_t most)
{
	return (int32_t)random_between(random, 0, most);
}

static struct plan_pool *random_pools(
	struct random *random, const struct plan_shape *shape, struct arena *arena, uint32_t *count)
{
	const uint32_t room = shape->hosts * (1 + shape->days * (1 + shape->sessions)) + shape->hosts;
	struct plan_pool *pools = take(arena, room, sizeof *pools);
	*count = 0;
	for (uint32_t host = 0; host < shape->hosts; host++) {
		const uint32_t all = (*count)++;
		pools[all] = (struct plan_pool){PLAN_NONE, up_to(random, shape->in_day * 4),
			up_to(random, 5), shape->even && up_to(random, 3) > 0};
		for (uint32_t day = 0; day < shape->days; day++) {
			const uint32_t in_day = (*count)++;
			pools[in_day] = (struct plan_pool){all, up_to(random, shape->in_day), 0, false};
			for (uint32_t i = below(random, shape->sessions + 1); i > 0; i--)
				pools[(*count)++] =
					(struct plan_pool){in_day, up_to(random, shape->seats), 0, false};
		}
		if (up_to(random, 1))
			pools[(*count)++] = (struct plan_pool){PLAN_NONE, up_to(random, shape->seats),
				up_to(random, 5), shape->even && up_to(random, 3) == 0};
	}
	return pools;
}

struct plan_problem plan_random(
	struct random *random, const struct plan_shape *shape, struct arena *arena)
{
	struct plan_problem problem = {.level_count = 1 + below(random, shape->levels)};
	problem.need_count = below(random, shape->needs + 1);
	struct plan_need *needs = take(arena, problem.need_count, sizeof *needs);
	struct plan_candidate *candidates =
		take(arena, (size_t)problem.need_count * shape->candidates, sizeof *candidates);
	problem.pools = random_pools(random, shape, arena, &problem.pool_count);
	for (uint32_t i = 0; i < problem.need_count; i++) {
		const uint32_t count = problem.pool_count ? below(random, shape->candidates + 1) : 0;
		needs[i] = (struct plan_need){below(random, problem.level_count), problem.candidate_count,
			count, count && up_to(random, 1) ? below(random, count) : PLAN_NONE};
		for (uint32_t j = 0; j < count; j++)
			candidates[problem.candidate_count++] = (struct plan_candidate){
				below(random, problem.pool_count), up_to(random, shape->cost)};
	}
	problem.needs = needs;
	problem.candidates = candidates;
	return problem;
}

// A host's pool, then for each day its pool and those of its slots.
static uint32_t host_pool(uint32_t host)
{
	return host * (1 + DAYS * (1 + SLOTS));
}

static uint32_t slot_pool(uint32_t host, uint32_t day, uint32_t slot)
{
	return host_pool(host) + 1 + day * (1 + SLOTS) + 1 + slot;
}

static struct plan_pool *pools_of_force(
	struct random *random, uint32_t hosts, bool even, struct arena *arena)
{
	struct plan_pool *pools = take(arena, host_pool(hosts), sizeof *pools);
	for (uint32_t host = 0; host < hosts; host++) {
		pools[host_pool(host)] = (struct plan_pool){PLAN_NONE, 1000, up_to(random, 8), even};
		for (uint32_t day = 0; day < DAYS; day++) {
			const uint32_t in_day = slot_pool(host, day, 0) - 1;
			pools[in_day] = (struct plan_pool){host_pool(host), 2, 0, false};
			for (uint32_t slot = 0; slot < SLOTS; slot++)
				pools[in_day + 1 + slot] = (struct plan_pool){in_day, 1, 0, false};
		}
	}
	return pools;
}

struct asker {
	uint32_t area, before; // the host met before
	uint32_t day, days;    // of the window
	bool urgent;
};

static struct plan_candidate candidate_of(
	struct random *random, const struct asker *asker, uint32_t hosts)
{
	const uint32_t any = below(random, hosts);
	const uint32_t own = asker->area * OF_AREA + below(random, OF_AREA);
	const uint32_t host = up_to(random, 9) < 7 && own < hosts ? own : any;
	const uint32_t day = asker->day + below(random, asker->days);
	const struct plan_wish wish = {
		.earliest = {asker->day * SECONDS_PER_DAY},
		.start = {day * SECONDS_PER_DAY + NOON},
		.urgent = asker->urgent,
		.other_host = host != asker->before,
		.other_manner = up_to(random, 1),
	};
	return (struct plan_candidate){slot_pool(host, day, below(random, SLOTS)), plan_cost(&wish)};
}

static bool is_new(const struct plan_candidate *candidates, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (candidates[i].pool == candidates[count].pool)
			return false;
	}
	return true;
}

struct plan_problem plan_of_force(struct random *random, uint32_t needs, uint32_t candidates,
	uint32_t levels, bool even, struct arena *arena)
{
	const uint32_t hosts = needs / NEEDS_OF_HOST + 1, areas = (hosts + OF_AREA - 1) / OF_AREA;
	struct plan_problem problem = {.need_count = needs,
		.candidate_count = needs * candidates,
		.pool_count = host_pool(hosts),
		.level_count = levels};
	struct plan_need *asks = take(arena, needs, sizeof *asks);
	struct plan_candidate *all = take(arena, problem.candidate_count, sizeof *all);
	for (uint32_t i = 0; i < needs; i++) {
		asks[i] = (struct plan_need){below(random, levels), i * candidates, candidates, PLAN_NONE};
		struct asker asker = {.area = below(random, areas), .urgent = asks[i].level == 0};
		asker.before = (asker.area * OF_AREA + below(random, OF_AREA)) % hosts;
		asker.day = below(random, DAYS - 5);
		asker.days = DAYS - asker.day < 14 ? DAYS - asker.day : 14;
		for (uint32_t j = 0; j < candidates; j++) {
			do {
				all[asks[i].first + j] = candidate_of(random, &asker, hosts);
			} while (!is_new(&all[asks[i].first], j));
		}
	}
	problem.needs = asks;
	problem.candidates = all;
	problem.pools = pools_of_force(random, hosts, even, arena);
	return problem;
}

struct plan_problem plan_in_force(const struct plan_problem *problem, const struct plan *plan,
	uint32_t out_of, struct arena *arena)
{
	struct plan_problem copy = *problem;
	struct plan_need *needs = take(arena, problem->need_count, sizeof *needs);
	for (uint32_t i = 0; i < problem->need_count; i++) {
		needs[i] = problem->needs[i];
		needs[i].held = i % out_of == 0 ? PLAN_NONE : plan->chosen[i];
	}
	copy.needs = needs;
	return copy;
}
