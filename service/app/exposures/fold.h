// SPDX-License-Identifier: MIT
// Folding one person's new doses into the state of their lines, and what crossings lead to.
//
// No database here: the stored state, what is known and the log come in, the new state, crossings
// and needs are added to what a transaction will write. Doses on time are folded into the stored
// state; one that is earlier than something already folded makes the line be folded anew from the
// log and from the sessions they attended, and what that finds that nobody knew is marked found
// late. Where another version of the
// policy was in force before, only what happens from when this one came into force is judged by it.
//
// Nobody is held a seat for what an import recorded before they have had the policy's time to see
// it: a line remembers until when, whenever it is crossed.
#pragma once

#include "app/exposures/batch.h"
#include "store/attendances.h"
#include "store/exposures.h"

struct fold {
	const struct policy *policy;
	int32_t policy_version;
	struct organisation_id organisation;
	struct person_id person;
	const struct policy_profile *profile;
	struct instant now;              // time is let pass to here
	const struct stored_line *lines; // the person's own, as is all that follows
	size_t line_count;
	const struct stored_alarm *alarms;
	size_t alarm_count;
	const struct need *open;
	size_t open_count;
	const struct logged_exposure *fresh; // just recorded, in order of the log
	const double *replaced;              // the dose that each of them corrects; 0: none
	size_t fresh_count;
	bool corrected;                    // something was in the log that no longer stands
	const struct logged_exposure *log; // the whole log as it now stands, or NULL if not read
	size_t log_count;
	const struct attended_session *attended; // all there are, in order, read with the log
	size_t attended_count;
	const struct stored_crossing *known; // what is on record, read with the log
	size_t known_count;
	struct uuid (*new_id)(struct instant now); // random ids, from secret/
};

// Whether any line must be folded anew, so that the log is needed.
bool fold_needs_log(const struct fold *fold);

// Adds what follows to the batch.
void fold_person(const struct fold *fold, struct batch *batch);
