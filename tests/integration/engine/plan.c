// SPDX-License-Identifier: MIT
// What is held and what found no seat is planned anew, all together.
#include "support/cmocka.h"

#include "integration/engine/people.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/plan/plan.h"
#include "core/plan_check.h"
#include "support/random.h"

#define ONE "reflective_supervision"
#define LEADER 30
#define OTHER 31
#define HELD "SELECT count(*) FROM diary WHERE state = 'held'"

static struct fault failure;

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(OTHER);
	add_accounts(1, OTHER, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

static void require(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", failure.where, failure.message);
}

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static struct setting *setting_at(struct connection *connection, int64_t now, struct arena *arena)
{
	struct setting *setting = arena_allocate(arena, sizeof *setting);
	failure = (struct fault){.status = STATUS_OK};
	require(setting_read(connection, at(now), arena, setting, &failure));
	return setting;
}

static struct plan_report plan_by(struct connection *connection, int64_t now)
{
	struct arena arena;
	struct plan_made made;
	struct plan_report report;
	arena_init(&arena);
	struct setting *setting = setting_at(connection, now, &arena);
	require(plan_make(connection, setting, at(now), &arena, &made, &failure));
	assert_true(made.verified);
	require(plan_apply(connection, &made, &report, &failure));
	arena_done(&arena);
	return report;
}

static struct plan_report plan_at(int64_t now)
{
	return plan_by(recorder, now);
}

static void everything_is_in_order(void)
{
	expect(0, "SELECT count(*) FROM session_seat seat WHERE taken <> (SELECT count(*) FROM diary"
			  " WHERE diary.session_id = seat.session_id AND part = 'attendee'"
			  " AND state IN ('held', 'confirmed'))");
	expect(0, "SELECT count(*) FROM need WHERE (state = 'held') <> (SELECT count(*) = 1 FROM diary"
			  " WHERE diary.person_id = need.person_id AND diary.need_id = need.need_id"
			  " AND diary.state = 'held')");
	expect(0, "SELECT count(*) FROM need JOIN diary USING (person_id, need_id) JOIN session"
			  " USING (session_id) WHERE diary.state = 'held' AND (session.kind <> ALL (kinds)"
			  " OR lower(diary.during) NOT BETWEEN earliest_at AND latest_at)");
}

static int64_t session_of(int person)
{
	return number("SELECT coalesce((SELECT n FROM generate_series(1, 99) n JOIN diary ON session_id"
				  " = id('session', n) WHERE person_id = id('person', %d) AND state IN ('held',"
				  " 'confirmed')), 0)",
		person);
}

static void who_could_have_another_makes_way_for_who_could_not(void **state)
{
	(void)state;
	add_session(ONE, 1, 5 * DAY, 60, 1, LEADER);
	add_session(ONE, 2, 7 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	add_need(2, ONE, 0, 6 * DAY, DAY, 3 * DAY, 10);
	assert_int_equal(tick(60, NULL).no_seat, 1);
	struct plan_report report = plan_at(120);
	assert_int_equal(report.moved, 1);
	assert_int_equal(report.given, 1);
	assert_int_equal(session_of(1), 2);
	assert_int_equal(session_of(2), 1);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'released' AND sequence = 1");
	expect(2, "SELECT count(*) FROM need WHERE state = 'held' AND try_at = 'infinity'");
	everything_is_in_order();
	report = plan_at(180);
	assert_int_equal(report.moved + report.given + report.taken + report.left, 0);
}

static void what_somebody_has_accepted_is_never_moved(void **state)
{
	(void)state;
	add_session(ONE, 1, 5 * DAY, 60, 1, LEADER);
	add_session(ONE, 2, 7 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	run("UPDATE diary SET state = 'confirmed', answer_by = NULL WHERE part = 'attendee'");
	run("UPDATE need SET state = 'booked'");
	run("UPDATE session_seat SET confirmed = taken");
	add_need(2, ONE, 0, 6 * DAY, DAY, 3 * DAY, 10);
	tick(60, NULL);
	struct plan_report report = plan_at(120);
	assert_int_equal(report.needs, 1);
	assert_int_equal(report.moved + report.given, 0);
	assert_int_equal(session_of(1), 1);
}

static void somebody_more_pressing_gets_the_seat_of_another(void **state)
{
	(void)state;
	add_session(ONE, 1, 5 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	add_need(2, ONE, 0, 20 * DAY, DAY, 3 * DAY, 20);
	tick(60, NULL);
	struct plan_report report = plan_at(120);
	assert_int_equal(report.given, 1);
	assert_int_equal(report.taken, 1);
	assert_int_equal(session_of(2), 1);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 1) AND state = 'no_seat'"
			  " AND no_seat_reason = 'all_taken' AND try_at = at(86520)");
	everything_is_in_order();
}

static void met(int person, int host)
{
	run("INSERT INTO session SELECT id('past', %d), organisation_id, id('series', 1), '" ONE "',"
		" 'Test', id('person', %d), tstzrange(at(-864000), at(-860400)), 'published', 0, at(0),"
		" at(0) FROM organisation",
		person, host);
	run("INSERT INTO diary SELECT id('person', %d), id('past', %d), organisation_id,"
		" id('past', %d), NULL, 'attendee', during, true, 'confirmed', NULL, 0, at(0), at(0)"
		" FROM session WHERE session_id = id('past', %d)",
		person, person, person, person);
}

static void whom_they_have_met_before_is_met_again_and_a_circle_is_moved_at_once(void **state)
{
	(void)state;
	add_session(ONE, 1, 5 * DAY, 60, 1, LEADER);
	add_session(ONE, 2, 5 * DAY + 2 * HOUR, 60, 1, OTHER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	add_need(2, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	int first = session_of(1) == 1 ? 1 : 2;
	assert_int_equal(session_of(3 - first), 2);
	met(first, OTHER);
	met(3 - first, LEADER);
	run("UPDATE session SET during = tstzrange(at(%lld), at(%lld)) WHERE session_id ="
		" id('session', 2)",
		(long long)(9 * DAY), (long long)(9 * DAY + HOUR));
	run("UPDATE diary SET during = session.during FROM session WHERE session.session_id ="
		" diary.session_id");
	run("UPDATE need SET priority = 20 WHERE person_id = id('person', %d)", 3 - first);
	struct plan_report report = plan_at(60);
	assert_int_equal(report.moved, 2);
	assert_int_equal(report.left, 0);
	assert_int_equal(session_of(3 - first), 1);
	everything_is_in_order();
}

static void a_seat_that_is_taken_meanwhile_leaves_everybody_what_they_have(void **state)
{
	(void)state;
	struct arena arena;
	struct plan_made made;
	struct plan_report report;
	add_session(ONE, 1, 15 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	add_session(ONE, 2, 5 * DAY, 60, 1, LEADER);
	add_session(ONE, 3, 6 * DAY, 60, 1, LEADER);
	add_need(2, ONE, 0, 6 * DAY - 1, DAY, 3 * DAY, 10);
	arena_init(&arena);
	struct setting *setting = setting_at(recorder, 60, &arena);
	require(plan_make(recorder, setting, at(60), &arena, &made, &failure));
	run("UPDATE session_seat SET taken = 1 WHERE session_id IN (id('session', 2),"
		" id('session', 3))");
	require(plan_apply(recorder, &made, &report, &failure));
	arena_done(&arena);
	assert_int_equal(report.left, 2);
	assert_int_equal(session_of(1), 1);
	assert_int_equal(session_of(2), 0);
}

static void who_has_answered_meanwhile_is_not_moved(void **state)
{
	(void)state;
	struct arena arena;
	struct plan_made made;
	struct plan_report report;
	add_session(ONE, 1, 9 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	add_session(ONE, 2, 2 * DAY, 60, 1, LEADER);
	arena_init(&arena);
	struct setting *setting = setting_at(recorder, 60, &arena);
	require(plan_make(recorder, setting, at(60), &arena, &made, &failure));
	run("UPDATE diary SET state = 'confirmed', answer_by = NULL WHERE part = 'attendee'");
	run("UPDATE need SET state = 'booked'");
	require(plan_apply(recorder, &made, &report, &failure));
	arena_done(&arena);
	assert_int_equal(report.left, 1);
	assert_int_equal(session_of(1), 1);
}

static void a_plan_that_is_not_proven_moves_nobody(void **state)
{
	(void)state;
	struct arena arena;
	struct plan_made made;
	struct plan_report report;
	add_session(ONE, 1, 9 * DAY, 60, 1, LEADER);
	add_need(1, ONE, 0, 20 * DAY, DAY, 3 * DAY, 10);
	tick(0, NULL);
	add_session(ONE, 2, 2 * DAY, 60, 1, LEADER);
	arena_init(&arena);
	struct setting *setting = setting_at(recorder, 60, &arena);
	require(plan_make(recorder, setting, at(60), &arena, &made, &failure));
	assert_int_not_equal(made.plan.chosen[0], 0);
	made.plan.chosen[0] = PLAN_NONE;
	made.verified = plan_check(&made.problem, &made.plan, &arena, &made.doubt) == STATUS_OK;
	assert_false(made.verified);
	require(plan_apply(recorder, &made, &report, &failure));
	arena_done(&arena);
	assert_false(report.verified);
	assert_int_equal(session_of(1), 1);
}

static void roster_all(int people)
{
	run("INSERT INTO roster SELECT id('person', n), tstzrange(at(-7 * 86400), at(60 * 86400)),"
		" organisation_id, (SELECT array_agg(at(d * 86400 + 8 * 3600)) FROM"
		" generate_series(-7, 59) d), array_fill(36000, ARRAY[67]), array_fill('day'::text,"
		" ARRAY[67]), at(0) FROM organisation, generate_series(1, %d) n",
		people);
	run("INSERT INTO team SELECT id('team', n), organisation_id, 'Team ' || n, at(0)"
		" FROM organisation, generate_series(1, 2) n");
	run("INSERT INTO team_member SELECT id('person', n), id('team', 1 + n %% 2), organisation_id,"
		" tstzrange(at(-86400), 'infinity'), at(0) FROM organisation, generate_series(1, %d) n",
		people);
}

// Of ten in a team one may be away at a time, of fourteen two.
static void no_shift_is_short(void)
{
	expect(0, "SELECT count(*) FROM diary one JOIN team_member USING (person_id) WHERE takes_time"
			  " AND state IN ('held', 'confirmed') AND (SELECT count(*) FROM diary other"
			  " JOIN team_member mate USING (person_id) WHERE mate.team_id = team_member.team_id"
			  " AND other.takes_time AND other.state IN ('held', 'confirmed')"
			  " AND other.during @> lower(one.during)) > (SELECT greatest(1, least(2, count(*) * 15"
			  " / 100)) FROM team_member mate WHERE mate.team_id = team_member.team_id)");
}

static void whatever_is_planned_enough_of_a_shift_stay(void **state)
{
	(void)state;
	roster_all(28); // in two teams of fourteen
	for (int n = 1; n <= 9; n++)
		add_session("support_group", n, (3 + n / 2) * DAY + (10 + n % 2) * HOUR - 1800 * (n % 2),
			60, 9, LEADER);
	for (int person = 1; person <= 28; person++)
		add_need(person, "support_group", 0, (5 + person % 7) * DAY, DAY, 3 * DAY, person % 3);
	tick(0, NULL);
	no_shift_is_short();
	int64_t before = number(HELD);
	struct plan_report report = plan_at(60);
	no_shift_is_short();
	everything_is_in_order();
	assert_int_equal(report.left, 0);
	assert_true(number(HELD) >= before);
}

// The best by trying all, of few needs.
struct trying {
	const struct plan_problem *problem;
	int32_t *load;
	int64_t best[2 * 3]; // not placed and cost, by level
	int64_t now[2 * 3];
};

static void try_from(struct trying *trying, uint32_t need)
{
	const struct plan_problem *problem = trying->problem;
	if (need == problem->need_count) {
		for (int i = 0; i < 6; i++) {
			if (trying->now[i] == trying->best[i])
				continue;
			if (trying->now[i] < trying->best[i])
				memcpy(trying->best, trying->now, sizeof trying->best);
			return;
		}
		return;
	}
	const struct plan_need *of = &problem->needs[need];
	for (uint32_t i = 0; i < of->count; i++) {
		const struct plan_candidate *candidate = &problem->candidates[of->first + i];
		if (trying->load[candidate->pool] == problem->pools[candidate->pool].capacity)
			continue;
		trying->load[candidate->pool]++;
		trying->now[2 * of->level + 1] += candidate->cost;
		try_from(trying, need + 1);
		trying->now[2 * of->level + 1] -= candidate->cost;
		trying->load[candidate->pool]--;
	}
	trying->now[2 * of->level]++;
	try_from(trying, need + 1);
	trying->now[2 * of->level]--;
}

static void is_the_best(const struct plan_made *made, struct arena *arena)
{
	struct trying trying = {.problem = &made->problem};
	trying.load = arena_array(arena, made->problem.pool_count, sizeof *trying.load);
	for (int i = 0; i < 6; i++)
		trying.best[i] = INT64_MAX;
	assert_true(made->problem.level_count <= 3);
	try_from(&trying, 0);
	for (uint32_t level = 0; level < made->problem.level_count; level++) {
		const struct plan_total *total = &made->plan.totals[level];
		assert_int_equal(total->needs - total->placed, trying.best[2 * level]);
		assert_int_equal(total->cost, trying.best[2 * level + 1]);
	}
}

static void add_at_random(struct random *random, int needs)
{
	for (int n = 1; n <= 6; n++)
		add_session(random_between(random, 0, 2) ? ONE : "support_group", n,
			(int64_t)(2 + random_between(random, 0, 8)) * DAY +
				(int64_t)(9 + random_between(random, 0, 5)) * HOUR,
			60, 1 + (int)random_between(random, 0, 1),
			random_between(random, 0, 1) ? LEADER : OTHER);
	for (int person = 1; person <= needs; person++) {
		add_need(person, random_between(random, 0, 1) ? ONE : ONE ", support_group",
			(int64_t)random_between(random, 0, 2) * DAY,
			(int64_t)(4 + random_between(random, 0, 8)) * DAY, DAY, 3 * DAY,
			(int)random_between(random, 0, 2));
		if (random_between(random, 0, 2) == 0)
			run("INSERT INTO reports_to SELECT id('person', %d), id('person', %d),"
				" organisation_id, tstzrange(at(-86400), 'infinity'), at(0), 0 FROM organisation",
				person, random_between(random, 0, 1) ? LEADER : OTHER);
	}
}

static void what_is_applied_is_the_best_there_is(void **state)
{
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct random random;
		struct arena arena;
		struct plan_made made;
		struct plan_report report;
		random = (struct random){seed};
		add_at_random(&random, 7);
		tick(0, NULL);
		arena_init(&arena);
		struct setting *setting = setting_at(recorder, 60, &arena);
		require(plan_make(recorder, setting, at(60), &arena, &made, &failure));
		is_the_best(&made, &arena);
		require(plan_apply(recorder, &made, &report, &failure));
		assert_int_equal(report.left, 0);
		assert_int_equal(number(HELD), (int64_t)report.placed);
		everything_is_in_order();
		expect(0, "SELECT count(*) FROM diary JOIN session USING (session_id) JOIN reports_to"
				  " ON reports_to.person_id = diary.person_id"
				  " AND manager_person_id = host_person_id WHERE diary.state = 'held'");
		arena_done(&arena);
		report = plan_at(120);
		assert_int_equal(report.moved + report.given + report.taken + report.left, 0);
		leave(state);
		assert_int_equal(found_people(state), 0);
	}
}

static void put_all_late(void)
{
	for (int n = 1; n <= 24; n++)
		add_session(ONE, n, (32 + n / 8) * DAY + (9 + n % 8) * HOUR, 60, 1, LEADER);
	for (int person = 1; person <= 24; person++)
		add_need(person, ONE, 0, 60 * DAY, DAY, 3 * DAY, person % 3);
	assert_int_equal(tick(0, NULL).held, 24);
	for (int n = 25; n <= 48; n++)
		add_session(ONE, n, (2 + n % 12) * DAY + n * 4 * 60 * 60 % DAY, 60, 1, OTHER);
}

static void killed_at_any_moment_it_is_done_by_who_comes_next(void **state)
{
	(void)state;
	put_all_late();
	for (useconds_t pause = 2000; pause <= 60000; pause += 7000) {
		fflush(NULL);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct connection *own = NULL;
			if (connection_open(database, DATABASE_RECORDER, &own, NULL) == STATUS_OK)
				plan_by(own, 60);
			_exit(0);
		}
		usleep(pause);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		while (number("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
					  " AND usename = 'plimsoll_recorder' AND datname = current_database()"))
			usleep(1000);
		everything_is_in_order();
		expect(24, HELD);
	}
	struct plan_report report = plan_at(120);
	assert_int_equal(report.left, 0);
	everything_is_in_order();
	report = plan_at(180);
	assert_int_equal(report.moved + report.given + report.taken + report.left, 0);
}

struct planner {
	pthread_t thread;
	struct connection *connection;
	struct setting *setting;
	enum status status;
	bool planned;
	struct plan_report report;
};

static void *plan_once(void *given)
{
	struct planner *planner = given;
	struct arena arena;
	struct plan_made made;
	arena_init(&arena);
	planner->status = plan_make(planner->connection, planner->setting, at(60), &arena, &made, NULL);
	if (planner->status == STATUS_OK)
		planner->status = plan_apply(planner->connection, &made, &planner->report, NULL);
	arena_done(&arena);
	return NULL;
}

static void *plan_if_due(void *given)
{
	struct planner *planner = given;
	planner->status = plan_when_due(planner->connection, planner->setting, at(5 * HOUR),
		&planner->planned, &planner->report, NULL);
	return NULL;
}

static void all_at_once(struct planner *planners, size_t count, void *(*what)(void *))
{
	for (size_t i = 0; i < count; i++)
		require(connection_open(database, DATABASE_RECORDER, &planners[i].connection, &failure));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(pthread_create(&planners[i].thread, NULL, what, &planners[i]), 0);
	for (size_t i = 0; i < count; i++) {
		pthread_join(planners[i].thread, NULL);
		connection_close(planners[i].connection);
		assert_int_equal(planners[i].status, STATUS_OK);
	}
}

static void two_at_once_move_each_person_once(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	put_all_late();
	struct setting *setting = setting_at(recorder, 60, &arena);
	struct planner planners[2] = {{.setting = setting}, {.setting = setting}};
	all_at_once(planners, 2, plan_once);
	arena_done(&arena);
	everything_is_in_order();
	expect(24, HELD);
	struct plan_report report = plan_at(120); // what each left to the other
	assert_int_equal(report.left, 0);
	report = plan_at(180);
	assert_int_equal(report.moved + report.given + report.taken + report.left, 0);
}

static bool is_planned_at(int64_t now)
{
	struct arena arena;
	struct plan_report report;
	bool planned;
	arena_init(&arena);
	struct setting *setting = setting_at(recorder, now, &arena);
	require(plan_when_due(recorder, setting, at(now), &planned, &report, &failure));
	arena_done(&arena);
	return planned;
}

static void of_several_services_one_plans_when_it_is_time(void **state)
{
	(void)state;
	struct arena arena;
	size_t planned = 0;
	arena_init(&arena);
	assert_false(is_planned_at(0));
	put_all_late();
	struct setting *setting = setting_at(recorder, 60, &arena);
	struct planner planners[4] = {
		{.setting = setting}, {.setting = setting}, {.setting = setting}, {.setting = setting}};
	all_at_once(planners, 4, plan_if_due);
	for (int i = 0; i < 4; i++)
		planned += planners[i].planned;
	assert_int_equal(planned, 1);
	everything_is_in_order();
	arena_done(&arena);
}

static void it_is_planned_every_night_and_after_much_has_changed(void **state)
{
	(void)state;
	assert_false(is_planned_at(0)); // from here on it is counted
	assert_false(is_planned_at(4 * HOUR - 1));
	assert_true(is_planned_at(4 * HOUR)); // of a winter night in London
	assert_false(is_planned_at(12 * HOUR));
	put_all_late();
	run("UPDATE need SET changed_at = at(43201)");
	assert_true(is_planned_at(12 * HOUR + 10));
	run("UPDATE need SET changed_at = at(43300)");
	assert_false(is_planned_at(13 * HOUR - 1));
	assert_true(is_planned_at(13 * HOUR + 10));
	run("UPDATE plan SET claimed_until = at(%lld)", (long long)(29 * HOUR));
	assert_false(is_planned_at(28 * HOUR)); // another has taken it on
	assert_true(is_planned_at(29 * HOUR));  // and not come back
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_could_have_another_makes_way_for_who_could_not),
		TEST(what_somebody_has_accepted_is_never_moved),
		TEST(somebody_more_pressing_gets_the_seat_of_another),
		TEST(whom_they_have_met_before_is_met_again_and_a_circle_is_moved_at_once),
		TEST(a_seat_that_is_taken_meanwhile_leaves_everybody_what_they_have),
		TEST(who_has_answered_meanwhile_is_not_moved),
		TEST(a_plan_that_is_not_proven_moves_nobody),
		TEST(whatever_is_planned_enough_of_a_shift_stay),
		TEST(what_is_applied_is_the_best_there_is),
		TEST(killed_at_any_moment_it_is_done_by_who_comes_next),
		TEST(two_at_once_move_each_person_once),
		TEST(of_several_services_one_plans_when_it_is_time),
		TEST(it_is_planned_every_night_and_after_much_has_changed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
