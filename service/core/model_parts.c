// SPDX-License-Identifier: MIT
#include "core/model_parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

bool model_keep(struct model_state *state, size_t count)
{
	if (count > state->more_size) {
		size_t size = count > state->more_size * 2 ? count : state->more_size * 2;
		double *more = arena_array(state->arena, size, sizeof *more);
		if (!more) {
			state->failed = true;
			return false;
		}
		if (state->more_count)
			memcpy(more, state->more, state->more_count * sizeof *more);
		state->more = more;
		state->more_size = size;
	}
	if (count > state->more_count)
		memset(state->more + state->more_count, 0, (count - state->more_count) * sizeof(double));
	state->more_count = count;
	return true;
}

double model_elapsed(struct instant from, struct instant to)
{
	return (double)to.seconds - (double)from.seconds;
}

double model_left(double elapsed_seconds, double constant_days)
{
	return exp(-elapsed_seconds / (constant_days * (double)SECONDS_PER_DAY));
}

static bool is_there(
	const struct model_course *course, int64_t step, enum model_side side, double level)
{
	double value = course->value(course->of, step);
	return side == SIDE_ABOVE ? value >= level : value <= level;
}

int64_t model_first(
	const struct model_course *course, int64_t from, enum model_side side, double level)
{
	if (is_there(course, from, side, level))
		return from;
	const int64_t marks[] = {course->turn, course->turn + 1, course->most};
	int64_t low = from; // never there
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		int64_t high = marks[i];
		if (high <= low)
			continue;
		if (!is_there(course, high, side, level)) {
			low = high;
			continue;
		}
		while (high - low > 1) {
			int64_t middle = low + (high - low) / 2;
			if (is_there(course, middle, side, level))
				high = middle;
			else
				low = middle;
		}
		return high;
	}
	return MODEL_STEP_NONE;
}

struct instant model_first_second(const struct model_course *course,
	const struct model_state *state, struct instant from, enum model_side side, double level)
{
	int64_t start = instant_later(from, -state->load.at.seconds).seconds;
	int64_t step = model_first(course, start, side, level);
	return step == MODEL_STEP_NONE ? INSTANT_NEVER : instant_later(state->load.at, step);
}

struct instant model_first_period(const struct model_course *course, const struct zone *zone,
	enum model_span span, struct instant from, enum model_side side, double level)
{
	int64_t period = model_first(course, period_of(zone, span, from), side, level);
	return period == MODEL_STEP_NONE ? INSTANT_NEVER
									 : instant_latest(from, period_start(zone, span, period));
}

int64_t model_turn(double a, double a_constant, double b, double b_constant)
{
	if (!(a > 0) || !(b > 0) || a_constant == b_constant)
		return 0;
	double turn = log((b * a_constant) / (a * b_constant)) / (1 / b_constant - 1 / a_constant);
	// Both parts have gone to nothing long before 2^52.
	return turn > 0 && turn < 0x1p52 ? (int64_t)turn : 0;
}

struct model_entries model_entries_of(const struct model_state *state, size_t first)
{
	size_t numbers = state->more_count > first ? state->more_count - first : 0;
	return (struct model_entries){numbers ? state->more + first : NULL, numbers / 2};
}

static void drop_below(struct model_state *state, size_t first, int64_t least)
{
	struct model_entries entries = model_entries_of(state, first);
	size_t gone = 0;
	while (gone < entries.count && entries.list[2 * gone] < (double)least)
		gone++;
	if (gone == 0)
		return;
	memmove(
		entries.list, entries.list + 2 * gone, 2 * (entries.count - gone) * sizeof *entries.list);
	state->more_count -= 2 * gone;
}

void model_entries_add(
	struct model_state *state, size_t first, int64_t least, int64_t number, double weight)
{
	drop_below(state, first, least);
	struct model_entries entries = model_entries_of(state, first);
	size_t place = entries.count;
	while (place > 0 && entries.list[2 * place - 2] > (double)number)
		place--;
	if (place > 0 && entries.list[2 * place - 2] == (double)number) {
		entries.list[2 * place - 1] += weight;
		return;
	}
	if (!model_keep(state, first + 2 * (entries.count + 1)))
		return;
	double *at = state->more + first + 2 * place;
	memmove(at + 2, at, 2 * (entries.count - place) * sizeof *at);
	at[0] = (double)number;
	at[1] = weight;
}

double model_entries_sum(struct model_entries entries, int64_t least, int64_t most)
{
	double sum = 0;
	for (size_t i = entries.count; i > 0 && entries.list[2 * i - 2] >= (double)least; i--) {
		if (entries.list[2 * i - 2] <= (double)most)
			sum += entries.list[2 * i - 1];
	}
	return sum;
}
