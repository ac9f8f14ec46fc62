// SPDX-License-Identifier: MIT
// Reads a shift pattern of somebody else's out of a calendar in the limited process
// (calendar/limited.h).
#pragma once

#include "calendar/limited.h"
#include "calendar/shifts.h"

// As shifts_parse of a file without a name, with the statuses of limited_read. The title is empty
// where the calendar has no name.
CHECKED enum status limited_shifts_read(const struct limited *limited, struct text document,
	struct arena *arena, struct shift_pattern *out, unsigned *guards, struct fault *fault);
