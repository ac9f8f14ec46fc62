// SPDX-License-Identifier: MIT
// Folding some people's logs within a transaction: what is stored is read, each person is folded
// once, and states, crossings and needs are written. Part of recording.
//
// The logs themselves, and what is on record of crossings, are read only of those whose lines must
// be folded anew, so that nothing here grows with the past. Whose lines another version of the
// policy folded are folded anew, all of them.
#pragma once

#include "app/exposures/fold_check.h"
#include "app/exposures/record.h"
#include "store/log_ranges.h"

struct folder;

struct people_fold {
	const struct recorder *recorder;
	struct instant now;
	struct arena *arena;
	const struct person_id *people; // ascending, their rows locked
	const struct text *profiles;    // start is NULL for one who is not there
	const int32_t *versions;        // of the policy, by which their lines were folded
	size_t count;
	const struct logged_exposure *fresh; // by person, in order of the log
	const double *replaced;              // the dose that each of them corrects
	size_t fresh_count;
	const bool *corrected; // by person; NULL: nobody's log lost anything
	bool passing;          // time passes for everybody, else only what changed is folded
	bool anew; // everybody is folded anew; the people are all there are between first and last
	struct fold_check *check; // with `anew`: nothing is written, and what differs is counted
	struct log_range *range;  // private
	struct folder *folders;   // private
	size_t folder_count;
};

// Adds to `report` what was raised and needed.
CHECKED enum status people_fold_run(
	struct people_fold *work, struct record_report *report, struct fault *fault);
