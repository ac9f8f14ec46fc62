// SPDX-License-Identifier: MIT
// The exponentially weighted mean of the doses: as pandas' ewm(halflife,
// times), adjusted; else as polars' ewm_mean_by. It stands still between doses.
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

#define LN2 0.69314718055994530942

enum { SUM, WEIGHT, NUMBERS }; // of the adjusted mean; WEIGHT is also 0 before the first dose

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	(void)model, (void)at;
	return state->more[WEIGHT] > 0 ? state->load.value : NAN;
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	double *more = state->more;
	bool is_first = !(more[WEIGHT] > 0);
	double half_lives = is_first ? INFINITY
								 : model_elapsed(state->load.at, at) /
									   (model->mean.half_life_days * (double)SECONDS_PER_DAY);
	double left = exp2(-half_lives);
	if (model->mean.adjusted) {
		more[SUM] = left * more[SUM] + weight;
		more[WEIGHT] = left * more[WEIGHT] + 1;
		state->load.value = more[SUM] / more[WEIGHT];
	} else {
		more[SUM] = left * more[SUM] - expm1(-half_lives * LN2) * weight;
		more[WEIGHT] = 1;
		state->load.value = more[SUM];
	}
	state->load.at = at;
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	(void)model, (void)state, (void)after;
	return INSTANT_NEVER;
}

static struct instant reaches(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return value_at(model, state, from) >= level ? from : INSTANT_NEVER;
}

static struct instant falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return value_at(model, state, from) <= level ? from : INSTANT_NEVER;
}

const struct model_operations model_mean = {
	.numbers = NUMBERS,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
