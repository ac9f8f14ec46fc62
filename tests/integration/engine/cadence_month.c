// SPDX-License-Identifier: MIT
// Minutes of sessions in every calendar month, over months and both clock changes, and reviews that
// come round beside supervision.
#include "support/cmocka.h"

#include <stdio.h>

#include "app/bookings/answer.h"
#include "integration/engine/people.h"

#define PEOPLE 2
#define LEADER (PEOPLE + 1)
#define ZONE "'Europe/London'"
#define HALF_HOUR (30 * INT64_C(60))
#define JANUARY (31 * DAY) // 2027-01-01T00:00:00Z

// Minutes that count for each person and month of `from` .. `to` (first days), and begin in it.
#define MONTHS(from, to)                                                                           \
	" FROM generate_series(1, 2) n, generate_series('" from "'::timestamp, '" to "', '1 month') m" \
	" CROSS JOIN LATERAL (SELECT coalesce(sum(extract(epoch FROM upper(during) - lower(during))"   \
	" / 60), 0) AS minutes, count(*) AS sessions FROM diary WHERE person_id = id('person', n)"     \
	" AND part = 'attendee' AND state = 'confirmed' AND lower(during) AT TIME ZONE " ZONE " >= m"  \
	" AND lower(during) AT TIME ZONE " ZONE " < m + interval '1 month') AS had"

static void set_cadences(const char *cadences, int minutes)
{
	run("UPDATE policy SET document = jsonb_set(jsonb_set(document::jsonb, '{cadences,5}',"
		" '{\"id\": \"bacp\", \"minutes_per_month\": %d, \"response\": \"cadence\","
		" \"evidence\": \"judgement\"}'), '{profiles,0,cadences}', '%s')::text",
		minutes, cadences);
}

// Officers who have 90 minutes of each month, and a session of an hour to take every half day.
static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(LEADER);
	add_accounts(1, PEOPLE, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity' WHERE person_id = id('person', %d)", LEADER);
	add_session("reflective_supervision", 0, 11 * HOUR + HALF_HOUR, 60, 1, LEADER);
	run("INSERT INTO session SELECT id('session', n), organisation_id, series_id, kind, topic,"
		" host_person_id, tstzrange(lower(during) + n * interval '12 hours', upper(during)"
		" + n * interval '12 hours'), state, 0, at(0), at(0) FROM session, generate_series(1, 759) "
		"n");
	run("INSERT INTO session_seat SELECT session_id, 1, 0, 0, 0, at(0) FROM session"
		" WHERE session_id <> id('session', 0)");
	set_cadences("[\"bacp\"]", 90);
	return 0;
}

static int64_t held_of(int person, const char *where, int64_t now)
{
	return number("SELECT count(*) FROM diary WHERE person_id = id('person', %d)"
				  " AND state = 'held' AND part = 'attendee' AND answer_by > at(%lld) %s",
		person, (long long)now, where);
}

// Every other person answers at once, the others when the time to is nearly over.
static void answer_all(int wanted, int64_t now)
{
	char late[80];
	snprintf(late, sizeof late, "AND answer_by <= at(%lld)", (long long)(now + 12 * HOUR));
	for (int person = 1; person <= PEOPLE; person++) {
		if (held_of(person, person % 2 ? "" : late, now))
			answer_first(person, wanted, now);
	}
}

#define NOBODY (-1)

static void live(int64_t from, int64_t to, int wanted)
{
	int64_t next = from;
	for (int64_t now = from; now < to; now = next < now + 12 * HOUR ? next : now + 12 * HOUR) {
		tick(now, &next);
		if (wanted != NOBODY)
			answer_all(wanted, now);
	}
}

static void whoever_accepts_has_the_minutes_of_every_month_and_is_asked_for_no_more(void **state)
{
	(void)state;
	live(0, 340 * DAY, OFFER_ACCEPT);
	expect(0, "SELECT count(*)" MONTHS("2027-01-01", "2027-10-01") " WHERE minutes < 90");
	expect(0, "SELECT count(*)" MONTHS("2026-12-01", "2027-10-01") " WHERE sessions > 2");
	expect(0, "SELECT count(*) FROM need WHERE state IN ('escalated', 'lapsed', 'declined')");
	assert_true(number("SELECT count(DISTINCT created_at::date) FROM need") > 25);
}

static void no_session_is_asked_for_beyond_its_month(void **state)
{
	(void)state;
	live(0, 130 * DAY, NOBODY);
	assert_true(number("SELECT count(*) FROM need") >= 4 * PEOPLE - 2);
	expect(0, "SELECT count(*) FROM need WHERE date_trunc('month', created_at AT TIME ZONE " ZONE
			  ") <> date_trunc('month', latest_at AT TIME ZONE " ZONE ")");
}

static void whoever_declines_or_does_not_answer_is_asked_once_a_month(void **state)
{
	(void)state;
	live(0, JANUARY, NOBODY);
	live(JANUARY, 200 * DAY, OFFER_DECLINE);
	expect(0, "SELECT count(*) FROM (SELECT FROM need GROUP BY person_id,"
			  " date_trunc('month', created_at AT TIME ZONE " ZONE ") HAVING count(*) > 1) often");
	expect(PEOPLE * 5, "SELECT count(*) FROM need WHERE created_at >= at(31 * 86400)"
					   " AND created_at < at(182 * 86400 - 3600)");
}

