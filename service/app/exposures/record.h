// SPDX-License-Identifier: MIT
// Recording exposures: into the log, the load, the crossings and the needs, in one transaction.
#pragma once

#include "app/exposures/fold.h"
#include "store/organisation.h"

struct recorder {
	struct connection *connection; // as the recorder
	const struct organisation *organisation;
	const struct policy *policy;
	int32_t policy_version;
	struct uuid (*new_id)(struct instant now);
};

struct record_input {
	struct exposure exposure;
	// Import only: the id under which an earlier time of the same incident and person corrects it.
	struct exposure_id correction;
};

struct record_report {
	size_t added;     // new in the log
	size_t corrected; // brought an earlier time for what was there
	size_t known;     // were there already
	size_t raised;    // levels and triggers, re-alarms too
	size_t needs;     // new ones
};

// Records exposures of some people, sorted by person and then in order of the log, all or nothing.
// Exposures already in the log change nothing; an import's earlier time corrects what only imports
// have touched. Adds to `report`. A conflict with another recorder is retried.
CHECKED enum status record_exposures(const struct recorder *recorder,
	const struct record_input *inputs, size_t count, struct instant now,
	struct record_report *report, struct fault *fault);

// Lets time pass for some people (ascending), so that alarms end or come due; all or nothing.
CHECKED enum status record_passing(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct record_report *report, struct fault *fault);
