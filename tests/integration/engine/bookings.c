// SPDX-License-Identifier: MIT
// Random sequences of everything that is done with holds and bookings, held against a model of what
// each need is in, and against what must never be.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "app/bookings/call_off.h"
#include "app/bookings/move.h"
#include "app/bookings/take.h"
#include "support/random.h"

#define ONE "reflective_supervision"
#define GROUP "support_group"
#define PEOPLE 12
#define HOST (PEOPLE + 1)
#define SESSIONS 24
#define STEPS 250

// What a need is in, and of which session, as far as there is one.
enum standing_state { OPEN, HELD, BOOKED, OVER };

struct standing {
	enum standing_state state;
	int session;
};

static struct setting setting;
static struct arena arena;
static struct person_id people[HOST + 1];
static struct session_id sessions[SESSIONS + 1];

static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	found_empty(state);
	arena_init(&arena);
	assert_int_equal(
		setting_read(recorder, (struct instant){START}, &arena, &setting, &fault), STATUS_OK);
	add_people(HOST);
	for (int i = 1; i <= HOST; i++)
		people[i].uuid = found_id("SELECT id('person', %d)", i);
	for (int i = 1; i <= SESSIONS; i++) {
		bool group = i % 3 == 0;
		add_session(group ? GROUP : ONE, i, (2 + i) * DAY + 10 * HOUR, 90, group ? 3 : 1, HOST);
		sessions[i].uuid = found_id("SELECT id('session', %d)", i);
	}
	for (int i = 1; i <= PEOPLE; i++)
		add_need(i, i % 2 ? ONE "," GROUP : GROUP "," ONE, 0, 30 * DAY, HOUR, 3 * DAY, i % 4);
	run("CREATE TABLE seen AS SELECT booking_id, state, sequence FROM diary;"
		" CREATE TABLE seats AS SELECT session_id, taken, confirmed, sequence FROM session_seat");
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

static struct standing standing_of(int person)
{
	int64_t both = number("SELECT coalesce(max(CASE need.state WHEN 'held' THEN 1000 WHEN 'booked'"
						  " THEN 2000 WHEN 'open' THEN 0 WHEN 'no_seat' THEN 0 ELSE 3000 END"
						  " + coalesce(n, 0)), 0) FROM need LEFT JOIN diary ON diary.person_id ="
						  " need.person_id AND diary.need_id = need.need_id AND diary.state IN"
						  " ('held', 'confirmed') LEFT JOIN generate_series(1, %d) n ON"
						  " id('session', n) = diary.session_id WHERE need.person_id ="
						  " id('person', %d)",
		SESSIONS, person);
	return (struct standing){(enum standing_state)(both / 1000), (int)(both % 1000)};
}

// What must never be, after whatever was done.
static void expect_whole(void)
{
	expect(0, "SELECT count(*) FROM session_seat s WHERE taken > capacity OR taken <> (SELECT"
			  " count(*) FROM diary d WHERE d.session_id = s.session_id AND part = 'attendee' AND"
			  " state IN ('held', 'confirmed')) OR confirmed <> (SELECT count(*) FROM diary d WHERE"
			  " d.session_id = s.session_id AND part = 'attendee' AND state = 'confirmed')");
	expect(0, "SELECT count(*) FROM diary a JOIN diary b ON a.person_id = b.person_id AND"
			  " a.booking_id < b.booking_id AND a.during && b.during WHERE a.state IN ('held',"
			  " 'confirmed') AND b.state IN ('held', 'confirmed')");
	expect(0, "SELECT count(*) FROM need LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state ="
			  " 'held') AS held, count(*) FILTER (WHERE state = 'confirmed') AS booked FROM diary d"
			  " WHERE d.person_id = need.person_id AND d.need_id = need.need_id) has ON true WHERE"
			  " held <> (state = 'held')::int OR booked <> (state = 'booked')::int");
	expect(0, "SELECT count(*) FROM diary d JOIN session USING (session_id) WHERE session.state ="
			  " 'cancelled' AND d.part = 'attendee' AND d.state IN ('held', 'confirmed')");
	expect(0, "SELECT count(*) FROM diary JOIN seen USING (booking_id) WHERE diary.sequence <"
			  " seen.sequence OR (diary.state <> seen.state AND diary.sequence = seen.sequence)");
	expect(0, "SELECT count(*) FROM session_seat s JOIN seats o USING (session_id) WHERE"
			  " s.sequence < o.sequence OR ((s.taken, s.confirmed) <> (o.taken, o.confirmed) AND"
			  " s.sequence = o.sequence)");
	run("TRUNCATE seen, seats; INSERT INTO seen SELECT booking_id, state, sequence FROM diary;"
		" INSERT INTO seats SELECT session_id, taken, confirmed, sequence FROM session_seat");
}

