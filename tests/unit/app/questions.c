// SPDX-License-Identifier: MIT
// When whoever leads a session is given the questions to it.
#include "support/cmocka.h"

#include "app/bookings/questions.h"

#define TEN INT64_C(1796119200) // 2026-12-01T10:00:00Z

static const struct joining phone_in = {.kind = SESSION_PHONE_IN, .during = {{TEN}, {TEN + 3600}}};

static void opens(int64_t expected, int64_t now)
{
	assert_int_equal(
		questions_open(&phone_in, (struct instant){TEN + now}).seconds, TEN + expected);
}

static void all_that_come_before_open_together_an_hour_before(void **state)
{
	(void)state;
	opens(-3600, -90 * 86400);
	opens(-3600, -3601);
}

static void later_ones_open_together_at_the_next_quarter_of_an_hour(void **state)
{
	(void)state;
	opens(-2700, -3600);
	opens(-2700, -2701);
	opens(-1800, -2700);
	opens(900, 0);
	opens(900, 899);
	opens(4500, 3600);
}

static void none_opens_at_the_instant_it_comes(void **state)
{
	(void)state;
	for (int64_t now = -8000; now < 8000; now++) {
		struct instant at = {TEN + now};
		assert_true(instant_before(at, questions_open(&phone_in, at)));
	}
}

static void questions_are_taken_until_the_end(void **state)
{
	(void)state;
	struct joining webinar = phone_in;
	webinar.kind = SESSION_WEBINAR;
	assert_int_equal(questions_end(&phone_in).seconds, TEN + 3600);
	assert_int_equal(questions_end(&webinar).seconds, TEN + 3600);
}

static void nothing_is_asked_about_what_takes_time(void **state)
{
	(void)state;
	assert_true(questions_asked(SESSION_PHONE_IN));
	assert_true(questions_asked(SESSION_WEBINAR));
	assert_false(questions_asked(SESSION_SUPPORT_GROUP));
	assert_false(questions_asked(SESSION_REFLECTIVE_SUPERVISION));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_come_before_open_together_an_hour_before),
		cmocka_unit_test(later_ones_open_together_at_the_next_quarter_of_an_hour),
		cmocka_unit_test(none_opens_at_the_instant_it_comes),
		cmocka_unit_test(questions_are_taken_until_the_end),
		cmocka_unit_test(nothing_is_asked_about_what_takes_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
