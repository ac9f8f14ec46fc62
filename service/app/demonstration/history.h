// SPDX-License-Identifier: MIT
// Two years of what the demonstration's staff met, up to an instant: the same for the same instant,
// everywhere. No database here.
//
// Everything is met within a shift of the person. In it are: a hard November of two response teams
// (the last November that had begun two weeks before the end), a quiet custody suite, people who
// meet more and less than their team, and some who joined on the way.
#pragma once

#include "app/demonstration/staff.h"
#include "base/arena.h"
#include "base/fault.h"
#include "core/exposure.h"

#define HISTORY_DAYS 730

struct history_event {
	struct instant at;
	size_t person; // index of staff_member()
	size_t number; // of the person's, from 0
	struct text category;
	enum involvement involvement;
	struct text modifiers[2];
	size_t modifier_count;
	int32_t minutes, items; // EXPOSURE_UNKNOWN where not given
};

// When the stretch of two years begins, and when somebody joined within it, or at its beginning.
struct instant history_begins(struct instant until);
struct instant history_joined(struct instant until, size_t person);

// The civil year of the hard November.
int history_november(const struct zone *zone, struct instant until);

// In order of time.
CHECKED enum status history_make(const struct zone *zone, struct instant until, struct arena *arena,
	struct history_event **out, size_t *count, struct fault *fault);
