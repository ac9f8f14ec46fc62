// SPDX-License-Identifier: MIT
// Who was on a unit, and when: a crew table.
//
// A period begins with its first second and ends before its last (half open), so that at a change
// of crew those who begin are on the unit and those who end are not. Periods may overlap: of
// different people, all are on the unit; of one person, they are on it once.
#pragma once

#include "base/fault.h"
#include "core/instant.h"

#define CREW_AT_ONCE 256 // people on one unit at one time

struct crew_period {
	struct text unit, person;   // a unit's name as the export has it, a person's reference
	struct instant from, until; // `from` before `until`; until INSTANT_NEVER: still on it
	struct instant latest;      // private: the latest end in this part of the table
};

struct crew {
	const struct crew_period *periods;
	size_t count;
};

// Sorts a table in place, for crew_at.
struct crew crew_sort(struct crew_period *periods, size_t count);

// The people on a unit at an instant, each once, in no order; gives how many. In time that grows
// with the logarithm of the table. STATUS_LIMIT beyond CREW_AT_ONCE.
CHECKED enum status crew_at(const struct crew *crew, struct text unit, struct instant at,
	struct text people[static CREW_AT_ONCE], size_t *count, struct fault *fault);
