// SPDX-License-Identifier: MIT
// Importing a dispatch export: rows in, exposures with their load, crossings and needs out.
//
// The file is read once, in bounded memory, into a temporary table that only this connection sees;
// of each row only the mapped values are taken, the incident's number as a keyed id. Then exposures
// are recorded some at a time, each person whole, each transaction whole: a run that is stopped has
// recorded whole people, and running it again adds the rest and nothing twice. For one incident and
// person there is one exposure, at the earliest time.
//
// The trail of the organisation says so before anything is written; a person's own log says what
// was recorded for them.
#pragma once

#include "app/audits/audit.h"
#include "app/organisation/setting.h"
#include "core/crew.h"
#include "core/dispatch.h"
#include "secret/key.h"

#define DISPATCH_LISTED_LIMIT 10000 // distinct names that a review list has one by one
#define DISPATCH_SAMPLES 10

enum dispatch_fault {
	DISPATCH_NO_INCIDENT,
	DISPATCH_NO_RESPONDER,
	DISPATCH_NO_TIME,
	DISPATCH_WRONG_TIME, // does not fit the form, or is no time that exists
	DISPATCH_TOO_EARLY,  // before the mapping's earliest
	DISPATCH_IN_FUTURE,
	DISPATCH_SHORT_ROW, // fewer fields than the header
	DISPATCH_NOT_UTF8,
	DISPATCH_FAULT_COUNT
};

// A line of a review list: a type with its second type, a unit or a responder, never two of these.
struct dispatch_counted {
	struct text name, second;
	size_t rows;
};

struct dispatch_list {
	struct dispatch_counted *items; // most rows first
	size_t count;
};

// How one row was read, for a preview: never with who came.
struct dispatch_sample {
	unsigned long line;
	struct instant at;
	struct text category, modifier; // the modifier's start may be NULL
};

// rows + packed + crewed = no_exposure + unknown_type + not_arrived + Σ unusable + no_crew +
// unknown_responder + collapsed + added + corrected + known.
struct dispatch_report {
	size_t rows;
	size_t packed;       // responders beyond the first in one row
	size_t crewed;       // people beyond the first on a responder that is a unit
	size_t not_arrived;  // the responder never came to the incident
	size_t no_exposure;  // a rule says that none is expected
	size_t unknown_type; // no rule; see `unknown_types`
	size_t unusable[DISPATCH_FAULT_COUNT];
	unsigned long first_line[DISPATCH_FAULT_COUNT]; // where each was met first
	size_t no_crew;                                 // a unit that nobody was on; see `empty_units`
	size_t unknown_responder; // not added because of the mapping; see `unknown_responders`
	size_t waiting;           // what is left of the rows, to be settled
	size_t collapsed;         // further rows of the same incident and person
	size_t people, new_people;
	size_t unknown_people; // distinct, beyond those that are listed too
	struct record_report recorded;
	struct dispatch_list unknown_types, empty_units, unknown_responders;
	size_t *categories; // exposures of each category of the policy
	struct dispatch_sample samples[DISPATCH_SAMPLES];
	size_t sample_count;
	bool unended; // the file ends without the end of a line, and may have been cut off
	bool settled; // everything was read; what is left is to record
};

struct dispatch_progress {
	bool recording;           // after reading
	unsigned long long bytes; // read of the file
	size_t rows;
	size_t recorded, expected; // exposures; at most so many are expected
};

struct dispatch_import {
	int descriptor;
	const struct dispatch_mapping *mapping;
	const struct crew *crew; // NULL: a responder is a person, else a unit with people on it
	const struct key *key;
	const struct recorder *recorder;       // its connection is used for this alone, as are:
	struct connection *const *connections; // as the recorder; people are recorded on all at once
	size_t connection_count;               // at least 1
	const struct audit_actor *by;
	struct instant now;
	bool dry; // nothing is written: `recorded` tells what would be, without crossings and needs
	// From any thread, one at a time; or NULL.
	void (*progress)(void *context, const struct dispatch_progress *progress);
	void *context;
};

// Lists in the report live in `arena`. A fault of the file names its line; the database being lost
// is STATUS_UNAVAILABLE, and what was recorded before stays. The report is filled as far as it got.
CHECKED enum status dispatch_import(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault);
