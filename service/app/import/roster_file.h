// SPDX-License-Identifier: MIT
// A roster from a file of rows under a header, as plain data. No database is asked.
//
// Whole or not at all: one wrong row, and nothing of the file is taken.
#pragma once

#include "core/roster_row.h"

#define ROSTER_FILE_FAULTS_KEPT 100
#define ROSTER_FILE_ROWS_LIMIT 2000000
#define ROSTER_FILE_DAYS_LIMIT 400 // from the first to the last

struct roster_file {
	const struct roster_row *rows; // by person, then in time
	size_t count;
	size_t repeated;       // rows left out because they are there twice
	struct interval known; // from the midnight before the first to that after the last; of all
						   // whom the file names, for the rest of it is that they are off
};

struct roster_file_fault {
	unsigned long line;
	struct text column; // its name; empty: of the whole row
	struct text read;   // what stood there; empty where that is who somebody is
	enum roster_row_answer answer;
};

struct roster_file_faults {
	struct roster_file_fault *list; // the first of them, in order
	size_t count, kept;
};

// Reads from `descriptor`, which stays the caller's. STATUS_INVALID with the first of what is wrong
// in `fault` and all in `faults`, which is set then too; STATUS_LIMIT, STATUS_MEMORY, and
// STATUS_NOT_FOUND for a zone that is not known.
CHECKED enum status roster_file_read(int descriptor, const struct roster_form *form,
	struct arena *arena, struct roster_file *out, struct roster_file_faults *faults,
	struct fault *fault);
