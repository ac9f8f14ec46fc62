// SPDX-License-Identifier: MIT
// Sessions of one to one from the hours that hosts publish: published, withdrawn, never twice, and
// never taken from somebody who has one.
#include "support/cmocka.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "app/hosts/availability.h"
#include "app/hosts/calendars.h"
#include "app/hosts/time.h"
#include "calendar/child.h"
#include "calendar/zone.h"
#include "integration/engine/fixture.h"
#include "integration/hosts/server.h"
#include "store/session.h"
#include "store/sessions.h"
#include "store/slots.h"

// START is Tuesday 1 December 2026. Days since 1970.
#define TODAY 20788
#define MONDAY 1u
#define WEDNESDAY 4u
#define ANY_DAY SLOTS_EVERY_DAY

#define CALENDAR(from, to)                                                                         \
	"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Occupational health\r\nDTSTART:" from     \
	"\r\nDTEND:" to "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
#define TEN_TO_ELEVEN CALENDAR("20261202T100000Z", "20261202T110000Z")
#define ON_ANOTHER_DAY CALENDAR("20261203T100000Z", "20261203T110000Z")

// Places there are, at local times of London.
#define SEATS                                                                                      \
	"SELECT count(*) FROM session JOIN session_seat USING (session_id) WHERE capacity > 0 AND "
#define SEAT_AT(local) SEATS "lower(during) = timestamp '" local "' AT TIME ZONE 'Europe/London'"

static const struct key key = {{7}};
static struct network here;
static struct arena arena;
static struct zone london;

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

// md5(name), as id() of the fixture makes it.
static struct uuid id_of(const char *name)
{
	struct uuid id;
	for (int i = 0; i < 16; i += 8) {
		uint64_t half = (uint64_t)number(
			"SELECT ('x' || %s(md5('%s'), 16))::bit(64)::bigint", i ? "right" : "left", name);
		for (int j = 0; j < 8; j++)
			id.bytes[i + j] = (unsigned char)(half >> (56 - 8 * j));
	}
	return id;
}

static struct person_id person_numbered(int n)
{
	char name[20];
	snprintf(name, sizeof name, "person%d", n);
	return (struct person_id){id_of(name)};
}

static struct organisation organisation(void)
{
	struct organisation out;
	assert_int_equal(organisation_read(recorder, &arena, &out, NULL), STATUS_OK);
	return out;
}

static void add_account(int n)
{
	run("INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, "
		"language,"
		" nation, access_needs, totp_step, state, signed_out_before, created_at, changed_at)"
		" SELECT id('person', %d), organisation_id, 'Host', 'host %d', '{supervisor}', 'en', "
		"nation,"
		" '{}', 0, 'active', at(0), at(0), at(0) FROM organisation",
		n, n);
}

static int start(void **state)
{
	arena_init(&arena);
	if (found_empty(state) != 0)
		return 1;
	add_people(3);
	add_account(1);
	server_start();
	struct instant from = at(-10 * DAY), to = at(400 * DAY);
	return !network_parse(TEXT("127.0.0.1"), &here) ||
		   zone_load(TEXT("Europe/London"), from, to, &arena, &london, NULL) != STATUS_OK;
}

static int finish(void **state)
{
	server_stop();
	arena_done(&arena);
	return leave(state);
}

static struct host_act act(int64_t now)
{
	return (struct host_act){recorder, organisation().id, person_numbered(1), at(now), NULL};
}

static void be_like(int32_t minutes, int32_t buffer, int32_t cap, int64_t now)
{
	struct host_act by = act(now);
	struct availability availability = {.kind = SESSION_REFLECTIVE_SUPERVISION,
		.minutes = minutes,
		.buffer_minutes = buffer,
		.daily_cap = cap};
	assert_int_equal(host_set(&by, &availability, NULL), STATUS_OK);
}

static void publish_weekly(unsigned weekdays, int32_t from, int32_t until, int64_t now)
{
	struct host_act by = act(now);
	struct host_hours hours = {.week = {.weekdays = weekdays,
								   .every = 1,
								   .first_day = TODAY,
								   .last_day = AVAILABILITY_NO_END,
								   .from = from * 60,
								   .until = until * 60}};
	assert_int_equal(host_publish(&by, &hours, &london, NULL), STATUS_OK);
}

