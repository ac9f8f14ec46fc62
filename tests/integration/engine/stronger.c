// SPDX-License-Identifier: MIT
// An open need, or one whose seat is held, takes over a more pressing response.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>

#include "app/bookings/answer.h"
#include "base/fault.h"
#include "store/needs.h"
#include "store/organisation.h"
#include "store/people.h"

#define ONE "reflective_supervision"
#define GROUP "support_group"
#define HELD_BY "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = "
#define RELEASED_BY "SELECT count(*) FROM diary WHERE state = 'released' AND session_id = "

// Person 1 has a seat of a need that may wait for 28 days; the need becomes more pressing a day
// later.
#define LATER DAY

static int begin(void **state)
{
	found_empty(state);
	add_people(3);
	return 0;
}

static void hold_a_seat(const char *kinds)
{
	add_need(1, kinds, 0, 28 * DAY, HOUR, 10 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 1);
}

// The need of the first person, as a response has it that is due within `days`.
static struct need stronger(int days)
{
	struct arena arena;
	struct person *people;
	struct need *open;
	struct organisation organisation;
	struct fault fault = {.status = STATUS_OK};
	size_t count = 0;
	arena_init(&arena);
	enum status status = organisation_read(recorder, &arena, &organisation, &fault);
	if (status == STATUS_OK)
		status =
			person_list(recorder, organisation.id, TEXT(""), 1, &arena, &people, &count, &fault);
	if (status == STATUS_OK)
		status = needs_open(recorder, &people[0].id, 1, &arena, &open, &count, &fault);
	if (status != STATUS_OK || count != 1)
		fail_msg("%zu open needs: %s", count, fault.message);
	struct need need = {
		.person = open[0].person,
		.id = open[0].id,
		.response = TEXT("red"),
		.kinds = {SESSION_REFLECTIVE_SUPERVISION},
		.kind_count = 1,
		.minutes = 60,
		.priority = 20,
		.earliest_at = {START + LATER + DAY},
		.latest_at = {START + LATER + days * DAY},
		.notice_seconds = HOUR,
		.answer_seconds = DAY,
		.hold_from = {START + LATER},
	};
	arena_done(&arena);
	return need;
}

