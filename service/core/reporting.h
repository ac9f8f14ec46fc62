// SPDX-License-Identifier: MIT
// Lines of who reports to whom, and whether they go round.
#pragma once

#include "base/arena.h"
#include "core/ids.h"

struct reporting_line {
	struct person_id person;
	struct person_id manager; // nil: they report to nobody
};

// Looks for a circle in the lines, which are by person, ascending, each person once. A manager
// without a line reports to nobody. `*out` is the circle's people, each reporting to the next and
// the last to the first, beginning with the first of them in the lines; `*count` 0: there is none.
// Visits each line once or twice. False when out of memory.
bool reporting_circle(const struct reporting_line *lines, size_t line_count, struct arena *arena,
	struct person_id **out, size_t *count);
