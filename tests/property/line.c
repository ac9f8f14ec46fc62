// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "property/random_line.h"

#define DOSES 25
#define SESSIONS 2
#define ROUNDS 150
#define END ((struct instant){2 * LOG_SECONDS})

static struct arena arena;
static struct random source;
static struct policy_line line;
static struct dose doses[DOSES];

// Two sessions at times of their own.
static struct {
	struct instant at;
	size_t level;
} sessions[SESSIONS];

static void new_round(void)
{
	arena_reset(&arena);
	line = random_line(&source);
	random_log(&source, doses, DOSES);
	int64_t at = 0;
	for (size_t i = 0; i < SESSIONS; i++) {
		at += random_between(&source, 1, LOG_SECONDS);
		sessions[i].at.seconds = at;
		sessions[i].level = (size_t)random_between(&source, 0, (int64_t)line.level_count - 1);
	}
}

static int start(void **state)
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

static struct crossings new_crossings(void)
{
	struct crossings crossings;
	crossings_init(&crossings, &arena);
	return crossings;
}

static void pass_time(struct line_state *state, struct instant *now, struct instant until,
	int64_t step_most, struct crossings *out)
{
	while (step_most > 0 && now->seconds < until.seconds) {
		now->seconds += random_between(&source, 1, step_most);
		if (now->seconds < until.seconds)
			line_advance(&line, state, *now, out);
	}
	line_advance(&line, state, until, out);
	*now = until;
}

// Doses and sessions in order of time, a session of one second after its doses.
static struct line_state play(int64_t step_most, struct crossings *out)
{
	struct line_state state = line_start(&line, NULL);
	struct instant now = {0};
	size_t session = 0;
	for (size_t i = 0; i <= DOSES; i++) {
		struct instant next = i < DOSES ? doses[i].at : END;
		while (session < SESSIONS && sessions[session].at.seconds < next.seconds) {
			pass_time(&state, &now, sessions[session].at, step_most, out);
			line_attended(&line, &state, sessions[session].level, sessions[session].at);
			session++;
		}
		pass_time(&state, &now, next, step_most, out);
		if (i < DOSES)
			line_expose(&line, &state, doses[i], out);
	}
	return state;
}

static void replaying_a_log_gives_the_same_crossings(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		new_round();
		struct crossings first = new_crossings(), second = new_crossings();
		struct line_state a = play(0, &first), b = play(0, &second);
		assert_same_crossings(&first, &second);
		assert_same_state(&line, &a, &b);
	}
}

static void many_small_steps_are_one_large_step(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		new_round();
		struct crossings whole = new_crossings(), steps = new_crossings();
		struct line_state a = play(0, &whole), b = play(50, &steps);
		assert_same_crossings(&whole, &steps);
		assert_same_state(&line, &a, &b);
	}
}

static void a_fold_is_the_doses_one_after_another(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		new_round();
		struct crossings folded = new_crossings(), singly = new_crossings();
		struct line_state a = line_fold(&line, doses, DOSES, END, &folded),
						  b = line_start(&line, NULL);
		for (size_t i = 0; i < DOSES; i++)
			line_expose(&line, &b, doses[i], &singly);
		line_advance(&line, &b, END, &singly);
		assert_same_crossings(&folded, &singly);
		assert_same_state(&line, &a, &b);
	}
}

static void between_two_raises_there_is_a_clearing(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		new_round();
		struct crossings crossings = new_crossings();
		struct line_state final = play(0, &crossings);
		for (size_t i = 0; i < line.level_count; i++) {
			bool raised =
				final.alarms[i].state == ALARM_RAISED || final.alarms[i].state == ALARM_FALLING;
			assert_int_equal(crossings_alternate(&crossings, i), raised);
		}
	}
}

