// SPDX-License-Identifier: MIT
// Verifies that a plan is feasible and the best there is, by its prices; shares no code with what
// made it, and needs no trust in it.
//
// A price is a list of numbers, one for each level and a last one for evenness, and lists are
// compared from the front, as words are in a dictionary. So is what a need pays: in its own level's
// number the cost of its candidate, plus the price of the pool. Unplaced it pays, in that number,
// plan_unplaced_cost. The plan is the best if
// - no pool has more than its capacity;
// - no need would pay less for another of its candidates, or unplaced, than for what it has; and
// - the price of a pool, less that of the pool it lies in, is at most what a further unit in it
//   costs where one fits, and at least what the last unit costs where there is one. A unit costs
//   nothing, but in an even pool, in the last number, the growth of the square of its load.
// docs/plan.md says why. In time it takes each candidate once for each level that it has to look
// at.
#pragma once

#include "core/plan.h"

// STATUS_INVALID names the first need, pool or total at which the plan fails, STATUS_MEMORY says
// nothing of the plan. The problem is one that plan_solve accepts.
CHECKED enum status plan_check(const struct plan_problem *problem, const struct plan *plan,
	struct arena *arena, struct fault *fault);
