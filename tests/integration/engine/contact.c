// SPDX-License-Identifier: MIT
// Who answers nothing for long is put on a clinician's list: when, once, and what prevents it.
#include "support/cmocka.h"

#include "app/bookings/answer.h"
#include "app/contacts/contacts.h"
#include "integration/engine/people.h"

#define OFFICERS 3
#define CLINICIAN 4
#define LEADER 5
#define MANAGER 6

#define LISTED "SELECT count(*) FROM contact WHERE listed"
#define THERE "SELECT count(*) FROM contact"
#define ON_THE_TRAIL "SELECT count(*) FROM audit_entry WHERE action = 'contact-asked'"

// Officers and a clinician who is named; there are no sessions.
static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(MANAGER);
	add_accounts(1, OFFICERS, "officer");
	add_accounts(CLINICIAN, CLINICIAN, "clinician");
	run("UPDATE account SET contacts = true WHERE person_id = id('person', %d)", CLINICIAN);
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

static void cross_red(int person, int64_t now)
{
	log_entries(person, "INC_SUDDEN_DEATH", 12, now);
	assert_true(number("SELECT count(*) FROM crossing WHERE person_id = id('person', %d)"
					   " AND level = 'red' AND change = 'raised'",
					person) > 0);
}

static void red_that_is_unanswered_for_72_hours_is_listed_then_and_no_earlier(void **state)
{
	(void)state;
	cross_red(1, HOUR);
	expect(1, "SELECT count(*) FROM contact WHERE NOT listed AND due_at = at(73 * 3600)"
			  " AND asked = 'Person 4'");
	let_time_pass(HOUR, 73 * HOUR - 1);
	expect(0, LISTED);
	let_time_pass(73 * HOUR - 1, 73 * HOUR);
	expect(1, LISTED);
	expect(1, ON_THE_TRAIL);
}

static void the_engine_wakes_at_the_very_instant(void **state)
{
	(void)state;
	int64_t next = 0;
	cross_red(1, HOUR);
	for (int64_t now = HOUR; now < 73 * HOUR; now = next)
		tick(now, &next);
	assert_int_equal(next, 73 * HOUR);
}

static void amber_is_not_listed(void **state)
{
	(void)state;
	log_entries(1, "INC_SUDDEN_DEATH", 6, 0);
	expect(0, "SELECT count(*) FROM crossing WHERE level = 'red'");
	let_time_pass(0, 10 * DAY);
	expect(0, THERE);
}

static void an_answer_prevents_it(void **state)
{
	(void)state;
	add_session("reflective_supervision", 1, 3 * DAY, 60, 1, LEADER);
	add_session("reflective_supervision", 2, 4 * DAY, 60, 1, LEADER);
	cross_red(1, 0);
	cross_red(2, 0);
	tick(0, NULL);
	expect(2, THERE);
	answer_held(1, OFFER_ACCEPT, HOUR);
	answer_held(2, OFFER_DECLINE, HOUR);
	expect(0, THERE);
	let_time_pass(HOUR, 10 * DAY);
	expect(0, ON_THE_TRAIL);
}

static void asking_for_another_time_has_the_72_hours_run_anew(void **state)
{
	(void)state;
	add_session("reflective_supervision", 1, 2 * DAY, 60, 1, LEADER);
	cross_red(1, 0);
	tick(0, NULL);
	answer_held(1, OFFER_ANOTHER, 20 * HOUR);
	expect(1, "SELECT count(*) FROM contact WHERE due_at = at(92 * 3600)");
}

static void a_hold_that_lapses_does_not_prevent_it(void **state)
{
	(void)state;
	add_session("reflective_supervision", 1, 3 * DAY, 60, 1, LEADER);
	cross_red(1, 0);
	let_time_pass(0, 30 * HOUR);
	expect(1, "SELECT count(*) FROM need WHERE state = 'lapsed'");
	let_time_pass(30 * HOUR, 3 * DAY);
	expect(1, LISTED);
}

static void it_ends_with_the_level_unless_somebody_is_asked_already(void **state)
{
	(void)state;
	cross_red(1, 0);
	cross_red(2, 0);
	retract_all(1, HOUR);
	let_time_pass(HOUR, 2 * DAY);
	expect(0, "SELECT count(*) FROM contact WHERE person_id = id('person', 1)");
	let_time_pass(2 * DAY, 3 * DAY);
	expect(1, LISTED);
	retract_all(2, 3 * DAY + HOUR);
	let_time_pass(3 * DAY + HOUR, 6 * DAY);
	expect(1, LISTED);
}

static void stopping_it_stays_so_until_the_level_is_reached_anew(void **state)
{
	(void)state;
	bool stopped;
	struct fault fault = {.status = STATUS_OK};
	cross_red(1, 0);
	assert_int_equal(contact_stop(recorder, person_of(1), &stopped, &fault), STATUS_OK);
	assert_true(stopped);
	let_time_pass(0, 10 * DAY);
	expect(0, THERE);
	log_entries(1, "INC_SUDDEN_DEATH", 1, 10 * DAY); // as high as before
	expect(0, THERE);
	retract_all(1, 10 * DAY + HOUR);
	let_time_pass(10 * DAY + HOUR, 12 * DAY);
	cross_red(1, 12 * DAY);
	expect(1, THERE);
}

static void nobody_is_promised_anything_where_no_clinician_is_named(void **state)
{
	(void)state;
	run("UPDATE account SET contacts = false");
	cross_red(1, 0);
	let_time_pass(0, 5 * DAY);
	expect(0, THERE);
}

