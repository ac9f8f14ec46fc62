// SPDX-License-Identifier: MIT
// Folding the logs of people anew who have another role profile, and so other lines, or of whom it
// was noted that they came to a session.
#pragma once

#include "app/exposures/record.h"

// In the caller's transaction, which has written that: the lines of the profile are folded
// from the whole log, and those of the old one come due no more. What was crossed stays on
// record. People are ascending. Adds to `report`.
CHECKED enum status record_reprofile(const struct recorder *recorder,
	const struct person_id *people, size_t count, struct instant now, struct record_report *report,
	struct fault *fault);
