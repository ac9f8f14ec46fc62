// SPDX-License-Identifier: MIT
// Banister's two sums: k₂·Σ w·e^(−Δ/τ₂) of the doses, less k₁·Σ e^(−Δ/τ₁) of
// the attended sessions.
#include "core/model_kinds.h"
#include "core/model_parts.h"

enum { FATIGUE, FITNESS, NUMBERS };

struct course {
	const struct model_fitness_fatigue *rule;
	double fatigue, fitness;
};

static double value_after(const void *of, int64_t seconds)
{
	const struct course *course = of;
	const struct model_fitness_fatigue *rule = course->rule;
	return rule->fatigue * course->fatigue * model_left((double)seconds, rule->fatigue_days) -
		   rule->fitness * course->fitness * model_left((double)seconds, rule->fitness_days);
}

static struct course course_of(const struct model *model, const struct model_state *state)
{
	return (struct course){&model->fitness_fatigue, state->more[FATIGUE], state->more[FITNESS]};
}

static double value_at(
	const struct model *model, const struct model_state *state, struct instant at)
{
	struct course course = course_of(model, state);
	return value_after(&course, instant_later(at, -state->load.at.seconds).seconds);
}

static void add_both(const struct model *model, struct model_state *state, struct instant at,
	double fatigue, double fitness)
{
	const struct model_fitness_fatigue *rule = &model->fitness_fatigue;
	double *more = state->more;
	bool is_empty = more[FATIGUE] == 0 && more[FITNESS] == 0;
	double seconds = is_empty ? 0 : model_elapsed(state->load.at, at);
	if (seconds < 0) {
		fatigue *= model_left(-seconds, rule->fatigue_days);
		fitness *= model_left(-seconds, rule->fitness_days);
	} else {
		more[FATIGUE] *= model_left(seconds, rule->fatigue_days);
		more[FITNESS] *= model_left(seconds, rule->fitness_days);
		state->load.at = at;
	}
	more[FATIGUE] += fatigue;
	more[FITNESS] += fitness;
	state->load.value = value_at(model, state, state->load.at);
}

static void add(
	const struct model *model, struct model_state *state, struct instant at, double weight)
{
	add_both(model, state, at, weight, 0);
}

static void attend(const struct model *model, struct model_state *state, struct instant at)
{
	add_both(model, state, at, 0, 1);
}

static struct instant next_step(
	const struct model *model, const struct model_state *state, struct instant after)
{
	(void)model, (void)state, (void)after;
	return INSTANT_NEVER;
}

static struct instant first(const struct model *model, const struct model_state *state,
	struct instant from, enum model_side side, double level)
{
	const struct model_fitness_fatigue *rule = &model->fitness_fatigue;
	struct course of = course_of(model, state);
	struct model_course course = {value_after, &of,
		model_turn(rule->fatigue * of.fatigue, rule->fatigue_days * (double)SECONDS_PER_DAY,
			rule->fitness * of.fitness, rule->fitness_days * (double)SECONDS_PER_DAY),
		MODEL_SECONDS_MOST};
	return model_first_second(&course, state, from, side, level);
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

const struct model_operations model_fitness_fatigue = {
	.takes_late = true,
	.rises = true,
	.numbers = NUMBERS,
	.add = add,
	.attend = attend,
	.at = value_at,
	.next_step = next_step,
	.reaches = reaches,
	.falls_to = falls_to,
};
