// SPDX-License-Identifier: MIT
// What lies within the last days, or within this calendar day or week.
//
// Elapsed days keep an entry for each second with a dose. Calendar spans keep nothing more: the
// load is the sum of its own period.
#include <math.h>
#include <string.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

static int64_t span_seconds(const struct model *model)
{
	return llround(model->window.days * (double)SECONDS_PER_DAY);
}

static bool in_one_period(const struct model *model, struct instant a, struct instant b)
{
	return period_of(model->zone, model->window.span, a) ==
		   period_of(model->zone, model->window.span, b);
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	if (model->window.span != SPAN_ELAPSED)
		return state->load.value > 0 && in_one_period(model, state->load.at, at) ? state->load.value
																				 : 0;
	int64_t least = instant_later(at, 1 - span_seconds(model)).seconds;
	return model_entries_sum(model_entries_of(state, 0), least, at.seconds);
}

// More would be too much to keep of one person: each two neighbours become one at the later's time,
// so that the window holds too much for a while rather than too little.
static void merge_neighbours(struct model_state *state)
{
	struct model_entries entries = model_entries_of(state, 0);
	for (size_t i = 0; i < entries.count / 2; i++) {
		entries.list[2 * i] = entries.list[4 * i + 2];
		entries.list[2 * i + 1] = entries.list[4 * i + 1] + entries.list[4 * i + 3];
	}
	state->more_count = entries.count / 2 * 2;
}

static void add_to_period(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	if (state->load.value == 0)
		state->load.at = at;
	if (in_one_period(model, state->load.at, at))
		state->load.value += weight;
	else if (!instant_before(at, state->load.at))
		state->load.value = weight;
	state->load.at = instant_latest(state->load.at, at);
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	if (model->window.span != SPAN_ELAPSED) {
		add_to_period(model, state, at, weight);
		return;
	}
	if (weight == 0)
		return;
	struct instant last = state->more_count ? instant_latest(state->load.at, at) : at;
	int64_t least = instant_later(last, 1 - span_seconds(model)).seconds;
	state->load.at = last;
	if (at.seconds < least)
		return;
	if (state->more_count == 2 * MODEL_WINDOW_LIMIT)
		merge_neighbours(state);
	model_entries_add(state, 0, least, at.seconds, weight);
	if (!state->failed)
		state->load.value = value_at(model, state, last);
}

static struct instant period_end(const struct model *model, struct instant at)
{
	enum model_span span = model->window.span;
	return period_start(model->zone, span, period_of(model->zone, span, at) + 1);
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	if (model->window.span != SPAN_ELAPSED)
		return value_at(model, state, after) > 0 ? period_end(model, after) : INSTANT_NEVER;
	struct model_entries entries = model_entries_of(state, 0);
	for (size_t i = 0; i < entries.count; i++) {
		struct instant leaves = {(int64_t)entries.list[2 * i] + span_seconds(model)};
		if (instant_before(after, leaves))
			return leaves;
	}
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
	if (value_at(model, state, from) <= level)
		return from;
	if (level < 0)
		return INSTANT_NEVER;
	if (model->window.span != SPAN_ELAPSED)
		return period_end(model, from);
	struct model_entries entries = model_entries_of(state, 0);
	double sum = 0;
	size_t i = entries.count;
	while (i > 0 && sum <= level)
		sum += entries.list[2 * --i + 1];
	return (struct instant){(int64_t)entries.list[2 * i] + span_seconds(model)};
}

const struct model_operations model_window = {
	.takes_late = true,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
