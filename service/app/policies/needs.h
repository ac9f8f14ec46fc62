// SPDX-License-Identifier: MIT
// Which sessions one person would be asked to, from what was crossed and their cadences.
//
// As the engine does it: a crossing joins what is asked for and not yet answered with the same
// first kind, and is the next session of the cadences that ask for that kind, brought forward; a
// cadence waits while anything with its first kind is asked for. What the past does not tell is
// assumed: a seat of the first kind is there at the earliest instant that the response allows, it
// is accepted as late as the response allows, and of a group every place is taken. No database.
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
	struct instant joined;              // NEVER: not known
	bool gone;                          // then without cadences
	const struct zone *zone;            // of calendar months; NULL: UTC
	int32_t places[SESSION_KIND_COUNT]; // of the sessions of each kind; 0: one
	const struct called *calls;         // in order of time
	size_t call_count;
	struct instant from, until; // cadences begin, and end
};

// Calls `add` for each session in order of what asks for it.
void needs_of(
	const struct needs_case *person, void (*add)(void *to, const struct asked *asked), void *to);