static void publish_date(int64_t day, int32_t from, int32_t until, bool away, int64_t now)
{
	struct host_act by = act(now);
	struct host_hours hours = {.dated = true, .date = {day, from * 60, until * 60, away}};
	assert_int_equal(host_publish(&by, &hours, &london, NULL), STATUS_OK);
}

// Wednesdays from 9 to 12, an hour each, four a day.
static void publish_wednesdays(void)
{
	be_like(60, 0, 4, 0);
	publish_weekly(WEDNESDAY, 9, 12, 0);
}

static struct calendar_keeper keeper(void)
{
	return (struct calendar_keeper){
		recorder, &key, {&here, 1}, {"/proc/self/exe", -1, LIMITED_SECONDS}, NULL};
}

static void subscribe(int64_t now)
{
	char address[100];
	struct fault fault = {.status = STATUS_OK};
	struct calendar_keeper with = keeper();
	server_address(address, sizeof address);
	if (calendar_subscribe(&with, organisation().id, person_numbered(1), text_of(address), NULL,
			at(now), &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
}

static struct calendar_refreshed refresh(int64_t now)
{
	struct calendar_keeper with = keeper();
	struct calendar_refreshed out;
	struct busy_calendar_due *due = NULL;
	struct fault fault = {.status = STATUS_OK};
	size_t count = 0;
	run("UPDATE busy_calendar SET due_at = at(0)");
	assert_int_equal(
		busy_calendars_due(recorder, at(now), 10, &arena, &due, &count, &fault), STATUS_OK);
	assert_int_equal(count, 1);
	if (calendar_refresh(&with, due, at(now), &out, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return out;
}

static void hours_become_sessions_as_far_ahead_as_others(void **state)
{
	(void)state;
	publish_wednesdays();
	assert_int_equal(tick(0, NULL).published, 8 * 3);
	expect(1, SEAT_AT("2026-12-02 09:00"));
	expect(1, SEAT_AT("2026-12-02 10:00"));
	expect(1, SEAT_AT("2027-01-20 11:00"));
	expect(0, SEATS "extract(isodow FROM lower(during)) <> 3");
	expect(24, "SELECT count(*) FROM diary WHERE part = 'host' AND state = 'confirmed'");
	expect(1, "SELECT count(*) FROM feed_revision WHERE part = 'host'");
	assert_int_equal(tick(HOUR, NULL).published, 0);
	assert_int_equal(tick(8 * DAY, NULL).published, 3);
}

static void a_session_is_placed_on_what_hours_give(void **state)
{
	(void)state;
	publish_wednesdays();
	add_need(2, "reflective_supervision", DAY, 20 * DAY, 0, DAY, 1);
	assert_int_equal(tick(0, NULL).held, 1);
	expect(1, SEAT_AT("2026-12-02 09:00") " AND taken = 1");
	assert_int_equal(tick(DAY / 2, NULL).withdrawn, 0);
}

static void nobody_is_seated_when_the_host_is_busy(void **state)
{
	(void)state;
	publish_wednesdays();
	server_says("200 OK", "", TEN_TO_ELEVEN);
	subscribe(0);
	assert_int_equal(tick(0, NULL).published, 0); // nothing is known of any time yet
	assert_false(refresh(1).failed);
	tick(1, NULL);
	expect(1, SEAT_AT("2026-12-02 09:00"));
	expect(0, SEAT_AT("2026-12-02 10:00"));
	expect(1, SEAT_AT("2026-12-09 10:00"));
}

static void a_calendar_that_becomes_a_page_frees_nobodys_day(void **state)
{
	(void)state;
	static const char *const bad[] = {"<!doctype html><html><body>Sign in</body></html>", "",
		"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261203T1",
		"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"};
	publish_wednesdays();
	server_says("200 OK", "", TEN_TO_ELEVEN);
	subscribe(0);
	refresh(1);
	tick(1, NULL);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		server_says("200 OK", "", bad[i]);
		assert_true(refresh(HOUR + (int64_t)i).failed);
		run("UPDATE availability SET look_at = at(0)");
		tick(HOUR + (int64_t)i, NULL);
		expect(0, SEAT_AT("2026-12-02 10:00"));
		expect(1, SEAT_AT("2026-12-02 09:00"));
	}
}

static void what_nobody_has_taken_is_withdrawn_when_the_host_becomes_busy(void **state)
{
	(void)state;
	publish_wednesdays();
	server_says("200 OK", "", ON_ANOTHER_DAY);
	subscribe(0);
	refresh(1);
	tick(1, NULL);
	expect(1, SEAT_AT("2026-12-02 10:00"));
	server_says("200 OK", "", TEN_TO_ELEVEN);
	refresh(HOUR);
	assert_int_equal(tick(HOUR, NULL).withdrawn, 1);
	expect(0, SEAT_AT("2026-12-02 10:00"));
	expect(23, "SELECT count(*) FROM diary WHERE part = 'host' AND state = 'confirmed'");
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, DAY, 1);
	assert_int_equal(tick(HOUR + 1, NULL).held, 0);

	server_says("200 OK", "", ON_ANOTHER_DAY);
	refresh(2 * HOUR);
	assert_int_equal(tick(2 * HOUR, NULL).published, 1); // and it is there again
	expect(1, SEAT_AT("2026-12-02 10:00"));
	expect(1, "SELECT count(*) FROM session WHERE lower(during) = at(86400 + 36000)");
}

static size_t clashes(int64_t now, enum host_clash kind)
{
	struct host_time time;
	struct interval *open;
	size_t count, found = 0;
	assert_int_equal(host_time_read(recorder, organisation().id, &london, person_numbered(1),
						 at(now), 14 * DAY, &arena, &time, NULL),
		STATUS_OK);
	assert_int_equal(host_open_hours(&time, &arena, &open, &count, NULL), STATUS_OK);
	for (size_t i = 0; i < time.session_count; i++)
		found += time.sessions[i].taken > 0 &&
				 host_clash_of(&time, &time.sessions[i], open, count) == kind;
	return found;
}

static void what_somebody_has_taken_stays_and_the_host_is_shown_that_it_clashes(void **state)
{
	(void)state;
	publish_wednesdays();
	server_says("200 OK", "", ON_ANOTHER_DAY);
	subscribe(0);
	refresh(1);
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, 10 * DAY, 1);
	assert_int_equal(tick(1, NULL).held, 1);
	assert_int_equal(clashes(1, HOST_CLASH_BUSY), 0);
	server_says("200 OK", "", CALENDAR("20261202T103000Z", "20261202T113000Z"));
	refresh(HOUR);
	assert_int_equal(tick(HOUR, NULL).withdrawn, 1); // that at eleven
	expect(1, SEAT_AT("2026-12-02 10:00") " AND taken = 1");
	assert_int_equal(clashes(HOUR, HOST_CLASH_BUSY), 1);
}

// One that somebody has at ten, when the host is busy from half past on.
static void take_what_clashes(void)
{
	publish_wednesdays();
	server_says("200 OK", "", ON_ANOTHER_DAY);
	subscribe(0);
	refresh(1);
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, 10 * DAY, 1);
	assert_int_equal(tick(1, NULL).held, 1);
	server_says("200 OK", "", CALENDAR("20261202T103000Z", "20261202T113000Z"));
	refresh(HOUR);
	tick(HOUR, NULL);
}

