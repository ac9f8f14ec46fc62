// SPDX-License-Identifier: MIT
// Whom a plan places before others, and what it keeps to of hosts.
#include "support/cmocka.h"

#include "app/plan/plan.h"
#include "integration/engine/people.h"

#define ONE "reflective_supervision"
#define LEADER 30

static struct fault failure;

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(LEADER);
	add_accounts(1, LEADER, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

static void require(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", failure.where, failure.message);
}

static struct plan_report plan_at(int64_t now)
{
	const struct instant at = {START + now};
	struct arena arena;
	struct setting setting;
	struct plan_made made;
	struct plan_report report;
	failure = (struct fault){.status = STATUS_OK};
	arena_init(&arena);
	require(setting_read(recorder, at, &arena, &setting, &failure));
	require(plan_make(recorder, &setting, at, &arena, &made, &failure));
	assert_true(made.verified);
	require(plan_apply(recorder, &made, &report, &failure));
	arena_done(&arena);
	return report;
}

static int64_t session_of(int person)
{
	return number("SELECT coalesce((SELECT n FROM generate_series(1, 99) n JOIN diary ON session_id"
				  " = id('session', n) WHERE person_id = id('person', %d) AND state IN ('held',"
				  " 'confirmed')), 0)",
		person);
}

static void whose_session_was_called_off_comes_before_the_more_pressing(void **state)
{
	(void)state;
	add_session(ONE, 1, 5 * DAY, 60, 1, LEADER);
	add_session(ONE, 2, 15 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 20);
	add_need(2, ONE, 0, 10 * DAY, DAY, 3 * DAY, 20);
	assert_int_equal(tick(0, NULL).held, 2);
	add_need(3, ONE, 0, 10 * DAY, DAY, 3 * DAY, 10);
	run("UPDATE need SET first = true WHERE person_id = id('person', 3)");
	tick(60, NULL);
	plan_at(120);
	assert_int_equal(session_of(3), 1);
	assert_int_equal(session_of(1), 2);
	assert_int_equal(session_of(2), 0);
}

// Sessions of a host who leads so many a day at most, and whose hours nobody looks at.
static void leads_at_most(int host, int cap)
{
	run("INSERT INTO availability SELECT id('person', %d), organisation_id, '" ONE "', 60, 0, %d,"
		" 'infinity', at(0) FROM organisation",
		host, cap);
}

static void a_host_leads_no_more_on_a_day_than_they_said(void **state)
{
	(void)state;
	leads_at_most(LEADER, 1);
	add_session(ONE, 1, 5 * DAY + 9 * HOUR, 60, 1, LEADER);
	add_session(ONE, 2, 5 * DAY + 12 * HOUR, 60, 1, LEADER);
	add_session(ONE, 3, 7 * DAY + 9 * HOUR, 60, 1, LEADER);
	for (int person = 1; person <= 3; person++)
		add_need(person, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 2);
	assert_int_equal(session_of(1) + session_of(2) + session_of(3), 1 + 3);
	expect(1, "SELECT count(*) FROM need WHERE no_seat_reason = 'all_taken'");
	struct plan_report report = plan_at(60);
	assert_int_equal(report.placed, 2);
	assert_int_equal(report.given + report.moved + report.left, 0);
}

static void a_group_counts_whether_anybody_comes_or_not(void **state)
{
	(void)state;
	leads_at_most(LEADER, 1);
	add_session(ONE, 1, 5 * DAY + 9 * HOUR, 60, 1, LEADER);
	add_session("support_group", 2, 5 * DAY + 12 * HOUR, 60, 8, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	add_need(2, "support_group", 0, 20 * DAY, DAY, 3 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	assert_int_equal(session_of(2), 2);
	assert_int_equal(plan_at(60).given, 0);
}

static void in_a_plan_who_could_come_another_day_leaves_the_day_to_others(void **state)
{
	(void)state;
	leads_at_most(LEADER, 1);
	add_session(ONE, 1, 5 * DAY + 9 * HOUR, 60, 1, LEADER);
	add_session(ONE, 2, 5 * DAY + 12 * HOUR, 60, 1, LEADER);
	add_session(ONE, 3, 7 * DAY + 9 * HOUR, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	add_need(2, ONE, 0, 6 * DAY, DAY, 3 * DAY, 10);
	add_need(3, ONE, 0, 6 * DAY, DAY, 3 * DAY, 10);
	tick(60, NULL);
	struct plan_report report = plan_at(120);
	assert_int_equal(report.placed, 2);
	assert_int_equal(report.moved + report.given, 2);
	assert_int_equal(report.left, 0);
	assert_int_equal(session_of(1), 3);
	expect(1,
		"SELECT count(*) FROM diary WHERE state = 'held' AND during < tstzrange(at(6 * 86400),"
		" NULL)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_host_leads_no_more_on_a_day_than_they_said),
		TEST(a_group_counts_whether_anybody_comes_or_not),
		TEST(in_a_plan_who_could_come_another_day_leaves_the_day_to_others),
		TEST(whose_session_was_called_off_comes_before_the_more_pressing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
