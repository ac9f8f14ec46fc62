// SPDX-License-Identifier: MIT
// Holding seats for needs, letting them lapse, and saying why there is none.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>

#include "base/fault.h"

#define ONE "reflective_supervision"
#define HELD_BY "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = "

static void a_need_gets_the_earliest_seat_after_its_notice(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 1 * DAY, 60, 1, 2); // before the notice is over
	add_session(ONE, 2, 4 * DAY, 45, 1, 2); // too short
	add_session(ONE, 3, 5 * DAY, 60, 1, 2);
	add_session(ONE, 4, 6 * DAY, 60, 1, 2);
	add_need(1, ONE, 12 * HOUR, 20 * DAY, 3 * DAY, DAY, 10);
	struct engine_report report = tick(0, NULL);
	assert_int_equal(report.held, 1);
	expect(1, HELD_BY "id('session', 3) AND need_id = id('need', 1) AND answer_by = at(86400)");
	expect(1, "SELECT taken FROM session_seat WHERE session_id = id('session', 3)");
	expect(1, "SELECT count(*) FROM need WHERE state = 'held' AND try_at = 'infinity'");
	expect(2, "SELECT count(*) FROM feed_revision"); // the attendee's, the host's
}

static void a_seat_is_inside_the_window(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 4 * DAY, 60, 1, 2);
	add_session(ONE, 2, 9 * DAY, 60, 1, 2); // the window's last instant
	add_need(1, ONE, 5 * DAY, 9 * DAY, DAY, DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	expect(1, HELD_BY "id('session', 2)");
}

static void nothing_is_held_before_its_time(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 9 * DAY, 60, 1, 2);
	add_need(1, ONE, 0, 20 * DAY, DAY, DAY, 10);
	run("UPDATE need SET hold_from = at(259200), try_at = at(259200)");
	int64_t next;
	assert_int_equal(tick(3 * DAY - 1, &next).held, 0);
	assert_int_equal(next, 3 * DAY);
	assert_int_equal(tick(3 * DAY, NULL).held, 1);
}

static void the_more_pressing_need_comes_first(void **state)
{
	(void)state;
	add_people(3);
	add_session(ONE, 1, 5 * DAY, 60, 1, 3);
	add_need(1, ONE, 0, 20 * DAY, DAY, DAY, 10);
	add_need(2, ONE, 0, 20 * DAY, DAY, DAY, 20);
	assert_int_equal(tick(0, NULL).held, 1);
	expect(1, HELD_BY "id('session', 1) AND person_id = id('person', 2)");
}

static void nobody_is_seated_with_themselves(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 5 * DAY, 60, 1, 1);
	add_need(1, ONE, 0, 20 * DAY, DAY, DAY, 10);
	assert_int_equal(tick(0, NULL).no_seat, 1);
}

static void report_to(int person, int manager, int64_t from)
{
	run("INSERT INTO reports_to SELECT id('person', %d), id('person', %d), organisation_id,"
		" tstzrange(at(%lld), 'infinity'), at(0), 0 FROM organisation",
		person, manager, (long long)from);
}

static void nobody_is_offered_a_session_of_their_line_manager_of_any_kind(void **state)
{
	(void)state;
	static const char *const kinds[] = {ONE, "support_group", "webinar", "phone_in"};
	add_people(5);
	for (int i = 0; i < 4; i++) {
		add_session(kinds[i], i + 1, 5 * DAY, 60, 9, 5);
		add_need(i + 1, kinds[i], 0, 20 * DAY, DAY, DAY, 10);
		report_to(i + 1, 5, -DAY);
	}
	assert_int_equal(tick(0, NULL).no_seat, 4);
	expect(4, "SELECT count(*) FROM need WHERE state = 'no_seat' AND"
			  " no_seat_reason = 'own_manager'");
	expect(0, "SELECT sum(taken) FROM session_seat");
}

