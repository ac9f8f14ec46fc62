// SPDX-License-Identifier: MIT
// What follows where it is noted who came to a session.
#include "support/cmocka.h"

#include <stdio.h>

#include "app/bookings/answer.h"
#include "app/bookings/attendance.h"
#include "integration/engine/people.h"

#define LEADS 3

static void require(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", fault->where, fault->message);
}

// Two people who can sign in, with sessions of their own for weeks to come.
static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(LEADS);
	add_accounts(1, LEADS, "officer");
	for (int n = 0; n < 400; n++)
		add_session("reflective_supervision", n, n * DAY / 2 + 9 * HOUR, 60, 1, LEADS);
	return 0;
}

// Whoever leads a session notes something of all who accepted it.
static void note_all(int which, enum attendance noted, int64_t at)
{
	struct arena arena;
	struct setting setting;
	struct session_seen seen;
	struct attendance_answer answers[20];
	struct fault fault = {.status = STATUS_OK};
	struct instant now = {START + at};
	char query[60];
	snprintf(query, sizeof query, "SELECT id('session', %d)", which);
	struct session_id session = {read_id(query)};
	arena_init(&arena);
	require(setting_read(recorder, now, &arena, &setting, &fault), &fault);
	struct audit_actor by = {.kind = AUDIT_BY_PERSON,
		.person = person_of(LEADS),
		.role = ROLE_FACILITATOR,
		.organisation = setting.organisation.id,
		.now = now};
	struct recorder with = setting_recorder(&setting, recorder);
	require(attendance_see(recorder, &by, session, &arena, &seen, &fault), &fault);
	assert_int_equal(seen.count, 1);
	for (size_t i = 0; i < seen.count; i++)
		answers[i] = (struct attendance_answer){seen.list[i].booking, noted};
	require(attendance_say(&with, &by, session, answers, seen.count, &fault), &fault);
	arena_done(&arena);
}

static void a_session_that_somebody_did_not_come_to_is_not_counted(void **state)
{
	(void)state;
	let_time_pass(0, HOUR);
	int64_t due = number("SELECT extract(epoch FROM min(due_at) - at(0))::bigint"
						 " FROM person_cadence WHERE cadence = 'quarterly'");
	tick(due, NULL);
	int who = (int)number("SELECT n FROM generate_series(1, 2) n, diary"
						  " WHERE person_id = id('person', n) AND state = 'held'");
	answer_held(who, OFFER_ACCEPT, due);
	int64_t start = number("SELECT extract(epoch FROM lower(during) - at(0))::bigint FROM diary"
						   " WHERE part = 'attendee'");
	int which = (int)number("SELECT n FROM generate_series(0, 399) n, diary"
							" WHERE session_id = id('session', n) AND part = 'attendee'");
	run("UPDATE person SET cadence_due_at = at(%lld)", (long long)start);
	let_time_pass(due, start + HOUR);
	const char *counted = "SELECT count(*) FROM person_cadence JOIN diary USING (person_id)"
						  " WHERE part = 'attendee' AND cadence = 'quarterly'"
						  " AND counted_from = lower(during)";
	expect(1, counted);
	note_all(which, ATTENDANCE_CAME, start + 2 * HOUR);
	let_time_pass(start + 2 * HOUR, start + 3 * HOUR);
	expect(1, counted);
	note_all(which, ATTENDANCE_DID_NOT_COME, start + 4 * HOUR);
	let_time_pass(start + 4 * HOUR, start + 5 * HOUR);
	expect(0, counted);
	expect(1, "SELECT count(*) FROM person_cadence JOIN diary USING (person_id)"
			  " WHERE part = 'attendee' AND cadence = 'quarterly'"
			  " AND counted_from IS NOT NULL AND due_at < 'infinity'");
	note_all(which, ATTENDANCE_NOT_NOTED, start + 6 * HOUR);
	let_time_pass(start + 6 * HOUR, start + 7 * HOUR);
	expect(0, "SELECT count(*) FROM attendance");
}

// The shipped policy's amber of the response profile: 180, quiet for 14 days after a session.
static void who_came_is_not_offered_another_for_a_line_that_is_crossed_soon_after(void **state)
{
	(void)state;
	log_entries(1, "INC_SUICIDE", 5, HOUR);
	log_entries(2, "INC_SUICIDE", 5, HOUR);
	expect(2, "SELECT count(DISTINCT person_id) FROM crossing WHERE change = 'raised'"
			  " AND level = 'amber'");
	run("INSERT INTO diary SELECT id('person', n), gen_random_uuid(), organisation_id,"
		" id('session', n), NULL, 'attendee', during, true, 'confirmed', NULL, 0, at(0), at(0)"
		" FROM session, generate_series(1, 2) n WHERE session_id = id('session', n)");
	let_time_pass(HOUR, 3 * DAY);
	note_all(1, ATTENDANCE_CAME, 3 * DAY);
	note_all(2, ATTENDANCE_DID_NOT_COME, 3 * DAY);
	expect(1, "SELECT count(*) FROM alarm WHERE level = 'amber'"
			  " AND person_id = id('person', 1) AND cooldown_until > at(3 * 86400)");
	expect(0, "SELECT count(*) FROM alarm WHERE person_id = id('person', 2)"
			  " AND cooldown_until > at(3 * 86400)");
	note_all(1, ATTENDANCE_NOT_NOTED, 3 * DAY + HOUR);
	expect(0, "SELECT count(*) FROM alarm WHERE cooldown_until > at(3 * 86400)");
}

static void what_is_noted_is_in_what_the_log_is_folded_to_anew(void **state)
{
	(void)state;
	log_entries(1, "INC_SUICIDE", 5, HOUR);
	run("INSERT INTO diary SELECT id('person', 1), gen_random_uuid(), organisation_id,"
		" session_id, NULL, 'attendee', during, true, 'confirmed', NULL, 0, at(0), at(0)"
		" FROM session WHERE session_id = id('session', 1)");
	note_all(1, ATTENDANCE_CAME, 2 * DAY);
	int64_t until = number("SELECT extract(epoch FROM cooldown_until)::bigint FROM alarm"
						   " WHERE level = 'amber'");
	log_entries(1, "INC_SUICIDE", 1, 2 * HOUR); // late, so the whole log is folded
	assert_int_equal(until, number("SELECT extract(epoch FROM cooldown_until)::bigint FROM alarm"
								   " WHERE level = 'amber'"));
	expect(1, "SELECT count(*) FROM audit_entry WHERE action = 'attendance-noted'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(a_session_that_somebody_did_not_come_to_is_not_counted),
		TEST(who_came_is_not_offered_another_for_a_line_that_is_crossed_soon_after),
		TEST(what_is_noted_is_in_what_the_log_is_folded_to_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
