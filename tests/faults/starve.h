// SPDX-License-Identifier: MIT
// Takes the memory from under something at each of its calls for some, one after another.
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"

enum starved_end {
	STARVED_TOLD,    // it fails with STATUS_MEMORY, and never succeeds then
	STARVED_MENDED,  // or it succeeds, as it would have
	STARVED_SOMEHOW, // any end but a crash and a leak, where a library does not tell what failed
};

struct starved {
	const char *name;
	// Fails the test where what it comes to is wrong, of a success and of a failure.
	enum status (*run)(void);
	enum starved_end end;
};

// Runs it with every one of its calls for memory failing in turn, and whole after each; false where
// one of them leaks. The arena, which is what it may allocate from for longer, is emptied between.
bool starve(const struct starved *starved, struct arena *arena);
