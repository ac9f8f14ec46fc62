// SPDX-License-Identifier: MIT
// Random courses of what people log, remove and answer, with an engine that stops and a clock that
// is stepped: nothing is raised twice, nothing is lost, and every raise ends.
#include "support/cmocka.h"

#include <stdio.h>

#include "app/bookings/answer.h"
#include "integration/engine/people.h"
#include "support/random.h"

#define PEOPLE 5
#define LEADER (PEOPLE + 1)
#define CLINICIAN (PEOPLE + 2)
#define STEPS 90
#define YEAR (365 * DAY)

static struct random chance;

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	chance = random_start();
	add_people(CLINICIAN);
	add_accounts(1, PEOPLE, "officer");
	add_accounts(CLINICIAN, CLINICIAN, "clinician");
	run("UPDATE account SET contacts = true WHERE person_id = id('person', %d)", CLINICIAN);
	for (int n = 0; n < 150; n++)
		add_session(n % 3 ? "reflective_supervision" : "phone_in", n,
			random_between(&chance, 0, 400) * DAY + 9 * HOUR, 60, 2, LEADER);
	return 0;
}

// What has to hold at every moment.
static void check(void)
{
	// A line's level is raised, then cleared, in turns; what is raised asks for something.
	expect(0, "SELECT count(*) FROM (SELECT change, lag(change) OVER (PARTITION BY person_id, rule,"
			  " level ORDER BY crossed_at, recorded_at, change) AS before FROM crossing"
			  " WHERE level <> '' AND change <> 'realarmed') turns"
			  " WHERE change IS NOT DISTINCT FROM before"
			  " OR (before IS NULL AND change = 'cleared')");
	expect(0, "SELECT count(*) FROM crossing WHERE change <> 'cleared' AND level <> 'notice'"
			  " AND need_id IS NULL");
	expect(0, "SELECT count(*) FROM crossing LEFT JOIN need USING (person_id, need_id)"
			  " WHERE crossing.need_id IS NOT NULL AND need.need_id IS NULL");
	expect(0, "SELECT count(*) FROM (SELECT FROM need WHERE state IN ('open', 'no_seat', 'held')"
			  " GROUP BY person_id, kinds[1] HAVING count(*) > 1) twice");
	expect(0, "SELECT count(*) FROM need WHERE (state = 'held') <> EXISTS (SELECT FROM diary"
			  " WHERE diary.need_id = need.need_id AND diary.person_id = need.person_id"
			  " AND diary.state = 'held')");
	expect(0, "SELECT count(*) FROM need WHERE state IN ('open', 'no_seat', 'held')"
			  " AND try_at = 'infinity' AND state <> 'held'");
	expect(0, "SELECT count(*) FROM (SELECT FROM need WHERE response = 'cadence'"
			  " GROUP BY person_id, created_at HAVING count(*) > 1) twice");
}

static void answer_something(int64_t now)
{
	for (int person = 1; person <= PEOPLE; person++) {
		int64_t held = number("SELECT count(*) FROM diary WHERE person_id = id('person', %d)"
							  " AND state = 'held' AND answer_by > at(%lld)",
			person, (long long)now);
		if (held > 0 && random_between(&chance, 0, 1)) {
			answer_first(person, (int)random_between(&chance, OFFER_ACCEPT, OFFER_DECLINE), now);
			return;
		}
	}
}

static void step(int64_t now)
{
	static const char *const kinds[] = {
		"INC_CHILD_DEATH", "INC_SUDDEN_DEATH", "INC_SUICIDE", "INC_DISORDER", "INC_MEDICAL"};
	int person = (int)random_between(&chance, 1, PEOPLE);
	switch (random_between(&chance, 0, 9)) {
	case 0:
		retract_all(person, now);
		break;
	case 1:
	case 2:
	case 3:
		answer_something(now);
		break;
	default:
		log_entries(
			person, kinds[random_between(&chance, 0, 4)], (int)random_between(&chance, 1, 8), now);
	}
}