static struct booking_id booking_of(int person, const struct standing *model)
{
	return (struct booking_id){found_id("SELECT booking_id FROM diary WHERE person_id ="
										" id('person', %d) AND state = '%s'",
		person, model->state == HELD ? "held" : "confirmed")};
}

static void require(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", fault->where, fault->message);
}

// A person does something; `expected` is what the model says comes of it.
static void act(struct random *random, int person, int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	enum offer_outcome outcome = OFFER_GONE;
	struct standing before = standing_of(person), expected = before;
	struct instant at = {START + now};
	int64_t choice = random_between(random, 0, 3);
	if (before.state != HELD && before.state != BOOKED)
		return;
	struct booking_id booking = booking_of(person, &before);
	int other = (int)random_between(random, 1, SESSIONS);
	bool free = number("SELECT (taken < capacity AND NOT closed)::int FROM session_seat WHERE"
					   " session_id = id('session', %d)",
		other);
	bool open = before.state == BOOKED
					? number("SELECT (lower(during) > at(%lld))::int FROM diary WHERE booking_id ="
							 " (SELECT booking_id FROM diary WHERE person_id = id('person', %d)"
							 " AND state = 'confirmed')",
						  (long long)now, person)
					: number("SELECT (answer_by > at(%lld))::int FROM diary WHERE person_id ="
							 " id('person', %d) AND state = 'held'",
						  (long long)now, person);
	if (choice == 3) {
		require(offer_take_time(recorder, &setting, people[person], booking, sessions[other], at,
					&outcome, &fault),
			&fault);
		if (outcome == OFFER_ANSWERED)
			expected = (struct standing){BOOKED, other};
		if (outcome == OFFER_ANSWERED && (!free || !open || other == before.session))
			fail_msg("session %d was taken", other);
	} else if (before.state == HELD) {
		require(offer_take_answer(recorder, people[person], booking, (enum offer_answer)choice, at,
					&outcome, &fault),
			&fault);
		if (outcome == OFFER_ANSWERED)
			expected = choice == OFFER_ACCEPT    ? (struct standing){BOOKED, before.session}
					   : choice == OFFER_ANOTHER ? (struct standing){OPEN, 0}
												 : (struct standing){OVER, 0};
	} else {
		require(booking_change(recorder, &setting, people[person], booking,
					(enum booking_act)choice, at, &outcome, &fault),
			&fault);
		if (outcome == OFFER_ANSWERED)
			expected = (struct standing){choice == BOOKING_LEAVE ? OVER : OPEN, 0};
	}
	assert_true(open || outcome != OFFER_ANSWERED || choice == BOOKING_CALLED);
	struct standing after = standing_of(person);
	assert_int_equal(after.state, expected.state);
	assert_int_equal(after.session, expected.session);
}

static void call_off(struct random *random, int64_t now)
{
	const struct audit_actor by = {.kind = AUDIT_BY_SERVICE,
		.role = ROLE_COUNT,
		.organisation = setting.organisation.id,
		.now = {START + now}};
	const struct call_off what = {
		.by = &by, .host = people[HOST], .reason = CALL_OFF_BY_HOST, .now = {START + now}};
	struct fault fault = {.status = STATUS_OK};
	int which = (int)random_between(random, 1, SESSIONS);
	struct standing before[PEOPLE + 1];
	for (int i = 1; i <= PEOPLE; i++)
		before[i] = standing_of(i);
	enum status status = call_off_session(recorder, &what, sessions[which], &fault);
	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	for (int i = 1; status == STATUS_OK && i <= PEOPLE; i++) {
		struct standing after = standing_of(i);
		bool theirs = before[i].session == which;
		assert_int_equal(after.state, theirs ? OPEN : before[i].state);
		assert_int_equal(after.session, theirs ? 0 : before[i].session);
	}
}

static void whatever_is_done_all_stays_whole_and_is_what_the_model_says(void **state)
{
	(void)state;
	struct random random = random_start();
	int64_t now = 0;
	for (int i = 0; i < STEPS; i++) {
		int64_t what = random_between(&random, 0, 11);
		now += random_between(&random, 0, 4) * HOUR;
		if (what < 2)
			tick(now, NULL);
		else if (what == 2 && i % 4 == 0)
			call_off(&random, now);
		else
			act(&random, (int)random_between(&random, 1, PEOPLE), now);
		// Who has said not now is asked again some time.
		if (i % 20 == 0)
			run("UPDATE need SET state = 'open', try_at = at(%lld), latest_at = at(%lld) WHERE"
				" state IN ('declined', 'lapsed', 'escalated')",
				(long long)now, (long long)(now + 20 * DAY));
		expect_whole();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			whatever_is_done_all_stays_whole_and_is_what_the_model_says, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
