// SPDX-License-Identifier: MIT
// The shift patterns shipped in calendars/shift-patterns/.
//
// These are the project's own files, embedded at build. Each VEVENT is a shift of the cycle: local
// times, one RRULE that is FREQ=DAILY;INTERVAL=n or FREQ=WEEKLY with INTERVAL and BYDAY at most,
// and X-PLIMSOLL-SHIFT, the name of a kind of duty. The cycle is the shortest that all rules fit
// in, and begins on the first day that a file has. Days without a shift are rest days.
#pragma once

#include "core/shift_pattern.h"

#define SHIFTS_CYCLE_LIMIT 366 // days

// All that are shipped, by name.
CHECKED enum status shifts_read(
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault);

// The one of a name ("two-two-two-four"). STATUS_NOT_FOUND with the names that there are.
CHECKED enum status shifts_find(
	struct text name, struct arena *arena, struct shift_pattern *out, struct fault *fault);

// One file. STATUS_INVALID with the file and the line of the event that is not as above.
CHECKED enum status shifts_parse(const char *file, struct text document, struct arena *arena,
	struct shift_pattern *out, struct fault *fault);
