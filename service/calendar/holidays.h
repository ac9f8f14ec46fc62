// SPDX-License-Identifier: MIT
// Public holidays out of a newer calendar than the one that is shipped, such as the one that
// https://www.gov.uk/bank-holidays offers for each nation, in place of it.
//
// Somebody brings the file, so it is read within bounds and without libical (reader.h). Events of
// whole days count, each of their days; one with a time, a rule or no name is refused with its
// line, for a holiday that is missing or wrong would not be noticed.
#pragma once

#include "calendar/programme.h"

#define HOLIDAYS_LIMIT 2000 // days

// All days in order, each once, by its first name. What is STATUS:CANCELLED is left out.
// STATUS_INVALID for what is no whole calendar, has no holiday or has an event that is refused;
// STATUS_LIMIT, STATUS_MEMORY. Which nation it is of only who brings it knows.
CHECKED enum status holidays_import(struct text document, struct arena *arena, struct holiday **out,
	size_t *count, struct fault *fault);
