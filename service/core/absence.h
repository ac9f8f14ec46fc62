// SPDX-License-Identifier: MIT
// When somebody is away, as stretches of time: nothing of why.
//
// A source (a file of absences, a roster) says them again from time to time, for a stretch of time
// or for good, and what it says takes the place of what it said.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/seat.h"

#define ABSENCE_KEPT (28 * SECONDS_PER_DAY) // what has been over for longer is not kept

struct absence {
	struct person_id person;
	struct interval during;
	int32_t offered_days; // for so many days away those who report to them were offered a session
};

// What is known of somebody from a source after it has said `said` for the time `within`, in which
// nothing of what was known before stays. What is said may reach out of it. Both lists in any
// order; what comes out ascends, disjoint and with time between. STATUS_MEMORY.
CHECKED enum status absence_said(const struct interval *known, size_t known_count,
	struct interval within, const struct interval *said, size_t said_count, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault);

// From where on somebody's absences are replaced by a source that says all of them that are not
// over: the beginning of one that they are in, or now.
struct instant absence_open_from(const struct interval *known, size_t count, struct instant now);
