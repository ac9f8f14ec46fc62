// SPDX-License-Identifier: MIT
// Within this folder: reads the VEVENTs of one shipped calendar, whose text ends in NUL.
//
// Only what programme.h names is understood; anything missing or odd is STATUS_INVALID with the
// file, the event (its UID, else its SUMMARY, else its place) and the property in `where`.
#pragma once

#include "calendar/programme.h"

CHECKED enum status patterns_parse(const char *file, const char *document, struct arena *arena,
	struct series **out, size_t *count, struct fault *fault);

// Whether the rule of a series can be followed and gives a date at all.
CHECKED enum status series_check(
	const struct series *series, struct arena *arena, struct fault *fault);

CHECKED enum status holidays_parse(const char *file, const char *document, struct arena *arena,
	struct holiday **out, size_t *count, struct fault *fault);
