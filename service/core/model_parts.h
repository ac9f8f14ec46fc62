// SPDX-License-Identifier: MIT
// Private to core: what several kinds of load model are made of.
#pragma once

#include "core/model.h"
#include "core/period.h"

#define MODEL_STEP_NONE INT64_MAX
#define MODEL_SECONDS_MOST (INT64_C(1) << 52) // 142 million years

// Makes `more` hold `count` numbers: those it held, then zeros. False, and failed, without memory.
bool model_keep(struct model_state *state, size_t count);

// What is left of 1 after `elapsed_seconds`, by a time constant (1/e left) in days.
double model_left(double elapsed_seconds, double constant_days);
double model_elapsed(struct instant from, struct instant to);

// A value at whole steps (seconds, days) that goes one way until `turn` and one way from the step
// after it on, and that changes no more after `most`.
struct model_course {
	double (*value)(const void *of, int64_t step);
	const void *of;
	int64_t turn, most;
};

enum model_side { SIDE_ABOVE, SIDE_BELOW }; // at or above, at or below

// The first step at or after `from` on that side of the level, as `value` itself says: MODEL_STEP_
// NONE if there is none.
int64_t model_first(
	const struct model_course *course, int64_t from, enum model_side side, double level);

// The same for a course over seconds since the state's instant, and for one over periods.
struct instant model_first_second(const struct model_course *course,
	const struct model_state *state, struct instant from, enum model_side side, double level);
struct instant model_first_period(const struct model_course *course, const struct zone *zone,
	enum model_span span, struct instant from, enum model_side side, double level);

// Where a·e^(−x/A) − b·e^(−x/B) turns, rounded down, in whole `unit`s of which A and B are in the
// same; 0 where it does not turn after 0.
int64_t model_turn(double a, double a_constant, double b, double b_constant);

// Pairs of a whole number and a sum, ascending, in `more` from index `first` on.
struct model_entries {
	double *list; // number, sum, number, sum …
	size_t count;
};

struct model_entries model_entries_of(const struct model_state *state, size_t first);

// Adds to the entry of that number or puts a new one in order, after dropping all below `least`.
void model_entries_add(
	struct model_state *state, size_t first, int64_t least, int64_t number, double weight);

// The sum of the entries from `least` to `most`, from the last to the first.
double model_entries_sum(struct model_entries entries, int64_t least, int64_t most);
