// SPDX-License-Identifier: MIT
// Importing a dispatch export: rows in, exposures with their load, crossings and needs out.
//
// The file is read once, in bounded memory, into a temporary table that only this connection sees;
// of each row only the mapped values are taken, the incident's number as a keyed id. Then people
// are recorded a few at a time, each transaction whole: a run that is stopped has recorded whole
// people, and running it again adds the rest and nothing twice. For one incident and person there
// is one exposure, at the earliest time.
#pragma once

#include "app/organisation/setting.h"
#include "core/dispatch.h"
#include "secret/key.h"

#define DISPATCH_TYPES_LIMIT 10000 // distinct unknown types that are listed one by one

enum dispatch_fault {
	DISPATCH_NO_INCIDENT,
	DISPATCH_NO_RESPONDER,
	DISPATCH_NO_TIME,
	DISPATCH_WRONG_TIME, // does not fit the form, or is no time that exists
	DISPATCH_IN_FUTURE,
	DISPATCH_SHORT_ROW, // fewer fields than the header
	DISPATCH_NOT_UTF8,
	DISPATCH_FAULT_COUNT
};

struct dispatch_unknown {
	struct text type, second_type;
	size_t rows;
};

// rows + packed = no_exposure + unknown_type + not_arrived + Σ unusable + collapsed + added +
// corrected + known.
struct dispatch_report {
	size_t rows;
	size_t packed;       // responders beyond the first in one row
	size_t not_arrived;  // the responder never came to the incident
	size_t no_exposure;  // a rule says that none is expected
	size_t unknown_type; // no rule; see `unknown`
	size_t unusable[DISPATCH_FAULT_COUNT];
	unsigned long first_line[DISPATCH_FAULT_COUNT]; // where each was met first
	size_t collapsed;                               // further rows of the same incident and person
	size_t people, new_people;
	struct record_report recorded;
	struct dispatch_unknown *unknown; // most rows first
	size_t unknown_count;
};

struct dispatch_import {
	int descriptor;
	const struct dispatch_mapping *mapping;
	const struct key *key;
	const struct recorder *recorder; // its connection is used for this alone
	struct instant now;
};

// Lists in the report live in `arena`. A fault of the file names its line; the database being lost
// is STATUS_UNAVAILABLE, and what was recorded before stays.
CHECKED enum status dispatch_import(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault);