static void what_clashes_and_is_given_back_is_nobodys_in_the_same_moment(void **state)
{
	struct hold hold;
	bool found = false, released = false;
	(void)state;
	take_what_clashes();
	expect(1, "SELECT count(*) FROM session_seat WHERE closing");
	assert_int_equal(hold_find(recorder, person_numbered(2), (struct need_id){id_of("need2")},
						 &hold, &found, NULL),
		STATUS_OK);
	assert_true(found);
	assert_int_equal(hold_release(recorder, &hold, at(2 * HOUR), &released, NULL), STATUS_OK);
	assert_true(released);
	expect(0, SEAT_AT("2026-12-02 10:00"));
	assert_int_equal(hold_add(recorder, organisation().id, &hold, at(2 * HOUR), NULL), STATUS_FULL);

	server_says("200 OK", "", ON_ANOTHER_DAY);
	refresh(3 * HOUR);
	tick(3 * HOUR, NULL);
	expect(1, SEAT_AT("2026-12-02 10:00") " AND NOT closing"); // and it is there again
}

static void one_that_is_given_back_while_the_engine_looks_is_not_left_open(void **state)
{
	(void)state;
	publish_wednesdays();
	tick(0, NULL);
	struct host_time time;
	assert_int_equal(host_time_read(recorder, organisation().id, &london, person_numbered(1), at(0),
						 14 * DAY, &arena, &time, NULL),
		STATUS_OK);
	struct session_id ten = time.sessions[1].id;
	assert_int_equal(slot_close(recorder, ten, true, NULL), STATUS_OK); // as if it was taken
	expect(0, SEAT_AT("2026-12-02 10:00"));
}

