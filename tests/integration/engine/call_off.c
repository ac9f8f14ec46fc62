// SPDX-License-Identifier: MIT
// Sessions that are called off by whoever leads them.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>

#include "app/bookings/answer.h"
#include "app/bookings/call_off.h"
#include "app/engine/steps.h"

#define ONE "reflective_supervision"
#define GROUP "support_group"
#define HOST 9

static struct setting setting;
static struct arena arena;

static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	found_empty(state);
	arena_init(&arena);
	assert_int_equal(
		setting_read(recorder, (struct instant){START}, &arena, &setting, &fault), STATUS_OK);
	add_people(HOST);
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

// A group of eight on day 5 that person 1 has booked and that is held for person 2, and another on
// day 9.
static void fill_group(void)
{
	add_session(GROUP, 1, 5 * DAY + 10 * HOUR, 90, 8, HOST);
	add_session(GROUP, 2, 9 * DAY + 10 * HOUR, 90, 8, HOST);
	add_need(1, GROUP, 0, 20 * DAY, DAY, 2 * DAY, 10);
	add_need(2, GROUP, 0, 20 * DAY, DAY, 2 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 2);
	run("UPDATE diary SET state = 'confirmed' WHERE person_id = id('person', 1);"
		" UPDATE need SET state = 'booked' WHERE person_id = id('person', 1);"
		" UPDATE session_seat SET confirmed = 1 WHERE session_id = id('session', 1);"
		" INSERT INTO diary SELECT host_person_id, gen_random_uuid(), organisation_id, session_id,"
		" NULL, 'host', during, true, 'confirmed', NULL, 0, at(0), at(0) FROM session");
}

static struct call_off what_at(
	struct connection *connection, int host, int64_t at, struct audit_actor *by)
{
	(void)connection;
	*by = (struct audit_actor){.kind = AUDIT_BY_SERVICE,
		.role = ROLE_COUNT,
		.organisation = setting.organisation.id,
		.now = {START + at}};
	return (struct call_off){.by = by,
		.host = {found_id("SELECT id('person', %d)", host)},
		.reason = CALL_OFF_BY_HOST,
		.now = {START + at}};
}

static enum status call_off_at(int session, int host, int64_t at)
{
	struct audit_actor by;
	struct fault fault = {.status = STATUS_OK};
	const struct call_off what = what_at(recorder, host, at, &by);
	return call_off_session(recorder, &what,
		(struct session_id){found_id("SELECT id('session', %d)", session)}, &fault);
}

static void whoever_had_a_place_is_placed_again_and_the_session_takes_nobody_more(void **state)
{
	(void)state;
	fill_group();
	add_need(3, GROUP, 0, 20 * DAY, DAY, 2 * DAY, 99);
	run("UPDATE need SET try_at = at(7200) WHERE person_id = id('person', 3);"
		" UPDATE session_seat SET capacity = 2 WHERE session_id = id('session', 2)");
	assert_int_equal(call_off_at(1, HOST, 2 * HOUR), STATUS_OK);
	expect(1, "SELECT count(*) FROM session WHERE state = 'cancelled' AND called_off_because ="
			  " 'host' AND sequence = 1");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'cancelled' AND part = 'attendee' AND"
			  " sequence >= 1");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'released'");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'cancelled' AND part = 'host' AND sequence"
			  " = 1");
	expect(2, "SELECT count(*) FROM need WHERE state = 'open' AND first");
	expect(0, "SELECT taken + confirmed FROM session_seat WHERE session_id = id('session', 1)");
	assert_int_equal(tick(2 * HOUR, NULL).held, 2);
	expect(2, "SELECT count(*) FROM diary WHERE session_id = id('session', 2) AND state = 'held'");
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 3) AND state = 'no_seat'");
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(1, "SELECT count(*) FROM audit_entry WHERE action = 'session-called-off'");
	expect(1, "SELECT cardinality(except_local) FROM series");
}

// As they are where somebody booked by themselves, or the need is not kept any more.
static void whoever_booked_it_for_no_need_is_offered_another_too(void **state)
{
	(void)state;
	fill_group();
	run("UPDATE diary SET need_id = NULL WHERE person_id IN (id('person', 1), id('person', 2));"
		" DELETE FROM need WHERE person_id = id('person', 1);"
		" UPDATE need SET state = 'no_seat', no_seat_reason = 'all_taken', try_at = at(86400)"
		" WHERE person_id = id('person', 2)");
	assert_int_equal(call_off_at(1, HOST, HOUR), STATUS_OK);
	expect(2, "SELECT count(*) FROM diary WHERE part = 'attendee' AND state IN ('cancelled',"
			  " 'released')");
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 1) AND first AND state ="
			  " 'open' AND kinds = '{support_group}' AND minutes = 90");
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 2) AND first");
	assert_int_equal(tick(HOUR, NULL).held, 2);
	expect(2, "SELECT count(*) FROM diary WHERE session_id = id('session', 2) AND state = 'held'");
}

static void only_who_leads_it_calls_it_off_and_only_once(void **state)
{
	(void)state;
	fill_group();
	int64_t before = fingerprint();
	assert_int_equal(call_off_at(1, 1, HOUR), STATUS_NOT_FOUND);
	assert_int_equal(call_off_at(1, HOST, 6 * DAY), STATUS_NOT_FOUND); // it is over
	assert_int_equal(fingerprint(), before);
	assert_int_equal(call_off_at(1, HOST, HOUR), STATUS_OK);
	before = fingerprint();
	assert_int_equal(call_off_at(1, HOST, HOUR), STATUS_NOT_FOUND);
	assert_int_equal(fingerprint(), before);
}

