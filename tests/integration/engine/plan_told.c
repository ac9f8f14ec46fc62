// SPDX-License-Identifier: MIT
// What is told of the plan of a night is of ten people or more.
#include "support/cmocka.h"

#include "integration/engine/people.h"

#include "app/plan/plan.h"

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
	run("INSERT INTO team SELECT id('team', n), organisation_id, 'Team ' || n, at(0)"
		" FROM organisation, generate_series(1, 2) n");
	run("INSERT INTO team_member SELECT id('person', n), id('team', 1 + (n > 20)::int),"
		" organisation_id, tstzrange(at(-86400), 'infinity'), at(0) FROM organisation,"
		" generate_series(1, 24) n");
	return 0;
}

static bool is_planned_at(int64_t now)
{
	struct arena arena;
	struct setting setting;
	struct plan_report report;
	const struct instant then = {START + now};
	bool planned;
	failure = (struct fault){.status = STATUS_OK};
	arena_init(&arena);
	if (setting_read(recorder, then, &arena, &setting, &failure) != STATUS_OK ||
		plan_when_due(recorder, &setting, then, &planned, &report, &failure) != STATUS_OK)
		fail_msg("%s: %s", failure.where, failure.message);
	arena_done(&arena);
	return planned;
}

// Twelve places, in three sessions of one week.
static void plan_for(int people)
{
	assert_false(is_planned_at(0));
	for (int session = 1; session <= 3; session++)
		add_session(ONE, session, 9 * DAY + session * 2 * HOUR, 60, 4, LEADER);
	for (int person = 1; person <= people; person++)
		add_need(person, ONE, 0, 20 * DAY, DAY, 3 * DAY, 1);
	tick(0, NULL);
	assert_true(is_planned_at(4 * HOUR));
}

static void what_is_of_ten_people_or_more_is_told(void **state)
{
	(void)state;
	plan_for(24);
	expect(1, "SELECT count(*) FROM plan_outcome WHERE verified AND needs = 20 AND unplaced = 10"
			  " AND moved IS NULL AND sooner IS NULL AND hosts IS NULL");
	// For three sessions of four places; a team of four is not told of.
	expect(600, "SELECT sum(minutes) FROM plan_missing");
	expect(0, "SELECT count(*) FROM plan_missing WHERE team_id = id('team', 2)");
}

static void that_nine_have_no_place_is_not_told_and_follows_from_nothing(void **state)
{
	(void)state;
	plan_for(21);
	expect(1, "SELECT count(*) FROM plan_outcome WHERE needs = 20 AND unplaced IS NULL");
	expect(1, "SELECT count(*) FROM plan_missing WHERE minutes IS NULL AND area = 'all'"
			  " AND begins_at = 'infinity'");
	expect(1, "SELECT count(*) FROM plan_missing");
}

static void that_none_is_without_a_place_is_not_told(void **state)
{
	(void)state;
	plan_for(12);
	expect(1, "SELECT count(*) FROM plan_outcome WHERE needs = 10 AND unplaced IS NULL");
	expect(0, "SELECT count(*) FROM plan_missing");
}

// Told that all twelve are taken, each session's four would be known.
static void that_all_places_of_a_week_are_taken_is_not_told(void **state)
{
	(void)state;
	plan_for(24);
	expect(12, "SELECT sum(taken) FROM session_seat");
	expect(1, "SELECT count(*) FROM plan_week WHERE seats = 12 AND taken IS NULL");
}

static void of_a_week_that_has_begun_nothing_is_told(void **state)
{
	(void)state;
	plan_for(12);
	assert_true(is_planned_at(9 * DAY));
	expect(0, "SELECT count(*) FROM plan_week");
}

static void of_a_night_without_needs_nothing_is_left_of_the_night_before(void **state)
{
	(void)state;
	plan_for(24);
	run("DELETE FROM need");
	assert_true(is_planned_at(28 * HOUR));
	expect(1, "SELECT count(*) FROM plan_outcome WHERE needs IS NULL AND unplaced IS NULL");
	expect(0, "SELECT count(*) FROM plan_missing");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_of_ten_people_or_more_is_told),
		TEST(that_nine_have_no_place_is_not_told_and_follows_from_nothing),
		TEST(that_none_is_without_a_place_is_not_told),
		TEST(that_all_places_of_a_week_are_taken_is_not_told),
		TEST(of_a_week_that_has_begun_nothing_is_told),
		TEST(of_a_night_without_needs_nothing_is_left_of_the_night_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
