// SPDX-License-Identifier: MIT
// Shift patterns: those shipped in calendars/shift-patterns/, and files of others of the same form.
//
// What is shipped is embedded at build; another's file is read in the limited process
// (calendar/limited_shifts.h). Each VEVENT is a shift of the cycle: local
// times, one RRULE that is FREQ=DAILY;INTERVAL=n or FREQ=WEEKLY with INTERVAL and BYDAY at most,
// and X-PLIMSOLL-SHIFT, the name of a kind of duty. The cycle is the shortest that all rules fit
// in, and begins on the first day that a file has. Days without a shift are rest days.
#pragma once

#include "core/shift_pattern.h"

#define SHIFTS_CYCLE_LIMIT 366 // days
#define SHIFTS_LIMIT 2000      // shifts of a cycle
#define SHIFTS_TITLE_LIMIT 200 // bytes

// All that are shipped, by name.
CHECKED enum status shifts_read(
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault);

// The one of a name ("two-two-two-four"). STATUS_NOT_FOUND with the names that there are.
CHECKED enum status shifts_find(
	struct text name, struct arena *arena, struct shift_pattern *out, struct fault *fault);

// One file; its name may be empty. STATUS_INVALID with the file and the line of the event that is
// not as above. The title is X-WR-CALNAME, in one line.
CHECKED enum status shifts_parse(const char *file, struct text document, struct arena *arena,
	struct shift_pattern *out, struct fault *fault);
