// SPDX-License-Identifier: MIT
// Taking in when people are away, as a file of absences or a roster says it.
#pragma once

#include "store/absences.h"

// What a source says of one person.
struct away_said {
	struct person_id person;
	struct interval within;      // for this time; until NEVER: for good
	const struct interval *said; // in any order
	size_t said_count;
};

struct away_counts {
	size_t people;                    // of whom something has changed
	size_t added, removed, unchanged; // stretches of time
};

// What has been over for long is left out. A stretch that is said again in another length keeps
// for how many days something was offered. What is held for people whose time has changed is
// looked at again. At most some hundreds of people, each once, by person, ascending. In the
// caller's transaction, as the recorder; adds to the counts.
CHECKED enum status away_take(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct away_said *list, size_t count, struct instant now,
	struct away_counts *counts, struct fault *fault);
