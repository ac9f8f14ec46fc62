// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "unit/core/line_fixture.h"

#include <math.h>

static void a_level_is_raised_at_the_exposure_that_reaches_it(void **state)
{
	(void)state;
	const struct policy_line line = line_simple();
	expose(&line, 0, 99);
	expect("");
	assert_int_equal(line_highest(&line, &current), -1);
	expose(&line, 0, 1);
	expect("0 raise 0");
	assert_int_equal(line_highest(&line, &current), 0);
}

static void it_is_cleared_at_the_instant_the_load_reaches_off(void **state)
{
	(void)state;
	const struct policy_line line = line_simple();
	expose(&line, 0, 100);
	assert_int_equal(line_next_change(&line, &current).seconds, HOURS(24).seconds);
	line_advance(&line, &current, (struct instant){HOURS(24).seconds - 1}, &found);
	expect("0 raise 0");
	advance(&line, 24);
	expect("0 raise 0, 24 clear 0");
	assert_int_equal(line_highest(&line, &current), -1);
	assert_true(line_next_change(&line, &current).seconds == INSTANT_NEVER.seconds);
}

static void between_off_and_on_nothing_changes(void **state)
{
	(void)state;
	const struct policy_line line = line_simple();
	expose(&line, 0, 100);
	expose(&line, 12, 10);
	advance(&line, 28); // 50 + 10/√2 at hour 24, 50 at hour 28.58
	expose(&line, 28, 45);
	advance(&line, 40);
	expect("0 raise 0");
	assert_int_equal(current.alarms[0].state, ALARM_RAISED);
}

static void after_a_raise_only_a_clearing_makes_room_for_another(void **state)
{
	(void)state;
	const struct policy_line line = line_simple();
	expose(&line, 0, 200);
	expose(&line, 1, 200);
	expose(&line, 2, 200);
	advance(&line, 1000);
	expose(&line, 2000, 100);
	advance(&line, 3000);
	assert_int_equal(found.count, 4);
	for (size_t i = 0; i < found.count; i++)
		assert_int_equal(found.list[i].change, i % 2 == 0 ? ALARM_RAISE : ALARM_CLEARED);
}

static void a_raise_waits_for_the_on_delay(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].on_delay_seconds = 12 * SECONDS_PER_HOUR;
	expose(&line, 0, 200); // above 100 for 24 hours
	expect("");
	assert_int_equal(line_next_change(&line, &current).seconds, HOURS(12).seconds);
	advance(&line, 11.5);
	expect("");
	advance(&line, 12);
	expect("12 raise 0");
}

static void a_load_that_falls_during_the_on_delay_does_not_raise(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].on_delay_seconds = 30 * SECONDS_PER_HOUR;
	expose(&line, 0, 200);
	advance(&line, 100);
	expect("");
	assert_int_equal(current.alarms[0].state, ALARM_CLEAR);
}

static void at_the_end_of_the_delay_a_load_of_exactly_on_raises_and_one_below_does_not(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].on_delay_seconds = 24 * SECONDS_PER_HOUR;
	expose(&line, 0, 200);
	advance(&line, 100);
	expect("24 raise 0, 48 clear 0");
	crossings_init(&found, &arena);
	current = line_start(&line, NULL);
	expose(&line, 0, nextafter(200, 0));
	advance(&line, 100);
	expect("");
}

static void the_delay_starts_again_after_a_dip(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].on_delay_seconds = 10 * SECONDS_PER_HOUR;
	expose(&line, 0, 101);
	expose(&line, 9, 200); // it had fallen below `on` after less than an hour
	advance(&line, 18.5);
	expect("");
	advance(&line, 19);
	expect("19 raise 0");
}

static void a_clearing_waits_for_the_off_delay(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].off_delay_seconds = 6 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	advance(&line, 26);
	expect("0 raise 0");
	assert_int_equal(current.alarms[0].state, ALARM_FALLING);
	assert_int_equal(line_highest(&line, &current), 0);
	assert_int_equal(line_next_change(&line, &current).seconds, HOURS(30).seconds);
	advance(&line, 30);
	expect("0 raise 0, 30 clear 0");
}

static void a_dose_during_the_off_delay_keeps_the_level_raised(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].off_delay_seconds = 6 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	expose(&line, 27, 50);
	assert_int_equal(current.alarms[0].state, ALARM_RAISED);
	advance(&line, 30);
	expect("0 raise 0");
	expose(&line, 30, 100);
	expect("0 raise 0");
}

static void a_small_dose_during_the_off_delay_does_not_lengthen_it(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].off_delay_seconds = 6 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	expose(&line, 29, 1);
	advance(&line, 40);
	expect("0 raise 0, 30 clear 0");
}