static void a_session_in_the_hosts_own_calendar_is_no_clash_with_itself(void **state)
{
	(void)state;
	publish_wednesdays();
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, 10 * DAY, 1);
	tick(1, NULL);
	server_says("200 OK", "", TEN_TO_ELEVEN);
	subscribe(1);
	refresh(2);
	tick(2, NULL);
	assert_int_equal(clashes(2, HOST_CLASH_BUSY), 0);
}

static void hours_that_are_taken_back_withdraw_what_is_free_and_no_more(void **state)
{
	(void)state;
	publish_wednesdays();
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, 10 * DAY, 1);
	tick(0, NULL);
	struct host_hours *hours;
	size_t count;
	struct host_act by = act(HOUR);
	assert_int_equal(
		availability_hours_list(recorder, by.person, &arena, &hours, &count, NULL), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(host_take_back(&by, hours[0].id, NULL), STATUS_OK);
	assert_int_equal(host_take_back(&by, hours[0].id, NULL), STATUS_NOT_FOUND);
	assert_int_equal(tick(HOUR, NULL).withdrawn, 23);
	expect(1, SEATS "true");
	assert_int_equal(clashes(HOUR, HOST_CLASH_HOURS), 1);
}

static void a_day_away_and_a_day_with_hours_of_its_own(void **state)
{
	(void)state;
	publish_wednesdays();
	publish_date(TODAY + 1, 0, 24, true, 0);
	publish_date(TODAY + 2, 14, 16, false, 0);
	tick(0, NULL);
	expect(0, SEATS "lower(during)::date = '2026-12-02'");
	expect(2, SEATS "lower(during)::date = '2026-12-03'");
	expect(1, SEAT_AT("2026-12-03 15:00"));
}

static void public_holidays_the_buffer_and_the_cap_count(void **state)
{
	(void)state;
	be_like(45, 15, 2, 0);
	publish_weekly(ANY_DAY, 9, 13, 0);
	tick(0, NULL);
	expect(0, SEATS "lower(during)::date IN ('2026-12-25', '2026-12-28', '2027-01-01')");
	expect(2, SEATS "lower(during)::date = '2026-12-24'");
	expect(0, "SELECT count(*) FROM (SELECT count(*) FROM session GROUP BY lower(during)::date"
			  " HAVING count(*) > 2) days");
	expect(0, "SELECT count(*) FROM session a JOIN session b ON a.session_id < b.session_id AND"
			  " tstzrange(lower(a.during) - interval '15 minutes', upper(a.during) + interval"
			  " '15 minutes') && b.during");
	expect(0, SEATS "upper(during) - lower(during) <> interval '45 minutes'");
}

static void an_absence_takes_the_hosts_time_too(void **state)
{
	(void)state;
	publish_wednesdays();
	run("INSERT INTO absence SELECT id('person', 1), 'absences', tstzrange(at(86400), at(172800)),"
		" organisation_id, 0, 'infinity', at(0) FROM organisation");
	tick(0, NULL);
	expect(0, SEATS "lower(during)::date = '2026-12-02'");
	expect(3, SEATS "lower(during)::date = '2026-12-09'");
}

