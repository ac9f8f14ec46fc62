// SPDX-License-Identifier: MIT
// What the process that reads other people's calendars gives up before it looks at one.
//
// Limits that always hold: nothing open but the three standard descriptors, 2 s of processor time,
// 256 MB of address space, 16 open files, no file written, no further process, no core dump. And
// guards, each of which a kernel or a container may refuse: no system calls but those that reading
// takes, no network, no file but the system's time zones. What is given up cannot be had back.
#pragma once

#include <stdint.h>

#include "base/fault.h"

#define CONFINE_SECONDS 2 // of processor time
#define CONFINE_BYTES (INT64_C(256) << 20)

enum guard {
	GUARD_CALLS = 1 << 0,   // seccomp: only the calls that reading takes
	GUARD_NETWORK = 1 << 1, // no network, by the first or by a namespace without one
	GUARD_FILES = 1 << 2,   // Landlock: only the time zones can be read
	GUARD_ALL = GUARD_CALLS | GUARD_NETWORK | GUARD_FILES,
};

// For the whole process, which has one thread. Tells the guards that hold. STATUS_SYSTEM where a
// limit cannot be set.
CHECKED enum status confine(unsigned *guards, struct fault *fault);

// Its two ways to do without a network, for tests: whether each could be had.
bool confine_calls(void);
bool confine_network(void);