static void a_group_that_was_smaller_than_it_might_have_been_counts_more_afterwards(void **state)
{
	(void)state;
	run("UPDATE policy SET document = replace(document, '\"minutes_per_month\": 90',"
		" '\"minutes_per_month\": 60')");
	add_session("support_group", 900, JANUARY + 2 * DAY, 120, 8, LEADER);
	run("UPDATE session_seat SET taken = 2, confirmed = 2 WHERE session_id = id('session', 900)");
	run("INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during,"
		" takes_time, state, sequence, created_at, changed_at) SELECT id('person', n),"
		" id('booking', n), organisation_id, session_id, 'attendee', during, true, 'confirmed', 0,"
		" at(0), at(0) FROM session, generate_series(1, 2) n WHERE session_id = id('session', "
		"900)");
	run("INSERT INTO person_cadence SELECT id('person', n), 'bacp', at(0), at(%lld)"
		" FROM generate_series(1, 2) n",
		(long long)(JANUARY + DAY));
	run("UPDATE person_cadence SET due_at = at(%lld) WHERE person_id = id('person', 2)",
		(long long)(JANUARY + 3 * DAY));
	run("UPDATE person SET cadence_due_at = at(%lld) WHERE person_id = id('person', 1)",
		(long long)(JANUARY + DAY));
	run("UPDATE person SET cadence_due_at = at(%lld) WHERE person_id = id('person', 2)",
		(long long)(JANUARY + 3 * DAY));
	tick(JANUARY + DAY, NULL);
	expect(1, "SELECT count(*) FROM need WHERE person_id = id('person', 1)");
	tick(JANUARY + 3 * DAY, NULL);
	expect(0, "SELECT count(*) FROM need WHERE person_id = id('person', 2)");
}

static void what_a_crossing_asked_for_counts_and_is_waited_for(void **state)
{
	(void)state;
	live(0, JANUARY, OFFER_ACCEPT);
	int64_t before = number("SELECT count(*) FROM need WHERE person_id = id('person', 1)");
	log_entries(1, "INC_SUDDEN_DEATH", 7, JANUARY);
	expect(1, "SELECT count(*) FROM need WHERE response = 'amber' AND state = 'open'");
	live(JANUARY, 59 * DAY, OFFER_ACCEPT);
	expect(0, "SELECT count(*)" MONTHS("2027-01-01", "2027-01-01") " WHERE minutes < 90");
	assert_int_equal(
		number("SELECT count(*) FROM need WHERE person_id = id('person', 1)") - before, 2);
}

// A version in force from the 6th asks for an hour more of the month.
static void more_minutes_from_the_middle_of_a_month_are_had_in_that_month(void **state)
{
	(void)state;
	set_cadences("[\"bacp\"]", 60);
	run("INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at,"
		" approved_at) SELECT organisation_id, 2, replace(document, '\"minutes_per_month\": 60',"
		" '\"minutes_per_month\": 120'), at(%lld), at(0), at(0) FROM policy",
		(long long)(JANUARY + 5 * DAY));
	live(0, JANUARY + 32 * DAY, OFFER_ACCEPT);
	expect(PEOPLE, "SELECT count(*)" MONTHS("2027-01-01", "2027-01-01") " WHERE minutes = 120");
	expect(0, "SELECT count(*)" MONTHS("2026-12-01", "2026-12-01") " WHERE minutes > 60");
}

static void supervision_and_a_review_come_round_beside_one_another(void **state)
{
	(void)state;
	set_cadences("[\"quarterly\", \"yearly_review\"]", 90);
	for (int n = 0; n < 180; n++)
		add_session("wellbeing_review", 1000 + n, n * 2 * DAY + 15 * HOUR, 45, 1, LEADER);
	live(0, 360 * DAY, OFFER_ACCEPT);
	expect(PEOPLE, "SELECT count(DISTINCT person_id) FROM diary JOIN session USING (session_id)"
				   " WHERE kind = 'wellbeing_review' AND part = 'attendee'"
				   " AND diary.state = 'confirmed'");
	expect(0, "SELECT count(*) FROM generate_series(1, 2) n WHERE (SELECT count(*) FROM need"
			  " WHERE person_id = id('person', n) AND response = 'cadence') NOT BETWEEN 3 AND 6");
	expect(0, "SELECT count(*) FROM generate_series(1, 2) n WHERE (SELECT count(*) FROM need"
			  " WHERE person_id = id('person', n) AND response = 'review') NOT BETWEEN 1 AND 2");
}

// The one that takes the place of another with the same first kind goes on from it.
static void a_profile_with_another_cadence_goes_on_from_where_the_last_was_counted(void **state)
{
	(void)state;
	set_cadences("[\"quarterly\"]", 90);
	tick(0, NULL);
	run("UPDATE person_cadence SET counted_from = at(-86400 * 20), due_at = at(86400 * 60)");
	run("UPDATE person SET profile = 'reviewer', cadence_due_at = NULL"
		" WHERE person_id = id('person', 1)");
	tick(HOUR, NULL);
	expect(1, "SELECT count(*) FROM person_cadence WHERE cadence = 'monthly'"
			  " AND counted_from = at(-86400 * 20) AND due_at BETWEEN at(0) AND at(86400 * 15)");
	expect(0, "SELECT count(*) FROM person_cadence WHERE person_id = id('person', 1)"
			  " AND cadence = 'quarterly'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(whoever_accepts_has_the_minutes_of_every_month_and_is_asked_for_no_more),
		TEST(no_session_is_asked_for_beyond_its_month),
		TEST(whoever_declines_or_does_not_answer_is_asked_once_a_month),
		TEST(a_group_that_was_smaller_than_it_might_have_been_counts_more_afterwards),
		TEST(what_a_crossing_asked_for_counts_and_is_waited_for),
		TEST(more_minutes_from_the_middle_of_a_month_are_had_in_that_month),
		TEST(supervision_and_a_review_come_round_beside_one_another),
		TEST(a_profile_with_another_cadence_goes_on_from_where_the_last_was_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
