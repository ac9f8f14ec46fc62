// SPDX-License-Identifier: MIT
// Minutes of harrowing material, which are counted by the calendar day and week of where the
// organisation is: raised at the entry that reaches the line, cleared when the day is over.
#include "support/cmocka.h"

#include "integration/engine/people.h"

// Midnights in London, in seconds after START: 2027-03-28 has 23 hours, 2027-10-31 has 25.
#define TUESDAY INT64_C(0)                 // 2026-12-01
#define SPRING (INT64_C(117) * DAY)        // 2027-03-28T00:00:00Z
#define AUTUMN (INT64_C(334) * DAY - HOUR) // 2027-10-30T23:00:00Z

static int found_reviewer(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(1);
	run("UPDATE person SET profile = 'reviewer', cadence_due_at = 'infinity'");
	return 0;
}

static int64_t changes(const char *rule, const char *change, int64_t at_seconds)
{
	return number("SELECT count(*) FROM crossing WHERE rule = '%s' AND change = '%s'"
				  " AND crossed_at = at(%lld)",
		rule, change, (long long)at_seconds);
}

static int64_t raised_now(const char *rule)
{
	return number("SELECT count(*) FROM alarm WHERE line = '%s' AND state <> 'clear'", rule);
}

// Four hours in a day, the last of which is logged `late` seconds after it began.
static void look_for_four_hours(int64_t midnight, int64_t late)
{
	log_minutes(1, "MAT_VIOLENCE", 120, midnight + 1);
	log_minutes(1, "MAT_VIOLENCE", 119, midnight + 2 * HOUR);
	assert_int_equal(raised_now("material_day"), 0);
	log_minutes(1, "MAT_VIOLENCE", 1, midnight + late);
	assert_int_equal(changes("material_day", "raised", midnight + late), 1);
	assert_int_equal(raised_now("material_day"), 1);
}

static void a_day_of_four_hours_is_raised_and_ends_at_midnight_in(int64_t midnight, int64_t hours)
{
	int64_t next = 0, end = midnight + hours * HOUR;
	look_for_four_hours(midnight, end - midnight - 1);
	tick(end - 1, &next);
	assert_int_equal(next, end);
	assert_int_equal(raised_now("material_day"), 1);
	tick(end, &next);
	assert_int_equal(raised_now("material_day"), 0);
	assert_int_equal(changes("material_day", "cleared", end), 1);
	expect(2, "SELECT count(*) FROM crossing WHERE rule = 'material_day'");
}

static void four_hours_in_a_day_are_raised_and_cleared_at_local_midnight(void **state)
{
	(void)state;
	a_day_of_four_hours_is_raised_and_ends_at_midnight_in(TUESDAY, 24);
}

static void the_day_on_which_clocks_go_forward_ends_after_23_hours(void **state)
{
	(void)state;
	a_day_of_four_hours_is_raised_and_ends_at_midnight_in(SPRING, 23);
}

static void the_day_on_which_clocks_go_back_ends_after_25_hours(void **state)
{
	(void)state;
	a_day_of_four_hours_is_raised_and_ends_at_midnight_in(AUTUMN, 25);
}

static void minutes_of_two_days_are_not_added_up_by_day_but_by_week(void **state)
{
	(void)state;
	int64_t next = 0;
	for (int day = -1; day <= 2; day++) { // Monday to Thursday, all recorded on Thursday
		log_minutes(1, "MAT_VIOLENCE", 239, day * DAY + 9 * HOUR);
		assert_int_equal(raised_now("material_day"), 0);
	}
	assert_int_equal(raised_now("material_week"), 0);
	log_minutes(1, "MAT_VIOLENCE", 4, 3 * DAY + 9 * HOUR);
	assert_int_equal(changes("material_week", "raised", 3 * DAY + 9 * HOUR), 1);
	for (int64_t now = 3 * DAY + 10 * HOUR; now < 6 * DAY; now = next) {
		assert_int_equal(raised_now("material_week"), 1);
		tick(now, &next);
	}
	tick(6 * DAY, NULL);
	assert_int_equal(changes("material_week", "cleared", 6 * DAY), 1);
	expect(0, "SELECT count(*) FROM crossing WHERE rule = 'material_day'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_reviewer, leave)
		TEST(four_hours_in_a_day_are_raised_and_cleared_at_local_midnight),
		TEST(the_day_on_which_clocks_go_forward_ends_after_23_hours),
		TEST(the_day_on_which_clocks_go_back_ends_after_25_hours),
		TEST(minutes_of_two_days_are_not_added_up_by_day_but_by_week),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
