// SPDX-License-Identifier: MIT
// What people do with a session that they have booked: moving it, letting it go, being called away.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include "app/bookings/move.h"
#include "app/bookings/take.h"

#define ONE "reflective_supervision"
#define BOOKING "00000000-0000-4000-8000-000000000001"
#define BEGINS (5 * DAY + 10 * HOUR) // of session 1

static struct setting setting;
static struct arena arena;

static struct uuid uuid_of(const char *string)
{
	struct uuid uuid;
	assert_true(uuid_parse(text_of(string), &uuid));
	return uuid;
}

// Person 1 of the fixture, and sessions 1 and 3: md5('person1') …
static const struct person_id *who(void)
{
	static struct person_id person;
	person.uuid = uuid_of("25bf0679-e076-0ca3-ea96-3b58df09357b");
	return &person;
}

static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	found_empty(state);
	arena_init(&arena);
	assert_int_equal(
		setting_read(recorder, (struct instant){START}, &arena, &setting, &fault), STATUS_OK);
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

// Sessions 1 to 4 on days 5 to 8 at 10:00, of one seat each; person 1 has booked the first.
static void book(void)
{
	add_people(5);
	for (int i = 1; i <= 4; i++)
		add_session(ONE, i, (4 + i) * DAY + 10 * HOUR, 60, 1, 5);
	add_need(1, ONE, 0, 20 * DAY, HOUR, 2 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	run("UPDATE diary SET booking_id = '" BOOKING "', state = 'confirmed' WHERE part = 'attendee'");
	run("UPDATE session_seat SET confirmed = taken; UPDATE need SET state = 'booked'");
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 1)");
}

