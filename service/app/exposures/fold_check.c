// SPDX-License-Identifier: MIT
#include "app/exposures/fold_check.h"

#include <math.h>

static const struct stored_line *find(const struct stored_line *lines, size_t count, struct text id)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal(lines[i].line, id))
			return &lines[i];
	}
	return NULL;
}

static double value_at(struct fold_check *check, const struct model *model,
	const struct stored_line *stored, struct instant at, struct arena *arena)
{
	struct model_state state;
	if (!stored)
		return 0;
	if (!stored_line_model(stored, model, arena, &state)) {
		check->failed = true;
		return 0;
	}
	return model_at(model, &state, at);
}

static bool same(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b);
	return fabs(a - b) <= FOLD_CHECK_TOLERANCE * fmax(fabs(a), fabs(b));
}

// What is not stored yet is no load: 0, or undefined in models that say so of nothing.
static bool agrees(struct fold_check *check, const struct model *model,
	const struct stored_line *stored, const struct stored_line *anew, struct arena *arena)
{
	struct instant at = stored ? instant_latest(stored->load.at, anew->load.at) : anew->load.at;
	double is = value_at(check, model, stored, at, arena);
	double should_be = value_at(check, model, anew, at, arena);
	return same(is, should_be) || (!stored && isnan(should_be));
}

void fold_check(
	struct fold_check *check, const struct fold *fold, const struct batch *batch, size_t first)
{
	for (size_t i = 0; i < fold->profile->line_count; i++) {
		const struct policy_line *line = &fold->policy->lines[fold->profile->lines[i]];
		const struct stored_line *anew =
			find(batch->lines + first, batch->line_count - first, line->id);
		if (!anew)
			continue;
		const struct stored_line *stored = find(fold->lines, fold->line_count, line->id);
		check->states++;
		check->differing += !agrees(check, &line->model, stored, anew, batch->arena);
	}
}
