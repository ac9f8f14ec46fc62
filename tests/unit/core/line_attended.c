// SPDX-License-Identifier: MIT
// What a line does after an attended session.
#include "support/cmocka.h"

#include "unit/core/line_fixture.h"

static struct policy_line line_with_cooldown(void)
{
	struct policy_line line = line_of_three_levels();
	for (size_t i = 0; i < line.level_count; i++)
		line.levels[i].cooldown_seconds = 48 * SECONDS_PER_HOUR;
	return line;
}

static void after_a_session_a_level_stays_quiet(void **state)
{
	(void)state;
	const struct policy_line line = line_with_cooldown();
	line_attended(&line, &current, 0, HOURS(0));
	expose(&line, 10, 100);
	advance(&line, 47);
	expect("");
	assert_int_equal(line_highest(&line, &current), -1);
	advance(&line, 1000); // below `on` long before hour 48
	expect("");
}

static void a_load_that_outlasts_the_cooldown_raises_at_its_end(void **state)
{
	(void)state;
	const struct policy_line line = line_with_cooldown();
	line_attended(&line, &current, 0, HOURS(0));
	expose(&line, 40, 150);
	assert_int_equal(line_next_change(&line, &current).seconds, HOURS(48).seconds);
	advance(&line, 48);
	expect("48 raise 0");
}

static void a_session_quietens_a_raise_that_is_waiting(void **state)
{
	(void)state;
	struct policy_line line = line_with_cooldown();
	line.levels[0].on_delay_seconds = 5 * SECONDS_PER_HOUR;
	expose(&line, 0, 190);
	advance(&line, 2);
	line_attended(&line, &current, 0, HOURS(2));
	advance(&line, 1000);
	expect("");
}

static void escalation_bypasses_the_cooldown(void **state)
{
	(void)state;
	const struct policy_line line = line_with_cooldown();
	line_attended(&line, &current, 1, HOURS(0));
	expose(&line, 1, 399);
	expect("");
	expose(&line, 1, 1);
	expect("1 raise 2");
	assert_int_equal(line_highest(&line, &current), 2);
}

static void a_session_postpones_the_alarms_that_repeat(void **state)
{
	(void)state;
	struct policy_line line = line_with_cooldown();
	line.level_count = 1;
	line.levels[0].realarm_seconds = 10 * SECONDS_PER_HOUR;
	expose(&line, 0, 1600); // above 50 for 120 hours
	advance(&line, 12);
	line_attended(&line, &current, 0, HOURS(12));
	advance(&line, 75);
	expect("0 raise 0, 10 realarm 0, 60 realarm 0, 70 realarm 0");
}

static void a_second_session_does_not_shorten_the_cooldown(void **state)
{
	(void)state;
	struct policy_line line = line_with_cooldown();
	line_attended(&line, &current, 0, HOURS(0));
	line.levels[0].cooldown_seconds = 0;
	line_attended(&line, &current, 0, HOURS(1));
	assert_int_equal(current.alarms[0].cooldown_until.seconds, HOURS(48).seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(after_a_session_a_level_stays_quiet),
		TEST(a_load_that_outlasts_the_cooldown_raises_at_its_end),
		TEST(a_session_quietens_a_raise_that_is_waiting),
		TEST(escalation_bypasses_the_cooldown),
		TEST(a_session_postpones_the_alarms_that_repeat),
		TEST(a_second_session_does_not_shorten_the_cooldown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
