// SPDX-License-Identifier: MIT
#include "core/model_kinds.h"

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	load_add(&state->load, model->half_life_days, at, weight);
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	return load_at(state->load, model->half_life_days, at);
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
	return load_at(state->load, model->half_life_days, from) >= level ? from : INSTANT_NEVER;
}

static struct instant falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return instant_latest(from, load_falls_to(state->load, model->half_life_days, level));
}

const struct model_operations model_half_life = {
	.takes_late = true,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