static void a_later_seat_with_somebody_else_is_held_instead(void **state)
{
	(void)state;
	add_people(3);
	add_session(ONE, 1, 5 * DAY, 60, 1, 2);
	add_session(ONE, 2, 6 * DAY, 60, 1, 3);
	report_to(1, 2, -DAY);
	add_need(1, ONE, 0, 20 * DAY, DAY, DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	expect(1, HELD_BY "id('session', 2)");
}

static void the_line_manager_is_whoever_it_is_when_the_session_is(void **state)
{
	(void)state;
	add_people(4);
	add_session(ONE, 1, 5 * DAY, 60, 1, 3);
	add_session(ONE, 2, 8 * DAY, 60, 1, 4);
	report_to(1, 3, -DAY); // until the sixth day
	run("UPDATE reports_to SET during = tstzrange(lower(during), at(%lld))", (long long)(6 * DAY));
	report_to(1, 4, 6 * DAY);
	add_need(1, ONE, 0, 20 * DAY, 6 * DAY, DAY, 10); // after the fifth
	assert_int_equal(tick(0, NULL).no_seat, 1);
	add_session(ONE, 3, 9 * DAY, 60, 1, 3);
	assert_int_equal(tick(DAY, NULL).held, 1);
	expect(1, HELD_BY "id('session', 3)");
}

static void a_held_seat_is_let_go_when_looked_at_again_once_its_host_is_the_line_manager(
	void **state)
{
	(void)state;
	add_people(3);
	add_session(ONE, 1, 5 * DAY, 60, 1, 2);
	add_need(1, ONE, 0, 20 * DAY, DAY, DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	report_to(1, 2, 0);
	run("UPDATE need SET try_at = at(60)");
	struct engine_report report = tick(60, NULL);
	assert_int_equal(report.released, 1);
	assert_int_equal(report.no_seat, 1);
	expect(0, "SELECT taken FROM session_seat");
}

static void take_up(int person, int64_t from, int64_t to)
{
	run("INSERT INTO diary SELECT id('person', %d), id('other', %lld), organisation_id,"
		" session_id, NULL, 'attendee', tstzrange(at(%lld), at(%lld)), true, 'confirmed', NULL,"
		" 0, at(0), at(0) FROM session ORDER BY session_id LIMIT 1",
		person, (long long)(from % 1000000), (long long)from, (long long)to);
}

static void no_seat_is_recorded_with_its_reason(void **state)
{
	(void)state;
	add_people(4);
	add_session(ONE, 1, 5 * DAY, 60, 1, 4);
	add_session("support_group", 2, 6 * DAY, 60, 8, 4);
	run("UPDATE session_seat SET taken = 1 WHERE session_id = id('session', 1)");
	take_up(3, 6 * DAY - HOUR, 6 * DAY + 60);
	add_need(1, "phone_in", 0, 20 * DAY, DAY, DAY, 10);
	add_need(2, ONE, 0, 20 * DAY, DAY, DAY, 10);
	add_need(3, ONE ",support_group", 0, 20 * DAY, DAY, DAY, 10);
	assert_int_equal(tick(0, NULL).no_seat, 3);
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 1) AND state = 'no_seat' AND"
			  " no_seat_reason = 'none_offered' AND try_at = at(86400)");
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 2) AND state = 'no_seat' AND"
			  " no_seat_reason = 'all_taken'");
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 3) AND state = 'no_seat' AND"
			  " no_seat_reason = 'diary_full'");
	assert_int_equal(tick(DAY - 1, NULL).no_seat, 0);
	assert_int_equal(tick(DAY, NULL).no_seat, 3);
}

static void a_phone_in_can_be_held_beside_something_else_and_takes_nobodys_time(void **state)
{
	(void)state;
	add_people(4);
	add_session("phone_in", 1, 5 * DAY, 90, 60, 4);
	take_up(1, 5 * DAY, 5 * DAY + HOUR);
	add_need(1, "phone_in", 0, 10 * DAY, DAY, DAY, 30);
	assert_int_equal(tick(0, NULL).held, 1);
	expect(1, HELD_BY "id('session', 1) AND person_id = id('person', 1) AND NOT takes_time");
}

