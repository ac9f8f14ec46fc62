// SPDX-License-Identifier: MIT
// A session for everybody every so often, as the engine asks for it.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#define WEEKS (7 * DAY)

// People of whom each can sign in, with sessions of their own for weeks to come.
static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(21); // the last leads
	run("INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, "
		"language,"
		" nation, access_needs, password_hash, password_set_at, totp_step, state, "
		"signed_out_before,"
		" created_at, changed_at) SELECT id('person', n), organisation_id, 'person ' || n,"
		" 'person ' || n, '{officer}', 'en', 'england-and-wales', '{}', 'x', at(0), 0, 'active', "
		"at(0),"
		" at(0), at(0) FROM organisation, generate_series(1, 20) n");
	for (int n = 0; n < 400; n++)
		add_session("reflective_supervision", n, n * DAY / 2 + 9 * HOUR, 60, 1, 21);
	return 0;
}

static void let_time_pass(int64_t from, int64_t to)
{
	int64_t next;
	for (int64_t now = from; now < to; now = next < to ? next : to)
		tick(now, &next);
}

static void accept_all(int64_t at)
{
	run("UPDATE diary SET state = 'confirmed', answer_by = NULL, changed_at = at(%lld)"
		" WHERE state = 'held'",
		(long long)at);
	run("UPDATE need SET state = 'booked', try_at = 'infinity' WHERE state = 'held'");
}

static void nobody_is_asked_in_their_first_fortnight_and_everybody_within_sixteen_weeks(
	void **state)
{
	(void)state;
	let_time_pass(0, 2 * WEEKS - HOUR);
	expect(0, "SELECT count(*) FROM need");
	let_time_pass(2 * WEEKS - HOUR, 16 * WEEKS + DAY);
	expect(20, "SELECT count(DISTINCT person_id) FROM need WHERE response = 'cadence'");
	assert_true(number("SELECT count(DISTINCT created_at::date) FROM need"
					   " WHERE response = 'cadence'") > 10);
}

static void it_is_counted_from_the_session_that_was_accepted(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	int64_t due = number("SELECT extract(epoch FROM min(due_at) - at(0))::bigint"
						 " FROM person_cadence WHERE cadence = 'quarterly'");
	tick(due, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held'");
	accept_all(due);
	int64_t start = number("SELECT extract(epoch FROM lower(during) - at(0))::bigint FROM diary"
						   " WHERE part = 'attendee'");
	let_time_pass(due, start + 10 * WEEKS - HOUR);
	expect(1,
		"SELECT count(*) FROM need JOIN diary USING (person_id) WHERE diary.state = 'confirmed'"
		" AND part = 'attendee' AND need.response = 'cadence'");
	let_time_pass(start + 10 * WEEKS - HOUR, start + 16 * WEEKS + HOUR);
	expect(2, "SELECT count(DISTINCT need.need_id) FROM need JOIN diary USING (person_id)"
			  " WHERE diary.state = 'confirmed' AND part = 'attendee'"
			  " AND need.response = 'cadence'");
}

static void what_a_crossing_asks_for_is_the_next_one_brought_forward(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	int64_t due = number("SELECT extract(epoch FROM due_at - at(0))::bigint FROM person_cadence"
						 " WHERE person_id = id('person', 1) AND cadence = 'quarterly'");
	add_need(1, "reflective_supervision", due - 3 * DAY, due + 4 * DAY, HOUR, 20 * DAY, 10);
	run("UPDATE need SET hold_from = at(%lld), try_at = at(%lld) WHERE person_id = id('person', 1)",
		(long long)(due - 4 * DAY), (long long)(due - 4 * DAY));
	let_time_pass(HOUR, due - 4 * DAY + HOUR);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND person_id = id('person', 1)");
	accept_all(due - 4 * DAY);
	let_time_pass(due - 4 * DAY + HOUR, due + 9 * WEEKS);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 1)"
			  " AND response <> 'review'");
}

static void while_something_is_held_for_somebody_nothing_more_is_asked(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	int64_t due = number("SELECT extract(epoch FROM due_at - at(0))::bigint FROM person_cadence"
						 " WHERE person_id = id('person', 1) AND cadence = 'quarterly'");
	add_need(1, "reflective_supervision", due + 5 * DAY, due + 6 * DAY, HOUR, 20 * DAY, 10);
	run("UPDATE need SET hold_from = at(%lld), try_at = at(%lld) WHERE person_id = id('person', 1)",
		(long long)(due - DAY), (long long)(due - DAY));
	let_time_pass(HOUR, due + 4 * DAY);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 1)"
			  " AND response <> 'review'");
}

