// SPDX-License-Identifier: MIT
// How many host minutes are missing, of which kind, where and in which week, when the seats of a
// plan cannot suffice.
//
// A need that is not placed lacks a seat if none could be had for it even were costs and levels no
// matter: if no chain of moves to other candidates ends at a seat that is free. The needs on such
// chains then ask for more seats than all their candidates have (Hall 1935), by as many as are
// missing; of those needs that lack one, which is a matter of the plan alone. A need for which
// there is such a chain gave way to the wishes of others, and is counted apart.
//
// Areas lie within areas and are shown by the rules of core/cohort, where everybody who works in
// one counts, whether they need anything or not; what is missing in one that is not shown is
// counted in the innermost shown one around it. So each row is of ten people or more, and no sum or
// difference of rows is of fewer. Of who lacks a seat nothing is said; of how many, what is needed
// to withhold it (core/plan_told).
#pragma once

#include "core/cohort.h"
#include "core/plan.h"
#include "core/session.h"

// What a need asks for, in the terms in which it is missed.
struct plan_want {
	size_t area;            // a leaf
	int32_t week;           // of the earliest start, numbered as the caller likes
	enum session_kind kind; // the preferred one
	int32_t minutes, seats; // of one session of that kind; at least 1
};

struct plan_area {
	size_t within;  // an area before it, or COHORT_TOP
	int64_t people; // who work in it; of leaves
};

struct plan_missing {
	size_t area;
	enum session_kind kind;
	int32_t week;
	int64_t host_minutes; // of whole sessions
	int64_t needs;        // that lack them
};

struct plan_shortage {
	struct plan_missing *rows; // by area, kind and week
	size_t count;
	uint32_t short_of_seats; // needs, those in no area that is shown too
	uint32_t gave_way;
};

// `wants` is by need. The plan is one of plan_solve for the problem.
CHECKED enum status plan_missing(const struct plan_problem *problem, const struct plan *plan,
	const struct plan_want *wants, const struct plan_area *areas, size_t area_count,
	struct arena *arena, struct plan_shortage *out, struct fault *fault);
