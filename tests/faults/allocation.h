// SPDX-License-Identifier: MIT
// The heap of a test program, with a count of what lives, and a call that fails when it is told
// to. It takes the place of the C library's for everything in the program, libraries too.
#pragma once

#include <stdbool.h>

// The call for memory with this number, counted from now, gives none; 0: all give some.
void allocation_fail_at(unsigned long number);

// Ends that; whether the call came.
bool allocation_failed(void);

// Blocks that were given out and not freed.
long allocation_live(void);
