// SPDX-License-Identifier: MIT
// Private to app/exposures: the dates of people's cadences under a new version of the policy.
#pragma once

#include "app/exposures/record.h"
#include "store/change_overs.h"

// In a transaction that has locked these people, who are in order of their ids.
CHECKED enum status redate_cadences(const struct recorder *recorder, const struct zone *zone,
	const struct person_behind *behind, size_t count, struct instant now, struct arena *arena,
	struct fault *fault);