static void what_a_host_called_off_is_not_opened_again_at_any_minute_of_it(void **state)
{
	(void)state;
	publish_wednesdays();
	tick(0, NULL);
	run("UPDATE session SET state = 'cancelled', called_off_because = 'host' WHERE lower(during) ="
		" at(86400 + 36000)");
	run("UPDATE diary SET state = 'cancelled' FROM session WHERE session.session_id ="
		" diary.session_id AND session.state = 'cancelled'");
	be_like(30, 0, 8, 1);
	tick(1, NULL);
	expect(4, SEATS "session.state = 'published' AND lower(during)::date = '2026-12-02'");
	expect(0, SEATS "session.state = 'published' AND during && tstzrange(at(86400 + 36000),"
					" at(86400 + 39600))");
}

static void a_pattern_goes_where_its_host_is_busy_and_comes_back(void **state)
{
	(void)state;
	run("INSERT INTO series SELECT id('series', 5), organisation_id, 'reflective_supervision',"
		" 'Test', '', 'UTC', '2026-12-02T10:00:00', 60, 'FREQ=WEEKLY', '{}', 1, id('person', 1), 0,"
		" at(0), at(0), 0, at(0) FROM organisation");
	tick(0, NULL);
	expect(8, SEATS "true");
	server_says("200 OK", "", TEN_TO_ELEVEN);
	subscribe(0);
	refresh(1);
	assert_int_equal(tick(1, NULL).withdrawn, 1);
	expect(0, SEAT_AT("2026-12-02 10:00"));
	expect(7, SEATS "true");
	server_says("200 OK", "", ON_ANOTHER_DAY);
	refresh(HOUR);
	assert_int_equal(tick(HOUR, NULL).published, 1);
	expect(8, SEATS "true");
	expect(8, "SELECT count(*) FROM diary WHERE part = 'host' AND state = 'confirmed'");
}

static void sessions_of_patterns_come_first(void **state)
{
	(void)state;
	publish_wednesdays();
	run("INSERT INTO series SELECT id('series', 5), organisation_id, 'support_group', 'Test', '',"
		" 'UTC', '2026-12-02T10:00:00', 60, 'FREQ=WEEKLY', '{}', 8, id('person', 1), 0, at(0), "
		"at(0),"
		" 0, at(0) FROM organisation");
	tick(0, NULL);
	expect(8, SEATS "kind = 'support_group'");
	expect(16, SEATS "kind = 'reflective_supervision'");
	expect(0, "SELECT count(*) FROM session a JOIN session b ON a.session_id < b.session_id AND"
			  " a.during && b.during");
}

static void both_changes_of_the_clock_are_kept_to(void **state)
{
	(void)state;
	int64_t spring = 100 * DAY; // 11 March 2027: the clock goes forward on the 28th
	int64_t autumn = 300 * DAY; // 27 September: back on 31 October
	be_like(60, 0, 96, spring);
	publish_weekly(ANY_DAY, 0, 4, spring);
	tick(spring, NULL);
	expect(4, SEATS "(lower(during) AT TIME ZONE 'Europe/London')::date = '2027-03-27'");
	expect(3, SEATS "(lower(during) AT TIME ZONE 'Europe/London')::date = '2027-03-28'");
	tick(autumn, NULL);
	expect(4, SEATS "(lower(during) AT TIME ZONE 'Europe/London')::date = '2027-10-30'");
	expect(5, SEATS "(lower(during) AT TIME ZONE 'Europe/London')::date = '2027-10-31'");
}

static void a_host_who_leaves_their_role_leads_nothing_new(void **state)
{
	(void)state;
	publish_wednesdays();
	add_need(2, "reflective_supervision", DAY + 10 * HOUR, DAY + 10 * HOUR, 0, 10 * DAY, 1);
	tick(0, NULL);
	run("UPDATE account SET roles = '{officer}'");
	run("UPDATE availability SET look_at = at(0)");
	assert_int_equal(tick(HOUR, NULL).withdrawn, 23);
	expect(1, SEATS "taken = 1");
	assert_int_equal(tick(2 * DAY, NULL).published, 0);
}