static void a_need_whose_window_has_passed_is_escalated(void **state)
{
	(void)state;
	int64_t next;
	add_people(2);
	add_need(1, ONE, 0, 3 * DAY + HOUR, DAY, DAY, 10);
	tick(0, NULL);
	tick(3 * DAY, &next);
	assert_int_equal(next, 3 * DAY + HOUR + 1); // its last try is for escalation
	assert_int_equal(tick(3 * DAY + HOUR, NULL).escalated, 0);
	assert_int_equal(tick(3 * DAY + HOUR + 1, NULL).escalated, 1);
	expect(1, "SELECT count(*) FROM need WHERE state = 'escalated' AND try_at = 'infinity'");
	assert_int_equal(tick(30 * DAY, NULL).escalated, 0);
}

static void a_lapsed_hold_gives_its_seat_back(void **state)
{
	(void)state;
	int64_t next;
	add_people(3);
	add_session(ONE, 1, 9 * DAY, 60, 1, 3);
	add_need(1, ONE, 0, 10 * DAY, DAY, 2 * DAY, 10);
	tick(0, &next);
	assert_true(next <= 2 * DAY);
	assert_int_equal(tick(2 * DAY - 1, NULL).lapsed, 0);
	int64_t seat = number("SELECT sequence FROM session_seat");
	add_need(2, ONE, 0, 10 * DAY, DAY, 2 * DAY, 10);
	struct engine_report report = tick(2 * DAY, NULL);
	assert_int_equal(report.lapsed, 1);
	assert_int_equal(report.held, 1); // the next person has it in the same tick
	expect(1, "SELECT taken FROM session_seat");
	expect(seat + 2, "SELECT sequence FROM session_seat");
	expect(1, "SELECT sequence FROM diary WHERE person_id = id('person', 1) AND state = 'lapsed'"
			  " AND changed_at = at(172800)");
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 1) AND state = 'lapsed'");
	expect(1, "SELECT count(*) FROM feed_revision WHERE person_id = id('person', 1) AND part ="
			  " 'attendee' AND revised_at = at(172800)");
	// The host's was moved by the lapse and again by the hold, each time by a second at least.
	expect(1, "SELECT count(*) FROM feed_revision WHERE person_id = id('person', 3) AND part ="
			  " 'host' AND revised_at = at(172801)");
}

static void a_hold_that_was_answered_does_not_lapse(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 9 * DAY, 60, 1, 2);
	add_need(1, ONE, 0, 10 * DAY, DAY, 2 * DAY, 10);
	tick(0, NULL);
	run("UPDATE diary SET state = 'confirmed'");
	assert_int_equal(tick(5 * DAY, NULL).lapsed, 0);
	expect(1, "SELECT taken FROM session_seat");
}

