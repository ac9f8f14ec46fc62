// SPDX-License-Identifier: MIT
// What is offered some time after what led to a session: once each, and not after a "not now".
#include "support/cmocka.h"

#include "app/accounts/administer.h"
#include "app/bookings/answer.h"
#include "integration/engine/people.h"

#define FOLLOWED "SELECT count(*) FROM need WHERE response = 'follow_up'"
#define TO_COME "SELECT count(*) FROM follow_up"

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(4); // the last leads
	add_accounts(1, 3, "officer");
	add_accounts(4, 4, "administrator");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

static void a_grave_event(int person, int64_t now)
{
	log_entries(person, "INC_CHILD_DEATH", 1, now);
}

static void the_shipped_policy_follows_a_single_event_after_three_weeks_and_three_months(
	void **state)
{
	(void)state;
	a_grave_event(1, HOUR);
	expect(2, TO_COME);
	let_time_pass(HOUR, 21 * DAY);
	expect(0, FOLLOWED);
	let_time_pass(21 * DAY, 21 * DAY + HOUR);
	expect(1, "SELECT count(*) FROM need WHERE response = 'follow_up'"
			  " AND created_at = at(21 * 86400 + 3600) AND earliest_at = created_at"
			  " AND latest_at = created_at + interval '14 days' AND minutes = 30"
			  " AND kinds = '{reflective_supervision,phone_in}'");
	let_time_pass(21 * DAY + HOUR, 90 * DAY + HOUR);
	expect(2, FOLLOWED);
	expect(0, TO_COME);
	let_time_pass(90 * DAY + HOUR, 300 * DAY);
	expect(2, FOLLOWED);
	expect(0, "SELECT count(*) FROM need WHERE state NOT IN ('lapsed', 'escalated')");
}

static void whoever_declines_is_offered_no_more_of_them(void **state)
{
	(void)state;
	add_session("reflective_supervision", 1, 3 * DAY, 60, 2, 4);
	a_grave_event(1, 0);
	a_grave_event(2, 0);
	tick(0, NULL);
	answer_held(1, OFFER_DECLINE, HOUR);
	answer_held(2, OFFER_ACCEPT, HOUR);
	let_time_pass(HOUR, 22 * DAY);
	expect(0, "SELECT count(*) FROM need WHERE response = 'follow_up'"
			  " AND person_id = id('person', 1)");
	expect(1, FOLLOWED);
}

static void declining_a_follow_up_ends_those_after_it(void **state)
{
	(void)state;
	add_session("reflective_supervision", 1, 30 * DAY, 60, 1, 4);
	a_grave_event(1, 0);
	let_time_pass(0, 21 * DAY + HOUR);
	expect(1, TO_COME);
	answer_held(1, OFFER_DECLINE, 22 * DAY);
	expect(0, TO_COME);
	let_time_pass(22 * DAY, 100 * DAY);
	expect(1, FOLLOWED);
}

static void a_long_stop_and_a_stepped_clock_ask_once(void **state)
{
	(void)state;
	a_grave_event(1, 0);
	tick(0, NULL);
	struct engine_report report = tick(365 * DAY, NULL);
	assert_int_equal(report.offered, 1); // the second finds the first open
	expect(0, TO_COME);
	tick(364 * DAY, NULL);
	tick(365 * DAY, NULL);
	expect(1, FOLLOWED);
}

static void two_grave_events_at_once_are_followed_up_once(void **state)
{
	(void)state;
	log_entries(1, "INC_CHILD_DEATH", 3, 0);
	expect(2, TO_COME);
	let_time_pass(0, 100 * DAY);
	expect(2, FOLLOWED);
}

static void what_is_open_of_the_same_kind_is_the_follow_up(void **state)
{
	(void)state;
	a_grave_event(1, 0);
	let_time_pass(0, 20 * DAY);
	add_need(1, "reflective_supervision", 20 * DAY, 25 * DAY, HOUR, HOUR, 5);
	let_time_pass(20 * DAY, 22 * DAY);
	expect(0, FOLLOWED);
	expect(1, TO_COME);
}

static void whoever_leaves_is_offered_nothing_more(void **state)
{
	(void)state;
	a_grave_event(1, 0);
	run("UPDATE account SET leaves_at = at(86400) WHERE person_id = id('person', 1)");
	let_time_pass(0, 2 * DAY);
	expect(0, TO_COME);
	let_time_pass(2 * DAY, 100 * DAY);
	expect(0, FOLLOWED);
}

static void the_engine_wakes_at_the_very_instant(void **state)
{
	(void)state;
	int64_t next = 0, before = 0;
	a_grave_event(1, HOUR);
	for (int64_t now = HOUR; number("%s", FOLLOWED) == 0; now = next) {
		before = now;
		tick(now, &next);
	}
	assert_int_equal(before, 21 * DAY + HOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(the_shipped_policy_follows_a_single_event_after_three_weeks_and_three_months),
		TEST(whoever_declines_is_offered_no_more_of_them),
		TEST(declining_a_follow_up_ends_those_after_it),
		TEST(a_long_stop_and_a_stepped_clock_ask_once),
		TEST(two_grave_events_at_once_are_followed_up_once),
		TEST(what_is_open_of_the_same_kind_is_the_follow_up),
		TEST(whoever_leaves_is_offered_nothing_more),
		TEST(the_engine_wakes_at_the_very_instant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
