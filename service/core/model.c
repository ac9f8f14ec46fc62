// SPDX-License-Identifier: MIT
#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/model_kinds.h"

static const struct model_operations *const kinds[MODEL_KIND_COUNT] = {
	[MODEL_HALF_LIFE] = &model_half_life,
};

static const struct model_operations *operations(const struct model *model)
{
	assert((unsigned)model->kind < MODEL_KIND_COUNT && kinds[model->kind]);
	return kinds[model->kind];
}

void model_fit(struct model *model)
{
	(void)model;
}

struct model_state model_start(const struct model *model, struct arena *arena)
{
	const struct model_operations *kind = operations(model);
	struct model_state state = {.load = LOAD_NONE, .arena = arena};
	if (kind->numbers) {
		state.more = arena_array(arena, kind->numbers, sizeof *state.more);
		state.failed = !state.more;
	}
	if (state.more) {
		memset(state.more, 0, kind->numbers * sizeof *state.more);
		state.more_count = state.more_size = kind->numbers;
	}
	if (kind->start && !state.failed)
		kind->start(model, &state);
	return state;
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
