// SPDX-License-Identifier: MIT
// What people answer to the sessions held for them.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>

#include "app/bookings/answer.h"

#define ONE "reflective_supervision"
#define BOOKING "00000000-0000-4000-8000-000000000001"

static struct uuid uuid_of(const char *string)
{
	struct uuid uuid;
	assert_true(uuid_parse(text_of(string), &uuid));
	return uuid;
}

// Person 1 of the fixture: md5('person1').
static struct person_id person(void)
{
	return (struct person_id){uuid_of("25bf0679-e076-0ca3-ea96-3b58df09357b")};
}

static struct person_id somebody_else(void)
{
	return (struct person_id){uuid_of("7bc5facc-16e3-374b-a987-8dd45fdcd335")};
}

static struct booking_id booking(void)
{
	return (struct booking_id){uuid_of(BOOKING)};
}

// Holds the first of two sessions for person 1.
static void hold(void)
{
	add_people(3);
	add_session(ONE, 1, 5 * DAY, 60, 1, 3);
	add_session(ONE, 2, 7 * DAY, 60, 1, 3);
	add_need(1, ONE, 0, 20 * DAY, DAY, 2 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	run("UPDATE diary SET booking_id = '" BOOKING "' WHERE part = 'attendee'");
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state = 'held'");
}

static enum offer_outcome answer_at(enum offer_answer answer, int64_t at)
{
	enum offer_outcome outcome;
	struct fault fault = {0};
	if (offer_take_answer(recorder, person(), booking(), answer, (struct instant){START + at},
			&outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

static void an_accepted_hold_is_booked_and_its_host_sees_it(void **state)
{
	(void)state;
	hold();
	assert_int_equal(answer_at(OFFER_ACCEPT, HOUR), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed' AND part = 'attendee'");
	expect(1, "SELECT count(*) FROM need WHERE state = 'booked' AND try_at = 'infinity'");
	expect(1, "SELECT count(*) FROM session_seat WHERE taken = 1 AND confirmed = 1");
	expect(2, "SELECT count(*) FROM feed_revision WHERE revised_at >= at(3600)");
	assert_int_equal(tick(3 * DAY, NULL).lapsed, 0);
}

static void a_declined_hold_gives_its_seat_back_and_asks_no_more(void **state)
{
	(void)state;
	hold();
	assert_int_equal(answer_at(OFFER_DECLINE, HOUR), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'released'");
	expect(1, "SELECT count(*) FROM need WHERE state = 'declined' AND try_at = 'infinity'");
	expect(0, "SELECT sum(taken + confirmed) FROM session_seat");
	assert_int_equal(tick(3 * DAY, NULL).held, 0);
}

static void another_time_is_looked_for_and_never_the_same_again(void **state)
{
	(void)state;
	hold();
	assert_int_equal(answer_at(OFFER_ANOTHER, HOUR), OFFER_ANSWERED);
	expect(0, "SELECT sum(taken) FROM session_seat");
	assert_int_equal(tick(HOUR, NULL).held, 1);
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 2) AND state = 'held'");
	run("UPDATE diary SET booking_id = id('booking', 1) WHERE state = 'released'");
	run("UPDATE diary SET booking_id = '" BOOKING "' WHERE state = 'held'");
	assert_int_equal(answer_at(OFFER_ANOTHER, 2 * HOUR), OFFER_ANSWERED);
	assert_int_equal(tick(2 * HOUR, NULL).no_seat, 1);
	expect(0, "SELECT count(*) FROM diary WHERE state = 'held'");
}

static void an_answer_given_again_changes_nothing(void **state)
{
	(void)state;
	static const enum offer_answer answers[] = {OFFER_ACCEPT, OFFER_DECLINE};
	for (size_t i = 0; i < 2; i++) {
		if (i)
			run("UPDATE diary SET state = 'held' WHERE part = 'attendee';"
				" UPDATE session_seat SET confirmed = 0");
		else
			hold();
		assert_int_equal(answer_at(answers[i], HOUR), OFFER_ANSWERED);
		int64_t before = fingerprint();
		assert_int_equal(answer_at(answers[i], 2 * HOUR), OFFER_AS_BEFORE);
		assert_int_equal(fingerprint(), before);
	}
}

static void an_answer_after_another_one_is_too_late(void **state)
{
	(void)state;
	hold();
	assert_int_equal(answer_at(OFFER_DECLINE, HOUR), OFFER_ANSWERED);
	int64_t before = fingerprint();
	assert_int_equal(answer_at(OFFER_ACCEPT, HOUR), OFFER_GONE);
	assert_int_equal(fingerprint(), before);
}

static void an_answer_after_the_time_for_it_is_too_late(void **state)
{
	(void)state;
	hold();
	int64_t before = fingerprint();
	assert_int_equal(answer_at(OFFER_ACCEPT, 2 * DAY), OFFER_GONE); // no engine has looked yet
	assert_int_equal(fingerprint(), before);
	assert_int_equal(tick(2 * DAY, NULL).lapsed, 1);
	assert_int_equal(answer_at(OFFER_ACCEPT, 2 * DAY), OFFER_GONE);
}

static void nobody_answers_for_another(void **state)
{
	(void)state;
	hold();
	enum offer_outcome outcome;
	struct fault fault = {0};
	int64_t before = fingerprint();
	assert_int_equal(offer_take_answer(recorder, somebody_else(), booking(), OFFER_ACCEPT,
						 (struct instant){START}, &outcome, &fault),
		STATUS_NOT_FOUND);
	assert_int_equal(fingerprint(), before);
}

struct answerer {
	pthread_t thread;
	enum offer_answer answer;
	enum offer_outcome outcome;
	enum status status;
};

static void *run_answerer(void *argument)
{
	struct answerer *answerer = argument;
	struct connection *connection;
	struct fault fault = {0};
	answerer->status = connection_open(database, DATABASE_RECORDER, &connection, &fault);
	if (answerer->status != STATUS_OK)
		return NULL;
	answerer->status = offer_take_answer(connection, person(), booking(), answerer->answer,
		(struct instant){START + HOUR}, &answerer->outcome, &fault);
	connection_close(connection);
	return NULL;
}

static void of_two_answers_at_once_one_holds(void **state)
{
	(void)state;
	struct answerer answerers[8];
	int answered = 0, as_before = 0;
	hold();
	for (int i = 0; i < 8; i++) {
		answerers[i].answer = i % 2 ? OFFER_ACCEPT : OFFER_DECLINE;
		pthread_create(&answerers[i].thread, NULL, run_answerer, &answerers[i]);
	}
	for (int i = 0; i < 8; i++) {
		pthread_join(answerers[i].thread, NULL);
		assert_int_equal(answerers[i].status, STATUS_OK);
		answered += answerers[i].outcome == OFFER_ANSWERED;
		as_before += answerers[i].outcome == OFFER_AS_BEFORE;
	}
	assert_int_equal(answered, 1);
	assert_int_equal(as_before, 3); // who answered the same
	expect(1, "SELECT count(*) FROM diary JOIN need USING (person_id, need_id) JOIN session_seat"
			  " USING (session_id) WHERE diary.state = 'confirmed' AND need.state = 'booked' AND"
			  " taken = 1 AND confirmed = 1 OR diary.state = 'released' AND need.state ="
			  " 'declined' AND taken = 0 AND confirmed = 0");
}

int main(void)
{
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, found_empty, leave)
	const struct CMUnitTest tests[] = {
		EMPTY(an_accepted_hold_is_booked_and_its_host_sees_it),
		EMPTY(a_declined_hold_gives_its_seat_back_and_asks_no_more),
		EMPTY(another_time_is_looked_for_and_never_the_same_again),
		EMPTY(an_answer_given_again_changes_nothing),
		EMPTY(an_answer_after_another_one_is_too_late),
		EMPTY(an_answer_after_the_time_for_it_is_too_late),
		EMPTY(nobody_answers_for_another),
		EMPTY(of_two_answers_at_once_one_holds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
