// SPDX-License-Identifier: MIT
// Reads somebody else's roster out of a calendar in the limited process (calendar/limited.h).
#pragma once

#include "calendar/limited.h"
#include "calendar/roster_reader.h"

// As roster_reader_read, with the statuses of limited_read. Words that are not known are cut to
// what can be shown.
CHECKED enum status limited_roster_read(const struct limited *limited, struct text document,
	const struct roster_calendar *how, struct interval window, struct arena *arena,
	struct roster_read *out, unsigned *guards, struct fault *fault);
