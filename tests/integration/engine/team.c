// SPDX-License-Identifier: MIT
// What all of a team are offered: when people came and went, and when their line manager is away.
#include "support/cmocka.h"

#include <pthread.h>

#include "integration/engine/people.h"

#define PEOPLE 12
#define OFFERED "SELECT count(*) FROM need WHERE response = 'team'"
#define LONG_AWAY (14 * DAY)

// Ten are in team 1 and report to person 11; person 12 is in no team and reports to nobody.
static int found_team(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(PEOPLE);
	add_accounts(1, PEOPLE, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	run("INSERT INTO team SELECT id('team', n), organisation_id, 'Team ' || n, at(0)"
		" FROM organisation, generate_series(1, 3) n");
	run("INSERT INTO team_member SELECT id('person', n), id('team', 1), organisation_id,"
		" tstzrange(at(-100 * 86400), 'infinity'), at(0) FROM organisation,"
		" generate_series(1, 10) n");
	run("INSERT INTO reports_to SELECT id('person', n), id('person', 11), organisation_id,"
		" tstzrange(at(-100 * 86400), 'infinity'), at(0) FROM organisation,"
		" generate_series(1, 10) n");
	return 0;
}

// As an import of staff does it.
static void move(int first, int last, int team, int64_t at)
{
	run("UPDATE team_member SET during = tstzrange(lower(during), at(%lld))"
		" WHERE upper(during) = 'infinity' AND person_id IN (SELECT id('person', n)"
		" FROM generate_series(%d, %d) n)",
		(long long)at, first, last);
	if (team)
		run("INSERT INTO team_member SELECT id('person', n), id('team', %d), organisation_id,"
			" tstzrange(at(%lld), 'infinity'), at(%lld) FROM organisation,"
			" generate_series(%d, %d) n",
			team, (long long)at, (long long)at, first, last);
	run("UPDATE team SET look_at = at(%lld)", (long long)at);
}

static void be_away(int person, int64_t from, int64_t to, int64_t recorded)
{
	run("INSERT INTO absence SELECT id('person', %d), 'absences', tstzrange(at(%lld), at(%lld)),"
		" organisation_id, 0, at(%lld), at(%lld) FROM organisation",
		person, (long long)from, (long long)to, (long long)recorded, (long long)recorded);
}

static void three_of_ten_who_go_are_a_change_for_those_who_stay(void **state)
{
	(void)state;
	move(1, 3, 0, DAY);
	assert_int_equal(tick(DAY, NULL).offered, 7);
	expect(7, "SELECT count(*) FROM need WHERE response = 'team' AND kinds = '{support_group}'"
			  " AND earliest_at = at(4 * 86400) AND latest_at = at(43 * 86400)");
	expect(0, "SELECT count(*) FROM need WHERE person_id IN (id('person', 1), id('person', 11))");
}

static void two_who_go_are_none_and_a_third_within_four_weeks_makes_them_one(void **state)
{
	(void)state;
	move(1, 2, 0, DAY);
	tick(DAY, NULL);
	expect(0, OFFERED);
	move(3, 3, 0, 28 * DAY);
	tick(28 * DAY, NULL);
	expect(7, OFFERED);
}

static void a_third_who_goes_after_more_than_four_weeks_makes_none(void **state)
{
	(void)state;
	move(1, 2, 0, DAY);
	tick(DAY, NULL);
	move(3, 3, 0, 30 * DAY);
	tick(30 * DAY, NULL);
	expect(0, OFFERED);
}

static void a_change_is_offered_once_however_often_it_is_looked_at(void **state)
{
	(void)state;
	move(1, 3, 0, DAY);
	tick(DAY, NULL);
	run("UPDATE need SET state = 'declined', try_at = 'infinity'");
	run("UPDATE team SET look_at = at(0)");
	tick(2 * DAY, NULL);
	move(4, 4, 0, 3 * DAY); // one more of seven
	tick(3 * DAY, NULL);
	expect(7, OFFERED);
	move(5, 6, 0, 4 * DAY); // three of seven since
	tick(4 * DAY, NULL);
	expect(7 + 4, OFFERED);
}

static void a_merged_team_is_offered_one_and_a_team_of_new_people_is_not(void **state)
{
	(void)state;
	move(1, 5, 2, DAY); // 1 has lost half
	tick(DAY, NULL);
	expect(10, OFFERED);
	run("INSERT INTO team_member SELECT id('person', 12), id('team', 3), organisation_id,"
		" tstzrange(at(2 * 86400), 'infinity'), at(0) FROM organisation");
	run("UPDATE team SET look_at = at(2 * 86400)");
	tick(2 * DAY, NULL);
	expect(10, OFFERED);
}

static void whoever_leaves_the_organisation_has_their_team_looked_at(void **state)
{
	(void)state;
	run("UPDATE account SET leaves_at = at(86400) WHERE person_id IN (SELECT id('person', n)"
		" FROM generate_series(1, 3) n)");
	tick(0, NULL);
	tick(DAY, NULL);
	expect(7, OFFERED);
}

static void a_line_manager_away_for_fourteen_days_is_enough_at_that_instant(void **state)
{
	(void)state;
	int64_t next = 0;
	be_away(11, 10 * DAY, 40 * DAY, 0);
	tick(0, NULL);
	expect(0, OFFERED);
	tick(10 * DAY + LONG_AWAY - 1, &next);
	expect(0, OFFERED);
	assert_int_equal(next, 10 * DAY + LONG_AWAY);
	assert_int_equal(tick(10 * DAY + LONG_AWAY, NULL).offered, 10);
	tick(35 * DAY, NULL);
	tick(60 * DAY, NULL);
	expect(10, OFFERED);
}

static void thirteen_days_are_not_enough_and_fourteen_are(void **state)
{
	(void)state;
	be_away(11, DAY, 14 * DAY, 0);
	tick(0, NULL);
	tick(60 * DAY, NULL);
	expect(0, OFFERED);
	be_away(11, 61 * DAY, 75 * DAY, 60 * DAY);
	tick(60 * DAY, NULL);
	tick(75 * DAY, NULL);
	expect(10, OFFERED);
}

static void what_is_taken_back_before_is_as_if_it_had_never_been(void **state)
{
	(void)state;
	be_away(11, DAY, 40 * DAY, 0);
	tick(0, NULL);
	tick(14 * DAY, NULL);
	run("DELETE FROM absence");
	tick(15 * DAY, NULL);
	tick(40 * DAY, NULL);
	expect(0, OFFERED);
}

static void an_absence_that_becomes_known_late_counts_at_once_and_once(void **state)
{
	(void)state;
	be_away(11, 0, 30 * DAY, 20 * DAY);
	tick(20 * DAY, NULL);
	expect(10, OFFERED);
	run("UPDATE need SET state = 'declined', try_at = 'infinity'");
	be_away(11, 31 * DAY, 33 * DAY, 33 * DAY);
	tick(33 * DAY, NULL);
	expect(10, OFFERED);
}

static void nobody_is_offered_one_for_whoever_leads_nobody(void **state)
{
	(void)state;
	be_away(1, 0, 30 * DAY, 0);
	tick(0, NULL);
	tick(15 * DAY, NULL);
	expect(0, OFFERED);
}

static void who_has_a_group_asked_for_already_is_not_asked_for_another(void **state)
{
	(void)state;
	add_need(1, "support_group", 0, 60 * DAY, HOUR, HOUR, 5);
	be_away(11, 0, 30 * DAY, 0);
	tick(0, NULL);
	tick(LONG_AWAY, NULL);
	expect(9, OFFERED);
}

struct engine {
	pthread_t thread;
	struct connection *connection;
	int64_t now;
	enum status status;
};

static void *tick_once(void *given)
{
	struct engine *engine = given;
	struct engine_report report = {0};
	struct instant next;
	engine->status = engine_tick(
		engine->connection, (struct instant){START + engine->now}, &report, &next, NULL);
	return NULL;
}

static void several_engines_offer_it_once(void **state)
{
	(void)state;
	struct engine engines[4] = {{0}};
	be_away(11, 0, 30 * DAY, 0);
	move(1, 3, 2, LONG_AWAY);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(
			connection_open(database, DATABASE_RECORDER, &engines[i].connection, NULL), STATUS_OK);
		engines[i].now = LONG_AWAY;
		pthread_create(&engines[i].thread, NULL, tick_once, &engines[i]);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(engines[i].thread, NULL);
		assert_int_equal(engines[i].status, STATUS_OK);
		connection_close(engines[i].connection);
	}
	tick(LONG_AWAY, NULL);
	expect(10, OFFERED);
	expect(10, "SELECT count(DISTINCT person_id) FROM need WHERE response = 'team'");
}

