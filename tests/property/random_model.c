// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/period.h"
#include "property/random_model.h"

#include <math.h>
#include <stdlib.h>

#define HALF_YEARS 140

static struct zone_transition transitions[HALF_YEARS];

// Clocks go forward and back by an hour every half year, at 01:00 UTC.
static const struct zone *two_clocks(void)
{
	static const struct zone zone = {transitions, HALF_YEARS};
	for (int64_t i = 0; i < HALF_YEARS; i++) {
		transitions[i].from.seconds = (i * 182 - 90) * SECONDS_PER_DAY + 3600;
		transitions[i].offset_seconds = i % 2 ? 3600 : 0;
	}
	return &zone;
}

static int random_to(struct random *random, int most)
{
	return (int)random_between(random, 0, most);
}

static struct model_change random_change(struct random *random)
{
	return (struct model_change){
		.chart = (enum model_chart)random_to(random, 1),
		.span = random_to(random, 1) ? SPAN_CALENDAR_DAY : SPAN_CALENDAR_WEEK,
		.baseline_periods = random_to(random, 1) ? 2 + random_to(random, 20) : 0,
		.mean = random_real(random, 0, 20),
		.deviation = random_real(random, 0.5, 20),
		.allowance = random_to(random, 3) ? 0.5 : 0,
		.head_start = random_to(random, 1) ? 2.5 : 0,
		.smoothing = random_real(random, 0.05, 1),
	};
}

static double random_days(struct random *random)
{
	return exp2(random_real(random, -3, 9));
}

struct model random_model(struct random *random, size_t round)
{
	struct model model = {.kind = (enum model_kind)(round % MODEL_KIND_COUNT)};
	double days = random_days(random);
	model.zone = random_to(random, 1) ? two_clocks() : NULL;
	switch (model.kind) {
	case MODEL_HALF_LIFE:
		model.half_life_days = days;
		break;
	case MODEL_WINDOW:
		model.window = (struct model_window){(enum model_span)random_to(random, 2), days};
		break;
	case MODEL_DELAYED:
		model.peak_days = days;
		break;
	case MODEL_POWER_LAW:
		model.power_law.per_day = exp2(random_real(random, -6, 6));
		model.power_law.exponent = exp2(random_real(random, -4, 2));
		break;
	case MODEL_EWM_MEAN:
		model.mean = (struct model_mean){days, random_to(random, 1)};
		break;
	case MODEL_FITNESS_FATIGUE:
		model.fitness_fatigue = (struct model_fitness_fatigue){
			days, random_days(random), random_real(random, 0.1, 2), random_real(random, 0, 30)};
		break;
	case MODEL_TRAINING_LOAD:
		model.training_load = (struct model_training_load){
			days, days * random_real(random, 1.1, 9), (enum model_output)random_to(random, 2)};
		break;
	case MODEL_ACUTE_CHRONIC:
		model.acute_chronic = (struct model_acute_chronic){1 + random_to(random, 9),
			11 + random_to(random, 30), (enum model_ratio)random_to(random, 2)};
		break;
	case MODEL_CHANGE:
		model.change = random_change(random);
		break;
	case MODEL_KIND_COUNT:
		break;
	}
	model_fit(&model);
	return model;
}

static int by_time(const void *a, const void *b)
{
	const struct model_event *x = a, *y = b;
	int order = dose_compare(&x->dose, &y->dose);
	bool same_second = x->dose.at.seconds == y->dose.at.seconds;
	return same_second && x->is_session != y->is_session ? x->is_session - y->is_session : order;
}

void random_model_log(
	struct random *random, const struct model *model, struct model_log *log, size_t count)
{
	static const double days[] = {3, 60, 700, 60 * 365.25};
	log->seconds = (int64_t)(days[random_between(random, 0, 3)] * (double)SECONDS_PER_DAY);
	log->count = count;
	bool wide = random_to(random, 1);
	for (size_t i = 0; i < count; i++) {
		struct model_event *event = &log->events[i];
		int64_t at = random_between(random, 0, log->seconds - 1);
		if (i > 0 && random_to(random, 5) == 0)
			at = log->events[i - 1].dose.at.seconds;
		double weight =
			wide ? pow(10, random_real(random, -6, 6)) : (double)random_between(random, 0, 40);
		*event = (struct model_event){
			{.at = {at}, .weight = weight},
			model->kind == MODEL_FITNESS_FATIGUE && random_to(random, 3) == 0,
		};
		event->dose.id.uuid.bytes[0] = (uint8_t)(i >> 8);
		event->dose.id.uuid.bytes[1] = (uint8_t)i;
	}
	qsort(log->events, count, sizeof log->events[0], by_time);
}

