// SPDX-License-Identifier: MIT
// Folding people's lines by the policy in force who were last folded by an earlier version.
//
// What was crossed stays on record. What the version in force finds raised at the instant at which
// it came into force is raised then, once: a level that is on record as raised is not raised again.
// What lies before that instant it does not judge.
#pragma once

#include "app/exposures/record.h"

// Changes over at most `most` people in a transaction of their own; `count` is how many, 0 when
// nobody is left whom nobody else has. Where a cadence of somebody has changed, its date is worked
// out anew: whoever is overdue by the new one is spread over its range, but not beyond their old
// date; minutes of a month of the zone are asked for within what is left of it, or in the next. One
// that takes the place of another, which begins with the same kind of session, goes on from where
// that was counted. Adds to `report`.
CHECKED enum status record_change_over(const struct recorder *recorder, const struct zone *zone,
	int32_t most, struct instant now, size_t *count, struct record_report *report,
	struct fault *fault);
