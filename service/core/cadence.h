// SPDX-License-Identifier: MIT
// Cadences: a session for everybody every so often, or so many minutes of sessions in every
// calendar month (core/cadence_month.h), whatever they log. Somebody may have several.
//
// When exactly is drawn openly by chance within the cadence's range, so that a session that comes
// early because a line was crossed looks like any other. The draw follows from the cadence, from
// whom it is for and from what it is counted, so that it can be repeated; nobody who does not know
// the person's id can foresee it.
#pragma once

#include "core/ids.h"
#include "core/instant.h"

#define CADENCE_STEPS_LIMIT 6

// From so long to so long after the last session, for who has served less than a time.
struct cadence_step {
	int64_t service_below_seconds; // of the last step: INT64_MAX
	int64_t least_seconds, most_seconds;
};

struct cadence {
	struct text id;
	struct cadence_step steps[CADENCE_STEPS_LIMIT]; // ascending by service
	size_t step_count;                              // 0 for one of minutes per month
	int32_t minutes_per_month;                      // 0 for one of steps
	size_t response;                                // of the policy
	int64_t contact_after_seconds; // not taken, a clinician is asked to make contact; 0: nobody is
};

// A number that follows from these, and looks like one drawn by chance.
uint64_t cadence_draw(const struct cadence *cadence, struct person_id person, struct instant from);

// When the next session of one that has steps falls due after the one at `counted_from`. The step
// is the one for how long the person has served by then; `joined` NEVER: unknown, and so the last
// step.
struct instant cadence_next(const struct cadence *cadence, struct person_id person,
	struct instant joined, struct instant counted_from);

// When the first falls due for somebody who begins at `from`: from a fortnight on, or where the
// range begins earlier from there, to its end, so that all who begin together do not fall due
// together.
struct instant cadence_first(const struct cadence *cadence, struct person_id person,
	struct instant joined, struct instant from);