void model_play(const struct model *model, struct model_state *state, struct model_event event)
{
	if (event.is_session)
		model_attend(model, state, event.dose.at);
	else
		model_add(model, state, event.dose.at, event.dose.weight);
}

// What one dose of 1 is after so many days.
static long double kernel(const struct model *model, long double days)
{
	long double sum = 0;
	switch (model->kind) {
	case MODEL_HALF_LIFE:
		return exp2l(-days / (long double)model->half_life_days);
	case MODEL_DELAYED:
		days /= (long double)model->peak_days;
		return days * expl(1 - days);
	case MODEL_POWER_LAW:
		for (size_t i = 0; i < model->power_law.terms.count; i++)
			sum += (long double)model->power_law.terms.weight[i] *
				   exp2l(-days / (long double)model->power_law.terms.half_life_days[i]);
		return sum;
	default:
		return 0;
	}
}

struct looking {
	const struct model *model;
	const struct model_log *log;
	size_t count; // of events that have happened
	struct instant at;
};

static int64_t day_of(const struct looking *at, struct instant instant)
{
	return period_of(at->model->zone, SPAN_CALENDAR_DAY, instant);
}

static long double days_since(const struct looking *at, size_t event)
{
	return (long double)(at->at.seconds - at->log->events[event].dose.at.seconds) / 86400;
}

static long double window_formula(const struct looking *at)
{
	const struct model_window *window = &at->model->window;
	long double sum = 0;
	for (size_t i = 0; i < at->count; i++) {
		const struct dose *dose = &at->log->events[i].dose;
		bool counts = window->span == SPAN_ELAPSED
						  ? at->at.seconds - dose->at.seconds < llround(window->days * 86400)
						  : period_of(at->model->zone, window->span, at->at) ==
								period_of(at->model->zone, window->span, dose->at);
		sum += counts ? (long double)dose->weight : 0;
	}
	return sum;
}

// It stands still after the last dose.
static long double mean_formula(const struct looking *at)
{
	long double half_life = (long double)at->model->mean.half_life_days, sum = 0, weights = 0;
	for (size_t i = 0; i < at->count; i++) {
		long double elapsed = days_since(at, i) - days_since(at, at->count - 1);
		long double left = exp2l(-elapsed / half_life), factor = left;
		// Unadjusted: each dose but the first by what the time since the one before it is worth.
		if (!at->model->mean.adjusted && i > 0)
			factor *= -expm1l(-(days_since(at, i - 1) - days_since(at, i)) / half_life * logl(2));
		sum += factor * (long double)at->log->events[i].dose.weight;
		weights += factor;
	}
	return at->count ? sum / weights : (long double)NAN;
}

static long double signed_formula(const struct looking *at, long double *magnitude)
{
	const struct model_fitness_fatigue *rule = &at->model->fitness_fatigue;
	long double value = 0;
	*magnitude = 0;
	for (size_t i = 0; i < at->count; i++) {
		const struct model_event *event = &at->log->events[i];
		long double part = event->is_session
							   ? -(long double)rule->fitness *
									 expl(-days_since(at, i) / (long double)rule->fitness_days)
							   : (long double)rule->fatigue * (long double)event->dose.weight *
									 expl(-days_since(at, i) / (long double)rule->fatigue_days);
		value += part;
		*magnitude += fabsl(part);
	}
	return value;
}

static long double training_formula(const struct looking *at, long double *magnitude)
{
	const struct model_training_load *rule = &at->model->training_load;
	long double brief = 0, lasting = 0;
	for (size_t i = 0; i < at->count; i++) {
		const struct dose *dose = &at->log->events[i].dose;
		long double days = (long double)(day_of(at, at->at) - day_of(at, dose->at));
		long double weight = (long double)dose->weight;
		brief += weight * -expm1l(-1 / (long double)rule->short_days) *
				 expl(-days / (long double)rule->short_days);
		lasting += weight * -expm1l(-1 / (long double)rule->long_days) *
				   expl(-days / (long double)rule->long_days);
	}
	*magnitude = brief + lasting;
	return rule->output == OUTPUT_EXCESS  ? brief - lasting
		   : rule->output == OUTPUT_SHORT ? brief
										  : lasting;
}

// The sums of all periods from the first dose to now.
static int64_t sums_of(const struct looking *at, enum model_span span, long double **out)
{
	int64_t first = period_of(at->model->zone, span, at->log->events[0].dose.at),
			now = period_of(at->model->zone, span, at->at);
	*out = calloc((size_t)(now - first + 1), sizeof **out);
	assert_non_null(*out);
	for (size_t i = 0; i < at->count; i++) {
		const struct dose *dose = &at->log->events[i].dose;
		(*out)[period_of(at->model->zone, span, dose->at) - first] += (long double)dose->weight;
	}
	return now - first + 1;
}

