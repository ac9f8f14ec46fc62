// SPDX-License-Identifier: MIT
// Which sessions one person would be asked to, from what was crossed and their cadence.
//
// As the engine does it: a crossing joins what is asked for and not yet answered with the same
// first kind, and is the next session of the cadence, brought forward; a cadence waits a week while
// anything is asked for. What the past does not tell is assumed: a seat is there at the earliest
// instant that the response allows, and it is accepted as late as the response allows. No database.
#pragma once

#include "core/policy.h"

struct called {
	struct instant at;
	size_t response; // of the policy
};

struct asked {
	struct instant at; // the session
	size_t response;
	bool by_cadence;
};

struct needs_case {
	const struct policy *policy;
	const struct policy_profile *profile;
	struct person_id person;
	struct instant joined;      // NEVER: not known
	bool gone;                  // then without a cadence
	const struct called *calls; // in order of time
	size_t call_count;
	struct instant from, until; // the cadence begins, and ends
};

// Calls `add` for each session in order of what asks for it.
void needs_of(
	const struct needs_case *person, void (*add)(void *to, const struct asked *asked), void *to);