static void every_raise_ends_booked_declined_lapsed_or_escalated(void **state)
{
	(void)state;
	int64_t now = 0;
	for (int i = 0; i < STEPS; i++) {
		now += random_between(&chance, 0, 3 * DAY);
		if (random_between(&chance, 0, 4)) // or the engine stands still
			tick(now, NULL);
		if (random_between(&chance, 0, 9) == 0)
			tick(now - random_between(&chance, 1, DAY), NULL);
		step(now);
		check();
	}
	assert_true(number("SELECT count(*) FROM crossing WHERE change = 'raised'") > 10);
	run("UPDATE person SET cadence_due_at = 'infinity'");
	let_time_pass(now, now + YEAR);
	check();
	expect(0, "SELECT count(*) FROM need WHERE state NOT IN ('booked', 'declined', 'lapsed',"
			  " 'escalated')");
	expect(0, "SELECT count(*) FROM follow_up");
	expect(0, "SELECT count(*) FROM alarm WHERE state <> 'clear'");
	expect(0, "SELECT count(*) FROM contact WHERE NOT listed");
}

// At every instant that the engine asks for, something is due then, and nothing was before.
static void the_engine_sleeps_until_the_next_instant_and_no_longer_or_shorter(void **state)
{
	(void)state;
	int64_t now = 0, next = 0;
	for (int person = 1; person <= PEOPLE; person++)
		log_entries(person, person % 2 ? "INC_CHILD_DEATH" : "INC_SUDDEN_DEATH", 6, 0);
	for (int ticks = 0; now < 100 * DAY; ticks++, now = next) {
		tick(now, &next);
		int64_t due = number(
			"SELECT extract(epoch FROM least("
			"(SELECT min(next_change_at) FROM line_state),"
			"(SELECT min(answer_by) FROM diary WHERE state = 'held'),"
			"(SELECT min(try_at) FROM need WHERE state IN ('open', 'no_seat', 'held')),"
			"(SELECT min(due_at) FROM contact WHERE NOT listed),"
			"(SELECT min(due_at) FROM follow_up),"
			"(SELECT min(look_at) FROM absence),"
			"(SELECT min(look_at) FROM team),"
			"(SELECT min(cadence_due_at) FROM person),"
			"(SELECT min(published_until) - interval '55 days' FROM series"
			" WHERE published_until < 'infinity'),"
			// the nightly root at three, and the snapshot at six on Mondays, in winter and London
			"date_trunc('day', at(%lld) - interval '3 hours') + interval '27 hours')"
			" - at(0))::bigint",
			(long long)now);
		if (next > due)
			fail_msg("at %lld: %lld is due, and the engine sleeps until %lld", (long long)now,
				(long long)due, (long long)next);
		// Trends alone are made at times that do not stand here.
		if (next < due && (next + START) % DAY != 6 * HOUR && (next + START) % DAY != 0)
			fail_msg("at %lld: %lld is due, and the engine wakes at %lld for nothing",
				(long long)now, (long long)due, (long long)next);
		assert_true(ticks < 1500); // 100 nights, and what is due
	}
}

static void a_clock_stepped_forwards_by_a_year_and_back_by_a_day_is_survived(void **state)
{
	(void)state;
	int64_t next = 0;
	for (int person = 1; person <= PEOPLE; person++)
		log_entries(person, "INC_SUDDEN_DEATH", 10, 0);
	tick(0, NULL);
	tick(YEAR, NULL);
	check();
	int64_t crossings = number("SELECT count(*) FROM crossing");
	int64_t needs = number("SELECT count(*) FROM need");
	for (int64_t now = YEAR - DAY; now < YEAR; now = next)
		tick(now, &next); // which asserts that it goes on
	tick(YEAR, NULL);
	check();
	assert_int_equal(crossings, number("SELECT count(*) FROM crossing"));
	assert_int_equal(needs, number("SELECT count(*) FROM need"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(every_raise_ends_booked_declined_lapsed_or_escalated),
		TEST(the_engine_sleeps_until_the_next_instant_and_no_longer_or_shorter),
		TEST(a_clock_stepped_forwards_by_a_year_and_back_by_a_day_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
