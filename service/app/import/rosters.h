// SPDX-License-Identifier: MIT
// Importing a roster: what people are on duty for, and when they are away.
//
// Of everybody whom the file names it says all of the time from its first day to its last, and
// nothing of any other. It is done in one transaction: all of it or nothing. A wrong row, and
// nothing of the file is taken (app/import/roster_file). Rows of numbers that nobody has are left
// out and counted. Importing it again changes nothing.
#pragma once

#include "app/audits/audit.h"
#include "app/duty/rosters.h"
#include "app/import/roster_file.h"
#include "app/organisation/setting.h"
#include "calendar/roster_reader.h"
#include "core/shift_pattern.h"

#define ROSTER_STRANGERS_LISTED 20

struct roster_report {
	size_t rows, repeated;
	struct interval known; // what the file speaks of
	struct roster_counts counts;
	size_t strangers;  // numbers that nobody has
	struct text *some; // the first of them
	size_t some_count;
	struct roster_file_faults faults; // of a file that was refused
	// Of a calendar that was refused: words that stand for nothing known, the first in the file
	// first, and events that cannot be followed or say not whose they are.
	const struct roster_unknown *unknown;
	size_t unknown_count, unknown_events, unreadable, unknown_zones;
};

struct roster_import {
	struct connection *connection; // of the recorder
	const struct setting *setting;
	const struct audit_actor *by;
	bool dry; // nothing is written
};

// What it reports lives in `arena`. STATUS_INVALID for a file that is refused: the first of what is
// wrong in `fault`, all in the report, which is filled as far as it got.
CHECKED enum status roster_import(const struct roster_import *import, int descriptor,
	const struct roster_form *form, struct arena *arena, struct roster_report *report,
	struct fault *fault);

// The same for rows that have been read.
CHECKED enum status roster_import_rows(const struct roster_import *import,
	const struct roster_file *file, struct arena *arena, struct roster_report *report,
	struct fault *fault);

// Has some people work a pattern for a while, as a roster that says so. `anchor`: the day on which
// a cycle of theirs begins, since 1970-01-01.
CHECKED enum status roster_by_pattern(const struct roster_import *import,
	const struct person_id *people, size_t count, const struct shift_pattern *pattern,
	int64_t anchor, struct interval during, struct arena *arena, struct roster_counts *counts,
	struct fault *fault);
