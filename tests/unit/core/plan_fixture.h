// SPDX-License-Identifier: MIT
// Small problems for core/plan, written as lists.
#pragma once

#include "support/cmocka.h"

#include "core/plan.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
// Lists of what a pool or a need is made of.
#define SEATS(n)                                                                                   \
	{                                                                                              \
		PLAN_NONE, (n), 0, false                                                                   \
	}
#define SEATS_IN(outer, n)                                                                         \
	{                                                                                              \
		(outer), (n), 0, false                                                                     \
	}
#define EVEN(n, load)                                                                              \
	{                                                                                              \
		PLAN_NONE, (n), (load), true                                                               \
	}

// Needs of a level with so many candidates, which follow those of the need before.
#define NEED(of_level, begin, candidates)                                                          \
	{                                                                                              \
		(of_level), (begin), (candidates), PLAN_NONE                                               \
	}

#define PROBLEM(asks, offers, seats, levels)                                                       \
	((struct plan_problem){.needs = (asks),                                                        \
		.candidates = (offers),                                                                    \
		.pools = (seats),                                                                          \
		.need_count = COUNT(asks),                                                                 \
		.candidate_count = COUNT(offers),                                                          \
		.pool_count = COUNT(seats),                                                                \
		.level_count = (levels)})

static inline struct plan plan_solved(const struct plan_problem *problem, struct arena *arena)
{
	struct plan plan;
	struct fault fault = {.status = STATUS_OK};
	if (plan_solve(problem, arena, &plan, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return plan;
}
