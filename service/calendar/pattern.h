// SPDX-License-Identifier: MIT
// Within this folder: reads the VEVENTs of one shipped calendar, whose text ends in NUL.
//
// Only what programme.h names is understood; anything missing or odd is STATUS_INVALID with the
// file and the property in `where`.
#pragma once

#include "calendar/programme.h"

CHECKED enum status patterns_parse(const char *file, const char *document, struct arena *arena,
	struct series **out, size_t *count, struct fault *fault);

CHECKED enum status holidays_parse(const char *file, const char *document, struct arena *arena,
	struct holiday **out, size_t *count, struct fault *fault);