static void a_clinician_in_the_line_of_command_is_not_asked(void **state)
{
	(void)state;
	run("UPDATE account SET roles = '{clinician,supervisor}' WHERE person_id = id('person', %d)",
		CLINICIAN);
	cross_red(1, 0);
	run("UPDATE account SET roles = '{clinician}' WHERE person_id = id('person', %d)", CLINICIAN);
	run("INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, "
		"recorded_at,"
		" changed_in)"
		" SELECT id('person', 3), id('person', %d), organisation_id, tstzrange(at(0), 'infinity'),"
		" at(0), '1' FROM organisation",
		CLINICIAN);
	cross_red(2, HOUR);
	expect(0, THERE);
}

static void nobody_is_asked_about_themselves_or_who_never_signed_in(void **state)
{
	(void)state;
	cross_red(CLINICIAN, 0);
	run("UPDATE account SET password_hash = NULL, password_set_at = NULL"
		" WHERE person_id = id('person', 1)");
	cross_red(1, 0);
	expect(0, THERE);
}

static void where_nobody_can_be_asked_it_waits_and_says_so(void **state)
{
	(void)state;
	cross_red(1, 0);
	run("UPDATE account SET state = 'left' WHERE person_id = id('person', %d)", CLINICIAN);
	let_time_pass(0, 3 * DAY + HOUR);
	expect(1, "SELECT count(*) FROM contact WHERE NOT listed AND asked = ''"
			  " AND due_at = at(4 * 86400)");
	run("UPDATE account SET state = 'active' WHERE person_id = id('person', %d)", CLINICIAN);
	let_time_pass(3 * DAY + HOUR, 4 * DAY);
	expect(1, "SELECT count(*) FROM contact WHERE listed AND asked = 'Person 4'");
}

// The quarterly session of the first falls due at the beginning.
static void fall_due(void)
{
	run("INSERT INTO person_cadence VALUES (id('person', 1), 'quarterly', at(-86400 * 100), "
		"at(0))");
	run("UPDATE person SET cadence_due_at = at(0) WHERE person_id = id('person', 1)");
}

static void a_cadence_that_nobody_answers_is_on_the_same_list(void **state)
{
	(void)state;
	fall_due();
	let_time_pass(0, 56 * DAY - 1);
	expect(1, "SELECT count(*) FROM contact WHERE NOT listed AND due_at = at(56 * 86400)");
	let_time_pass(56 * DAY - 1, 56 * DAY);
	expect(1, LISTED);
	expect(1, ON_THE_TRAIL);
}

static void a_session_of_its_kind_that_is_accepted_is_that_of_the_cadence(void **state)
{
	(void)state;
	fall_due();
	tick(0, NULL);
	expect(1, THERE);
	run("UPDATE need SET kinds = '{support_group,reflective_supervision}'");
	add_session("reflective_supervision", 1, 5 * DAY, 60, 1, LEADER);
	add_need(1, "reflective_supervision", 0, 6 * DAY, 0, 3 * DAY, 30);
	let_time_pass(HOUR, 2 * HOUR);
	answer_held(1, OFFER_ACCEPT, 2 * HOUR);
	expect(0, THERE);
}

static void a_session_of_another_kind_is_not_that_of_the_cadence(void **state)
{
	(void)state;
	fall_due();
	tick(0, NULL);
	add_session("wellbeing_review", 1, 5 * DAY, 60, 1, LEADER);
	add_need(1, "wellbeing_review", 0, 9 * DAY, 0, 3 * DAY, 30);
	let_time_pass(HOUR, 2 * HOUR);
	answer_held(1, OFFER_ACCEPT, 2 * HOUR);
	expect(1, THERE);
}

static void two_reasons_are_one_name_and_one_entry_of_the_trail(void **state)
{
	(void)state;
	fall_due();
	tick(0, NULL);
	cross_red(1, 56 * DAY - 72 * HOUR);
	let_time_pass(56 * DAY - 72 * HOUR, 56 * DAY);
	expect(1, "SELECT count(DISTINCT person_id) FROM contact WHERE listed");
	expect(1, ON_THE_TRAIL);
}

static void a_stop_and_a_stepped_clock_list_once(void **state)
{
	(void)state;
	cross_red(1, 0);
	tick(20 * DAY, NULL);
	tick(19 * DAY, NULL);
	tick(20 * DAY, NULL);
	expect(1, LISTED);
	expect(1, ON_THE_TRAIL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(red_that_is_unanswered_for_72_hours_is_listed_then_and_no_earlier),
		TEST(the_engine_wakes_at_the_very_instant),
		TEST(amber_is_not_listed),
		TEST(an_answer_prevents_it),
		TEST(asking_for_another_time_has_the_72_hours_run_anew),
		TEST(a_hold_that_lapses_does_not_prevent_it),
		TEST(it_ends_with_the_level_unless_somebody_is_asked_already),
		TEST(stopping_it_stays_so_until_the_level_is_reached_anew),
		TEST(nobody_is_promised_anything_where_no_clinician_is_named),
		TEST(a_clinician_in_the_line_of_command_is_not_asked),
		TEST(nobody_is_asked_about_themselves_or_who_never_signed_in),
		TEST(where_nobody_can_be_asked_it_waits_and_says_so),
		TEST(a_cadence_that_nobody_answers_is_on_the_same_list),
		TEST(a_session_of_its_kind_that_is_accepted_is_that_of_the_cadence),
		TEST(a_session_of_another_kind_is_not_that_of_the_cadence),
		TEST(two_reasons_are_one_name_and_one_entry_of_the_trail),
		TEST(a_stop_and_a_stepped_clock_list_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
