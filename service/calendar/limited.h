// SPDX-License-Identifier: MIT
// Reads when somebody else's calendar keeps its person busy, in a process of its own that can do
// nothing else (calendar/confine.h), and that is ended when it takes too long.
//
// Whatever is in the file, at worst that process ends and the calendar counts as one that cannot be
// read. What it answers is looked at as if somebody else had written it.
#pragma once

#include "calendar/reader.h"

#define LIMITED_SELF "/proc/self/exe"
#define LIMITED_SECONDS 10 // of waiting; of processor time it has CONFINE_SECONDS

struct limited {
	const char *program; // ourselves, whose `main` calls calendar_child
	int stop;            // a descriptor: once it can be read, nothing is waited for; −1 for none
	int seconds;         // of waiting, at least 1
};

// As reader_read. STATUS_LIMIT too for what takes too long or too much memory, STATUS_INVALID for
// what the process failed over, STATUS_UNAVAILABLE when told to stop, and STATUS_SYSTEM where no
// such process can be had, which says nothing about the calendar. `guards` (enum guard) are those
// that held, also after a failure where the process answered; else it keeps its value.
CHECKED enum status limited_read(const struct limited *limited, struct text document,
	struct text zone, struct interval window, struct arena *arena, struct busy_time *out,
	unsigned *guards, struct fault *fault);
