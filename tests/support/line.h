// SPDX-License-Identifier: MIT
// Lines for tests: times in hours, half-lives that make round numbers, crossings as text.
#pragma once

#include "core/line.h"

#define HOURS(hours) ((struct instant){(int64_t)((hours)*3600)})

// One level raised at 100 and cleared at 50, without delays, with a half-life of 24 hours: a dose
// of 100 raises it and 24 hours later it clears.
struct policy_line line_simple(void);

// A dose at an hour; ids count up with the hour.
struct dose dose_at(double hour, double weight);

// "0 raise 1, 24.5 clear 1, 25 late realarm 0": hour, change, level. The answer stands until the
// next call with the same `out`.
const char *crossings_text(const struct crossings *crossings, char *out, size_t size);
