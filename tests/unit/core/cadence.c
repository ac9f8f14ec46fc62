// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/cadence.h"

#define DAY SECONDS_PER_DAY
#define NOW ((struct instant){INT64_C(1800000000)})

static const struct cadence quarterly = {
	.steps = {{INT64_MAX, 70 * DAY, 112 * DAY}}, .step_count = 1};

// LGA Employer Standard 5.
static const struct cadence by_service = {
	.steps = {{42 * DAY, 7 * DAY, 7 * DAY}, {182 * DAY, 14 * DAY, 14 * DAY},
		{INT64_MAX, 25 * DAY, 31 * DAY}},
	.step_count = 3};

static struct person_id person(unsigned number)
{
	struct person_id id = {.uuid = {{(uint8_t)number, (uint8_t)(number >> 8)}}};
	return id;
}

static int64_t days_after(struct instant from, struct instant due)
{
	return (due.seconds - from.seconds) / DAY;
}

static void the_next_session_falls_due_within_the_range(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 5000; i++) {
		struct instant due = cadence_next(&quarterly, person(i), INSTANT_NEVER, NOW);
		assert_in_range(due.seconds - NOW.seconds, 70 * DAY, 112 * DAY);
	}
}

// Each of the six weeks has a sixth of 6,000 people within five standard deviations (29).
static void every_day_of_the_range_is_as_likely(void **state)
{
	(void)state;
	int weeks[6] = {0};
	for (unsigned i = 0; i < 6000; i++) {
		struct instant due = cadence_next(&quarterly, person(i), INSTANT_NEVER, NOW);
		int64_t week = (due.seconds - NOW.seconds - 70 * DAY) / (7 * DAY);
		weeks[week < 6 ? week : 5]++;
	}
	for (size_t i = 0; i < 6; i++)
		assert_in_range(weeks[i], 1000 - 5 * 29, 1000 + 5 * 29);
}

static void the_same_person_is_drawn_another_date_each_time(void **state)
{
	(void)state;
	struct instant from = NOW, due = cadence_next(&quarterly, person(1), INSTANT_NEVER, from);
	struct instant again = cadence_next(&quarterly, person(1), INSTANT_NEVER, from);
	assert_int_equal(due.seconds, again.seconds);
	int64_t other = cadence_next(&quarterly, person(1), INSTANT_NEVER, due).seconds - due.seconds;
	assert_int_not_equal(due.seconds - from.seconds, other);
	assert_int_not_equal(
		due.seconds, cadence_next(&quarterly, person(2), INSTANT_NEVER, from).seconds);
}

static void who_has_just_begun_is_seen_weekly_then_fortnightly_then_monthly(void **state)
{
	(void)state;
	static const struct {
		int64_t served, least, most;
	} rows[] = {{0, 7, 7}, {41, 7, 7}, {42, 14, 14}, {181, 14, 14}, {182, 25, 31}, {9000, 25, 31}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant joined = instant_later(NOW, -rows[i].served * DAY);
		struct instant due = cadence_next(&by_service, person(3), joined, NOW);
		assert_in_range(days_after(NOW, due), rows[i].least, rows[i].most);
	}
}

static void of_whom_nobody_knows_since_when_the_last_step_is_taken(void **state)
{
	(void)state;
	struct instant due = cadence_next(&by_service, person(3), INSTANT_NEVER, NOW);
	assert_in_range(days_after(NOW, due), 25, 31);
}

static void the_first_is_spread_from_a_fortnight_on(void **state)
{
	(void)state;
	int64_t least = INT64_MAX, most = 0;
	for (unsigned i = 0; i < 5000; i++) {
		struct instant due = cadence_first(&quarterly, person(i), INSTANT_NEVER, NOW);
		int64_t after = due.seconds - NOW.seconds;
		assert_in_range(after, 14 * DAY, 112 * DAY);
		least = after < least ? after : least;
		most = after > most ? after : most;
	}
	assert_true(least < 15 * DAY && most > 111 * DAY);
	struct instant weekly = cadence_first(&by_service, person(1), NOW, NOW);
	assert_int_equal(days_after(NOW, weekly), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_next_session_falls_due_within_the_range),
		cmocka_unit_test(every_day_of_the_range_is_as_likely),
		cmocka_unit_test(the_same_person_is_drawn_another_date_each_time),
		cmocka_unit_test(who_has_just_begun_is_seen_weekly_then_fortnightly_then_monthly),
		cmocka_unit_test(of_whom_nobody_knows_since_when_the_last_step_is_taken),
		cmocka_unit_test(the_first_is_spread_from_a_fortnight_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
