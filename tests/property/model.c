// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "property/random_model.h"

#include <math.h>
#include <string.h>

#define ROUNDS (MODEL_KIND_COUNT * 60)

static struct arena arena;
static struct random source;
static struct model model;
static struct model_log history;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	source = random_start();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void new_round(size_t round)
{
	arena_reset(&arena);
	model = random_model(&source, round);
	random_model_log(&source, &model, &history, (size_t)random_between(&source, 0, 60));
}

static struct model_state play_all(void)
{
	struct model_state state = model_start(&model, &arena);
	for (size_t i = 0; i < history.count; i++)
		model_play(&model, &state, history.events[i]);
	assert_false(state.failed);
	return state;
}

static struct instant last_instant(void)
{
	return history.count ? history.events[history.count - 1].dose.at : (struct instant){0};
}

// The value, within 1e-9 of what the formula is made of, or undefined as the formula is.
static void expect_formula(size_t round, const struct model_state *state, struct instant at)
{
	long double magnitude = 0, expected = formula_at(&model, &history, at, &magnitude);
	double found = model_at(&model, state, at);
	if (isnan(expected) ? !isnan(found)
						: !(fabsl((long double)found - expected) <= 1e-9L * magnitude + 1e-200L))
		fail_msg("round %zu, kind %d at %lld: found %.17g, expected %.17Lg", round, model.kind,
			(long long)at.seconds, found, expected);
}

// At any instant while events are added one after another, and long after.
static void adding_one_by_one_is_the_formula(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct model_state state = model_start(&model, &arena);
		size_t whole = history.count;
		for (size_t i = 0; i < whole; i++) {
			model_play(&model, &state, history.events[i]);
			if (i + 1 < whole && random_between(&source, 0, 5) > 0)
				continue;
			history.count = i + 1;
			struct instant at = history.events[i].dose.at;
			expect_formula(round, &state, at);
			expect_formula(
				round, &state, instant_later(at, random_between(&source, 0, history.seconds / 10)));
			history.count = whole;
		}
		expect_formula(round, &state,
			instant_later(last_instant(), random_between(&source, 0, 800 * SECONDS_PER_DAY)));
	}
}

static bool has_sessions(void)
{
	return model.kind == MODEL_FITNESS_FATIGUE;
}

static void a_fold_is_the_doses_one_after_another(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		static struct dose doses[LOG_LIMIT];
		new_round(round);
		if (has_sessions())
			continue;
		for (size_t i = 0; i < history.count; i++)
			doses[i] = history.events[i].dose;
		struct model_state a = model_fold(&model, doses, history.count, &arena), b = play_all();
		assert_memory_equal(&a.load, &b.load, sizeof a.load);
		assert_int_equal(a.more_count, b.more_count);
		if (a.more_count)
			assert_memory_equal(a.more, b.more, a.more_count * sizeof *a.more);
	}
}

static void models_that_take_late_doses_take_them_in_any_order(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		if (!model_takes_late(&model) || history.count == 0)
			continue;
		static struct model_event events[LOG_LIMIT];
		struct model_state state = model_start(&model, &arena);
		memcpy(events, history.events, history.count * sizeof events[0]);
		random_shuffle(&source, events, history.count, sizeof events[0]);
		for (size_t i = 0; i < history.count; i++)
			model_play(&model, &state, events[i]);
		expect_formula(round, &state, last_instant());
		expect_formula(round, &state,
			instant_later(last_instant(), random_between(&source, 0, history.seconds)));
	}
}

static void a_dose_in_two_halves_is_the_dose(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		if (model.kind == MODEL_EWM_MEAN) // a mean is of doses, however large each is
			continue;
		struct model_state whole = play_all(), halves = model_start(&model, &arena);
		for (size_t i = 0; i < history.count; i++) {
			struct model_event event = history.events[i];
			if (!event.is_session) {
				event.dose.weight /= 2;
				model_play(&model, &halves, event);
			}
			model_play(&model, &halves, event);
		}
		struct instant at =
			instant_later(last_instant(), random_between(&source, 0, history.seconds));
		long double magnitude = 0;
		formula_at(&model, &history, at, &magnitude);
		double a = model_at(&model, &whole, at), b = model_at(&model, &halves, at);
		assert_true(isnan(a) ? isnan(b) : fabs(a - b) <= 1e-9 * (double)magnitude + 1e-200);
	}
}

static bool is_there(const struct model_state *state, struct instant at, bool above, double level)
{
	double value = model_at(&model, state, at);
	return above ? value >= level : value <= level;
}

// Nothing between `from` and `to` is there: looked at where the value steps and at random.
static void expect_none_between(size_t round, const struct model_state *state, struct instant from,
	struct instant to, bool above, double level)
{
	struct instant step = from;
	int64_t most = to.seconds - 1;
	if (to.seconds == INSTANT_NEVER.seconds)
		most = from.seconds + 3000 * SECONDS_PER_DAY;
	for (int i = 0; i < 60 && most > from.seconds; i++) {
		struct instant at = {random_between(&source, from.seconds, most)};
		if (i == 0)
			at.seconds = most;
		if (i > 30 && step.seconds <= most) {
			at = step;
			step = model_next_step(&model, state, step);
		}
		if (is_there(state, at, above, level))
			fail_msg("round %zu, kind %d: %s %g at %lld already", round, model.kind,
				above ? "reaches" : "falls to", level, (long long)at.seconds);
	}
}

