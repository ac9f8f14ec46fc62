// SPDX-License-Identifier: MIT
// Languages and manners in which people can meet, and would rather.
#include "support/cmocka.h"

#include "app/plan/plan.h"
#include "integration/engine/people.h"
#include "store/meetings.h"

#define ONE "reflective_supervision"
#define HOST 30
#define WELSH_HOST 31
#define PERSON "person_id = id('person', 1)"

static struct fault failure;

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(WELSH_HOST);
	add_accounts(1, WELSH_HOST, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	add_session(ONE, 1, 5 * DAY, 60, 1, HOST);
	add_session(ONE, 2, 7 * DAY, 60, 1, WELSH_HOST);
	run("UPDATE session SET languages = '{cy}' WHERE session_id = id('session', 2)");
	return 0;
}

static void require(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", failure.where, failure.message);
}

static void plan_at(int64_t now)
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
}

static int64_t held_session(void)
{
	return number("SELECT coalesce((SELECT n FROM generate_series(1, 9) n JOIN diary ON session_id"
				  " = id('session', n) WHERE " PERSON " AND state = 'held'), 0)");
}

static void wants(const char *language)
{
	run("UPDATE account SET session_language = '%s' WHERE " PERSON, language);
}

static void need_one(void)
{
	add_need(1, ONE, 0, 20 * DAY, DAY, 10 * DAY, 1);
}

static void who_has_said_nothing_is_met_in_the_language_of_their_account(void **state)
{
	(void)state;
	need_one();
	tick(0, NULL);
	assert_int_equal(held_session(), 1);
}

static void who_needs_welsh_is_met_in_no_other_language(void **state)
{
	(void)state;
	wants("welsh");
	need_one();
	tick(0, NULL);
	assert_int_equal(held_session(), 2);
	plan_at(60);
	assert_int_equal(held_session(), 2);
}

static void who_needs_welsh_has_no_place_where_nobody_speaks_it_and_is_told_so(void **state)
{
	(void)state;
	wants("welsh");
	run("UPDATE session SET languages = '{en}'");
	need_one();
	assert_int_equal(tick(0, NULL).no_seat, 1);
	expect(1, "SELECT count(*) FROM need WHERE no_seat_reason = 'other_language'");
	plan_at(60);
	assert_int_equal(held_session(), 0);
}

static void who_would_rather_have_welsh_waits_for_it_when_all_are_planned(void **state)
{
	(void)state;
	wants("welsh_rather");
	need_one();
	plan_at(0);
	assert_int_equal(held_session(), 2);
}

static void what_does_not_fit_any_more_is_looked_for_anew(void **state)
{
	(void)state;
	need_one();
	tick(0, NULL);
	assert_int_equal(held_session(), 1);
	wants("welsh");
	run("UPDATE need SET try_at = at(60)");
	tick(60, NULL);
	assert_int_equal(held_session(), 2);
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
}

static void who_can_meet_by_phone_only_is_met_by_phone(void **state)
{
	(void)state;
	run("UPDATE account SET session_manners = '{phone}' WHERE " PERSON);
	run("UPDATE session SET languages = '{en}', manner = CASE session_id WHEN id('session', 1)"
		" THEN 'video' END");
	need_one();
	tick(0, NULL);
	expect(1, "SELECT count(*) FROM need WHERE no_seat_reason = 'other_manner'");
	run("UPDATE session SET manner = 'phone' WHERE session_id = id('session', 2)");
	run("UPDATE need SET try_at = at(60)");
	tick(60, NULL);
	assert_int_equal(held_session(), 2);
}

static void a_hosts_sessions_to_come_are_in_the_languages_that_they_lead_in(void **state)
{
	(void)state;
	run("INSERT INTO series SELECT id('series', 9), organisation_id, '" ONE "', 'Test', '', 'UTC',"
		" '2026-11-01T00:00:00', 60, '', '{}', 1, id('person', 30), 0, at(0), at(0), 0, 'infinity',"
		" 0, 'cy' FROM organisation");
	add_session(ONE, 3, 9 * DAY, 60, 1, HOST);
	run("UPDATE session SET series_id = id('series', 9), languages = '{cy}' WHERE session_id ="
		" id('session', 3)");
	failure = (struct fault){.status = STATUS_OK};
	require(
		meeting_lead(recorder, person_of(HOST), LANGUAGES_ALL, (struct instant){START}, &failure));
	expect(1, "SELECT count(*) FROM session WHERE languages = '{en,cy}'");
	expect(1,
		"SELECT count(*) FROM session WHERE languages = '{cy}' AND host_person_id = id('person',"
		" 30)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_has_said_nothing_is_met_in_the_language_of_their_account),
		TEST(who_needs_welsh_is_met_in_no_other_language),
		TEST(who_needs_welsh_has_no_place_where_nobody_speaks_it_and_is_told_so),
		TEST(who_would_rather_have_welsh_waits_for_it_when_all_are_planned),
		TEST(what_does_not_fit_any_more_is_looked_for_anew),
		TEST(who_can_meet_by_phone_only_is_met_by_phone),
		TEST(a_hosts_sessions_to_come_are_in_the_languages_that_they_lead_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
