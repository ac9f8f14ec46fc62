// SPDX-License-Identifier: MIT
// Public holidays that come in when sessions are published already.
#include "support/cmocka.h"

#include <stdio.h>

#include "app/bookings/answer.h"
#include "app/duty/holidays.h"
#include "app/organisation/setting.h"
#include "integration/engine/people.h"

#define LEADER 30
#define KIND "reflective_supervision"
#define WITHDRAWN(n)                                                                               \
	"SELECT count(*) FROM session JOIN session_seat USING (session_id) WHERE session_id ="         \
	" id('session', " #n ") AND capacity = 0"

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(LEADER);
	add_accounts(1, LEADER, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

// A list of one day, of 2026-12.
static void take_in(const char *nation, int day, int64_t now)
{
	struct arena arena;
	struct setting setting;
	struct holiday *list;
	size_t count;
	char document[400];
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	const struct instant at = {START + now};
	assert_int_equal(setting_read(recorder, at, &arena, &setting, &fault), STATUS_OK);
	const struct audit_actor by = {
		.kind = AUDIT_BY_SHELL, .organisation = setting.organisation.id, .now = at};
	snprintf(document, sizeof document,
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:x\r\n"
		"DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:202612%02d\r\nSUMMARY:New\r\n"
		"END:VEVENT\r\nEND:VCALENDAR\r\n",
		day);
	if (holidays_take(recorder, &by, setting.zone, text_of(nation), text_of(document), &arena,
			&list, &count, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	arena_done(&arena);
}

static void lead(int n)
{
	run("INSERT INTO diary SELECT id('person', %d), id('host', %d), organisation_id, session_id, "
		"NULL,"
		" 'host', during, true, 'confirmed', NULL, 0, at(0), at(0) FROM session WHERE session_id ="
		" id('session', %d)",
		LEADER, n, n);
}

static void what_nobody_has_on_it_is_taken_back_and_nothing_else(void **state)
{
	(void)state;
	add_session(KIND, 1, 3 * DAY + 10 * HOUR, 60, 1, LEADER); // on the 4th
	add_session(KIND, 2, 4 * DAY + 10 * HOUR, 60, 1, LEADER);
	add_session("support_group", 3, 3 * DAY + 14 * HOUR, 60, 8, LEADER);
	lead(1);
	take_in("england-and-wales", 4, 0);
	expect(1, WITHDRAWN(1));
	expect(1, "SELECT count(*) FROM session_seat WHERE capacity = 0");
	expect(1, "SELECT count(*) FROM diary WHERE part = 'host' AND state = 'cancelled'");
	expect(1, "SELECT count(*) FROM feed_revision WHERE part = 'host'");
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = id('session', 2)");
	take_in("england-and-wales", 4, 0);
	expect(1, "SELECT count(*) FROM session_seat WHERE capacity = 0");
}

static void whoever_leads_it_in_another_nation_leads_it_still(void **state)
{
	(void)state;
	run("UPDATE account SET nation = 'scotland' WHERE person_id = id('person', %d)", LEADER);
	add_session(KIND, 1, 3 * DAY + 10 * HOUR, 60, 1, LEADER);
	take_in("england-and-wales", 4, 0);
	expect(0, WITHDRAWN(1));
	take_in("scotland", 4, 0);
	expect(1, WITHDRAWN(1));
}

static void what_is_held_on_it_is_let_go_and_placed_anew(void **state)
{
	(void)state;
	add_session(KIND, 1, 3 * DAY + 10 * HOUR, 60, 1, LEADER);
	add_session(KIND, 2, 4 * DAY + 10 * HOUR, 60, 1, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = id('session', 1)");
	take_in("england-and-wales", 4, HOUR);
	expect(0, WITHDRAWN(1)); // somebody has it
	assert_int_equal(tick(HOUR, NULL).released, 1);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = id('session', 2)");
}

static void what_was_accepted_stays(void **state)
{
	(void)state;
	add_session(KIND, 1, 3 * DAY + 10 * HOUR, 60, 1, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
	answer_held(1, OFFER_ACCEPT, 0);
	take_in("england-and-wales", 4, HOUR);
	tick(HOUR, NULL);
	expect(0, WITHDRAWN(1));
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed' AND part = 'attendee'");
}

static void days_that_are_over_change_nothing(void **state)
{
	(void)state;
	add_session(KIND, 1, 3 * DAY + 10 * HOUR, 60, 1, LEADER);
	take_in("england-and-wales", 4, 5 * DAY);
	expect(0, WITHDRAWN(1));
}

#define ON_THE_12TH                                                                                \
	"SELECT count(*) FROM session WHERE kind = 'reflective_supervision' AND state = 'published' "  \
	"AND"                                                                                          \
	" (lower(during) AT TIME ZONE 'Europe/London')::date = '2027-01-12'"

static void patterns_are_not_published_on_a_holiday_of_their_host(void **state)
{
	(void)state;
	run("INSERT INTO public_holiday SELECT organisation_id, 'england-and-wales', '2027-01-12',"
		" 'New', at(0) FROM organisation");
	tick(0, NULL);
	expect(0, ON_THE_12TH);
	assert_true(number("SELECT count(*) FROM session WHERE kind = 'reflective_supervision' AND"
					   " (lower(during) AT TIME ZONE 'Europe/London')::date = '2027-01-13'") > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(what_nobody_has_on_it_is_taken_back_and_nothing_else),
		TEST(whoever_leads_it_in_another_nation_leads_it_still),
		TEST(what_is_held_on_it_is_let_go_and_placed_anew),
		TEST(what_was_accepted_stays),
		TEST(days_that_are_over_change_nothing),
		cmocka_unit_test_setup_teardown(
			patterns_are_not_published_on_a_holiday_of_their_host, found_demonstration, leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
