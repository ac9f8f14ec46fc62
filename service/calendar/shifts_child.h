// SPDX-License-Identifier: MIT
// Between limited_shifts.c and the process it starts, where that reads a shift pattern. Private to
// calendar/.
//
// Its standard input is the calendar. It answers a struct shifts_reply, as many struct
// shifts_reply_shift as that says, and the bytes of the title.
#pragma once

#include "calendar/shifts.h"

#define SHIFTS_REPLY_MAGIC "plimshi1"

struct shifts_reply {
	char magic[8];
	uint64_t guards; // enum guard
	uint32_t days, of_weeks, shifts, title;
	struct fault fault;
};

struct shifts_reply_shift {
	int32_t day, from, until;
	uint32_t kind;
};

// In the process: reads the document, unless `status` says that there is none, and answers. False:
// it could not.
bool shifts_child(struct text document, unsigned guards, enum status status, struct arena *arena,
	struct fault *fault);
