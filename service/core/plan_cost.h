// SPDX-License-Identifier: MIT
// What a candidate costs in a plan: how far it is from what is wished. Rules are kept before, by
// which candidates there are; that loads are even among hosts is not of one candidate (core/plan).
//
// A day of waiting is 8 to a need that is urgent and 2 to another. All of it is judgement, with
// these reasons:
// - the kind comes first, whatever the day, as when a need is placed by itself (core/seat): the
//   order of kinds is the policy's, for a reason of care;
// - then the day. Only whole days count: nobody is better off with ten o'clock than with two, and
//   seats that are equally good for some leave more of a choice to others;
// - a host whom one has met before is worth 3 days to others, since what was told need not be told
//   again, and so is the language that one would rather speak; how one meets, in person or not, 2
//   days. Who is urgent waits a day for none of them;
// - a seat that is held is kept unless another gains more than one day, or more than four: somebody
//   may have seen it and arranged things by it.
#pragma once

#include "core/instant.h"

#define PLAN_COST_DAYS 366 // a longer wait is no worse

struct plan_wish {
	struct instant earliest; // from when the need may be met
	struct instant start;    // of the candidate
	uint32_t kind;           // its place in the order of preference, from 0; at most 15
	bool urgent;             // the need is of the highest priority
	bool other_host;         // than the one who was met before, where there is one
	bool other_language;     // than the one that is rather wished
	bool other_manner;       // than how they would rather meet
	bool moved;              // a seat is held, and this is another
};

// 0 where nothing is left to wish for. A start before `earliest` is no wait.
int32_t plan_cost(const struct plan_wish *wish);
