// SPDX-License-Identifier: MIT
// What a plan is better in than the plan in force, in terms of what people get. Plain data.
#pragma once

#include "core/instant.h"
#include "core/plan.h"

// What a candidate is; by candidate.
struct plan_meeting {
	struct instant start;
	uint32_t kind;     // its place in the need's order of preference, from 0
	bool other_host;   // than the one who was met before, where there is one
	bool other_manner; // than is wished
};

// Of those who are placed, in one of the two plans.
struct plan_merits {
	uint32_t placed, preferred_kind, same_host, wished_manner;
};

struct plan_change {
	uint32_t needs;
	struct plan_merits before, after;
	uint32_t kept, moved;   // of those placed in both
	uint32_t sooner, later; // of those moved
	int64_t seconds_sooner; // of those, together
	int64_t seconds_later;
	uint32_t given, taken; // placed in one of the two alone: now, and before
};

// The change of each level, from what the needs hold to what the plan gives them; `out` has
// problem->level_count of them.
void plan_change(const struct plan_problem *problem, const struct plan *plan,
	const struct plan_meeting *meetings, struct plan_change *out);
