// SPDX-License-Identifier: MIT
// The other times that somebody can have, and taking one.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>

#include "app/bookings/choices.h"
#include "app/bookings/take.h"

#define ONE "reflective_supervision"
#define BOOKING "00000000-0000-4000-8000-000000000001"
#define OTHER_BOOKING "00000000-0000-4000-8000-000000000002"

static struct uuid uuid_of(const char *string)
{
	struct uuid uuid;
	assert_true(uuid_parse(text_of(string), &uuid));
	return uuid;
}

// md5 of 'person1', 'person2', 'session1' …, as the fixture makes ids.
static const char *const people[] = {
	"", "25bf0679-e076-0ca3-ea96-3b58df09357b", "7bc5facc-16e3-374b-a987-8dd45fdcd335"};

static struct person_id person(int n)
{
	return (struct person_id){uuid_of(people[n])};
}

static struct session_id session(int n)
{
	struct session_id id;
	for (size_t i = 0; i < sizeof id.uuid.bytes; i++)
		id.uuid.bytes[i] =
			(uint8_t)number("SELECT get_byte(decode(md5('session' || %d), 'hex'), %d)", n, (int)i);
	return id;
}

static struct booking_id booking(int n)
{
	return (struct booking_id){uuid_of(n == 1 ? BOOKING : OTHER_BOOKING)};
}

static struct setting setting;
static struct arena arena;

