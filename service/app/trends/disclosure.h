// SPDX-License-Identifier: MIT
// Trying to work out what trends withhold, from everything they have published.
//
// For whoever has to trust that nobody can: it takes only what the pages show, all of it at once,
// and shares nothing with what decides what is withheld. Of each period every withheld number is
// asked for: between what it can lie by all totals of the groups around it (core/disclosure.h).
// Between periods nothing can be added or subtracted, as no two count the same (docs/trends.md).
// Medians and waits are no sums; they are withheld with the numbers.
#pragma once

#include "store/trends.h"

// A withheld number that is told all the same. It is not told here again.
struct trends_disclosed {
	const struct trend_period *period;
	const struct trend *group;
	const char *number; // "people", "over_line", "entries", "minutes", "taken_up", "not_taken_up"
};

struct trends_attempt {
	struct connection *connection; // as the recorder
	struct organisation_id organisation;
	void (*disclosed)(void *context, const struct trends_disclosed *disclosed);
	void *context;
};

struct trends_attempted {
	size_t periods, published, withheld; // numbers
	size_t disclosed;
	size_t contradictory; // periods that no numbers fit
	double narrowest;     // how far apart the bounds of a withheld number are; INFINITY: none is
};

// Memory is that of one period.
CHECKED enum status trends_try_disclosure(
	const struct trends_attempt *attempt, struct trends_attempted *out, struct fault *fault);