// A level that the value has had, or that it has later, or any.
static double random_level(const struct model_state *state, struct instant from)
{
	struct instant at = instant_later(from, random_between(&source, 0, 100 * SECONDS_PER_DAY));
	double value = model_at(&model, state, at), now = model_at(&model, state, from);
	if (isnan(value))
		value = random_real(&source, 0, 5);
	if (isnan(now))
		now = value;
	switch (random_between(&source, 0, 3)) {
	case 0:
		return value;
	case 1:
		return now * random_real(&source, 0.01, 1.5);
	default:
		return value + (now - value) * random_real(&source, -0.5, 1);
	}
}

static void levels_are_reached_at_their_second_and_not_before(void **unused)
{
	(void)unused;
	size_t later = 0;
	for (size_t round = 0; round < 4 * ROUNDS; round++) {
		new_round(round);
		struct model_state state = play_all();
		struct instant from =
			instant_later(last_instant(), random_between(&source, 0, history.seconds / 20));
		double level = random_level(&state, from);
		if (model.kind == MODEL_HALF_LIFE && level < 1e-290) // doubles thin out
			continue;
		for (int above = 0; above < 2; above++) {
			struct instant found = above ? model_reaches(&model, &state, from, level)
										 : model_falls_to(&model, &state, from, level);
			assert_true(found.seconds >= from.seconds);
			if (found.seconds != INSTANT_NEVER.seconds && !is_there(&state, found, above, level))
				fail_msg("round %zu, kind %d: %g not %s at %lld", round, model.kind, level,
					above ? "reached" : "fallen to", (long long)found.seconds);
			expect_none_between(round, &state, from, found, above, level);
			later += found.seconds != INSTANT_NEVER.seconds && found.seconds > from.seconds;
		}
	}
	assert_true(later > ROUNDS);
}

static bool is_same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool fades(void)
{
	return model.kind == MODEL_HALF_LIFE || model.kind == MODEL_DELAYED ||
		   model.kind == MODEL_POWER_LAW || model.kind == MODEL_FITNESS_FATIGUE;
}

static void between_steps_a_value_that_steps_stands_still(void **unused)
{
	(void)unused;
	size_t steps = 0;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct model_state state = play_all();
		struct instant at = last_instant();
		for (int i = 0; i < 40; i++) {
			struct instant next = model_next_step(&model, &state, at);
			assert_true(next.seconds > at.seconds);
			if (fades()) {
				assert_int_equal(next.seconds, INSTANT_NEVER.seconds);
				break;
			}
			bool is_last = next.seconds == INSTANT_NEVER.seconds;
			int64_t most = is_last ? at.seconds + 2000 * SECONDS_PER_DAY : next.seconds - 1;
			double value = model_at(&model, &state, at);
			assert_true(is_same(model_at(&model, &state, (struct instant){most}), value));
			assert_true(is_same(model_at(&model, &state,
									(struct instant){random_between(&source, at.seconds, most)}),
				value));
			if (is_last)
				break;
			bool changes = !is_same(model_at(&model, &state, next), value);
			if (!changes && model.kind != MODEL_TRAINING_LOAD)
				fail_msg("round %zu, kind %d: no step at %lld", round, model.kind,
					(long long)next.seconds);
			steps++;
			at = next;
		}
	}
	assert_true(steps > ROUNDS);
}

static void a_value_becomes_undefined_when_the_model_says(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct model_state state = play_all();
		struct instant from =
			instant_later(last_instant(), random_between(&source, 0, 60 * SECONDS_PER_DAY));
		struct instant found = model_undefined(&model, &state, from);
		if (found.seconds != INSTANT_NEVER.seconds)
			assert_true(isnan(model_at(&model, &state, found)));
		int64_t most = found.seconds == INSTANT_NEVER.seconds ? from.seconds + 900 * SECONDS_PER_DAY
															  : found.seconds - 1;
		for (int i = 0; i < 40 && most >= from.seconds; i++) {
			struct instant at = {i ? random_between(&source, from.seconds, most) : most};
			assert_true(!isnan(model_at(&model, &state, at)));
		}
	}
}

static void a_state_of_stored_numbers_goes_on_as_the_state(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct model_state whole = play_all(), state = model_start(&model, &arena);
		for (size_t i = 0; i < history.count; i++) {
			if (random_between(&source, 0, 3) == 0)
				state = model_copy(&state, &arena);
			model_play(&model, &state, history.events[i]);
		}
		assert_memory_equal(&state.load, &whole.load, sizeof state.load);
		assert_int_equal(state.more_count, whole.more_count);
		if (state.more_count)
			assert_memory_equal(state.more, whole.more, state.more_count * sizeof *state.more);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(adding_one_by_one_is_the_formula),
		TEST(a_fold_is_the_doses_one_after_another),
		TEST(models_that_take_late_doses_take_them_in_any_order),
		TEST(a_dose_in_two_halves_is_the_dose),
		TEST(levels_are_reached_at_their_second_and_not_before),
		TEST(between_steps_a_value_that_steps_stands_still),
		TEST(a_value_becomes_undefined_when_the_model_says),
		TEST(a_state_of_stored_numbers_goes_on_as_the_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
