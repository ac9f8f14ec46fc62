// SPDX-License-Identifier: MIT
// Lines of every load model.
#include "support/cmocka.h"

#include "property/random_line.h"
#include "property/random_model.h"

#include <math.h>

#define ROUNDS (MODEL_KIND_COUNT * 30)
#define EVENTS 30

static struct arena arena;
static struct random source;
static struct policy_line line;
static struct model_log history;
static struct instant until;

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

// The largest value that the history leads to, looked at after each event and a while later.
static double largest_value(void)
{
	struct model_state state = model_start(&line.model, &arena);
	double largest = 0;
	for (size_t i = 0; i < history.count; i++) {
		struct instant at = history.events[i].dose.at;
		model_play(&line.model, &state, history.events[i]);
		largest = fmax(largest, model_at(&line.model, &state, at));
		struct instant later = instant_later(at, history.seconds / 30);
		largest = fmax(largest, model_at(&line.model, &state, later));
	}
	return largest;
}

static void new_round(size_t round)
{
	arena_reset(&arena);
	line = random_line(&source);
	line.model = random_model(&source, round);
	do
		random_model_log(&source, &line.model, &history, EVENTS);
	while (history.seconds > 1000 * SECONDS_PER_DAY);
	until.seconds = 2 * history.seconds;
	double on = fmax(largest_value(), 1) * random_real(&source, 0.05, 0.9);
	int64_t delay = history.seconds / LOG_SECONDS;
	for (size_t i = 0; i < line.level_count; i++, on *= 1.3) {
		struct policy_level *level = &line.levels[i];
		level->off *= on / level->on;
		level->on = on;
		level->on_delay_seconds *= delay;
		level->off_delay_seconds *= delay;
		level->realarm_seconds *= delay;
		level->cooldown_seconds *= delay;
	}
}

static void pass_time(struct line_state *state, struct instant from, struct instant to,
	int64_t most_steps, struct crossings *out)
{
	for (int64_t i = random_between(&source, 0, most_steps); i > 0; i--) {
		from.seconds = random_between(&source, from.seconds, to.seconds);
		line_advance(&line, state, from, out);
	}
	line_advance(&line, state, to, out);
}

static struct line_state play(int64_t most_steps, struct crossings *out)
{
	struct line_state state = line_start(&line, &arena);
	struct instant now = {0};
	crossings_init(out, &arena);
	for (size_t i = 0; i < history.count; i++) {
		const struct model_event *event = &history.events[i];
		pass_time(&state, now, event->dose.at, most_steps, out);
		now = event->dose.at;
		if (event->is_session)
			line_attended(&line, &state, 0, now);
		else
			line_expose(&line, &state, event->dose, out);
	}
	pass_time(&state, now, until, most_steps, out);
	assert_false(out->failed);
	return state;
}

static void a_step_of_any_length_gives_the_same_crossings(void **unused)
{
	(void)unused;
	size_t total = 0, kinds[MODEL_KIND_COUNT] = {0};
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct crossings whole, steps;
		struct line_state a = play(0, &whole), b = play(20, &steps);
		assert_same_crossings(&whole, &steps);
		for (size_t i = 0; i < line.level_count; i++)
			assert_memory_equal(&a.alarms[i], &b.alarms[i], sizeof a.alarms[i]);
		total += whole.count;
		kinds[line.model.kind] += whole.count;
	}
	assert_true(total > ROUNDS);
	for (size_t i = 0; i < MODEL_KIND_COUNT; i++)
		assert_true(kinds[i] > 10);
}

static void between_two_raises_there_is_a_clearing(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct crossings crossings;
		struct line_state final = play(0, &crossings);
		for (size_t i = 0; i < line.level_count; i++) {
			enum alarm_state state = final.alarms[i].state;
			bool raised = state == ALARM_RAISED || state == ALARM_FALLING;
			assert_int_equal(crossings_alternate(&crossings, i), raised);
		}
	}
}

// A raise comes while the value is at or above the level, a clearing while it is at or below `off`.
static void a_crossing_is_where_the_value_is(void **unused)
{
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++) {
		new_round(round);
		struct crossings crossings;
		(void)play(0, &crossings);
		for (size_t i = 0; i < crossings.count; i++) {
			const struct crossing *crossing = &crossings.list[i];
			const struct policy_level *level = &line.levels[crossing->level];
			struct model_state state = model_start(&line.model, &arena);
			bool at_a_dose = false;
			for (size_t j = 0; j < history.count; j++) {
				struct instant at = history.events[j].dose.at;
				if (instant_before(crossing->at, at))
					break;
				at_a_dose |= at.seconds == crossing->at.seconds;
				model_play(&line.model, &state, history.events[j]);
			}
			double value = model_at(&line.model, &state, crossing->at);
			if (at_a_dose) // other doses of its second may have come after it
				continue;
			if (crossing->change == ALARM_RAISE && !(value >= level->on))
				fail_msg("round %zu: raised at %g below %g", round, value, level->on);
			if (crossing->change == ALARM_CLEARED && !(value <= level->off))
				fail_msg("round %zu: cleared at %g above %g", round, value, level->off);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_of_any_length_gives_the_same_crossings),
		TEST(between_two_raises_there_is_a_clearing),
		TEST(a_crossing_is_where_the_value_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
