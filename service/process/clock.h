// SPDX-License-Identifier: MIT
// The only clock.
#pragma once

#include "core/instant.h"

// Lets time start from `start` now and go on at its usual pace: for trying Plimsoll on past data.
void clock_start_from(struct instant start);

struct instant clock_now(void);
int64_t clock_monotonic_microseconds(void);
