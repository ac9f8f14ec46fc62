// SPDX-License-Identifier: MIT
// Private to the staff import: who works which shift pattern, by the file.
#pragma once

#include "app/import/staff.h"
#include "core/shift_pattern.h"

#define STAFF_PATTERN_WEEKS 13 // that are taken in, this one the first

struct staff_on_pattern {
	struct text reference;
	size_t pattern; // of the list
	int64_t anchor; // day on which a cycle of theirs begins, since 1970-01-01
};

struct staff_patterns {
	struct arena *arena; // what is kept is in here
	struct zone zone;    // the organisation's
	struct shift_pattern *list;
	struct text *names; // of them
	size_t count;
	struct staff_on_pattern *people;
	size_t people_count, people_size;
};

// Those that there are, where the mapping has a column of them.
CHECKED enum status staff_patterns_open(
	const struct staff_import *import, struct staff_patterns *patterns, struct fault *fault);

// What a pattern's name and the day on which a cycle begins come to; then `out`'s reference is the
// caller's to set.
enum staff_fault staff_pattern_read(const struct staff_patterns *patterns, struct text name,
	const struct civil *from, struct staff_on_pattern *out);

CHECKED enum status staff_pattern_add(
	struct staff_patterns *patterns, const struct staff_on_pattern *person, struct fault *fault);

// Takes them in as rosters of the weeks to come, in the import's transaction, once everybody has
// joined. Of whose line is left out, or is there twice, nothing is taken.
CHECKED enum status staff_patterns_take(const struct staff_import *import,
	struct staff_patterns *patterns, struct staff_report *report, struct fault *fault);
