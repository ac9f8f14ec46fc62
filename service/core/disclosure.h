// SPDX-License-Identifier: MIT
// What can be worked out of numbers that were withheld, from those that were published.
//
// An attacker, who shares no code with core/cohort: everything published is an equation over cells,
// numbers of the smallest groups, none below the least it can be. Between what a withheld number
// can lie is then two linear programs, its minimum and its maximum (Hundepool et al., Statistical
// Disclosure Control, Wiley 2012, chapter 4.3, "auditing"); where both are the same, it is
// disclosed. Cells may be any number, not whole ones alone: what is found to be open may be
// narrower in truth by less than one, and nothing that follows by adding and subtracting is missed.
//
// Solved by a simplex over what is left when cells that are known have been put in, with Bland's
// rule, so that it ends. Time is about (equations left)² × cells left for each number asked for.
#pragma once

#include "base/arena.h"
#include "base/fault.h"

struct disclosure_term {
	size_t cell;
	double factor; // not 0
};

// Terms name each cell at most once.
struct disclosure_sum {
	const struct disclosure_term *terms;
	size_t count;
	double total; // unused in what is asked for
};

struct disclosure_range {
	double least, most; // −INFINITY and INFINITY where there is no bound
};

// Whether a range leaves one whole number only.
bool disclosure_is_exact(struct disclosure_range range);

// The range of each sum asked for. `least` is of each cell. STATUS_CONFLICT where no numbers fit
// what was published: it contradicts itself; STATUS_MEMORY.
CHECKED enum status disclosure_ranges(const struct disclosure_sum *published,
	size_t published_count, const double *least, size_t cell_count,
	const struct disclosure_sum *asked, size_t asked_count, struct arena *arena,
	struct disclosure_range *out, struct fault *fault);
