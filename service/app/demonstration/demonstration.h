// SPDX-License-Identifier: MIT
// What a demonstration is filled with: people who are plainly not real, their teams, and what they
// met up to the instant the organisation was founded.
//
// The small one is six officers with some weeks of exposures, so that there is a load, a crossing
// and a held seat to look at. The full one adds the staff and two years of history.h. Exposures are
// recorded as everybody's are, two days at a time, at their end; so the crossings of two years are
// on record at their times. What they asked for has lapsed where its time is over, and what is left
// open is the engine's to find a seat for.
#pragma once

#include "app/organisation/setting.h"

#define DEMONSTRATION_OFFICERS 6

enum demonstration_size { DEMONSTRATION_SMALL, DEMONSTRATION_FULL };

// The reference of a demonstration's officer, from 1.
const char *demonstration_officer(size_t number);

// Those of the people who work at desks and log nothing: wellbeing, administrator, auditor,
// clinician.
#define DEMONSTRATION_DESKS 4
extern const struct text demonstration_desks[DEMONSTRATION_DESKS];

// Adds what is not there yet, also where it was stopped half way; `*added` counts exposures. The
// programme and its hosts came with founding. As the recorder. STATUS_DENIED where the people are
// real.
CHECKED enum status demonstration_record(struct connection *connection,
	const struct setting *setting, enum demonstration_size size, size_t *added,
	struct fault *fault);
