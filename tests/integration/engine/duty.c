// SPDX-License-Identifier: MIT
// Seats are within working time: of rosters, absences and the cover of a team.
#include "support/cmocka.h"

#include <pthread.h>

#include "app/bookings/move.h"
#include "app/duty/rosters.h"
#include "integration/engine/people.h"

#define LEADER 30
#define EVERYBODY 12
#define KIND "reflective_supervision"
#define HELD "SELECT count(*) FROM diary WHERE state = 'held'"

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(LEADER);
	add_accounts(1, LEADER, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	return 0;
}

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

// From the midnight of START a shift each day, of some hours from an hour on, on `days` days; one
// for all, by person from `first` to `last`.
static void roster_days(int first, int last, int days, int hour, int hours, const char *kind)
{
	run("INSERT INTO roster SELECT id('person', n), tstzrange(at(-7 * 86400), at(%d * 86400)),"
		" organisation_id, (SELECT array_agg(at(d * 86400 + %d * 3600)) FROM"
		" generate_series(-7, %d) d), array_fill(%d, ARRAY[%d]), array_fill('%s'::text,"
		" ARRAY[%d]), at(0) FROM organisation, generate_series(%d, %d) n",
		days, hour, days - 1, hours * 3600, days + 7, kind, days + 7, first, last);
}

static void same_team(int first, int last)
{
	run("INSERT INTO team SELECT id('team', 1), organisation_id, 'Team', at(0) FROM organisation");
	run("INSERT INTO team_member SELECT id('person', n), id('team', 1), organisation_id,"
		" tstzrange(at(-86400), 'infinity'), at(0) FROM organisation, generate_series(%d, %d) n",
		first, last);
}

static void reason_is(const char *reason)
{
	assert_int_equal(number("SELECT count(*) FROM need WHERE state = 'no_seat' AND"
							" no_seat_reason = '%s'",
						 reason),
		number("SELECT count(*) FROM need"));
}

static int64_t held_session(int person)
{
	return number("SELECT n FROM generate_series(1, 99) n JOIN diary ON session_id ="
				  " id('session', n) WHERE person_id = id('person', %d) AND state IN ('held',"
				  " 'confirmed')",
		person);
}

