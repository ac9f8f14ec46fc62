// SPDX-License-Identifier: MIT
// What a dose costs each load model, and what is left of it after very many:
// bench_models DOSES
//
// One person's doses over 60 years, of weights from 1e-6 to 1e6, folded by each model. Prints for
// each the nanoseconds of a dose, those of one exp in the same run, and how far the value at the
// end is from the formula: each dose looked at anew in long double, relative to what it is made of.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/model.h"

#define YEARS 60
#define DAYS (YEARS * 365 + YEARS / 4)
#define BLOCK 10000
#define MEAN_WEIGHT (0x1p20 / (40 * M_LN2))

struct doses {
	int64_t count, next;
	uint64_t random;
	struct instant at[BLOCK];
	double weight[BLOCK];
	int filled;
};

static const struct {
	const char *name;
	struct model model;
} measured[] = {
	{"half_life of 7 days", {.kind = MODEL_HALF_LIFE, .half_life_days = 7}},
	{"half_life of 28 days", {.kind = MODEL_HALF_LIFE, .half_life_days = 28}},
	{"half_life of 180 days", {.kind = MODEL_HALF_LIFE, .half_life_days = 180}},
	{"window of a day", {.kind = MODEL_WINDOW, .window = {SPAN_CALENDAR_DAY, 0}}},
	{"window of 28 days", {.kind = MODEL_WINDOW, .window = {SPAN_ELAPSED, 28}}},
	{"delayed by 14 days", {.kind = MODEL_DELAYED, .peak_days = 14}},
	{"power_law", {.kind = MODEL_POWER_LAW, .power_law = {.per_day = 1, .exponent = 0.5}}},
	{"ewm_mean", {.kind = MODEL_EWM_MEAN, .mean = {28, true}}},
	{"fitness_fatigue", {.kind = MODEL_FITNESS_FATIGUE, .fitness_fatigue = {15, 45, 1, 1}}},
	{"training_load", {.kind = MODEL_TRAINING_LOAD, .training_load = {7, 42, OUTPUT_LONG}}},
	{"acute_chronic", {.kind = MODEL_ACUTE_CHRONIC, .acute_chronic = {7, 28, RATIO_EWMA}}},
	{"change, CUSUM",
		{.kind = MODEL_CHANGE,
			.change = {.chart = CHART_CUSUM, .span = SPAN_CALENDAR_DAY, .allowance = 0.5}}},
	{"change, EWMA",
		{.kind = MODEL_CHANGE,
			.change = {.chart = CHART_EWMA, .span = SPAN_CALENDAR_DAY, .smoothing = 0.2}}},
};

// As of a role whose days are a little quieter.
static void set_baseline(struct model *model, int64_t count)
{
	if (model->kind != MODEL_CHANGE)
		return;
	model->change.mean = 0.98 * MEAN_WEIGHT * (double)count / DAYS;
	model->change.deviation = model->change.mean / 20;
}

static int64_t doses_for(const struct model *model, int64_t count)
{
	bool slides = model->kind == MODEL_WINDOW && model->window.span == SPAN_ELAPSED;
	return slides && count > 100 ? count / 100 : count;
}

static double nanoseconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void start(struct doses *doses, int64_t count)
{
	doses->count = count;
	doses->next = 0;
	doses->random = UINT64_C(88172645463325252);
}

static bool fill(struct doses *doses)
{
	double span = (double)DAYS * SECONDS_PER_DAY;
	for (doses->filled = 0; doses->filled < BLOCK && doses->next < doses->count; doses->filled++) {
		doses->random ^= doses->random << 13;
		doses->random ^= doses->random >> 7;
		doses->random ^= doses->random << 17;
		double chance = (double)(doses->random >> 11) * 0x1p-53;
		doses->at[doses->filled].seconds =
			(int64_t)(span * (double)doses->next++ / (double)doses->count);
		doses->weight[doses->filled] = exp2(chance * 40 - 20);
	}
	return doses->filled > 0;
}

// What 1 is `seconds` later, or on a later day of the calendar.
static long double kernel(const struct model *model, int64_t at, int64_t now)
{
	long double days = (long double)(now - at) / SECONDS_PER_DAY;
	switch (model->kind) {
	case MODEL_HALF_LIFE:
		return exp2l(-days / (long double)model->half_life_days);
	case MODEL_EWM_MEAN:
		return exp2l(-days / (long double)model->mean.half_life_days);
	case MODEL_WINDOW:
		return model->window.span == SPAN_ELAPSED ? days < (long double)model->window.days
												  : at / SECONDS_PER_DAY == now / SECONDS_PER_DAY;
	case MODEL_DELAYED:
		days /= (long double)model->peak_days;
		return days * expl(1 - days);
	case MODEL_POWER_LAW:
		return powl(1 + (long double)model->power_law.per_day * days,
			-(long double)model->power_law.exponent);
	case MODEL_FITNESS_FATIGUE:
		return (long double)model->fitness_fatigue.fatigue *
			   expl(-days / (long double)model->fitness_fatigue.fatigue_days);
	case MODEL_TRAINING_LOAD:
		days = (long double)(now / SECONDS_PER_DAY - at / SECONDS_PER_DAY);
		return -expm1l(-1 / (long double)model->training_load.long_days) *
			   expl(-days / (long double)model->training_load.long_days);
	default:
		return 0;
	}
}

