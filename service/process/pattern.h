// SPDX-License-Identifier: MIT
// Shift patterns, for commands.
#pragma once

#include "process/workplace.h"

// Prints those that there are, with how many people are on each.
CHECKED enum status patterns_print(
	const struct options *options, struct desk *desk, struct fault *fault);