static void a_policy_without_these_triggers_offers_nothing(void **state)
{
	(void)state;
	run("UPDATE policy SET document = replace(replace(document, ', \"team_changed\"', ''),"
		" ', \"manager_away\"', '')");
	be_away(11, 0, 30 * DAY, 0);
	move(1, 3, 0, DAY);
	tick(DAY, NULL);
	tick(LONG_AWAY, NULL);
	expect(0, OFFERED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_team, leave)
		TEST(three_of_ten_who_go_are_a_change_for_those_who_stay),
		TEST(two_who_go_are_none_and_a_third_within_four_weeks_makes_them_one),
		TEST(a_third_who_goes_after_more_than_four_weeks_makes_none),
		TEST(a_change_is_offered_once_however_often_it_is_looked_at),
		TEST(a_merged_team_is_offered_one_and_a_team_of_new_people_is_not),
		TEST(whoever_leaves_the_organisation_has_their_team_looked_at),
		TEST(a_line_manager_away_for_fourteen_days_is_enough_at_that_instant),
		TEST(thirteen_days_are_not_enough_and_fourteen_are),
		TEST(what_is_taken_back_before_is_as_if_it_had_never_been),
		TEST(an_absence_that_becomes_known_late_counts_at_once_and_once),
		TEST(nobody_is_offered_one_for_whoever_leads_nobody),
		TEST(who_has_a_group_asked_for_already_is_not_asked_for_another),
		TEST(several_engines_offer_it_once),
		TEST(a_policy_without_these_triggers_offers_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
