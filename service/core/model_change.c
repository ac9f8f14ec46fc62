// SPDX-License-Identifier: MIT
// A control chart of the sum of each calendar day or week against a baseline: CUSUM with a head
// start (Lucas & Crosier 1982) or EWMA (NIST handbook 6.3.2.4).
//
// The chart moves at the end of a period, by what was in it; an empty one is a sum of 0. Own
// baseline: mean and deviation of the first periods, after which the chart begins.
#include <math.h>

#include "core/model_kinds.h"
#include "core/model_parts.h"

// SUM: of the period of the state's instant. COUNT, MEAN, SQUARES: of the periods of the baseline,
// SQUARES the sum of squared differences from their mean. CHART: C, or Z. BEGUN: 1 from
// the first dose on.
enum { BEGUN, SUM, COUNT, MEAN, SQUARES, CHART, NUMBERS };

struct course {
	const struct model *model;
	const double *more;
	int64_t period; // of the state
};

static double mean_of(const struct model_change *rule, const double *more)
{
	return rule->baseline_periods ? more[MEAN] : rule->mean;
}

// 0 while there is no baseline, and where it says nothing.
static double deviation_of(const struct model_change *rule, const double *more)
{
	if (!rule->baseline_periods)
		return rule->deviation;
	if (more[COUNT] < rule->baseline_periods || rule->baseline_periods < 2)
		return 0;
	double deviation = sqrt(more[SQUARES] / (rule->baseline_periods - 1));
	return deviation > 1e-9 * more[MEAN] ? deviation : 0; // below, equal sums that were rounded
}

// So many periods of that sum join the baseline (Chan, Golub & LeVeque 1979).
static void add_to_baseline(double *more, double periods, double sum)
{
	double count = more[COUNT] + periods, apart = sum - more[MEAN];
	more[SQUARES] += apart * apart * more[COUNT] * periods / count;
	more[MEAN] += apart * periods / count;
	more[COUNT] = count;
}

static void begin_chart(const struct model_change *rule, double *more)
{
	more[CHART] = rule->chart == CHART_CUSUM ? rule->head_start : mean_of(rule, more);
}

// So many periods of that sum go onto the chart: C ← max(0, C + z − k), Z ← λx + (1−λ)Z. Over equal
// sums C goes one way, so it is at 0 at most at the end of those that lower it.
static void add_to_chart(const struct model_change *rule, double *more, double periods, double sum)
{
	if (rule->chart == CHART_EWMA) {
		double left = pow(1 - rule->smoothing, periods);
		more[CHART] = (1 - left) * sum + left * more[CHART];
		return;
	}
	double deviation = deviation_of(rule, more);
	if (deviation > 0) {
		double step = (sum - mean_of(rule, more)) / deviation - rule->allowance;
		more[CHART] = fmax(0, more[CHART] + periods * step);
	}
}

static void close_periods(const struct model_change *rule, double *more, double periods, double sum)
{
	double missing = rule->baseline_periods - more[COUNT];
	if (missing > 0) {
		double joining = fmin(missing, periods);
		add_to_baseline(more, joining, sum);
		if (joining == missing)
			begin_chart(rule, more);
		periods -= joining;
	}
	if (periods > 0)
		add_to_chart(rule, more, periods, sum);
}

// Lets so many periods end: the state's own, then empty ones.
static void pass(const struct model_change *rule, double *more, int64_t periods)
{
	if (more[BEGUN] == 0 || periods <= 0)
		return;
	close_periods(rule, more, 1, more[SUM]);
	if (periods > 1)
		close_periods(rule, more, (double)(periods - 1), 0);
	more[SUM] = 0;
}

static double value_of(const struct model_change *rule, const double *more)
{
	double deviation = deviation_of(rule, more);
	if (more[BEGUN] == 0 || !(deviation > 0))
		return NAN;
	if (rule->chart == CHART_CUSUM)
		return more[CHART];
	double spread = deviation * sqrt(rule->smoothing / (2 - rule->smoothing));
	return (more[CHART] - mean_of(rule, more)) / spread;
}

static double value_in(const void *of, int64_t period)
{
	const struct course *course = of;
	double more[NUMBERS];
	for (size_t i = 0; i < NUMBERS; i++)
		more[i] = course->more[i];
	pass(&course->model->change, more, period - course->period);
	return value_of(&course->model->change, more);
}

static int64_t period_at(const struct model *model, struct instant at)
{
	return period_of(model->zone, model->change.span, at);
}

static struct course course_of(const struct model *model, const struct model_state *state)
{
	return (struct course){model, state->more, period_at(model, state->load.at)};
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = course_of(model, state);
	return value_in(&course, period_at(model, at));
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	const struct model_change *rule = &model->change;
	double *more = state->more;
	if (more[BEGUN] == 0) {
		more[BEGUN] = 1;
		if (!rule->baseline_periods)
			begin_chart(rule, more);
	} else {
		pass(rule, more, period_at(model, at) - period_at(model, state->load.at));
	}
	more[SUM] += weight;
	state->load = (struct load){value_of(rule, more), at};
}

// The period in which the chart begins, or the state's own where it has.
static int64_t first_defined(const struct course *course)
{
	double missing = course->model->change.baseline_periods - course->more[COUNT];
	return course->period + (missing > 0 ? (int64_t)missing : 0);
}

static bool is_same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

// The chart may move at the end of a period, and where it begins. Where neither the state's own
// period nor the first empty one moves it, no other does.
static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	struct course course = course_of(model, state);
	int64_t period = period_at(model, after), begins = first_defined(&course);
	const int64_t marks[] = {period + 1, begins, period + 2};
	double value = value_in(&course, period);
	for (size_t i = 0; state->more[BEGUN] && i < sizeof marks / sizeof marks[0]; i++) {
		if (marks[i] > period && !is_same(value_in(&course, marks[i]), value))
			return period_start(model->zone, model->change.span, marks[i]);
	}
	return INSTANT_NEVER;
}

// After the state's own period, of any sum, there are empty ones, which only lower it.
static struct instant first(const struct model *model, const struct model_state *state,
	struct instant from, enum model_side side, double level)
{
	struct course of = course_of(model, state);
	int64_t begins = first_defined(&of);
	struct instant start = period_start(model->zone, model->change.span, begins);
	if (state->more[BEGUN] == 0)
		return INSTANT_NEVER;
	struct model_course course = {value_in, &of, of.period, PERIOD_MOST};
	return model_first_period(
		&course, model->zone, model->change.span, instant_latest(from, start), side, level);
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

const struct model_operations model_change = {
	.rises = true,
	.numbers = NUMBERS,
	.add = add,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