static void *tick_elsewhere(void *given)
{
	struct connection *connection;
	struct engine_report report = {0};
	struct instant next;
	size_t *published = given;
	if (connection_open(database, DATABASE_RECORDER, &connection, NULL) != STATUS_OK)
		return "no connection";
	enum status status = engine_tick(connection, at(0), &report, &next, NULL);
	connection_close(connection);
	*published = report.published;
	return status == STATUS_OK ? NULL : "failed";
}

static void of_several_services_one_publishes(void **state)
{
	(void)state;
	pthread_t threads[3];
	size_t published[3], total = 0;
	publish_wednesdays();
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, tick_elsewhere, &published[i]), 0);
	for (int i = 0; i < 3; i++) {
		void *why;
		pthread_join(threads[i], &why);
		if (why)
			fail_msg("%s", (char *)why);
		total += published[i];
	}
	assert_int_equal(total, 24);
	expect(24, "SELECT count(*) FROM session");
	expect(24, "SELECT count(*) FROM diary WHERE part = 'host'");
}

static void hours_that_cannot_be_are_refused(void **state)
{
	(void)state;
	struct host_act by = act(0);
	const struct host_hours bad[] = {
		{.week = {0, 1, TODAY, AVAILABILITY_NO_END, 540, 600}},
		{.week = {1, 0, TODAY, AVAILABILITY_NO_END, 540, 600}},
		{.week = {1, 1, TODAY + 2, TODAY + 1, 540, 600}},
		{.week = {1, 1, TODAY, AVAILABILITY_NO_END, 600, 600}},
		{.week = {1, 1, TODAY - 9, TODAY - 8, 540, 600}},
		{.dated = true, .date = {TODAY - 1, 540, 600, false}},
		{.dated = true, .date = {TODAY, 700, 600, true}},
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(host_publish(&by, &bad[i], &london, NULL), STATUS_INVALID);
	const struct availability wrong[] = {{SESSION_REFLECTIVE_SUPERVISION, 4, 0, 1, MANNER_UNSAID},
		{SESSION_REFLECTIVE_SUPERVISION, 60, 241, 1, MANNER_UNSAID},
		{SESSION_REFLECTIVE_SUPERVISION, 60, 0, -1, MANNER_UNSAID}};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(host_set(&by, &wrong[i], NULL), STATUS_INVALID);
	for (int i = 0; i < AVAILABILITY_HOURS_MOST; i++)
		publish_weekly(MONDAY, 9, 10, 0);
	const struct host_hours more = {.dated = true, .date = {TODAY, 540, 600, false}};
	assert_int_equal(host_publish(&by, &more, &london, NULL), STATUS_LIMIT);
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], CHILD_COMMAND) == 0)
		calendar_child(argc, argv);
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)
	const struct CMUnitTest tests[] = {
		TEST(hours_become_sessions_as_far_ahead_as_others),
		TEST(a_session_is_placed_on_what_hours_give),
		TEST(nobody_is_seated_when_the_host_is_busy),
		TEST(a_calendar_that_becomes_a_page_frees_nobodys_day),
		TEST(what_nobody_has_taken_is_withdrawn_when_the_host_becomes_busy),
		TEST(what_somebody_has_taken_stays_and_the_host_is_shown_that_it_clashes),
		TEST(what_clashes_and_is_given_back_is_nobodys_in_the_same_moment),
		TEST(one_that_is_given_back_while_the_engine_looks_is_not_left_open),
		TEST(a_session_in_the_hosts_own_calendar_is_no_clash_with_itself),
		TEST(hours_that_are_taken_back_withdraw_what_is_free_and_no_more),
		TEST(a_day_away_and_a_day_with_hours_of_its_own),
		TEST(public_holidays_the_buffer_and_the_cap_count),
		TEST(an_absence_takes_the_hosts_time_too),
		TEST(what_a_host_called_off_is_not_opened_again_at_any_minute_of_it),
		TEST(a_pattern_goes_where_its_host_is_busy_and_comes_back),
		TEST(sessions_of_patterns_come_first),
		TEST(both_changes_of_the_clock_are_kept_to),
		TEST(a_host_who_leaves_their_role_leads_nothing_new),
		TEST(of_several_services_one_publishes),
		TEST(hours_that_cannot_be_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