// Sessions 1 to 5 on days 5 to 9, of one seat each, and what is held for person 1 is the first.
static void hold(void)
{
	add_people(4);
	for (int i = 1; i <= 5; i++)
		add_session(ONE, i, (4 + i) * DAY + 10 * HOUR, 60, 1, 3 + i % 2);
	add_need(1, ONE, 0, 20 * DAY, DAY, 2 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
	run("UPDATE diary SET booking_id = '" BOOKING "' WHERE part = 'attendee'");
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state = 'held'");
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

static struct choices choices_at(int64_t at)
{
	struct offer offer;
	struct choices choices = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = transaction_begin(recorder, &fault);
	if (status == STATUS_OK)
		status = offer_read(
			recorder, person(1), booking(1), (struct instant){START + at}, &offer, &fault);
	if (status == STATUS_OK)
		status = choices_read(
			recorder, &setting, &offer, (struct instant){START + at}, &arena, &choices, &fault);
	if (transaction_end(recorder, status, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return choices;
}

static void expect_choices(const struct choices *choices, const int *sessions, size_t count)
{
	assert_int_equal(choices->count, count);
	for (size_t i = 0; i < count; i++)
		assert_true(uuid_equal(choices->list[i].session.uuid, session(sessions[i]).uuid));
}

static enum offer_outcome take_at(int who, int which, int64_t at)
{
	enum offer_outcome outcome;
	struct fault fault = {.status = STATUS_OK};
	if (offer_take_time(recorder, &setting, person(who), booking(who), session(which),
			(struct instant){START + at}, &outcome, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return outcome;
}

static void the_other_times_are_those_that_fit_the_soonest_first(void **state)
{
	(void)state;
	hold();
	struct choices choices = choices_at(HOUR);
	expect_choices(&choices, (const int[]){2, 3, 4, 5}, 4);
}

static void a_time_is_none_that_is_full_or_clashes_or_is_led_by_oneself_or_comes_too_soon(
	void **state)
{
	(void)state;
	hold();
	run("UPDATE session_seat SET taken = 1 WHERE session_id = id('session', 2)");
	run("INSERT INTO diary SELECT id('person', 1), gen_random_uuid(), organisation_id, session_id,"
		" NULL, 'attendee', during, true, 'confirmed', NULL, 0, at(0), at(0) FROM session"
		" WHERE session_id = id('session', 3)");
	run("UPDATE session SET host_person_id = id('person', 1) WHERE session_id = id('session', 4)");
	struct choices choices = choices_at(HOUR);
	expect_choices(&choices, (const int[]){5}, 1);
	run("UPDATE need SET latest_at = at(%lld)", (long long)(8 * DAY));
	choices = choices_at(HOUR);
	assert_int_equal(choices.count, 0);
}

static void what_overlaps_what_is_held_can_be_had_instead_of_it(void **state)
{
	(void)state;
	hold();
	run("UPDATE session SET during = tstzrange(at(%lld), at(%lld)) WHERE session_id ="
		" id('session', 2)",
		(long long)(5 * DAY + 10 * HOUR + HOUR / 2), (long long)(5 * DAY + 12 * HOUR));
	assert_int_equal(choices_at(HOUR).count, 4);
	assert_int_equal(take_at(1, 2, HOUR), OFFER_ANSWERED);
}

static void of_two_hosts_at_one_time_the_time_is_told_once(void **state)
{
	(void)state;
	hold();
	run("UPDATE session SET during = (SELECT during FROM session WHERE session_id ="
		" id('session', 3)) WHERE session_id = id('session', 4)");
	assert_int_equal(choices_at(HOUR).count, 3);
}

static void taking_another_time_books_it_and_lets_the_first_go(void **state)
{
	(void)state;
	hold();
	assert_int_equal(take_at(1, 2, HOUR), OFFER_ANSWERED);
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state ="
			  " 'released' AND sequence = 1");
	expect(1, "SELECT count(*) FROM diary WHERE session_id = id('session', 2) AND state ="
			  " 'confirmed' AND sequence = 1");
	expect(1, "SELECT count(*) FROM need WHERE state = 'booked' AND try_at = 'infinity'");
	expect(1, "SELECT sum(taken) FROM session_seat");
	expect(1, "SELECT count(*) FROM session_seat WHERE session_id = id('session', 2) AND taken = 1"
			  " AND confirmed = 1 AND sequence = 2");
	expect(3, "SELECT count(*) FROM feed_revision WHERE revised_at >= at(3600)");
	assert_int_equal(tick(3 * DAY, NULL).lapsed, 0);
}

static void taking_the_same_again_changes_nothing(void **state)
{
	(void)state;
	hold();
	assert_int_equal(take_at(1, 3, HOUR), OFFER_ANSWERED);
	int64_t before = fingerprint();
	assert_int_equal(take_at(1, 3, 2 * HOUR), OFFER_AS_BEFORE);
	assert_int_equal(take_at(1, 4, 2 * HOUR), OFFER_GONE);
	assert_int_equal(fingerprint(), before);
}

static void a_time_that_is_lost_or_was_never_offered_leaves_all_as_it_was(void **state)
{
	(void)state;
	hold();
	run("UPDATE session_seat SET taken = 1 WHERE session_id = id('session', 2)");
	add_session("support_group", 9, 8 * DAY, 60, 8, 3);
	int64_t before = fingerprint();
	assert_int_equal(take_at(1, 2, HOUR), OFFER_LOST);
	assert_int_equal(take_at(1, 9, HOUR), OFFER_LOST); // of a kind nobody asked for
	assert_int_equal(take_at(1, 1, HOUR), OFFER_LOST); // what is held already
	assert_int_equal(take_at(1, 8, HOUR), OFFER_LOST); // no session
	assert_int_equal(fingerprint(), before);
}

static void what_is_overdue_is_exchanged_for_nothing(void **state)
{
	(void)state;
	hold();
	int64_t before = fingerprint();
	assert_int_equal(take_at(1, 3, 2 * DAY), OFFER_GONE);
	assert_int_equal(fingerprint(), before);
}

struct taker {
	pthread_t thread;
	int who;
	struct session_id session;
	enum offer_outcome outcome;
	enum status status;
};

static void *run_taker(void *argument)
{
	struct taker *taker = argument;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	taker->status = connection_open(database, DATABASE_RECORDER, &connection, &fault);
	if (taker->status != STATUS_OK)
		return NULL;
	taker->status = offer_take_time(connection, &setting, person(taker->who), booking(taker->who),
		taker->session, (struct instant){START + HOUR}, &taker->outcome, &fault);
	connection_close(connection);
	return NULL;
}

static void hold_for_two(void)
{
	hold();
	add_need(2, ONE, 0, 20 * DAY, DAY, 2 * DAY, 10);
	assert_int_equal(tick(HOUR / 2, NULL).held, 1);
	run("UPDATE diary SET booking_id = '" OTHER_BOOKING "' WHERE person_id = id('person', 2)");
}

static void race(struct taker takers[2])
{
	for (int i = 0; i < 2; i++)
		pthread_create(&takers[i].thread, NULL, run_taker, &takers[i]);
	for (int i = 0; i < 2; i++) {
		pthread_join(takers[i].thread, NULL);
		assert_int_equal(takers[i].status, STATUS_OK);
	}
}

// Nobody twice, no seat over what it holds, each need with exactly one of what it is in.
static void expect_whole(void)
{
	expect(0, "SELECT count(*) FROM session_seat s WHERE taken <> (SELECT count(*) FROM diary d"
			  " WHERE d.session_id = s.session_id AND part = 'attendee' AND state IN ('held',"
			  " 'confirmed')) OR confirmed <> (SELECT count(*) FROM diary d WHERE d.session_id ="
			  " s.session_id AND part = 'attendee' AND state = 'confirmed')");
	expect(0, "SELECT count(*) FROM need WHERE (state = 'held') <> (1 = (SELECT count(*) FROM diary"
			  " d WHERE d.person_id = need.person_id AND d.need_id = need.need_id AND d.state ="
			  " 'held')) OR (state = 'booked') <> (1 = (SELECT count(*) FROM diary d WHERE"
			  " d.person_id = need.person_id AND d.need_id = need.need_id AND d.state ="
			  " 'confirmed'))");
}

static void of_two_who_want_the_last_seat_one_has_it_and_the_other_loses_nothing(void **state)
{
	(void)state;
	hold_for_two();
	struct session_id last = session(4);
	struct taker takers[2] = {{.who = 1, .session = last}, {.who = 2, .session = last}};
	race(takers);
	assert_int_equal(
		(takers[0].outcome == OFFER_ANSWERED) + (takers[1].outcome == OFFER_ANSWERED), 1);
	assert_int_equal((takers[0].outcome == OFFER_LOST) + (takers[1].outcome == OFFER_LOST), 1);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held'");
	expect_whole();
}

static void two_who_exchange_across_do_not_wait_for_one_another_for_ever(void **state)
{
	(void)state;
	hold_for_two();
	run("UPDATE session_seat SET capacity = 2");
	for (int i = 0; i < 20; i++) {
		run("UPDATE diary SET state = 'held', answer_by = at(%lld) WHERE booking_id IN ('" BOOKING
			"', '" OTHER_BOOKING "')",
			(long long)DAY);
		run("DELETE FROM diary WHERE part = 'attendee' AND booking_id NOT IN ('" BOOKING
			"', '" OTHER_BOOKING "')");
		run("UPDATE need SET state = 'held'");
		run("UPDATE session_seat SET confirmed = 0, taken = (SELECT count(*) FROM diary d WHERE"
			" d.session_id = session_seat.session_id AND part = 'attendee' AND state = 'held')");
		struct taker takers[2] = {
			{.who = 1, .session = session(2)}, {.who = 2, .session = session(1)}};
		race(takers);
		assert_int_equal(takers[0].outcome, OFFER_ANSWERED);
		assert_int_equal(takers[1].outcome, OFFER_ANSWERED);
		expect_whole();
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(the_other_times_are_those_that_fit_the_soonest_first),
		TEST(a_time_is_none_that_is_full_or_clashes_or_is_led_by_oneself_or_comes_too_soon),
		TEST(what_overlaps_what_is_held_can_be_had_instead_of_it),
		TEST(of_two_hosts_at_one_time_the_time_is_told_once),
		TEST(taking_another_time_books_it_and_lets_the_first_go),
		TEST(taking_the_same_again_changes_nothing),
		TEST(a_time_that_is_lost_or_was_never_offered_leaves_all_as_it_was),
		TEST(what_is_overdue_is_exchanged_for_nothing),
		TEST(of_two_who_want_the_last_seat_one_has_it_and_the_other_loses_nothing),
		TEST(two_who_exchange_across_do_not_wait_for_one_another_for_ever),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
