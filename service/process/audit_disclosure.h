// SPDX-License-Identifier: MIT
// plimsoll audit disclosure: trying to work out what trends withhold.
#pragma once

#include "process/workplace.h"

// Prints what came of it. `found` is whether a number is told that should not be, or what was
// published contradicts itself.
CHECKED enum status audit_disclosure(
	struct desk *desk, bool json, bool *found, struct fault *fault);