static void whoever_cannot_answer_is_asked_for_nothing_until_they_can(void **state)
{
	(void)state;
	run("UPDATE account SET password_hash = NULL, password_set_at = NULL"
		" WHERE person_id = id('person', 1)");
	run("UPDATE account SET state = 'left' WHERE person_id = id('person', 2)");
	let_time_pass(0, 17 * WEEKS);
	expect(0, "SELECT count(*) FROM need WHERE person_id IN (id('person', 1), id('person', 2))");
	run("UPDATE account SET password_hash = 'x', password_set_at = at(%lld)"
		" WHERE person_id = id('person', 1)",
		(long long)(17 * WEEKS));
	let_time_pass(17 * WEEKS, 17 * WEEKS + 2 * DAY);
	expect(1, "SELECT count(*) FROM person_cadence WHERE person_id = id('person', 1)"
			  " AND cadence = 'quarterly' AND due_at BETWEEN at(17 * 604800 + 14 * 86400)"
			  " AND at(17 * 604800 + 115 * 86400)");
}

static void whoever_comes_back_begins_anew(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	run("UPDATE account SET state = 'left'");
	let_time_pass(HOUR, 40 * WEEKS);
	expect(0, "SELECT count(*) FROM need");
	run("INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during,"
		" takes_time, state, sequence, created_at, changed_at)"
		" SELECT person_id, person_id, organisation_id, id('session', 1), 'attendee',"
		" tstzrange(at(3600), at(7200)), true, 'confirmed', 0, at(0), at(0) FROM person"
		" WHERE person_id <> id('person', 21)");
	run("UPDATE account SET state = 'active'");
	run("UPDATE person SET cadence_due_at = NULL WHERE person_id = id('person', 1)"); // as an
																					  // import
	let_time_pass(40 * WEEKS, 42 * WEEKS);
	expect(0, "SELECT count(*) FROM need");
	let_time_pass(42 * WEEKS, 56 * WEEKS + 2 * DAY);
	expect(20, "SELECT count(DISTINCT person_id) FROM need WHERE response = 'cadence'");
	assert_true(number("SELECT count(DISTINCT created_at::date) FROM need"
					   " WHERE response = 'cadence'") > 10);
}

static void another_role_profile_has_another_cadence(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	run("UPDATE person SET profile = 'none', cadence_due_at = NULL WHERE person_id = id('person', "
		"1)");
	run("UPDATE person SET profile = 'reviewer', cadence_due_at = NULL WHERE person_id = "
		"id('person', 2)");
	tick(2 * HOUR, NULL);
	expect(1, "SELECT count(*) FROM person WHERE person_id = id('person', 1)"
			  " AND cadence_due_at = 'infinity'");
	expect(1, "SELECT count(*) FROM person_cadence WHERE person_id = id('person', 2)"
			  " AND cadence = 'monthly' AND due_at - counted_from"
			  " BETWEEN interval '21 days' AND interval '35 days'");
	expect(2, "SELECT count(*) FROM person_cadence WHERE person_id = id('person', 2)");
	expect(0, "SELECT count(*) FROM person_cadence WHERE person_id = id('person', 1)");
}

static void two_engines_and_a_repeated_tick_ask_once(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	int64_t due = number("SELECT extract(epoch FROM min(due_at) - at(0))::bigint"
						 " FROM person_cadence WHERE cadence = 'quarterly'");
	tick(due, NULL);
	tick(due, NULL);
	expect(1, "SELECT count(*) FROM need WHERE response = 'cadence'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(nobody_is_asked_in_their_first_fortnight_and_everybody_within_sixteen_weeks),
		TEST(it_is_counted_from_the_session_that_was_accepted),
		TEST(what_a_crossing_asks_for_is_the_next_one_brought_forward),
		TEST(while_something_is_held_for_somebody_nothing_more_is_asked),
		TEST(whoever_cannot_answer_is_asked_for_nothing_until_they_can),
		TEST(whoever_comes_back_begins_anew),
		TEST(another_role_profile_has_another_cadence),
		TEST(two_engines_and_a_repeated_tick_ask_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
