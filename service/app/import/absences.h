// SPDX-License-Identifier: MIT
// Importing a file of absences: when people are away, and nothing of why.
//
// CSV with a header that has the columns number (staff number), from and until; others are not
// looked at. A time is a day (2026-12-01), of which both are meant, or a local time
// (2026-12-01T13:00); without an end nobody knows yet when they are back. What the file says of
// somebody takes the place of what is known from such files and is not over; a line with a number
// alone says that they are not away. Of people whom it does not name nothing changes.
//
// It is done in one transaction: all of it or nothing. Of whom a line cannot be used, nothing
// changes, and the line is told. Importing it again changes nothing.
#pragma once

#include "app/audits/audit.h"
#include "app/duty/away.h"
#include "app/organisation/setting.h"

#define ABSENCE_FAULTS_LISTED 1000

enum absence_fault {
	ABSENCE_FINE,
	ABSENCE_SHORT_ROW,
	ABSENCE_NOT_UTF8,
	ABSENCE_NO_NUMBER,
	ABSENCE_UNKNOWN_NUMBER,
	ABSENCE_WRONG_FROM,
	ABSENCE_WRONG_UNTIL,
	ABSENCE_BACKWARDS,
	ABSENCE_FAULT_COUNT
};

const char *absence_fault_sentence(enum absence_fault fault); // a message

struct absence_reject {
	unsigned long line;
	enum absence_fault fault;
};

struct absence_report {
	size_t rows, people; // of the file: with an absence or without
	struct away_counts counts;
	size_t faults[ABSENCE_FAULT_COUNT]; // lines
	struct absence_reject *rejects;     // the first of them
	size_t reject_count;
	bool unended; // the file ends without the end of a line, and may be cut off
};

struct absence_import {
	int descriptor;
	struct connection *connection; // of the recorder
	const struct setting *setting;
	const struct audit_actor *by;
	bool dry; // nothing is written
};

// What it reports lives in `arena`. STATUS_INVALID for a file that cannot be read, with its line.
CHECKED enum status absence_import(const struct absence_import *import, struct arena *arena,
	struct absence_report *report, struct fault *fault);