static enum offer_outcome do_at(enum booking_act act, int64_t at)
{
	enum offer_outcome outcome;
	struct fault fault = {.status = STATUS_OK};
	const struct booking_id booking = {uuid_of(BOOKING)};
	if (booking_change(recorder, &setting, *who(), booking, act, (struct instant){START + at},
			&outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

static enum offer_outcome take_at(const char *session, int64_t at)
{
	enum offer_outcome outcome;
	struct fault fault = {.status = STATUS_OK};
	const struct booking_id booking = {uuid_of(BOOKING)};
	if (offer_take_time(recorder, &setting, *who(), booking, (struct session_id){uuid_of(session)},
			(struct instant){START + at}, &outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

#define SESSION_3 "57c3e5f0-1b2c-11d3-a0a0-000000000003"
static void name_session_3(void)
{
	run("INSERT INTO session SELECT '" SESSION_3 "', organisation_id, series_id, kind, topic,"
		" host_person_id, during, state, sequence, created_at, changed_at FROM session"
		" WHERE session_id = id('session', 3)");
	run("INSERT INTO session_seat VALUES ('" SESSION_3 "', 1, 0, 0, 0, at(0))");
}

static void what_is_booked_is_moved_in_one_step_with_a_days_notice(void **state)
{
	(void)state;
	book();
	name_session_3();
	assert_int_equal(take_at(SESSION_3, BEGINS - DAY), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state ="
			  " 'cancelled' AND sequence = 1");
	expect(
		1, "SELECT count(*) FROM diary WHERE session_id = '" SESSION_3 "' AND state = 'confirmed'");
	expect(1, "SELECT sum(taken) FROM session_seat");
	expect(1, "SELECT sum(confirmed) FROM session_seat");
	expect(1, "SELECT count(*) FROM need WHERE state = 'booked'");
	assert_int_equal(take_at(SESSION_3, BEGINS - DAY), OFFER_AS_BEFORE);
}

static void with_less_notice_it_stays_and_can_be_let_go(void **state)
{
	(void)state;
	book();
	name_session_3();
	int64_t before = fingerprint();
	assert_int_equal(take_at(SESSION_3, BEGINS - DAY + 1), OFFER_TOO_LATE);
	assert_int_equal(do_at(BOOKING_MOVE, BEGINS - DAY + 1), OFFER_TOO_LATE);
	assert_int_equal(fingerprint(), before);
	assert_int_equal(do_at(BOOKING_LEAVE, BEGINS - 1), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM need WHERE state = 'declined' AND try_at = 'infinity'");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'cancelled' AND part = 'attendee'");
	expect(0, "SELECT sum(taken + confirmed) FROM session_seat");
	before = fingerprint();
	assert_int_equal(do_at(BOOKING_LEAVE, BEGINS - 1), OFFER_AS_BEFORE);
	assert_int_equal(fingerprint(), before);
}

static void what_has_begun_is_neither_moved_nor_let_go(void **state)
{
	(void)state;
	book();
	int64_t before = fingerprint();
	assert_int_equal(do_at(BOOKING_LEAVE, BEGINS), OFFER_GONE);
	assert_int_equal(do_at(BOOKING_MOVE, BEGINS), OFFER_GONE);
	assert_int_equal(fingerprint(), before);
}

static void a_job_comes_between_from_the_morning_of_the_day_to_the_end(void **state)
{
	(void)state;
	book();
	int64_t before = fingerprint();
	assert_int_equal(do_at(BOOKING_CALLED, 5 * DAY - 1), OFFER_GONE);
	assert_int_equal(do_at(BOOKING_CALLED, BEGINS + HOUR), OFFER_GONE);
	assert_int_equal(fingerprint(), before);
	assert_int_equal(do_at(BOOKING_CALLED, BEGINS + HOUR - 1), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'cancelled' AND part = 'attendee'");
	expect(1, "SELECT count(*) FROM need WHERE state = 'open' AND first");
	expect(0, "SELECT sum(taken + confirmed) FROM session_seat");
	assert_int_equal(do_at(BOOKING_CALLED, BEGINS + HOUR - 1), OFFER_AS_BEFORE);
	assert_int_equal(tick(BEGINS + HOUR, NULL).held, 1);
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 2) AND state = 'held'");
}

static void who_was_called_to_a_job_is_placed_before_what_is_more_pressing(void **state)
{
	(void)state;
	book();
	run("UPDATE session_seat SET taken = 1 WHERE session_id IN (id('session', 3), id('session', "
		"4))");
	add_need(2, ONE, 0, 20 * DAY, HOUR, 2 * DAY, 99);
	run("UPDATE need SET try_at = at(%lld) WHERE person_id = id('person', 2)", (long long)BEGINS);
	assert_int_equal(do_at(BOOKING_CALLED, BEGINS), OFFER_ANSWERED);
	assert_int_equal(tick(BEGINS, NULL).held, 1);
	expect(1, "SELECT count(*) FROM diary WHERE person_id = id('person', 1) AND state = 'held'");
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 2) AND state = 'no_seat'");
}

static void where_something_of_its_kind_is_open_already_that_comes_first(void **state)
{
	(void)state;
	book();
	run("INSERT INTO need SELECT person_id, id('need', 9), organisation_id, response, kinds,"
		" minutes, 1, earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, 'no_seat',"
		" 'all_taken', at(%lld), created_at, changed_at FROM need",
		(long long)(9 * DAY));
	assert_int_equal(do_at(BOOKING_CALLED, BEGINS), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 1) AND state = 'lapsed'");
	expect(1, "SELECT count(*) FROM need WHERE need_id = id('need', 9) AND first AND try_at <"
			  " at(864000)");
	assert_int_equal(tick(BEGINS, NULL).held, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(what_is_booked_is_moved_in_one_step_with_a_days_notice),
		TEST(with_less_notice_it_stays_and_can_be_let_go),
		TEST(what_has_begun_is_neither_moved_nor_let_go),
		TEST(a_job_comes_between_from_the_morning_of_the_day_to_the_end),
		TEST(who_was_called_to_a_job_is_placed_before_what_is_more_pressing),
		TEST(where_something_of_its_kind_is_open_already_that_comes_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