static long double daily_mean(const long double *sums, int64_t count, int days)
{
	long double mean = sums[0], smoothing = 2.0L / (days + 1);
	for (int64_t i = 1; i < count; i++)
		mean = smoothing * sums[i] + (1 - smoothing) * mean;
	return mean;
}

// Of charts the day that is not over does not count.
static long double chart(const struct model_change *rule, const long double *sums, int64_t count)
{
	long double mean = (long double)rule->mean, deviation = (long double)rule->deviation;
	long double smoothing = (long double)rule->smoothing, smooth = mean, cusum = 0;
	for (int64_t i = 0; i < count - 1; i++) {
		smooth = smoothing * sums[i] + (1 - smoothing) * smooth;
		cusum = fmaxl(0, cusum + (sums[i] - mean) / deviation - (long double)rule->allowance);
	}
	if (rule->chart == CHART_CUSUM)
		return cusum;
	return (smooth - mean) / (deviation * sqrtl(smoothing / (2 - smoothing)));
}

static long double of_days(const struct model *model, const long double *sums, int64_t count)
{
	if (model->kind == MODEL_CHANGE)
		return chart(&model->change, sums, count);
	return daily_mean(sums, count, model->acute_chronic.acute_days) /
		   daily_mean(sums, count, model->acute_chronic.chronic_days);
}

static long double formula(const struct model *model, struct doses *doses, int64_t now)
{
	static long double days[DAYS + 1];
	long double sum = 0, weights = 0;
	bool daily = model->kind == MODEL_CHANGE || model->kind == MODEL_ACUTE_CHRONIC;
	for (size_t i = 0; i <= DAYS; i++)
		days[i] = 0;
	for (start(doses, doses->count); fill(doses);) {
		for (int i = 0; i < doses->filled; i++) {
			int64_t at = doses->at[i].seconds;
			long double weight = (long double)doses->weight[i];
			long double left = daily ? 0 : kernel(model, at, now);
			days[at / SECONDS_PER_DAY] += weight;
			sum += weight * left;
			weights += left;
		}
	}
	if (daily)
		return of_days(model, days, now / SECONDS_PER_DAY + 1);
	return model->kind == MODEL_EWM_MEAN ? sum / weights : sum;
}

// The nanoseconds of all doses; `now` is the last one's instant.
static double fold(
	const struct model *model, struct doses *doses, struct model_state *state, struct instant *now)
{
	double spent = 0;
	for (start(doses, doses->count); fill(doses);) {
		double began = nanoseconds();
		for (int i = 0; i < doses->filled; i++)
			model_add(model, state, doses->at[i], doses->weight[i]);
		spent += nanoseconds() - began;
		*now = doses->at[doses->filled - 1];
	}
	return spent;
}

// One exp a dose, which is the least that adding one that fades takes.
static double fold_exp(struct doses *doses, double *sum)
{
	double spent = 0;
	int64_t last = 0;
	for (start(doses, doses->count); fill(doses);) {
		double began = nanoseconds();
		for (int i = 0; i < doses->filled; i++) {
			*sum = *sum * exp((double)(last - doses->at[i].seconds) * 1e-7) + doses->weight[i];
			last = doses->at[i].seconds;
		}
		spent += nanoseconds() - began;
	}
	return spent;
}

int main(int argc, char **argv)
{
	static struct doses doses;
	double sum = 0;
	int64_t count = argc == 2 ? strtoll(argv[1], NULL, 10) : 0;
	if (count < 1) {
		fprintf(stderr, "bench_models DOSES\n");
		return 1;
	}
	for (size_t i = 0; i < sizeof measured / sizeof measured[0]; i++) {
		struct arena arena;
		struct model model = measured[i].model;
		struct instant now = {0};
		arena_init(&arena);
		doses.count = doses_for(&model, count);
		set_baseline(&model, doses.count);
		model_fit(&model);
		struct model_state state = model_start(&model, &arena);
		double reference = fold_exp(&doses, &sum), ours = fold(&model, &doses, &state, &now);
		long double is = (long double)model_at(&model, &state, now);
		long double should = formula(&model, &doses, now.seconds);
		printf("%s;%lld;%.3f;%.3f;%.3Le\n", measured[i].name, (long long)doses.count,
			ours / (double)doses.count, reference / (double)doses.count, fabsl(is / should - 1));
		fflush(stdout);
		arena_done(&arena);
	}
	return sum > 0 ? 0 : 1;
}
