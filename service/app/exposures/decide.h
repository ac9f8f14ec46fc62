// SPDX-License-Identifier: MIT
// What of some inputs is new, given what the log knows. Part of recording; no database here.
#pragma once

#include "app/exposures/record.h"
#include "store/retractions.h"

// An exposure to be added.
struct fresh_exposure {
	struct logged_exposure logged;
	double replaced_dose; // of what it corrects; 0: it corrects nothing
	size_t group;
	bool replaced;      // by a later one of the same batch, so that it is logged and never weighed
	size_t replaced_by; // that one's group
};

struct decisions {
	const struct policy *policy;
	struct instant now;
	struct arena *arena;
	const struct person_id *people; // ascending
	const struct text *profiles;    // start is NULL for one who is not there
	size_t people_count;
	struct known_exposure *known; // in no order, as is what follows
	size_t known_count;
	struct retraction *removed;
	size_t removed_count;
	struct fresh_exposure *fresh; // filled: by person, then in order of the log
	size_t fresh_count;
	bool *corrected; // filled by person: something of the log is replaced
	size_t *slots;   // ids of fresh ones, private
	size_t slot_count;
};

// Decides on inputs in their order, a result for each. STATUS_MEMORY.
CHECKED enum status decide(struct decisions *decisions, const struct record_input *inputs,
	size_t count, struct record_result *results, struct fault *fault);