static void strengthen(const struct need *need)
{
	struct fault fault = {.status = STATUS_OK};
	if (need_strengthen(recorder, need, (struct instant){START + LATER}, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
}

static void become_more_pressing(int days)
{
	struct need need = stronger(days);
	strengthen(&need);
}

// What the first person answers to the first seat that was held for them.
static enum offer_outcome answer(enum offer_answer given)
{
	enum offer_outcome outcome = OFFER_GONE;
	struct fault fault = {.status = STATUS_OK};
	struct booking_id booking = {{{9}}};
	run("UPDATE diary SET booking_id = '09000000-0000-0000-0000-000000000000'"
		" WHERE session_id = id('session', 1)");
	if (offer_take_answer(recorder, stronger(7).person, booking, given,
			(struct instant){START + LATER}, &outcome, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return outcome;
}

static void an_open_need_has_the_window_and_the_time_of_what_is_more_pressing(void **state)
{
	(void)state;
	add_need(1, ONE, 0, 28 * DAY, 9 * HOUR, 10 * DAY, 10);
	assert_int_equal(tick(0, NULL).no_seat, 1);
	struct need need = stronger(7);
	need.hold_from.seconds += HOUR;
	strengthen(&need);
	expect(1, "SELECT count(*) FROM need WHERE response = 'red' AND priority = 20 AND"
			  " state = 'no_seat' AND earliest_at = at(2 * 86400) AND latest_at = at(8 * 86400)"
			  " AND hold_from = at(90000) AND try_at = at(90000) AND notice_seconds = 3600"
			  " AND answer_seconds = 86400");
}

static void what_is_no_more_pressing_changes_nothing(void **state)
{
	(void)state;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	struct need need = stronger(7);
	need.priority = 10;
	int64_t before = fingerprint();
	strengthen(&need);
	assert_true(fingerprint() == before);
}

static void a_seat_that_is_too_late_now_is_released_and_sought_again(void **state)
{
	(void)state;
	int64_t next;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	add_session(ONE, 2, 5 * DAY, 60, 1, 3);
	become_more_pressing(7);
	expect(1, HELD_BY "id('session', 1)"); // the engine's, in a transaction of its own
	struct engine_report report = tick(LATER, &next);
	assert_int_equal(report.released, 1);
	assert_int_equal(report.held, 1);
	expect(1, RELEASED_BY "id('session', 1) AND sequence = 1 AND changed_at = at(86400)");
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(1, HELD_BY "id('session', 2) AND need_id = id('need', 1) AND answer_by = at(172800)");
	expect(1, "SELECT taken FROM session_seat WHERE session_id = id('session', 2)");
	expect(1, "SELECT count(*) FROM need WHERE state = 'held' AND try_at = 'infinity'");
	// The attendee's was moved twice; both hosts' too.
	expect(1, "SELECT count(*) FROM feed_revision WHERE person_id = id('person', 1) AND"
			  " part = 'attendee' AND revised_at = at(86401)");
	expect(2, "SELECT count(*) FROM feed_revision WHERE part = 'host' AND revised_at = at(86400)");
	assert_int_equal(tick(LATER, NULL).released, 0);
}

static void a_seat_in_time_is_kept(void **state)
{
	(void)state;
	add_session(ONE, 1, LATER + 7 * DAY, 60, 1, 2); // the window's last instant
	hold_a_seat(ONE);
	add_session(ONE, 2, 5 * DAY, 60, 1, 3);
	int64_t diary = number("SELECT hashtext(diary::text) FROM diary");
	become_more_pressing(7);
	struct engine_report report = tick(LATER, NULL);
	assert_int_equal(report.released + report.held, 0);
	assert_int_equal(number("SELECT hashtext(diary::text) FROM diary"), diary);
	expect(1, "SELECT count(*) FROM need WHERE state = 'held' AND try_at = 'infinity'");
	expect(0, "SELECT count(*) FROM feed_revision WHERE revised_at > at(0)");
}

static void a_seat_before_the_window_is_kept(void **state)
{
	(void)state;
	add_session(ONE, 1, LATER + HOUR, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	assert_int_equal(tick(LATER, NULL).released, 0);
	expect(1, HELD_BY "id('session', 1)");
}

static void a_seat_of_a_kind_that_will_not_do_is_released(void **state)
{
	(void)state;
	add_session(GROUP, 1, 4 * DAY, 60, 8, 2);
	hold_a_seat(ONE "," GROUP);
	become_more_pressing(7);
	struct engine_report report = tick(LATER, NULL);
	assert_int_equal(report.released, 1);
	expect(1, RELEASED_BY "id('session', 1)");
}

static void a_seat_of_a_session_that_is_too_short_is_released(void **state)
{
	(void)state;
	add_session(ONE, 1, 4 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	struct need need = stronger(7);
	need.minutes = 90;
	strengthen(&need);
	assert_int_equal(tick(LATER, NULL).released, 1);
}

static void a_need_without_a_seat_in_time_says_so_and_is_escalated(void **state)
{
	(void)state;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	struct engine_report report = tick(LATER, NULL);
	assert_int_equal(report.released, 1);
	assert_int_equal(report.no_seat, 1);
	expect(1, "SELECT count(*) FROM need WHERE state = 'no_seat' AND"
			  " no_seat_reason = 'none_offered' AND try_at = at(2 * 86400)");
	assert_int_equal(tick(LATER + 7 * DAY + 1, NULL).escalated, 1);
	expect(0, "SELECT count(*) FROM diary WHERE state = 'held'");
}

static void a_seat_found_too_late_by_an_engine_that_was_stopped_is_released(void **state)
{
	(void)state;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	struct engine_report report = tick(9 * DAY, NULL);
	assert_int_equal(report.released, 1);
	assert_int_equal(report.escalated, 1);
	expect(1, RELEASED_BY "id('session', 1)");
}

static void for_an_import_nothing_is_released_before_its_time(void **state)
{
	(void)state;
	int64_t next;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	add_session(ONE, 2, 6 * DAY, 60, 1, 3);
	struct need need = stronger(7);
	need.hold_from.seconds += 3 * DAY;
	strengthen(&need);
	assert_int_equal(tick(LATER + 3 * DAY - 1, &next).released, 0);
	assert_int_equal(next, LATER + 3 * DAY);
	assert_int_equal(tick(LATER + 3 * DAY, NULL).released, 1);
	expect(1, HELD_BY "id('session', 2)");
}

static void for_an_import_another_time_is_not_sought_before_its_time(void **state)
{
	(void)state;
	int64_t next;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	add_session(ONE, 2, 6 * DAY, 60, 1, 3);
	struct need need = stronger(7);
	need.hold_from.seconds += 3 * DAY;
	strengthen(&need);
	assert_int_equal(answer(OFFER_ANOTHER), OFFER_ANSWERED);
	assert_int_equal(tick(LATER, &next).held, 0);
	assert_true(next <= LATER + 3 * DAY);
	assert_int_equal(tick(LATER + 3 * DAY, NULL).held, 1);
}

static void what_was_released_was_not_declined(void **state)
{
	(void)state;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	assert_int_equal(tick(LATER, NULL).released, 1);
	assert_int_equal(answer(OFFER_ACCEPT), OFFER_GONE);
	int64_t before = fingerprint();
	assert_int_equal(answer(OFFER_DECLINE), OFFER_GONE);
	assert_int_equal(answer(OFFER_ANOTHER), OFFER_AS_BEFORE);
	assert_true(fingerprint() == before);
}

static void a_seat_that_was_answered_is_left(void **state)
{
	(void)state;
	int64_t next;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	run("UPDATE diary SET state = 'confirmed'");
	assert_int_equal(tick(LATER, &next).released, 0);
	assert_true(next > LATER);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed'");
	expect(1, "SELECT count(*) FROM need WHERE state = 'held' AND try_at = 'infinity'");
	expect(1, "SELECT sum(taken) FROM session_seat");
}

static void a_seat_that_was_not_answered_in_time_has_lapsed(void **state)
{
	(void)state;
	add_session(ONE, 1, 20 * DAY, 60, 1, 2);
	hold_a_seat(ONE);
	become_more_pressing(7);
	struct engine_report report = tick(10 * DAY, NULL);
	assert_int_equal(report.lapsed, 1);
	assert_int_equal(report.released, 0);
	expect(1, "SELECT count(*) FROM need WHERE state = 'lapsed'");
	expect(0, "SELECT taken FROM session_seat");
}

static void *work(void *given)
{
	struct engine_report *report = given;
	struct connection *connection = NULL;
	struct instant next;
	struct fault fault = {.status = STATUS_OK};
	enum status status = connection_open(database, DATABASE_RECORDER, &connection, &fault);
	if (status == STATUS_OK)
		status = engine_tick(connection, (struct instant){START + LATER}, report, &next, &fault);
	connection_close(connection);
	return status == STATUS_OK ? NULL : given;
}

static void two_engines_release_each_seat_once(void **state)
{
	(void)state;
	pthread_t threads[2];
	struct engine_report reports[2] = {{0}};
	run("INSERT INTO person SELECT id('person', n), organisation_id, 'person ' || n, 'response',"
		" at(0), at(0) FROM organisation, generate_series(4, 40) n");
	add_session(GROUP, 1, 20 * DAY, 60, 37, 2);
	for (int i = 4; i <= 40; i++)
		add_need(i, GROUP, 0, 28 * DAY, HOUR, 10 * DAY, 10);
	assert_int_equal(tick(0, NULL).held, 37);
	add_session(GROUP, 2, 5 * DAY, 60, 30, 3);
	run("UPDATE need SET priority = 20, latest_at = at(691200), try_at = at(86400)");
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, work, &reports[i]), 0);
	for (int i = 0; i < 2; i++) {
		void *failed;
		pthread_join(threads[i], &failed);
		assert_null(failed);
	}
	assert_int_equal(reports[0].released + reports[1].released + tick(LATER, NULL).released, 37);
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(30, "SELECT taken FROM session_seat WHERE session_id = id('session', 2)");
	expect(37, RELEASED_BY "id('session', 1)");
	expect(30, HELD_BY "id('session', 2)");
	expect(7, "SELECT count(*) FROM need WHERE state = 'no_seat'");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, leave)
	const struct CMUnitTest tests[] = {
		TEST(an_open_need_has_the_window_and_the_time_of_what_is_more_pressing),
		TEST(what_is_no_more_pressing_changes_nothing),
		TEST(a_seat_that_is_too_late_now_is_released_and_sought_again),
		TEST(a_seat_in_time_is_kept),
		TEST(a_seat_before_the_window_is_kept),
		TEST(a_seat_of_a_kind_that_will_not_do_is_released),
		TEST(a_seat_of_a_session_that_is_too_short_is_released),
		TEST(a_need_without_a_seat_in_time_says_so_and_is_escalated),
		TEST(a_seat_found_too_late_by_an_engine_that_was_stopped_is_released),
		TEST(for_an_import_nothing_is_released_before_its_time),
		TEST(for_an_import_another_time_is_not_sought_before_its_time),
		TEST(what_was_released_was_not_declined),
		TEST(a_seat_that_was_answered_is_left),
		TEST(a_seat_that_was_not_answered_in_time_has_lapsed),
		TEST(two_engines_release_each_seat_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
