// SPDX-License-Identifier: MIT
// Problems for core/plan, made up.
#pragma once

#include "core/plan.h"
#include "support/random.h"

// All of these are at most; a need may have no candidate, and a pool no seat.
struct plan_shape {
	uint32_t needs, candidates, levels;
	uint32_t hosts, days, sessions; // sessions of a host on a day
	int32_t seats, in_day, cost;
	bool even;
};

// Hosts, their days in them and sessions in those, and sessions of nobody; all at random.
struct plan_problem plan_random(
	struct random *random, const struct plan_shape *shape, struct arena *arena);

// Four weeks of a force: hosts by area with three slots on a working day and two sessions at most,
// and seats for 14 needs in 15; each need with `candidates` in its window, most of its own area, at
// the costs of core/plan_cost. Level 0 is urgent.
struct plan_problem plan_of_force(struct random *random, uint32_t needs, uint32_t candidates,
	uint32_t levels, bool even, struct arena *arena);

// A copy in which the needs hold what a plan gave them, but one in `out_of`.
struct plan_problem plan_in_force(const struct plan_problem *problem, const struct plan *plan,
	uint32_t out_of, struct arena *arena);