static void the_next_change_is_neither_late_nor_early(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		new_round();
		struct crossings crossings = new_crossings();
		struct line_state current = line_start(&line, NULL);
		for (size_t i = 0; i < DOSES; i++) {
			line_expose(&line, &current, doses[i], &crossings);
			struct instant next = line_next_change(&line, &current);
			struct line_state before = current, at = current;
			size_t count = crossings.count;
			line_advance(&line, &before, instant_later(next, -1), &crossings);
			if (next.seconds == INSTANT_NEVER.seconds)
				continue;
			assert_true(next.seconds > doses[i].at.seconds);
			assert_same_state(&line, &before, &current);
			assert_int_equal(crossings.count, count);
			line_advance(&line, &at, next, &crossings);
			bool changed = false;
			for (size_t j = 0; j < line.level_count; j++)
				changed = changed || at.alarms[j].state != current.alarms[j].state ||
						  at.alarms[j].realarm_at.seconds != current.alarms[j].realarm_at.seconds;
			assert_true(changed);
			crossings.count = count;
		}
	}
}

// The rules of a level once more, looked at second by second.
struct watched {
	bool rising, raised, falling;
	int64_t since, alarmed_at, cooldown_until;
};

static void note(struct crossings *out, int64_t second, size_t level, enum alarm_change change)
{
	out->list[out->count++] = (struct crossing){{second}, level, change, false};
}

static void watch_time(const struct policy_level *rule, struct watched *level, size_t index,
	int64_t now, double load, struct crossings *out)
{
	if (level->rising && load < rule->on)
		level->rising = false;
	if (level->raised && !level->falling && load <= rule->off) {
		level->falling = true;
		level->since = now;
	}
	if (level->rising && now >= level->since + rule->on_delay_seconds &&
		now >= level->cooldown_until) {
		*level = (struct watched){
			.raised = true, .alarmed_at = now, .cooldown_until = level->cooldown_until};
		note(out, now, index, ALARM_RAISE);
	}
	if (level->falling && now >= level->since + rule->off_delay_seconds) {
		level->raised = level->falling = false;
		note(out, now, index, ALARM_CLEARED);
	}
	if (level->raised && rule->realarm_seconds > 0 &&
		now >= level->alarmed_at + rule->realarm_seconds && now >= level->cooldown_until) {
		level->alarmed_at = now;
		note(out, now, index, ALARM_REALARM);
	}
}

static void watch_dose(
	const struct policy_level *rule, struct watched *level, int64_t now, double load)
{
	if (!level->raised && !level->rising && load >= rule->on) {
		level->rising = true;
		level->since = now;
	}
	if (level->falling && load > rule->off)
		level->falling = false;
}

static void watch(struct crossings *out)
{
	struct watched levels[POLICY_LEVELS_LIMIT] = {{0}};
	struct load load = LOAD_NONE;
	size_t dose = 0, session = 0;
	for (int64_t now = 0; now <= END.seconds; now++) {
		double value = load_at(load, line.model.half_life_days, (struct instant){now});
		for (size_t i = 0; i < line.level_count; i++)
			watch_time(&line.levels[i], &levels[i], i, now, value, out);
		for (; dose < DOSES && doses[dose].at.seconds == now; dose++) {
			load_add(&load, line.model.half_life_days, doses[dose].at, doses[dose].weight);
			for (size_t i = 0; i < line.level_count; i++)
				watch_dose(&line.levels[i], &levels[i], now, load.value);
			for (size_t i = 0; i < line.level_count; i++)
				watch_time(&line.levels[i], &levels[i], i, now, load.value, out);
		}
		for (; session < SESSIONS && sessions[session].at.seconds == now; session++) {
			for (size_t i = 0; i <= sessions[session].level; i++) {
				int64_t until = now + line.levels[i].cooldown_seconds;
				if (until > levels[i].cooldown_until)
					levels[i].cooldown_until = until;
			}
		}
	}
}

static void crossings_are_those_that_watching_every_second_finds(void **state)
{
	(void)state;
	static struct crossing list[10000];
	size_t total = 0;
	for (int round = 0; round < 60; round++) {
		new_round();
		struct crossings watched = {.list = list, .size = 10000}, found = new_crossings();
		(void)play(0, &found);
		watch(&watched);
		assert_same_crossings(&found, &watched);
		total += found.count;
	}
	assert_true(total > 500);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(replaying_a_log_gives_the_same_crossings),
		TEST(many_small_steps_are_one_large_step),
		TEST(a_fold_is_the_doses_one_after_another),
		TEST(between_two_raises_there_is_a_clearing),
		TEST(the_next_change_is_neither_late_nor_early),
		TEST(crossings_are_those_that_watching_every_second_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