static void a_hold_has_to_be_answered_before_its_session(void **state)
{
	(void)state;
	add_people(2);
	add_session(ONE, 1, 2 * DAY, 60, 1, 2);
	add_need(1, ONE, 0, 10 * DAY, DAY, 5 * DAY, 10);
	tick(0, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND answer_by = at(172800)");
}

struct worker {
	pthread_t thread;
	struct engine_report report;
	enum status status;
	struct fault fault;
};

static pthread_barrier_t both;

static void *work(void *given)
{
	struct worker *worker = given;
	struct connection *connection = NULL;
	struct instant next;
	worker->status = connection_open(database, DATABASE_RECORDER, &connection, &worker->fault);
	pthread_barrier_wait(&both);
	if (worker->status == STATUS_OK)
		worker->status = engine_tick(
			connection, (struct instant){START}, &worker->report, &next, &worker->fault);
	connection_close(connection);
	return NULL;
}

static void two_engines(struct worker workers[static 2])
{
	pthread_barrier_init(&both, NULL, 2);
	for (int i = 0; i < 2; i++) {
		workers[i] = (struct worker){.fault = {.status = STATUS_OK}};
		assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
	}
	for (int i = 0; i < 2; i++)
		pthread_join(workers[i].thread, NULL);
	pthread_barrier_destroy(&both);
	for (int i = 0; i < 2; i++) {
		if (workers[i].status != STATUS_OK)
			fail_msg("%s: %s", workers[i].fault.where, workers[i].fault.message);
	}
}

static void two_engines_never_overbook(void **state)
{
	(void)state;
	struct worker workers[2];
	add_people(41);
	for (int i = 1; i <= 10; i++)
		add_session(ONE, i, (3 + i) * DAY, 60, 1, 41);
	for (int i = 1; i <= 40; i++)
		add_need(i, ONE, 0, 20 * DAY, DAY, DAY, i % 3);
	two_engines(workers);
	tick(0, NULL); // what one left to the other
	expect(10, "SELECT count(*) FROM need WHERE state = 'held'");
	expect(30, "SELECT count(*) FROM need WHERE state = 'no_seat' AND no_seat_reason ="
			   " 'all_taken'");
	expect(10, "SELECT count(*) FROM diary WHERE state = 'held'");
	expect(10, "SELECT count(DISTINCT person_id) FROM diary");
	expect(10, "SELECT sum(taken) FROM session_seat");
	expect(0, "SELECT count(*) FROM session_seat JOIN (SELECT session_id, count(*) AS holds FROM"
			  " diary WHERE state = 'held' GROUP BY 1) held USING (session_id)"
			  " WHERE taken <> holds OR taken > capacity");
	// The more pressing ones have them.
	expect(10, "SELECT count(*) FROM need WHERE state = 'held' AND priority = 2");
}

static void two_engines_share_a_large_session(void **state)
{
	(void)state;
	struct worker workers[2];
	add_people(61);
	add_session("support_group", 1, 5 * DAY, 60, 25, 61);
	for (int i = 1; i <= 60; i++)
		add_need(i, "support_group", 0, 20 * DAY, DAY, DAY, 1);
	two_engines(workers);
	tick(0, NULL);
	expect(25, "SELECT taken FROM session_seat");
	expect(25, "SELECT count(*) FROM need WHERE state = 'held'");
	expect(35, "SELECT count(*) FROM need WHERE state = 'no_seat'");
}

static void two_engines_let_each_hold_lapse_once(void **state)
{
	(void)state;
	struct worker workers[2];
	add_people(31);
	add_session("support_group", 1, 5 * DAY, 60, 30, 31);
	for (int i = 1; i <= 30; i++)
		add_need(i, "support_group", -5 * DAY, 20 * DAY, DAY, DAY, 1);
	tick(-2 * DAY, NULL);
	expect(0, "SELECT taken FROM session_seat"); // not before its time
	run("UPDATE need SET try_at = at(-172800), hold_from = at(-172800)");
	tick(-2 * DAY, NULL);
	expect(30, "SELECT taken FROM session_seat");
	two_engines(workers);
	assert_int_equal(workers[0].report.lapsed + workers[1].report.lapsed, 30);
	expect(0, "SELECT taken FROM session_seat");
	expect(60, "SELECT sequence FROM session_seat");
}

int main(void)
{
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, found_empty, leave)
	const struct CMUnitTest tests[] = {
		EMPTY(a_need_gets_the_earliest_seat_after_its_notice),
		EMPTY(a_seat_is_inside_the_window),
		EMPTY(nothing_is_held_before_its_time),
		EMPTY(the_more_pressing_need_comes_first),
		EMPTY(nobody_is_seated_with_themselves),
		EMPTY(nobody_is_offered_a_session_of_their_line_manager_of_any_kind),
		EMPTY(a_later_seat_with_somebody_else_is_held_instead),
		EMPTY(the_line_manager_is_whoever_it_is_when_the_session_is),
		EMPTY(a_held_seat_is_let_go_when_looked_at_again_once_its_host_is_the_line_manager),
		EMPTY(no_seat_is_recorded_with_its_reason),
		EMPTY(a_phone_in_can_be_held_beside_something_else_and_takes_nobodys_time),
		EMPTY(a_need_whose_window_has_passed_is_escalated),
		EMPTY(a_lapsed_hold_gives_its_seat_back),
		EMPTY(a_hold_that_was_answered_does_not_lapse),
		EMPTY(a_hold_has_to_be_answered_before_its_session),
		EMPTY(two_engines_never_overbook),
		EMPTY(two_engines_share_a_large_session),
		EMPTY(two_engines_let_each_hold_lapse_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
