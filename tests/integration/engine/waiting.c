// SPDX-License-Identifier: MIT
// Waiting for a place in a session that is full.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>
#include <time.h>

#include "app/bookings/answer.h"
#include "app/bookings/call_off.h"
#include "app/bookings/move.h"
#include "app/bookings/take.h"
#include "app/bookings/waiting.h"
#include "store/plans.h"

#define ONE "reflective_supervision"
#define GROUP "support_group"
#define HOST 9
#define BEGINS (9 * DAY + 10 * HOUR)

static struct setting setting;
static struct arena arena;

// A group of one place that person 1 has.
static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	found_empty(state);
	arena_init(&arena);
	assert_int_equal(
		setting_read(recorder, (struct instant){START}, &arena, &setting, &fault), STATUS_OK);
	add_people(HOST);
	add_session(GROUP, 1, BEGINS, 90, 1, HOST);
	add_need(1, GROUP, 0, 20 * DAY, DAY, 2 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

static struct person_id person(int n)
{
	return (struct person_id){found_id("SELECT id('person', %d)", n)};
}

static struct session_id session(int n)
{
	return (struct session_id){found_id("SELECT id('session', %d)", n)};
}

static enum waiting_outcome join_at(int who, int which, int64_t at)
{
	struct fault fault = {.status = STATUS_OK};
	enum waiting_outcome outcome = WAITING_REFUSED;
	if (waiting_join(recorder, &setting, person(who), session(which), (struct instant){START + at},
			&outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

static struct booking_id held_by(int who)
{
	return (struct booking_id){found_id("SELECT booking_id FROM diary WHERE person_id ="
										" id('person', %d) AND state IN ('held', 'confirmed')",
		who)};
}

static enum offer_outcome answer_on(struct connection *connection, struct person_id who,
	struct booking_id booking, enum offer_answer answer, int64_t at)
{
	struct fault fault = {.status = STATUS_OK};
	enum offer_outcome outcome = OFFER_GONE;
	if (offer_take_answer(connection, who, booking, answer, (struct instant){START + at}, &outcome,
			&fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

static enum offer_outcome answer_at(int who, enum offer_answer answer, int64_t at)
{
	return answer_on(recorder, person(who), held_by(who), answer, at);
}

static enum offer_outcome change_at(int who, enum booking_act act, int64_t at)
{
	struct fault fault = {.status = STATUS_OK};
	enum offer_outcome outcome = OFFER_GONE;
	if (booking_change(recorder, &setting, person(who), held_by(who), act,
			(struct instant){START + at}, &outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

// A place of the group is held for somebody, until so long after `at`, and nobody has another.
static void expect_held(int who, int64_t at, int64_t seconds)
{
	int64_t until = number("SELECT extract(epoch FROM answer_by)::bigint FROM diary WHERE state ="
						   " 'held' AND session_id = id('session', 1) AND person_id ="
						   " id('person', %d)",
		who);
	assert_int_equal(until - START - at, seconds);
	expect(1, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(0, "SELECT confirmed FROM session_seat WHERE session_id = id('session', 1)");
	assert_int_equal(number("SELECT count(*) FROM need WHERE state = 'held' AND person_id ="
							" id('person', %d)",
						 who),
		1);
}

static void a_place_that_is_let_go_is_held_for_who_joined_first(void **state)
{
	(void)state;
	assert_int_equal(join_at(3, 1, HOUR), WAITING_DONE);
	assert_int_equal(join_at(2, 1, 2 * HOUR), WAITING_DONE);
	assert_int_equal(join_at(3, 1, 3 * HOUR), WAITING_DONE); // again, which changes nothing
	assert_int_equal(tick(3 * HOUR, NULL).held, 0);
	assert_int_equal(answer_at(1, OFFER_DECLINE, 4 * HOUR), OFFER_ANSWERED);
	assert_int_equal(tick(4 * HOUR, NULL).held, 1);
	expect_held(3, 4 * HOUR, DAY);
	expect(1, "SELECT count(*) FROM waiting WHERE person_id = id('person', 2)");
	expect(1, "SELECT count(*) FROM waiting");
}

static void who_does_not_answer_leaves_the_list_and_the_next_one_is_held_it_for_shorter(
	void **state)
{
	(void)state;
	int64_t next;
	join_at(3, 1, HOUR);
	join_at(2, 1, 2 * HOUR);
	join_at(4, 1, 3 * HOUR);
	answer_at(1, OFFER_DECLINE, 4 * HOUR);
	run("UPDATE session SET during = tstzrange(at(%lld), at(%lld))", (long long)(3 * DAY),
		(long long)(3 * DAY + 2 * HOUR));
	tick(4 * HOUR, &next); // 44 hours are left until there is too little notice
	expect_held(3, 4 * HOUR, 22 * HOUR);
	while (next < 26 * HOUR)
		assert_int_equal(tick(next, &next).lapsed, 0);
	assert_int_equal(next, 26 * HOUR); // it wakes by itself when that is over
	struct engine_report report = tick(next, &next);
	assert_int_equal(report.lapsed, 1);
	expect_held(2, 26 * HOUR, 11 * HOUR);
	assert_true(next <= 37 * HOUR);
	answer_at(2, OFFER_DECLINE, 30 * HOUR);
	tick(30 * HOUR, &next);
	expect_held(4, 30 * HOUR, 9 * HOUR);
	tick(39 * HOUR, &next);
	expect(0, "SELECT count(*) FROM waiting");
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(3, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state IN"
			  " ('released', 'lapsed') AND sequence = 1 AND waited");
}

static void it_is_not_held_for_whom_a_rule_forbids_it_but_for_the_next(void **state)
{
	(void)state;
	int64_t next;
	for (int n = 2; n <= 5; n++)
		join_at(n, 1, n * HOUR);
	run("INSERT INTO reports_to SELECT id('person', 2), id('person', %d), organisation_id,"
		" tstzrange(at(0), 'infinity'), at(0) FROM organisation",
		HOST);
	add_session(ONE, 2, BEGINS, 60, 1, HOST);
	run("INSERT INTO diary SELECT id('person', 3), id('booking', 3), organisation_id,"
		" session_id, NULL, 'attendee', during, true, 'confirmed', NULL, 0, at(0), at(0) FROM"
		" session WHERE session_id = id('session', 2)");
	run("INSERT INTO absence SELECT id('person', 4), 'absences', tstzrange(at(%lld), at(%lld)),"
		" organisation_id, 0, 'infinity', at(0) FROM organisation",
		(long long)(BEGINS - HOUR), (long long)(BEGINS + 9 * HOUR));
	answer_at(1, OFFER_DECLINE, 6 * HOUR);
	tick(6 * HOUR, &next);
	expect_held(5, 6 * HOUR, DAY);
	expect(3, "SELECT count(*) FROM waiting WHERE looked_at = at(21600)"); // who keep their place
	// What was against it is gone, and when the place comes free again they have it.
	run("DELETE FROM absence");
	answer_at(5, OFFER_DECLINE, 7 * HOUR);
	tick(7 * HOUR, NULL);
	expect_held(4, 7 * HOUR, DAY);
}

static void of_several_offers_of_a_kind_one_is_open_at_a_time(void **state)
{
	(void)state;
	add_session(GROUP, 2, BEGINS + DAY, 90, 1, HOST);
	add_need(2, GROUP, 0, 20 * DAY, DAY, 5 * DAY, 10);
	tick(HOUR, NULL); // the second one is held for person 2
	join_at(2, 1, 2 * HOUR);
	answer_at(1, OFFER_DECLINE, 3 * HOUR);
	assert_int_equal(tick(3 * HOUR, NULL).held, 0);
	expect(1, "SELECT count(*) FROM waiting");
	assert_int_equal(answer_at(2, OFFER_DECLINE, 4 * HOUR), OFFER_ANSWERED);
	assert_int_equal(tick(4 * HOUR, NULL).held, 1);
	expect_held(2, 4 * HOUR, DAY);
}

static void it_answers_what_was_looked_for_in_vain(void **state)
{
	(void)state;
	add_need(2, GROUP, 0, 20 * DAY, DAY, 5 * DAY, 10);
	tick(HOUR, NULL);
	expect(1, "SELECT count(*) FROM need WHERE state = 'no_seat'");
	join_at(2, 1, 2 * HOUR);
	answer_at(1, OFFER_DECLINE, 3 * HOUR);
	tick(3 * HOUR, NULL);
	expect_held(2, 3 * HOUR, DAY);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 2) AND need_id ="
			  " id('need', 2)");
	assert_int_equal(answer_at(2, OFFER_ACCEPT, 4 * HOUR), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 2) AND state = 'booked'");
	expect(1, "SELECT confirmed FROM session_seat WHERE session_id = id('session', 1)");
}

static void whoever_waits_for_any_place_is_looked_for_as_soon_as_one_comes_free(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct need_id need;
	add_need(2, GROUP, 0, 20 * DAY, DAY, 5 * DAY, 10);
	add_need(3, GROUP, 0, 20 * DAY, DAY, 5 * DAY, 99);
	tick(HOUR, NULL);
	need.uuid = found_id("SELECT id('need', 2)");
	assert_int_equal(
		waiting_any(recorder, person(2), need, true, (struct instant){START + 2 * HOUR}, &fault),
		STATUS_OK);
	join_at(4, 1, 2 * HOUR);
	assert_int_equal(tick(2 * HOUR, NULL).held, 0);
	answer_at(1, OFFER_DECLINE, 3 * HOUR);
	assert_int_equal(tick(3 * HOUR, NULL).held, 1);
	expect(1, "SELECT count(*) FROM diary WHERE person_id = id('person', 2) AND state = 'held'");
	expect(1, "SELECT count(*) FROM waiting WHERE person_id = id('person', 4)");
	need.uuid = found_id("SELECT id('need', 3)");
	assert_int_equal(
		waiting_any(recorder, person(2), need, true, (struct instant){START + 2 * HOUR}, &fault),
		STATUS_NOT_FOUND); // another's
}

static void who_was_called_off_is_before_who_waits(void **state)
{
	(void)state;
	add_need(2, GROUP, 0, 20 * DAY, DAY, 5 * DAY, 1);
	run("UPDATE need SET first = true, state = 'no_seat', no_seat_reason = 'all_taken', try_at ="
		" at(10800) WHERE person_id = id('person', 2)");
	join_at(3, 1, HOUR);
	answer_at(1, OFFER_DECLINE, 3 * HOUR);
	assert_int_equal(tick(3 * HOUR, NULL).held, 1);
	expect(1, "SELECT count(*) FROM diary WHERE person_id = id('person', 2) AND state = 'held'");
}

static void a_place_comes_free_however_it_is_given_back(void **state)
{
	(void)state;
	add_session(GROUP, 2, BEGINS + DAY, 90, 8, HOST);
	answer_at(1, OFFER_ACCEPT, HOUR);
	join_at(2, 1, 2 * HOUR);
	assert_int_equal(change_at(1, BOOKING_LEAVE, 3 * HOUR), OFFER_ANSWERED);
	tick(3 * HOUR, NULL);
	expect_held(2, 3 * HOUR, DAY);
	join_at(3, 1, 4 * HOUR);
	struct fault fault = {.status = STATUS_OK};
	enum offer_outcome outcome;
	assert_int_equal(offer_take_time(recorder, &setting, person(2), held_by(2), session(2),
						 (struct instant){START + 5 * HOUR}, &outcome, &fault),
		STATUS_OK);
	assert_int_equal(outcome, OFFER_ANSWERED);
	tick(5 * HOUR, NULL);
	expect_held(3, 5 * HOUR, DAY);
	join_at(4, 1, 6 * HOUR);
	run("UPDATE session_seat SET capacity = 2, changed_at = at(25200) WHERE session_id ="
		" id('session', 1)");
	assert_int_equal(tick(7 * HOUR, NULL).held, 1);
	expect(2, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
}

static void what_cannot_be_had_cannot_be_waited_for(void **state)
{
	(void)state;
	add_session("webinar", 2, BEGINS, 60, 1, HOST);
	add_session(GROUP, 3, BEGINS + DAY, 90, 0, HOST);
	int64_t before = fingerprint();
	assert_int_equal(join_at(2, 1, BEGINS - DAY), WAITING_REFUSED); // too near
	assert_int_equal(join_at(HOST, 1, HOUR), WAITING_REFUSED);      // they lead it
	assert_int_equal(join_at(2, 2, HOUR), WAITING_REFUSED);         // one drops in on it
	assert_int_equal(join_at(2, 3, HOUR), WAITING_REFUSED);         // withdrawn
	assert_int_equal(join_at(2, 7, HOUR), WAITING_REFUSED);         // there is none
	assert_int_equal(fingerprint(), before);
}

static void nobody_waits_for_what_is_over_called_off_or_theirs_no_more(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	int64_t next;
	join_at(2, 1, HOUR);
	join_at(3, 1, HOUR);
	assert_int_equal(waiting_stop(recorder, person(3), session(1), &fault), STATUS_OK);
	assert_int_equal(waiting_stop(recorder, person(3), session(1), &fault), STATUS_OK);
	expect(1, "SELECT count(*) FROM waiting");
	tick(2 * HOUR, &next);
	run("UPDATE diary SET answer_by = 'infinity' WHERE state = 'held'");
	while (next < BEGINS - DAY - HOUR / 2)
		tick(next, &next);
	expect(1, "SELECT count(*) FROM waiting");
	assert_int_equal(next, BEGINS - DAY - HOUR / 2);
	tick(next, &next);
	expect(0, "SELECT count(*) FROM waiting");
	add_session(GROUP, 2, BEGINS + 9 * DAY, 90, 1, HOST);
	run("UPDATE session_seat SET taken = 1 WHERE session_id = id('session', 2)");
	assert_int_equal(join_at(2, 2, BEGINS), WAITING_DONE);
	run("UPDATE session SET state = 'cancelled' WHERE session_id = id('session', 2)");
	tick(BEGINS, NULL);
	expect(0, "SELECT count(*) FROM waiting");
}

static void a_plan_does_not_move_what_was_waited_for(void **state)
{
	(void)state;
	join_at(2, 1, HOUR);
	answer_at(1, OFFER_DECLINE, 2 * HOUR);
	tick(2 * HOUR, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE waited AND state = 'held'");
	add_session(GROUP, 2, 5 * DAY, 90, 8, HOST);
	struct plan_open *needs;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(plan_needs(recorder, (struct instant){START + 3 * HOUR}, 100, &arena, &needs,
						 &count, &fault),
		STATUS_OK);
	assert_int_equal(count, 0);
}

struct engine {
	pthread_t thread;
	pthread_barrier_t *barrier;
	struct connection *connection;
	int64_t now;
	struct engine_report report;
};

static void *tick_once(void *given)
{
	struct engine *engine = given;
	struct instant next;
	struct fault fault = {.status = STATUS_OK};
	pthread_barrier_wait(engine->barrier);
	if (engine_tick(engine->connection, (struct instant){START + engine->now}, &engine->report,
			&next, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return NULL;
}

static void two_places_and_two_who_wait_are_one_each_whichever_engine_is_quicker(void **state)
{
	(void)state;
	struct engine engines[3] = {{.now = 0}};
	pthread_barrier_t barrier;
	struct fault fault = {.status = STATUS_OK};
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			connection_open(database, DATABASE_RECORDER, &engines[i].connection, &fault),
			STATUS_OK);
	for (int round = 0; round < 8; round++) {
		int which = 2 + round;
		int64_t now = HOUR * (1 + round);
		add_session(GROUP, which, BEGINS + (1 + round) * DAY, 90, 2, HOST);
		run("UPDATE session_seat SET taken = 2 WHERE session_id = id('session', %d)", which);
		for (int n = 2; n <= 4; n++)
			assert_int_equal(join_at(n, which, now + n), WAITING_DONE);
		run("UPDATE session_seat SET taken = 0, changed_at = at(%lld) WHERE session_id ="
			" id('session', %d)",
			(long long)now, which);
		pthread_barrier_init(&barrier, NULL, 3);
		for (int i = 0; i < 3; i++) {
			engines[i].barrier = &barrier;
			engines[i].now = now + 10;
			engines[i].report = (struct engine_report){0};
			pthread_create(&engines[i].thread, NULL, tick_once, &engines[i]);
		}
		for (int i = 0; i < 3; i++)
			pthread_join(engines[i].thread, NULL);
		pthread_barrier_destroy(&barrier);
		assert_int_equal(
			number("SELECT count(*) FROM diary WHERE session_id = id('session', %d) AND state ="
				   " 'held' AND person_id IN (id('person', 2), id('person', 3))",
				which),
			2);
		assert_int_equal(number("SELECT taken FROM session_seat WHERE session_id ="
								" id('session', %d)",
							 which),
			2);
		assert_int_equal(
			engines[0].report.held + engines[1].report.held + engines[2].report.held, 2);
		run("UPDATE diary SET state = 'released', sequence = 1 WHERE state = 'held';"
			" UPDATE need SET state = 'declined'; DELETE FROM waiting");
	}
	for (int i = 0; i < 3; i++)
		connection_close(engines[i].connection);
}

struct answering {
	pthread_barrier_t *barrier;
	struct connection *connection;
	struct person_id person;
	struct booking_id booking;
	int64_t at;
	long later; // than the engine, in nanoseconds; less than 0: the engine is later
	enum offer_outcome outcome;
};

static void wait_for(long nanoseconds)
{
	const struct timespec time = {.tv_nsec = nanoseconds > 0 ? nanoseconds : 0};
	nanosleep(&time, NULL);
}

static void *accept_it(void *given)
{
	struct answering *answering = given;
	pthread_barrier_wait(answering->barrier);
	wait_for(answering->later);
	answering->outcome = answer_on(
		answering->connection, answering->person, answering->booking, OFFER_ACCEPT, answering->at);
	return NULL;
}

// The one who accepts by a clock that is a second behind, at the instant at which it lapses.
static void who_accepts_as_it_lapses_has_it_or_the_next_one_and_never_both(void **state)
{
	(void)state;
	static const long later[8] = {
		-500000000, -9000000, -3000000, 0, 0, 3000000, 9000000, 500000000};
	int accepted = 0;
	struct connection *other;
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(connection_open(database, DATABASE_RECORDER, &other, &fault), STATUS_OK);
	for (int round = 0; round < 8; round++) {
		int64_t from = round * 2 * HOUR;
		pthread_barrier_t barrier;
		pthread_t thread;
		run("DELETE FROM waiting; UPDATE diary SET state = 'released', sequence = sequence + 1"
			" WHERE state IN ('held', 'confirmed'); UPDATE need SET state = 'declined';"
			" UPDATE session_seat SET taken = 0, confirmed = 0, changed_at = at(%lld)",
			(long long)from);
		join_at(2, 1, from);
		join_at(3, 1, from + 1);
		tick(from + 2, NULL);
		struct answering answering = {.barrier = &barrier,
			.connection = other,
			.person = person(2),
			.booking = held_by(2),
			.at = from + HOUR - 1,
			.later = later[round]};
		run("UPDATE diary SET answer_by = at(%lld) WHERE state = 'held'", (long long)(from + HOUR));
		pthread_barrier_init(&barrier, NULL, 2);
		pthread_create(&thread, NULL, accept_it, &answering);
		pthread_barrier_wait(&barrier);
		wait_for(-later[round]);
		tick(from + HOUR, NULL);
		pthread_join(thread, NULL);
		pthread_barrier_destroy(&barrier);
		bool has = answering.outcome == OFFER_ANSWERED;
		accepted += has;
		expect(1, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
		assert_int_equal(number("SELECT confirmed FROM session_seat WHERE session_id ="
								" id('session', 1)"),
			has);
		assert_int_equal(number("SELECT count(*) FROM diary WHERE state = '%s' AND person_id ="
								" id('person', %d)",
							 has ? "confirmed" : "held", has ? 2 : 3),
			1);
		expect(1, "SELECT count(*) FROM diary WHERE state IN ('held', 'confirmed')");
	}
	connection_close(other);
	// It was a race: the one who is at once has it, the one who is much later does not.
	print_message("accepted in time: %d of 8\n", accepted);
	assert_true(accepted > 0 && accepted < 8);
}

static void full_sessions_are_shown_but_one_to_one_not_before_the_next_day(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct full_session *list;
	size_t count = 0;
	add_session(ONE, 2, BEGINS + HOUR * 3, 60, 1, HOST);
	add_session(ONE, 3, BEGINS + HOUR * 3, 60, 1, HOST); // at the same time, which is told once
	add_session(GROUP, 4, BEGINS + DAY, 60, 4, HOST);
	add_session(GROUP, 5, BEGINS + 2 * DAY, 60, 4, HOST); // a place is free
	run("UPDATE session_seat SET taken = capacity, changed_at = at(3600) WHERE session_id IN"
		" (id('session', 2), id('session', 3), id('session', 4))");
	assert_int_equal(waiting_full(recorder, &setting, person(2), (struct instant){START + 2 * HOUR},
						 &arena, &list, &count, &fault),
		STATUS_OK);
	assert_int_equal(count, 1);
	assert_true(uuid_equal(list[0].session.uuid, session(4).uuid));
	assert_int_equal(waiting_full(recorder, &setting, person(2),
						 (struct instant){START + DAY + HOUR}, &arena, &list, &count, &fault),
		STATUS_OK);
	assert_int_equal(count, 3);
	assert_true(uuid_equal(list[0].session.uuid, session(1).uuid));
	assert_int_equal(list[1].kind, SESSION_REFLECTIVE_SUPERVISION);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(a_place_that_is_let_go_is_held_for_who_joined_first),
		TEST(who_does_not_answer_leaves_the_list_and_the_next_one_is_held_it_for_shorter),
		TEST(it_is_not_held_for_whom_a_rule_forbids_it_but_for_the_next),
		TEST(of_several_offers_of_a_kind_one_is_open_at_a_time),
		TEST(it_answers_what_was_looked_for_in_vain),
		TEST(whoever_waits_for_any_place_is_looked_for_as_soon_as_one_comes_free),
		TEST(who_was_called_off_is_before_who_waits),
		TEST(a_place_comes_free_however_it_is_given_back),
		TEST(what_cannot_be_had_cannot_be_waited_for),
		TEST(nobody_waits_for_what_is_over_called_off_or_theirs_no_more),
		TEST(a_plan_does_not_move_what_was_waited_for),
		TEST(two_places_and_two_who_wait_are_one_each_whichever_engine_is_quicker),
		TEST(who_accepts_as_it_lapses_has_it_or_the_next_one_and_never_both),
		TEST(full_sessions_are_shown_but_one_to_one_not_before_the_next_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
