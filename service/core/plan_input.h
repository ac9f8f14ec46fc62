// SPDX-License-Identifier: MIT
// Whether a problem is one that core/plan can solve: every index in its list, every number in its
// bounds. For core/plan alone.
#pragma once

#include "core/plan.h"

// STATUS_INVALID names the first need, candidate or pool that is wrong, STATUS_LIMIT what there is
// too much of.
CHECKED enum status plan_input_check(const struct plan_problem *problem, struct fault *fault);
