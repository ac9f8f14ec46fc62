// SPDX-License-Identifier: MIT
// The commands of a policy's versions: list, show, diff, propose, approve, withdraw, staff-view.
#pragma once

#include "process/options.h"

// The exit code.
int policy_life(const struct options *options);

// Whether the first argument is one of them, with as many others as it takes.
bool policy_life_knows(const struct options *options);
