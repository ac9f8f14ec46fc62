// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/back_off.h"

static struct uuid number(int i)
{
	return (struct uuid){{(uint8_t)i, (uint8_t)(i / 256)}};
}

static void what_goes_well_is_asked_for_every_hour_or_so(void **state)
{
	int64_t least = INT64_MAX, most = 0, sum = 0;
	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t seconds = back_off_seconds(number(i), 0, 0);
		least = seconds < least ? seconds : least;
		most = seconds > most ? seconds : most;
		sum += seconds;
	}
	assert_in_range(least, 2880, 2950);
	assert_in_range(most, 4250, 4320);
	assert_in_range(sum / 1000, 3500, 3700);
}

static void each_failure_doubles_the_pause_up_to_a_day(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t expected = 900;
		for (int failures = 1; failures < 40; failures++) {
			int64_t seconds = back_off_seconds(number(i), failures, 0);
			assert_in_range(seconds, expected * 8 / 10, expected * 12 / 10);
			expected = expected * 2 < 72000 ? expected * 2 : 72000;
		}
		assert_in_range(back_off_seconds(number(i), INT32_MAX, 0), 57600, 86400);
	}
}

static void a_server_is_left_alone_as_long_as_it_asks_up_to_a_day(void **state)
{
	(void)state;
	assert_int_equal(back_off_seconds(number(1), 1, 20000), 20000);
	assert_int_equal(back_off_seconds(number(1), 0, 20000), 20000);
	assert_int_equal(back_off_seconds(number(1), 1, INT64_MAX), 86400);
	assert_in_range(back_off_seconds(number(1), 1, 1), 720, 1080);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_well_is_asked_for_every_hour_or_so),
		cmocka_unit_test(each_failure_doubles_the_pause_up_to_a_day),
		cmocka_unit_test(a_server_is_left_alone_as_long_as_it_asks_up_to_a_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
