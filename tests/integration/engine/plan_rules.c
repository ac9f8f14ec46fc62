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

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whose_session_was_called_off_comes_before_the_more_pressing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
