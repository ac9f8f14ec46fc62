// SPDX-License-Identifier: MIT
// From an empty or older database to one that can be served, for serve and demo.
#pragma once

#include "process/trail.h"

struct beginning {
	bool founded;       // there was no organisation
	bool demonstration; // the one there is
	size_t added;       // exposures of the demonstration
};

// The policy of --policy, or the default, checked.
CHECKED enum status founding_policy(
	const struct options *options, struct arena *arena, struct text *out, struct fault *fault);

// Brings the schema up to date; an older one is backed up first. Whose doing it is, is for the
// trail.
CHECKED enum status founding_update(
	const struct workplace *workplace, enum audit_actor_kind by, struct fault *fault);

// Founds the organisation where there is none. `demonstration` founds a demonstration, and fills
// the one that is there with what is missing; an organisation of real people is left as it is.
CHECKED enum status founding_begin(const struct options *options, const struct workplace *workplace,
	struct text policy, bool demonstration, enum audit_actor_kind by, struct beginning *out,
	struct fault *fault);
