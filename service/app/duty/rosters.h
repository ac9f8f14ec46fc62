// SPDX-License-Identifier: MIT
// Taking in what people are rostered for.
#pragma once

#include "app/duty/away.h"
#include "store/rosters.h"

// What a roster says of one person: all of a stretch of time, and nothing of any other.
struct roster_said {
	struct person_id person;
	struct interval covers;
	const struct roster_entry *entries; // that begin in it, in any order, of any kind
	size_t count;
	struct pattern_place pattern; // that they come from
};

struct roster_counts {
	size_t people;    // the roster is of
	size_t changed;   // of whom something is another than it was
	size_t shifts;    // entries of work
	size_t rest_days; // and of rest
	struct away_counts away;
};

// What was known of that stretch of time goes, what was of others stays. Leave and absences go to
// those that come from rosters. A pattern says nothing of either, nor of abstractions: with one,
// what a roster said of them stays. What is held for people whose time has changed is looked at
// again. A stretch that has been over for long is left alone. At most some hundreds of people, each
// once, by person, ascending. In the caller's transaction, as the recorder; adds to the counts.
CHECKED enum status rosters_take(struct connection *connection, struct organisation_id organisation,
	const struct roster_said *list, size_t count, struct instant now, struct roster_counts *counts,
	struct fault *fault);
