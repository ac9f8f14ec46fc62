// SPDX-License-Identifier: MIT
// Recording exposures: into the log, the load, the crossings and the needs, in one transaction.
//
// Many requests share a transaction (group commit): each person's state is folded once, and what
// was answered is durable. What one request got wrong is its own: it is refused without a trace of
// it, and the others go on.
#pragma once

#include "app/audits/audit.h"
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
	// Its time is so long before it was sent, as a form says it: "just now", "yesterday". Sent
	// again later, it says the same.
	bool told_as_ago;
	// Import only: the id under which a better row of the same incident and person corrects it.
	struct exposure_id correction;
	// Inputs of one group stand together, and are recorded all or none.
	size_t group;
};

enum record_outcome {
	RECORD_ADDED,
	RECORD_CORRECTED, // an import's row that told more than what was there
	RECORD_KNOWN,     // was there already, the same
	// Refused, and all of its group with it:
	RECORD_ID_TAKEN,    // by an exposure that is not the same
	RECORD_REMOVED,     // its owner removed it, or what it corrects
	RECORD_NO_PERSON,   // there is no such person
	RECORD_NO_TARGET,   // what it corrects is not in the person's log
	RECORD_REPLACED,    // what it corrects has been corrected by another one
	RECORD_UNWEIGHABLE, // the policy in force knows no such category or modifier
	RECORD_WITHHELD,    // another of its group was refused
	RECORD_FAILED,      // the transaction failed
};

bool record_refused(enum record_outcome outcome);

// What became of an input; the times and the dose are of what is in the log, and not there for one
// that was refused.
struct record_result {
	enum record_outcome outcome;
	struct instant occurred_at, recorded_at;
	double dose;
};

struct record_report {
	size_t added;     // new in the log
	size_t corrected; // told more than what was there
	size_t known;     // were there already
	size_t raised;    // levels and triggers, re-alarms too
	size_t needs;     // new ones
};

// Records all inputs that are not refused in one transaction, or nothing. An id that is in the log
// with the same content is known, and with another content taken (a request may be repeated). An
// import's row corrects what only imports have touched where it is earlier or heavier: what stands
// is the earliest time and the heaviest kind of all its rows, in whatever order they came. What its
// owner has removed is never brought back. A time up to EXPOSURE_FUTURE_TOLERANCE ahead of now is
// now. A conflict with another recorder is retried. Where `results` is NULL, a refusal fails the
// transaction: STATUS_INVALID. Adds to `report`.
CHECKED enum status record_exposures(const struct recorder *recorder,
	const struct record_input *inputs, size_t count, struct instant now,
	struct record_result *results, struct record_report *report, struct fault *fault);

// The same for inputs of independent groups: where the transaction fails for any reason but a
// database that cannot be reached, each group is tried by itself, so that it hurts nobody else. A
// group that then fails is RECORD_FAILED, and the status is the last failure's.
CHECKED enum status record_groups(const struct recorder *recorder,
	const struct record_input *inputs, size_t count, struct instant now,
	struct record_result *results, struct record_report *report, struct fault *fault);

// What record_exposures would come to, with nothing written and nothing locked, people of the
// inputs who are not there taken as there. Crossings and needs are not foreseen.
CHECKED enum status record_foreseen(const struct recorder *recorder,
	const struct record_input *inputs, size_t count, struct instant now,
	struct record_result *results, struct record_report *report, struct fault *fault);

// Removes an entry of a person's log with all it corrects and that corrects it, and folds the log
// anew; where somebody else does it, it is added to the person's trail. STATUS_NOT_FOUND where the
// person has no such entry; removing again changes nothing.
CHECKED enum status record_retraction(const struct recorder *recorder, struct person_id person,
	struct exposure_id exposure, const struct audit_actor *by, struct record_report *report,
	struct fault *fault);

// The same of all a person's entries, in one transaction.
CHECKED enum status record_retraction_of_all(const struct recorder *recorder,
	struct person_id person, const struct audit_actor *by, struct record_report *report,
	struct fault *fault);

// Lets time pass for some people (ascending), so that alarms end or come due; all or nothing.
CHECKED enum status record_passing(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct record_report *report, struct fault *fault);
