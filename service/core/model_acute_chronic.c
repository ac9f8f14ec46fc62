// SPDX-License-Identifier: MIT
// The mean of the last few days over that of many: coupled, uncoupled
// (Windt & Gabbett, doi:10.1136/bjsports-2017-098925) or of exponentially weighted means (Williams
// 2017, doi:10.1136/bjsports-2016-096589). Today's doses count as they come.
//
// Undefined until as many days as the chronic mean takes have begun, and while that mean is 0.
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

// BEGUN: whether there was a dose. The sums of the days of the rolling means follow as entries.
enum { BEGUN, FIRST_DAY, ACUTE, CHRONIC, NUMBERS };

#define NOTHING 1e-200 // what has faded so far is 0: doubles soon tell it from 0 no more

struct course {
	const struct model_acute_chronic *rule;
	const struct model_state *state;
	int64_t day; // of the state
};

static int64_t day_of(const struct model *model, struct instant at)
{
	return period_of(model->zone, SPAN_CALENDAR_DAY, at);
}

static double smoothing(int days)
{
	return 2.0 / (days + 1);
}

// 1 − λ, what a day leaves of a mean.
static double left_a_day(int days)
{
	return (days - 1.0) / (days + 1);
}

static int64_t warm_day(const struct model_acute_chronic *rule, const double *more)
{
	return (int64_t)more[FIRST_DAY] + rule->chronic_days - 1;
}

static double value_on(const void *of, int64_t day)
{
	const struct course *course = of;
	const struct model_acute_chronic *rule = course->rule;
	const double *more = course->state->more;
	double acute, chronic;
	if (more[BEGUN] == 0 || day < warm_day(rule, more))
		return NAN;
	if (rule->ratio == RATIO_EWMA) {
		double idle = (double)(day - course->day);
		double left = pow(left_a_day(rule->acute_days) / left_a_day(rule->chronic_days), idle);
		return more[CHRONIC] > NOTHING ? more[ACUTE] / more[CHRONIC] * left : NAN;
	}
	struct model_entries sums = model_entries_of(course->state, NUMBERS);
	int64_t oldest = day - rule->chronic_days + 1, acute_from = day - rule->acute_days + 1;
	bool coupled = rule->ratio == RATIO_COUPLED;
	acute = model_entries_sum(sums, acute_from, day) / rule->acute_days;
	chronic = model_entries_sum(sums, oldest, coupled ? day : acute_from - 1) /
			  (coupled ? rule->chronic_days : rule->chronic_days - rule->acute_days);
	return chronic > 0 ? acute / chronic : NAN;
}

static struct course course_of(const struct model *model, const struct model_state *state)
{
	return (struct course){&model->acute_chronic, state, day_of(model, state->load.at)};
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = course_of(model, state);
	return value_on(&course, day_of(model, at));
}

// E₁ = x₁, then E ← λx + (1−λ)E; a day's doses are added as they come.
static void add_to_mean(double *mean, int days, int64_t since_first, int64_t idle, double weight)
{
	*mean *= pow(left_a_day(days), (double)idle);
	*mean += (since_first > 0 ? smoothing(days) : 1) * weight;
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	const struct model_acute_chronic *rule = &model->acute_chronic;
	double *more = state->more;
	int64_t day = day_of(model, at);
	if (more[BEGUN] == 0) {
		more[BEGUN] = 1;
		more[FIRST_DAY] = (double)day;
		state->load.at = at;
	}
	int64_t idle = day - day_of(model, state->load.at),
			since_first = day - (int64_t)more[FIRST_DAY];
	state->load.at = at;
	if (rule->ratio == RATIO_EWMA) {
		add_to_mean(&more[ACUTE], rule->acute_days, since_first, idle, weight);
		add_to_mean(&more[CHRONIC], rule->chronic_days, since_first, idle, weight);
	} else if (weight > 0) {
		model_entries_add(state, NUMBERS, day - rule->chronic_days + 1, day, weight);
	}
	if (!state->failed)
		state->load.value = value_at(model, state, at);
}

// The next day on which something leaves a mean or warming up ends; MODEL_STEP_NONE: no such day.
static int64_t next_day(const struct model *model, const struct model_state *state, int64_t day)
{
	const struct model_acute_chronic *rule = &model->acute_chronic;
	int64_t warm = warm_day(rule, state->more), next = MODEL_STEP_NONE;
	if (state->more[BEGUN] == 0)
		return MODEL_STEP_NONE;
	if (day < warm)
		return warm;
	if (rule->ratio == RATIO_EWMA)
		return day + 1;
	struct model_entries sums = model_entries_of(state, NUMBERS);
	for (size_t i = 0; i < sums.count; i++) {
		int64_t leaves = (int64_t)sums.list[2 * i] + rule->acute_days;
		if (leaves <= day)
			leaves += rule->chronic_days - rule->acute_days;
		if (leaves > day && leaves < next)
			next = leaves;
	}
	return next;
}

static bool is_same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	struct course course = course_of(model, state);
	int64_t day = day_of(model, after);
	double value = value_on(&course, day);
	while ((day = next_day(model, state, day)) != MODEL_STEP_NONE) {
		if (!is_same(value_on(&course, day), value))
			return period_start(model->zone, SPAN_CALENDAR_DAY, day);
		if (model->acute_chronic.ratio == RATIO_EWMA && day > warm_day(course.rule, state->more))
			break; // it has fallen to 0
	}
	return INSTANT_NEVER;
}

static struct instant start_of(const struct model *model, struct instant from, int64_t day)
{
	if (day == MODEL_STEP_NONE)
		return INSTANT_NEVER;
	return instant_latest(from, period_start(model->zone, SPAN_CALENDAR_DAY, day));
}

// A ratio of exponentially weighted means only falls; a rolling one is looked at where it steps.
static struct instant first(const struct model *model, const struct model_state *state,
	struct instant from, enum model_side side, double level)
{
	struct course of = course_of(model, state);
	int64_t day = day_of(model, from);
	if (state->more[BEGUN] == 0)
		return INSTANT_NEVER;
	if (of.rule->ratio == RATIO_EWMA) {
		int64_t warm = warm_day(of.rule, state->more);
		struct model_course course = {value_on, &of, INT64_MIN, PERIOD_MOST};
		return start_of(model, from, model_first(&course, day > warm ? day : warm, side, level));
	}
	for (; day != MODEL_STEP_NONE; day = next_day(model, state, day)) {
		double value = value_on(&of, day);
		if (side == SIDE_ABOVE ? value >= level : value <= level)
			break;
	}
	return start_of(model, from, day);
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

static struct instant undefined(
	const struct model *model, const struct model_state *state, struct instant from)
{
	struct course of = course_of(model, state);
	int64_t day = day_of(model, from);
	while (day != MODEL_STEP_NONE && !isnan(value_on(&of, day)))
		day = of.rule->ratio == RATIO_EWMA ? MODEL_STEP_NONE : next_day(model, state, day);
	return start_of(model, from, day);
}

const struct model_operations model_acute_chronic = {
	.rises = true,
	.numbers = NUMBERS,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
	.undefined = undefined,
};
