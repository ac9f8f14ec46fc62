// SPDX-License-Identifier: MIT
#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

static const struct model_operations *const kinds[MODEL_KIND_COUNT] = {
	[MODEL_HALF_LIFE] = &model_half_life,
	[MODEL_WINDOW] = &model_window,
	[MODEL_DELAYED] = &model_delayed,
	[MODEL_POWER_LAW] = &model_power_law,
	[MODEL_EWM_MEAN] = &model_mean,
	[MODEL_FITNESS_FATIGUE] = &model_fitness_fatigue,
	[MODEL_TRAINING_LOAD] = &model_training_load,
	[MODEL_ACUTE_CHRONIC] = &model_acute_chronic,
	[MODEL_CHANGE] = &model_change,
};

static const struct model_operations *operations(const struct model *model)
{
	assert((unsigned)model->kind < MODEL_KIND_COUNT && kinds[model->kind]);
	return kinds[model->kind];
}

void model_fit(struct model *model)
{
	if (model->kind == MODEL_POWER_LAW)
		model_power_law_fit(&model->power_law);
}

struct model_state model_start(const struct model *model, struct arena *arena)
{
	const struct model_operations *kind = operations(model);
	struct model_state state = {.load = LOAD_NONE, .arena = arena};
	if (kind->numbers)
		(void)model_keep(&state, kind->numbers);
	if (kind->start && !state.failed)
		kind->start(model, &state);
	return state;
}

struct model_state model_copy(const struct model_state *state, struct arena *arena)
{
	struct model_state copy = *state;
	copy.arena = arena;
	copy.more = NULL;
	copy.more_count = copy.more_size = 0;
	if (!copy.failed && state->more_count && model_keep(&copy, state->more_count))
		memcpy(copy.more, state->more, state->more_count * sizeof *copy.more);
	return copy;
}

bool model_takes_late(const struct model *model)
{
	return operations(model)->takes_late;
}

bool model_rises(const struct model *model)
{
	return operations(model)->rises;
}

void model_add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	assert(isfinite(weight) && weight >= 0);
	if (!state->failed)
		operations(model)->add(model, state, at, weight);
}

void model_attend(const struct model *model, struct model_state *state, struct instant at)
{
	if (operations(model)->attend && !state->failed)
		operations(model)->attend(model, state, at);
}

struct model_state model_fold(
	const struct model *model, const struct dose *doses, size_t count, struct arena *arena)
{
	struct model_state state = model_start(model, arena);
	for (size_t i = 0; i < count; i++)
		model_add(model, &state, doses[i].at, doses[i].weight);
	return state;
}

double model_at(const struct model *model, const struct model_state *state, struct instant at)
{
	return operations(model)->at(model, state, at);
}

struct instant model_next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	return operations(model)->next_step(model, state, after);
}

struct instant model_reaches(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return operations(model)->reaches(model, state, from, level);
}

struct instant model_falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level)
{
	return operations(model)->falls_to(model, state, from, level);
}

struct instant model_undefined(
	const struct model *model, const struct model_state *state, struct instant from)
{
	const struct model_operations *kind = operations(model);
	if (kind->undefined)
		return kind->undefined(model, state, from);
	return isnan(kind->at(model, state, from)) ? from : INSTANT_NEVER;
}