static void the_first_session_within_a_shift_is_held_and_no_earlier_one(void **state)
{
	(void)state;
	roster_days(1, 1, 30, 14, 8, "late");
	add_session(KIND, 1, DAY + 10 * HOUR, 60, 5, LEADER);
	add_session(KIND, 2, 2 * DAY + 13 * HOUR + 1800, 60, 5, LEADER); // begins before the shift
	add_session(KIND, 3, 3 * DAY + 21 * HOUR + 1800, 60, 5, LEADER); // ends after it
	add_session(KIND, 4, 4 * DAY + 21 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	assert_int_equal(held_session(1), 4);
}

static void outside_of_every_shift_there_is_none_and_the_person_is_told(void **state)
{
	(void)state;
	roster_days(1, 1, 30, 14, 8, "late");
	add_session(KIND, 1, DAY + 10 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	assert_int_equal(tick(0, NULL).no_seat, 1);
	reason_is("off_duty");
}

static void who_has_no_roster_is_placed_as_before_but_not_while_away(void **state)
{
	(void)state;
	add_session(KIND, 1, DAY + 10 * HOUR, 60, 5, LEADER);
	add_session(KIND, 2, 3 * DAY + 3 * HOUR, 60, 5, LEADER);
	run("INSERT INTO absence SELECT id('person', 1), 'absences', tstzrange(at(0), at(2 * 86400)),"
		" organisation_id, 0, 'infinity', at(0) FROM organisation");
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	add_need(2, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	assert_int_equal(held_session(1), 2);
	assert_int_equal(held_session(2), 1);
}

static void of_a_time_that_no_roster_speaks_of_nothing_is_taken_for_free(void **state)
{
	(void)state;
	roster_days(1, 1, 5, 8, 8, "day");
	add_session(KIND, 1, 10 * DAY + 10 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	assert_int_equal(tick(0, NULL).no_seat, 1);
	reason_is("roster_unknown");
}

static void nobody_is_held_a_seat_on_leave_or_a_rest_day(void **state)
{
	(void)state;
	roster_days(1, 1, 30, 8, 8, "day");
	run("UPDATE roster SET kinds[10] = 'rest_day'"); // of day 2
	run("INSERT INTO absence SELECT id('person', 1), 'roster', tstzrange(at(3 * 86400),"
		" at(5 * 86400)), organisation_id, 0, 'infinity', at(0) FROM organisation");
	for (int day = 2; day <= 6; day++)
		add_session(KIND, day, day * DAY + 10 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	assert_int_equal(held_session(1), 5);
}

static void after_a_night_there_is_none_before_eleven_hours(void **state)
{
	(void)state;
	roster_days(1, 1, 30, 22, 8, "night");
	add_session(KIND, 1, 2 * DAY + 6 * HOUR + 600, 60, 5, LEADER); // straight after
	add_session(KIND, 2, 3 * DAY + 16 * HOUR, 60, 5, LEADER);
	add_session(KIND, 3, 4 * DAY + 23 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	assert_int_equal(held_session(1), 3);
}

static void of_a_shift_of_ten_one_is_away_at_a_time(void **state)
{
	(void)state;
	same_team(1, 10);
	roster_days(1, 10, 30, 8, 8, "day");
	add_session("support_group", 1, 2 * DAY + 10 * HOUR, 60, 8, LEADER);
	add_session("support_group", 2, 3 * DAY + 10 * HOUR, 60, 8, LEADER);
	for (int person = 1; person <= 3; person++)
		add_need(person, "support_group", 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	expect(2, HELD);
	expect(2, "SELECT count(DISTINCT session_id) FROM diary WHERE state = 'held'");
	expect(1, "SELECT count(*) FROM need WHERE no_seat_reason = 'short_cover'");
}

static void a_webinar_takes_nobody_from_their_shift(void **state)
{
	(void)state;
	same_team(1, 10);
	roster_days(1, 10, 30, 8, 8, "day");
	add_session("webinar", 1, 2 * DAY + 10 * HOUR, 60, 8, LEADER);
	for (int person = 1; person <= 3; person++)
		add_need(person, "webinar", 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	expect(3, HELD);
}

static void another_watch_of_the_team_is_another_shift(void **state)
{
	(void)state;
	same_team(1, 10);
	roster_days(1, 5, 30, 8, 8, "day");
	roster_days(6, 10, 30, 14, 8, "late");
	add_session("support_group", 1, 2 * DAY + 10 * HOUR, 60, 8, LEADER);
	add_session("support_group", 2, 2 * DAY + 18 * HOUR, 60, 8, LEADER);
	add_need(1, "support_group", 0, 20 * DAY, HOUR, DAY, 1);
	add_need(6, "support_group", 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	expect(2, HELD);
}

struct engine {
	pthread_t thread;
	struct connection *connection;
	enum status status;
};

static void *tick_once(void *given)
{
	struct engine *engine = given;
	struct engine_report report = {0};
	struct instant next;
	engine->status = engine_tick(engine->connection, at(0), &report, &next, NULL);
	return NULL;
}

static void several_engines_do_not_take_two_from_one_shift(void **state)
{
	(void)state;
	struct engine engines[4] = {{0}};
	same_team(1, EVERYBODY);
	roster_days(1, EVERYBODY, 30, 8, 8, "day");
	add_session("support_group", 1, 2 * DAY + 10 * HOUR, 60, EVERYBODY, LEADER);
	for (int person = 1; person <= EVERYBODY; person++)
		add_need(person, "support_group", 0, 20 * DAY, HOUR, DAY, 1);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(
			connection_open(database, DATABASE_RECORDER, &engines[i].connection, NULL), STATUS_OK);
		pthread_create(&engines[i].thread, NULL, tick_once, &engines[i]);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(engines[i].thread, NULL);
		assert_int_equal(engines[i].status, STATUS_OK);
		connection_close(engines[i].connection);
	}
	tick(0, NULL);
	expect(1, HELD);
}

// A roster of person 1 for some days, a shift of eight hours on each.
static struct roster_counts take_roster(int from, int until, int hour, int64_t now)
{
	struct roster_entry entries[60];
	size_t count = 0;
	struct roster_counts counts = {0};
	struct organisation organisation;
	struct arena arena;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	assert_int_equal(organisation_read(recorder, &arena, &organisation, NULL), STATUS_OK);
	for (int day = from; day < until; day++) {
		int64_t start = day * DAY + hour * HOUR;
		entries[count++] = (struct roster_entry){{at(start), at(start + 8 * HOUR)}, ROSTER_DUTY};
	}
	const struct roster_said said = {
		person_of(1), {at(from * DAY), at(until * DAY)}, entries, count, {{NULL, 0}, 0}};
	enum status status = transaction_begin(recorder, &fault);
	if (status == STATUS_OK)
		status = rosters_take(recorder, organisation.id, &said, 1, at(now), &counts, &fault);
	if (transaction_end(recorder, status, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	arena_done(&arena);
	return counts;
}

static void a_roster_takes_the_place_of_the_time_that_it_covers_and_of_no_other(void **state)
{
	(void)state;
	take_roster(0, 30, 8, 0);
	assert_int_equal(take_roster(10, 20, 14, HOUR).changed, 1);
	expect(3, "SELECT count(*) FROM roster");
	expect(30, "SELECT count(*) FROM roster, unnest(starts)");
	expect(10, "SELECT count(*) FROM roster, unnest(starts) s WHERE extract(hour FROM s) = 14"
			   " AND s >= at(10 * 86400) AND s < at(20 * 86400)");
	expect(20, "SELECT count(*) FROM roster, unnest(starts) s WHERE extract(hour FROM s) = 8");
	assert_int_equal(take_roster(10, 20, 14, 2 * HOUR).changed, 0);
	expect(3, "SELECT count(*) FROM roster");
}

static void a_hold_that_a_new_roster_leaves_outside_is_let_go_and_placed_anew(void **state)
{
	(void)state;
	take_roster(0, 30, 8, 0);
	add_session(KIND, 1, 2 * DAY + 10 * HOUR, 60, 5, LEADER);
	add_session(KIND, 2, 3 * DAY + 16 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
	assert_int_equal(held_session(1), 1);
	take_roster(0, 30, 14, HOUR);
	assert_int_equal(tick(HOUR, NULL).released, 1);
	assert_int_equal(held_session(1), 2);
	expect(1, "SELECT taken FROM session_seat WHERE session_id = id('session', 2)");
	expect(0, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
}

static void what_is_booked_stays_and_can_be_moved(void **state)
{
	(void)state;
	take_roster(0, 30, 8, 0);
	add_session(KIND, 1, 2 * DAY + 10 * HOUR, 60, 5, LEADER);
	add_session(KIND, 2, 3 * DAY + 16 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
	answer_held(1, OFFER_ACCEPT, 0);
	take_roster(0, 30, 14, HOUR);
	tick(HOUR, NULL);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed' AND session_id ="
			  " id('session', 1)");
	struct booking_id booking = {{{0}}};
	enum offer_outcome outcome;
	struct setting setting;
	struct arena arena;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	assert_int_equal(setting_read(recorder, at(HOUR), &arena, &setting, &fault), STATUS_OK);
	run("UPDATE diary SET booking_id = '00000000-0000-0000-0000-000000000000'"
		" WHERE state = 'confirmed'");
	assert_int_equal(booking_change(recorder, &setting, person_of(1), booking, BOOKING_MOVE,
						 at(HOUR), &outcome, &fault),
		STATUS_OK);
	assert_int_equal(outcome, OFFER_ANSWERED);
	tick(HOUR, NULL);
	assert_int_equal(held_session(1), 2);
	expect(0, "SELECT taken + confirmed FROM session_seat WHERE session_id = id('session', 1)");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'cancelled'");
	assert_int_equal(booking_change(recorder, &setting, person_of(1), booking, BOOKING_MOVE,
						 at(HOUR), &outcome, &fault),
		STATUS_OK);
	assert_int_equal(outcome, OFFER_AS_BEFORE);
	arena_done(&arena);
}

static void a_seat_that_was_not_found_is_looked_for_at_once_when_the_roster_changes(void **state)
{
	(void)state;
	take_roster(0, 30, 8, 0);
	add_session(KIND, 1, 2 * DAY + 16 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	assert_int_equal(tick(0, NULL).no_seat, 1);
	take_roster(0, 30, 14, HOUR);
	assert_int_equal(tick(HOUR, NULL).held, 1);
}

// Of version 1, or of a version 2 that is like it otherwise and in force a day later.
static void working_time(int version, const char *member, int usual, int other)
{
	if (version == 2)
		run("INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at,"
			" approved_at) SELECT organisation_id, 2, document, at(86400), at(0), at(0) FROM"
			" policy");
	assert_int_equal(
		number("WITH changed AS (UPDATE policy SET document = replace(document, '\"%s\": %d',"
			   " '\"%s\": %d') WHERE version = %d AND position('\"%s\": %d' IN document) > 0"
			   " RETURNING 1) SELECT count(*) FROM changed",
			member, usual, member, other, version, member, usual),
		1);
}

// Saturdays and Sundays are free; START is a Tuesday.
static void free_weekends(void)
{
	for (int day = -3; day < 30; day += 7)
		run("UPDATE roster SET kinds[%d] = 'rest_day', kinds[%d] = 'rest_day'", day + 8, day + 9);
}

// A shift of twelve hours and a session in the hour after it, which leaves eleven hours of rest.
static void offer_the_hour_after_a_shift(void)
{
	working_time(1, "margin_minutes", 0, 60);
	roster_days(1, 2, 30, 8, 12, "day");
	free_weekends();
	add_session(KIND, 1, 2 * DAY + 20 * HOUR, 60, 5, LEADER);
	add_session(KIND, 2, 7 * DAY + 10 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(0, NULL);
}

static void a_policy_of_twelve_hours_of_rest_moves_what_eleven_allowed(void **state)
{
	(void)state;
	offer_the_hour_after_a_shift();
	assert_int_equal(held_session(1), 1);
	working_time(2, "daily_rest_hours", 11, 12);
	tick(HOUR, NULL);
	assert_int_equal(held_session(1), 1);
	assert_int_equal(tick(DAY, NULL).released, 1);
	assert_int_equal(held_session(1), 2);
	add_need(2, KIND, 0, 20 * DAY, HOUR, 5 * DAY, 1);
	tick(DAY, NULL);
	assert_int_equal(held_session(2), 2);
}

static void a_policy_with_other_numbers_moves_nothing_of_working_time(void **state)
{
	(void)state;
	offer_the_hour_after_a_shift();
	working_time(2, "priority", 2, 3);
	assert_int_equal(tick(DAY, NULL).released, 0);
	assert_int_equal(held_session(1), 1);
}

static void what_is_booked_stays_under_a_policy_of_more_rest(void **state)
{
	(void)state;
	offer_the_hour_after_a_shift();
	answer_held(1, OFFER_ACCEPT, 0);
	working_time(2, "daily_rest_hours", 11, 12);
	tick(DAY, NULL);
	assert_int_equal(held_session(1), 1);
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed' AND person_id ="
			  " id('person', 1)");
}

static void the_policy_says_how_many_of_a_shift_may_be_away(void **state)
{
	(void)state;
	working_time(1, "cover_people", 2, 3);
	working_time(1, "cover_percent", 15, 30);
	same_team(1, 10);
	roster_days(1, 10, 30, 8, 8, "day");
	add_session("support_group", 1, 2 * DAY + 10 * HOUR, 60, 8, LEADER);
	for (int person = 1; person <= 4; person++)
		add_need(person, "support_group", 0, 20 * DAY, HOUR, DAY, 1);
	tick(0, NULL);
	expect(3, HELD);
	expect(1, "SELECT count(*) FROM need WHERE no_seat_reason = 'short_cover'");
}

static void the_policy_says_how_long_after_a_night_there_is_none(void **state)
{
	(void)state;
	working_time(1, "after_night_hours", 11, 2);
	working_time(1, "margin_minutes", 0, 240);
	working_time(1, "daily_rest_hours", 11, 8);
	roster_days(1, 1, 30, 22, 6, "night");
	free_weekends();
	add_session(KIND, 1, 2 * DAY + 5 * HOUR, 30, 5, LEADER);
	add_session(KIND, 2, 3 * DAY + 6 * HOUR, 30, 5, LEADER);
	add_session(KIND, 3, 9 * DAY + 18 * HOUR, 60, 5, LEADER);
	add_need(1, KIND, 0, 20 * DAY, HOUR, DAY, 1);
	run("UPDATE need SET minutes = 30");
	tick(0, NULL);
	assert_int_equal(held_session(1), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(the_first_session_within_a_shift_is_held_and_no_earlier_one),
		TEST(outside_of_every_shift_there_is_none_and_the_person_is_told),
		TEST(who_has_no_roster_is_placed_as_before_but_not_while_away),
		TEST(of_a_time_that_no_roster_speaks_of_nothing_is_taken_for_free),
		TEST(nobody_is_held_a_seat_on_leave_or_a_rest_day),
		TEST(after_a_night_there_is_none_before_eleven_hours),
		TEST(of_a_shift_of_ten_one_is_away_at_a_time),
		TEST(a_webinar_takes_nobody_from_their_shift),
		TEST(another_watch_of_the_team_is_another_shift),
		TEST(several_engines_do_not_take_two_from_one_shift),
		TEST(a_roster_takes_the_place_of_the_time_that_it_covers_and_of_no_other),
		TEST(a_hold_that_a_new_roster_leaves_outside_is_let_go_and_placed_anew),
		TEST(what_is_booked_stays_and_can_be_moved),
		TEST(a_seat_that_was_not_found_is_looked_for_at_once_when_the_roster_changes),
		TEST(a_policy_of_twelve_hours_of_rest_moves_what_eleven_allowed),
		TEST(a_policy_with_other_numbers_moves_nothing_of_working_time),
		TEST(what_is_booked_stays_under_a_policy_of_more_rest),
		TEST(the_policy_says_how_many_of_a_shift_may_be_away),
		TEST(the_policy_says_how_long_after_a_night_there_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