static long double mean_between(const long double *sums, int64_t from, int64_t to)
{
	long double sum = 0;
	for (int64_t i = from; i < to; i++)
		sum += sums[i];
	return sum / (long double)(to - from);
}

static long double daily_mean(const long double *sums, int64_t count, int days)
{
	long double mean = sums[0], smoothing = 2.0L / (days + 1);
	for (int64_t i = 1; i < count; i++)
		mean = smoothing * sums[i] + (1 - smoothing) * mean;
	return mean;
}

static long double ratio_formula(const struct looking *at)
{
	const struct model_acute_chronic *rule = &at->model->acute_chronic;
	long double *sums, acute, chronic;
	int64_t count = sums_of(at, SPAN_CALENDAR_DAY, &sums);
	bool warm = count >= rule->chronic_days;
	if (!warm) {
		acute = chronic = 0;
	} else if (rule->ratio == RATIO_EWMA) {
		acute = daily_mean(sums, count, rule->acute_days);
		chronic = daily_mean(sums, count, rule->chronic_days);
		int64_t idle = day_of(at, at->at) - day_of(at, at->log->events[at->count - 1].dose.at);
		if (daily_mean(sums, count - idle, rule->chronic_days) <= 1e-200L)
			chronic = 0;
	} else {
		acute = mean_between(sums, count - rule->acute_days, count);
		chronic = mean_between(sums, count - rule->chronic_days,
			rule->ratio == RATIO_COUPLED ? count : count - rule->acute_days);
	}
	free(sums);
	return chronic > 0 ? acute / chronic : (long double)NAN;
}

static long double change_formula(const struct looking *at, long double *magnitude)
{
	const struct model_change *rule = &at->model->change;
	long double *sums, mean = (long double)rule->mean, deviation = (long double)rule->deviation;
	int64_t count = sums_of(at, rule->span, &sums) - 1, first = rule->baseline_periods;
	if (first > 0 && count >= first) {
		mean = mean_between(sums, 0, first);
		deviation = 0;
		for (int64_t i = 0; i < first; i++)
			deviation += (sums[i] - mean) * (sums[i] - mean);
		deviation = sqrtl(deviation / (first - 1));
	}
	long double smoothing = (long double)rule->smoothing, chart = mean;
	if (rule->chart == CHART_CUSUM)
		chart = (long double)rule->head_start;
	*magnitude = chart;
	for (int64_t i = first; i < count; i++) {
		long double z = (sums[i] - mean) / deviation;
		if (rule->chart == CHART_CUSUM)
			chart = fmaxl(0, chart + z - (long double)rule->allowance);
		else
			chart = smoothing * sums[i] + (1 - smoothing) * chart;
		*magnitude = fmaxl(*magnitude, chart);
	}
	free(sums);
	if (count < first || !(deviation > 1e-9L * mean))
		return (long double)NAN;
	*magnitude = fmaxl(*magnitude, 1 + mean / deviation);
	if (rule->chart == CHART_CUSUM)
		return chart;
	long double spread = deviation * sqrtl(smoothing / (2 - smoothing));
	*magnitude = fmaxl((*magnitude + mean) / spread, 1);
	return (chart - mean) / spread;
}

long double formula_at(const struct model *model, const struct model_log *log, struct instant at,
	long double *magnitude)
{
	struct looking looking = {model, log, 0, at};
	while (looking.count < log->count && log->events[looking.count].dose.at.seconds <= at.seconds)
		looking.count++;
	long double value = 0;
	bool is_empty = looking.count == 0;
	switch (model->kind) {
	case MODEL_WINDOW:
		value = window_formula(&looking);
		break;
	case MODEL_EWM_MEAN:
		value = mean_formula(&looking);
		break;
	case MODEL_FITNESS_FATIGUE:
		return signed_formula(&looking, magnitude);
	case MODEL_TRAINING_LOAD:
		return training_formula(&looking, magnitude);
	case MODEL_ACUTE_CHRONIC:
		value = is_empty ? (long double)NAN : ratio_formula(&looking);
		break;
	case MODEL_CHANGE:
		return is_empty ? (long double)NAN : change_formula(&looking, magnitude);
	case MODEL_HALF_LIFE:
	case MODEL_DELAYED:
	case MODEL_POWER_LAW:
	case MODEL_KIND_COUNT:
		for (size_t i = 0; i < looking.count; i++)
			value +=
				(long double)log->events[i].dose.weight * kernel(model, days_since(&looking, i));
		break;
	}
	*magnitude = fabsl(value);
	return value;
}
