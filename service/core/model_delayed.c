// SPDX-License-Identifier: MIT
// Σ w·d·e^(1−d), d = Δ/τ, as two sums: A of w·e^(−d) and B of w·d·e^(−d). Exact.
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

#define E 2.71828182845904523536

enum { A, B, NUMBERS };

struct course {
	double a, b, peak_days;
};

static double value_after(const void *of, int64_t seconds)
{
	const struct course *course = of;
	double peaks = (double)seconds / (course->peak_days * (double)SECONDS_PER_DAY);
	return exp(-peaks) * (course->b + peaks * course->a) * E;
}

static struct course course_of(const struct model *model, const struct model_state *state)
{
	return (struct course){state->more[A], state->more[B], model->peak_days};
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = course_of(model, state);
	return value_after(&course, instant_later(at, -state->load.at.seconds).seconds);
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	double *more = state->more;
	bool is_empty = more[A] == 0 && more[B] == 0;
	double seconds = is_empty ? 0 : model_elapsed(state->load.at, at);
	double peaks = fabs(seconds) / (model->peak_days * (double)SECONDS_PER_DAY);
	if (seconds < 0) {
		more[B] += weight * peaks * exp(-peaks);
		more[A] += weight * exp(-peaks);
	} else {
		more[B] = exp(-peaks) * (more[B] + peaks * more[A]);
		more[A] = exp(-peaks) * more[A] + weight;
		state->load.at = at;
	}
	state->load.value = E * more[B];
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	(void)model, (void)state, (void)after;
	return INSTANT_NEVER;
}

// It rises to its peak at d = 1 − B/A, then falls.
static struct instant first(const struct model *model, const struct model_state *state,
	struct instant from, enum model_side side, double level)
{
	struct course of = course_of(model, state);
	double peak = of.a > 0 ? (1 - of.b / of.a) * of.peak_days * (double)SECONDS_PER_DAY : 0;
	struct model_course course = {
		value_after, &of, peak > 0 ? (int64_t)peak : 0, MODEL_SECONDS_MOST};
	return model_first_second(&course, state, from, side, level);
}

static struct instant reaches(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return first(model, state, from, SIDE_ABOVE, level);
}

static struct instant falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return first(model, state, from, SIDE_BELOW, level);
}

const struct model_operations model_delayed = {
	.takes_late = true,
	.rises = true,
	.numbers = NUMBERS,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
