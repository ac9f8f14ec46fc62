// SPDX-License-Identifier: MIT
// What may be told of a plan to whoever runs the programme, so that no number of fewer than ten
// people can be worked out: not from what is told by itself, not by subtraction, and not by
// comparing one night with the next.
//
// Needs fall apart into those with no place, those that were moved and the others; those that were
// moved into those that are sooner and the others. A part is told only where it and what is left
// without it are ten or more. Where one is not told it is open which of the two is small.
//
// Numbers are rounded down to five, so that no sum of parts bounds the whole more closely than
// that. How many of some seats are taken is never told nearer to all of them than five: that all
// are would say of each session how many people it has. So of fewer than PLAN_SEATS_LEAST seats
// nothing is told. `tests/property/plan_told` works out all that can be, from every such number.
#pragma once

#include "core/cohort.h"

#define PLAN_FEW (-1) // instead of a number that may not be told
#define PLAN_TOLD_STEP 5
#define PLAN_SEATS_LEAST (COHORT_LEAST + PLAN_TOLD_STEP)
#define PLAN_TOLD_MINUTES 600 // host time is told in steps of ten hours

struct plan_numbers {
	int64_t needs, unplaced, moved; // unplaced + moved <= needs
	struct cohort_amount sooner;    // of those moved; of days
};

struct plan_told {
	int32_t needs, unplaced, moved, sooner, days_sooner;
};

struct plan_told plan_told(const struct plan_numbers *numbers);

// Of people alone: as many at least, or PLAN_FEW.
int32_t plan_told_people(int64_t people);

// From how many on seats are taken: `taken` is that, or up to four more; where five seats at most
// are left, any number up to all.
int32_t plan_told_taken(int64_t taken, int64_t seats);

// Up to how many minutes of hosts are missing for so many needs.
int32_t plan_told_minutes(int64_t minutes, int64_t needs);