static void a_dose_that_lifts_the_load_to_exactly_off_does_not_lengthen_it_either(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].off_delay_seconds = 30 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	expose(&line, 48, 25); // 25 + 25
	advance(&line, 100);
	expect("0 raise 0, 54 clear 0");
}

static void a_level_that_lasts_is_raised_again_every_period(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].realarm_seconds = 10 * SECONDS_PER_HOUR;
	expose(&line, 5, 200);
	advance(&line, 100);
	expect("5 raise 0, 15 realarm 0, 25 realarm 0, 35 realarm 0, 45 realarm 0, 53 clear 0");
}

static void an_alarm_due_at_the_clearing_is_not_given(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].realarm_seconds = 24 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	advance(&line, 100);
	expect("0 raise 0, 24 clear 0");
}

static void a_level_that_is_falling_still_alarms_again(void **state)
{
	(void)state;
	struct policy_line line = line_simple();
	line.levels[0].realarm_seconds = 25 * SECONDS_PER_HOUR;
	line.levels[0].off_delay_seconds = 6 * SECONDS_PER_HOUR;
	expose(&line, 0, 100);
	advance(&line, 100);
	expect("0 raise 0, 25 realarm 0, 30 clear 0");
}

static void levels_of_one_instant_come_in_ascending_order(void **state)
{
	(void)state;
	struct policy_line line = line_of_three_levels();
	expose(&line, 0, 400);
	expect("0 raise 0, 0 raise 1, 0 raise 2");
	assert_int_equal(line_highest(&line, &current), 2);
	line.levels[0].off = line.levels[1].off = line.levels[2].off = 50;
	advance(&line, 1000);
	expect("0 raise 0, 0 raise 1, 0 raise 2, 72 clear 0, 72 clear 1, 72 clear 2");
}

static void levels_are_cleared_one_after_another(void **state)
{
	(void)state;
	const struct policy_line line = line_of_three_levels();
	expose(&line, 0, 400);
	advance(&line, 24);
	assert_int_equal(line_highest(&line, &current), 1);
	advance(&line, 100);
	expect("0 raise 0, 0 raise 1, 0 raise 2, 24 clear 2, 48 clear 1, 72 clear 0");
}

static void a_cleared_level_may_be_raised_by_a_dose_of_the_same_second(void **state)
{
	(void)state;
	const struct policy_line line = line_simple();
	expose(&line, 0, 100);
	expose(&line, 24, 50);
	expect("0 raise 0, 24 clear 0, 24 raise 0");
}

static void crossings_that_do_not_fit_in_memory_say_so(void **state)
{
	(void)state;
	// An arena cannot be made to fail, so the list is one that cannot be larger.
	const struct policy_line line = line_simple();
	found.size = found.count = SIZE_MAX / sizeof(struct crossing);
	expose(&line, 0, 100);
	assert_true(found.failed);
}

static void a_whole_log_is_folded_as_it_happened(void **state)
{
	(void)state;
	const struct policy_line line = line_of_three_levels();
	const struct dose doses[] = {
		dose_at(0, 100), dose_at(24, 50), dose_at(25, 150), dose_at(500, 99)};
	current = line_fold(&line, doses, 4, HOURS(1000), &found);
	expect("0 raise 0, 24 clear 0, 24 raise 0, 25 raise 1, 56.33 clear 1, 80.33 clear 0");
	assert_int_equal(current.model.load.at.seconds, HOURS(500).seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_level_is_raised_at_the_exposure_that_reaches_it),
		TEST(it_is_cleared_at_the_instant_the_load_reaches_off),
		TEST(between_off_and_on_nothing_changes),
		TEST(after_a_raise_only_a_clearing_makes_room_for_another),
		TEST(a_raise_waits_for_the_on_delay),
		TEST(a_load_that_falls_during_the_on_delay_does_not_raise),
		TEST(at_the_end_of_the_delay_a_load_of_exactly_on_raises_and_one_below_does_not),
		TEST(the_delay_starts_again_after_a_dip),
		TEST(a_clearing_waits_for_the_off_delay),
		TEST(a_dose_during_the_off_delay_keeps_the_level_raised),
		TEST(a_small_dose_during_the_off_delay_does_not_lengthen_it),
		TEST(a_dose_that_lifts_the_load_to_exactly_off_does_not_lengthen_it_either),
		TEST(a_level_that_lasts_is_raised_again_every_period),
		TEST(an_alarm_due_at_the_clearing_is_not_given),
		TEST(a_level_that_is_falling_still_alarms_again),
		TEST(levels_of_one_instant_come_in_ascending_order),
		TEST(levels_are_cleared_one_after_another),
		TEST(a_cleared_level_may_be_raised_by_a_dose_of_the_same_second),
		TEST(crossings_that_do_not_fit_in_memory_say_so),
		TEST(a_whole_log_is_folded_as_it_happened),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