static void a_day_is_called_off_whole(void **state)
{
	(void)state;
	fill_group();
	add_session(GROUP, 3, 5 * DAY + 15 * HOUR, 90, 8, HOST);
	struct audit_actor by;
	struct fault fault = {.status = STATUS_OK};
	size_t count = 0;
	const struct call_off what = what_at(recorder, HOST, HOUR, &by);
	const struct interval day = {{START + 5 * DAY}, {START + 6 * DAY}};
	assert_int_equal(call_off_within(recorder, &what, day, &count, &fault), STATUS_OK);
	assert_int_equal(count, 2);
	expect(2, "SELECT count(*) FROM session WHERE state = 'cancelled'");
	expect(1, "SELECT count(*) FROM session WHERE state = 'published'");
	assert_int_equal(call_off_within(recorder, &what, day, &count, &fault), STATUS_OK);
	assert_int_equal(count, 0);
}

static void where_it_fails_half_way_nothing_is_called_off(void **state)
{
	(void)state;
	fill_group();
	int64_t before = fingerprint();
	run("ALTER TABLE series ADD CONSTRAINT test_refused CHECK (cardinality(except_local) = 0)");
	assert_int_not_equal(call_off_at(1, HOST, HOUR), STATUS_OK);
	assert_int_equal(fingerprint(), before);
	run("ALTER TABLE series DROP CONSTRAINT test_refused");
	assert_int_equal(call_off_at(1, HOST, HOUR), STATUS_OK);
}

static void *accept_all(void *unused)
{
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	(void)unused;
	assert_int_equal(connection_open(database, DATABASE_RECORDER, &connection, &fault), STATUS_OK);
	struct instant later;
	struct engine_report report = {0};
	(void)!engine_tick(connection, (struct instant){START + HOUR}, &report, &later, &fault);
	connection_close(connection);
	return NULL;
}

static void nobody_keeps_a_place_that_they_took_while_it_was_called_off(void **state)
{
	(void)state;
	fill_group();
	for (int n = 3; n < HOST; n++)
		add_need(n, GROUP, 0, 8 * DAY, DAY, 2 * DAY, 1);
	pthread_t engine;
	pthread_create(&engine, NULL, accept_all, NULL);
	assert_int_equal(call_off_at(1, HOST, HOUR), STATUS_OK);
	pthread_join(engine, NULL);
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(0, "SELECT count(*) FROM diary WHERE session_id = id('session', 1) AND state IN"
			  " ('held', 'confirmed')");
}

// Of a policy that says so; the shipped one lets a group take place with whoever comes.
static void expect_minimum(int32_t minimum, int64_t at, size_t called_off)
{
	struct engine_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	setting.policy.bookings.group_minimum = minimum;
	if (engine_too_few(recorder, &setting, (struct instant){START + at}, &report, &fault) !=
		STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	assert_int_equal(report.called_off, called_off);
}

#define BEGINS (5 * DAY + 10 * HOUR)

static void a_group_that_too_few_accept_is_called_off_in_good_time(void **state)
{
	(void)state;
	fill_group(); // one has accepted, and of another it is not known
	int64_t before = fingerprint();
	expect_minimum(2, BEGINS - 2 * DAY - 1, 0);
	expect_minimum(1, BEGINS - 2 * DAY, 0);
	expect_minimum(0, BEGINS - 2 * DAY, 0);
	expect_minimum(2, BEGINS - DAY, 0); // too late for everybody else
	assert_int_equal(fingerprint(), before);
	expect_minimum(2, BEGINS - 2 * DAY, 1);
	expect(1, "SELECT count(*) FROM session WHERE state = 'cancelled' AND called_off_because ="
			  " 'too_few' AND session_id = id('session', 1)");
	expect(2, "SELECT count(*) FROM need WHERE state = 'open' AND first");
	expect_minimum(2, BEGINS - 2 * DAY, 0);
}

static void what_a_pattern_says_goes_before_what_the_policy_says(void **state)
{
	(void)state;
	fill_group();
	run("UPDATE series SET minimum = 1");
	expect_minimum(8, BEGINS - 2 * DAY, 0);
	run("UPDATE series SET minimum = 2");
	expect_minimum(0, BEGINS - 2 * DAY, 1);
}

static void one_to_one_there_is_no_minimum(void **state)
{
	(void)state;
	add_session(ONE, 1, BEGINS, 60, 1, HOST);
	expect_minimum(2, BEGINS - 2 * DAY, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(whoever_had_a_place_is_placed_again_and_the_session_takes_nobody_more),
		TEST(whoever_booked_it_for_no_need_is_offered_another_too),
		TEST(only_who_leads_it_calls_it_off_and_only_once),
		TEST(a_day_is_called_off_whole),
		TEST(where_it_fails_half_way_nothing_is_called_off),
		TEST(nobody_keeps_a_place_that_they_took_while_it_was_called_off),
		TEST(a_group_that_too_few_accept_is_called_off_in_good_time),
		TEST(what_a_pattern_says_goes_before_what_the_policy_says),
		TEST(one_to_one_there_is_no_minimum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
