// SPDX-License-Identifier: MIT
// Between limited.c and the process it starts, which is the same program. Within this folder, but
// for `main`.
//
// The process is "self calendar-child ZONE FROM UNTIL PARENT ASKED": the window in seconds since
// 1970, who started it, and what for. The calendar is its standard input, a whole file of known
// size; on its standard output it writes one struct child_answer and as many intervals as that
// says. For a roster what is written is in roster_child.h,
// for a shift pattern in shifts_child.h. It ends with 0 when it has answered,
// whatever the answer is.
#pragma once

#include <stdint.h>

#include "base/fault.h"

#define CHILD_COMMAND "calendar-child"
#define CHILD_MAGIC "plimcal1"

enum child_argument {
	CHILD_ZONE = 2,
	CHILD_FROM,
	CHILD_UNTIL,
	CHILD_PARENT,
	CHILD_ASKED,
	CHILD_ARGUMENTS
};

#define CHILD_BUSY "busy"
#define CHILD_ROSTER "roster"
#define CHILD_SHIFTS "shifts"

struct child_answer {
	char magic[8];
	uint64_t guards; // enum guard
	uint64_t events, unreadable, unknown_zones, count;
	struct fault fault, first;
};

// Writes all of it to standard output.
bool child_write(const void *bytes, size_t size);

// Becomes the process: never returns.
NORETURN void calendar_child(int argc, char **argv);
