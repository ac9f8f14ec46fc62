// SPDX-License-Identifier: MIT
// What may be told of a plan: how much is planned and missing, how full the programme is, and what
// replanning made better.
//
// It is told once a day, so that nobody can watch a number move, and by core/plan_told, so that
// none of fewer than ten people can be worked out; of days together only where nobody makes more
// than half. What is missing is of areas by the rules of core/cohort.
#pragma once

#include "app/plan/plan.h"
#include "store/plan_outcomes.h"

#define OUTCOME_AHEAD (56 * SECONDS_PER_DAY)

// After the plan was applied. As the recorder; what it points to lives in `arena`.
CHECKED enum status outcome_of(struct connection *connection, const struct plan_made *made,
	const struct plan_report *report, struct arena *arena, struct plan_outcome *out,
	struct fault *fault);
