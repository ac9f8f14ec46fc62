// SPDX-License-Identifier: MIT
// LEMON's network simplex on a problem of core/plan.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

#include "core/plan.h"

// Seconds of the processor that its run takes, the graph built before; the totals of the plan that
// it finds go to `totals`. With one level costs are of 64 bits; with several, all levels in one
// cost of 128 bits. Negative where it finds none.
double lemon_solve(const struct plan_problem *problem, struct plan_total *totals);

#ifdef __cplusplus
}
#endif
