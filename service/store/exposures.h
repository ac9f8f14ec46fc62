// SPDX-License-Identifier: MIT
// The log of exposures. Append-only; all as the recorder.
#pragma once

#include "base/arena.h"
#include "core/policy.h"
#include "store/connection.h"

struct logged_exposure {
	struct exposure exposure;
	double dose; // under the policy version it was recorded with
};

// Appends exposures with their doses; those whose id is in the log stay as they are. `added` is how
// many were new.
CHECKED enum status exposure_add(struct connection *connection, struct organisation_id organisation,
	int32_t policy_version, struct instant recorded_at, const struct logged_exposure *exposures,
	size_t count, size_t *added, struct fault *fault);

// What the log knows of an exposure's id: the end of its chain of corrections.
struct exposure_chain {
	struct person_id person;
	struct exposure_id first; // the id asked for
	struct exposure_id last;  // what a further correction replaces
	struct instant earliest_at;
	bool by_import; // nobody but imports has touched it
};

// The chains of those of the ids that are in the log, in no order.
CHECKED enum status exposure_chains(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct exposure_chain **out,
	size_t *count, struct fault *fault);

// The logs of some people as they stand (what was corrected is left out), by person, then in order.
CHECKED enum status exposure_log(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct logged_exposure **out, size_t *count,
	struct fault *fault);
