// SPDX-License-Identifier: MIT
// Daily: X ← x·(1−e^(−1/N)) + X·e^(−1/N), short-term, long-term, or the one less the other, as
// GoldenCheetah's PMCData.cpp. Today's doses count as they come.
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

enum { SHORT, LONG, NUMBERS };

struct course {
	const struct model_training_load *rule;
	double brief, lasting;
	int64_t day; // of the state
};

static double value_on(const void *of, int64_t day)
{
	const struct course *course = of;
	const struct model_training_load *rule = course->rule;
	double days = (double)(day - course->day);
	double brief = course->brief * exp(-days / rule->short_days);
	double lasting = course->lasting * exp(-days / rule->long_days);
	if (rule->output == OUTPUT_EXCESS)
		return brief - lasting;
	return rule->output == OUTPUT_SHORT ? brief : lasting;
}

static int64_t day_of(const struct model *model, struct instant at)
{
	return period_of(model->zone, SPAN_CALENDAR_DAY, at);
}

static struct course course_of(const struct model *model, const struct model_state *state)
{
	return (struct course){&model->training_load, state->more[SHORT], state->more[LONG],
		day_of(model, state->load.at)};
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = course_of(model, state);
	return value_on(&course, day_of(model, at));
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	const struct model_training_load *rule = &model->training_load;
	double *more = state->more;
	if (more[LONG] == 0)
		state->load.at = at;
	double days = (double)(day_of(model, at) - day_of(model, state->load.at));
	double brief = -expm1(-1 / rule->short_days) * weight;
	double lasting = -expm1(-1 / rule->long_days) * weight;
	if (days < 0) {
		more[SHORT] += brief * exp(days / rule->short_days);
		more[LONG] += lasting * exp(days / rule->long_days);
	} else {
		more[SHORT] = more[SHORT] * exp(-days / rule->short_days) + brief;
		more[LONG] = more[LONG] * exp(-days / rule->long_days) + lasting;
		state->load.at = instant_latest(state->load.at, at);
	}
	state->load.value = value_at(model, state, state->load.at);
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	if (state->more[SHORT] == 0 && state->more[LONG] == 0)
		return INSTANT_NEVER;
	return period_start(model->zone, SPAN_CALENDAR_DAY, day_of(model, after) + 1);
}

static struct instant first(const struct model *model, const struct model_state *state,
	struct instant from, enum model_side side, double level)
{
	const struct model_training_load *rule = &model->training_load;
	struct course of = course_of(model, state);
	int64_t turn = rule->output == OUTPUT_EXCESS
					   ? model_turn(of.brief, rule->short_days, of.lasting, rule->long_days)
					   : 0;
	struct model_course course = {value_on, &of, of.day + turn, PERIOD_MOST};
	return model_first_period(&course, model->zone, SPAN_CALENDAR_DAY, from, side, level);
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

const struct model_operations model_training_load = {
	.takes_late = true,
	.rises = true,
	.numbers = NUMBERS,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
