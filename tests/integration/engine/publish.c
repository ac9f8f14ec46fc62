// SPDX-License-Identifier: MIT
// Publication of sessions.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#define ON(date)                                                                                   \
	"SELECT count(*) FROM session WHERE (lower(during) AT TIME ZONE 'Europe/London')::date = "     \
	"'" date "'"
#define STARTS(local) " lower(during) = timestamp '" local "' AT TIME ZONE 'Europe/London'"

static void sessions_are_published_eight_weeks_ahead(void **state)
{
	(void)state;
	struct engine_report report = tick(0, NULL);
	assert_true(report.published > 200);
	expect((int64_t)report.published, "SELECT count(*) FROM session");
	expect((int64_t)report.published, "SELECT count(*) FROM session_seat WHERE taken = 0");
	expect((int64_t)report.published, "SELECT count(*) FROM diary WHERE part = 'host'");
	expect(0, "SELECT count(*) FROM session WHERE lower(during) < at(0) OR lower(during) >= at(56 "
			  "* 86400)");
	expect(
		0, "SELECT extract(epoch FROM published_until - at(56 * 86400))::bigint FROM organisation");
}

static void publishing_again_changes_nothing(void **state)
{
	(void)state;
	tick(0, NULL);
	int64_t before = fingerprint();
	assert_int_equal(tick(0, NULL).published, 0);
	assert_true(fingerprint() == before);
	run("UPDATE organisation SET published_until = at(0)"); // as if it had been stopped half-way
	assert_int_equal(tick(0, NULL).published, 0);
	assert_true(fingerprint() == before);
}

static void what_is_missing_is_published(void **state)
{
	(void)state;
	struct engine_report report = tick(0, NULL);
	run("DELETE FROM diary WHERE lower(during) > at(86400 * 20)");
	run("DELETE FROM session_seat USING session WHERE session_seat.session_id = session.session_id"
		" AND lower(during) > at(86400 * 20)");
	run("DELETE FROM session WHERE lower(during) > at(86400 * 20)");
	run("UPDATE organisation SET published_until = at(0)");
	assert_true(tick(0, NULL).published > 100);
	expect((int64_t)report.published, "SELECT count(*) FROM session");
}

static void another_day_adds_the_sessions_of_that_day(void **state)
{
	(void)state;
	tick(0, NULL);
	assert_int_equal(tick(DAY - 1, NULL).published, 0);
	size_t added = tick(DAY, NULL).published;
	assert_true(added > 0 && added < 20);
	expect((int64_t)added, "SELECT count(*) FROM session WHERE lower(during) >= at(56 * 86400)");
}

static void public_holidays_are_left_out(void **state)
{
	(void)state;
	tick(0, NULL);
	expect(0, ON("2026-12-25")); // a Friday
	expect(0, ON("2026-12-28")); // Boxing Day's substitute, a Monday
	expect(0, ON("2027-01-01"));
	assert_true(number(ON("2026-12-18")) >= 8);
	assert_true(number(ON("2026-12-21")) >= 8);
	assert_true(number(ON("2026-12-27")) > 0); // a Sunday, and no holiday
}

static void no_host_is_in_two_places(void **state)
{
	(void)state;
	tick(0, NULL);
	expect(0, "SELECT count(*) FROM session a JOIN session b USING (host_person_id)"
			  " WHERE a.session_id < b.session_id AND a.during && b.during");
	expect(0, "SELECT count(*) FROM session LEFT JOIN diary ON diary.session_id ="
			  " session.session_id AND diary.person_id = host_person_id AND diary.during ="
			  " session.during AND diary.state = 'confirmed' WHERE booking_id IS NULL");
}

static void a_phone_in_beside_a_webinar_takes_place_with_another_host(void **state)
{
	(void)state;
	tick(0, NULL);
	expect(1, "SELECT count(*) FROM session WHERE kind = 'webinar' AND" STARTS("2026-12-09 12:30"));
	expect(
		1, "SELECT count(*) FROM session WHERE kind = 'phone_in' AND" STARTS("2026-12-09 12:30"));
	expect(
		1, "SELECT count(*) FROM session WHERE kind = 'phone_in' AND" STARTS("2026-12-16 12:30"));
}

static void add_pattern(int n, const char *kind, const char *starts, const char *rule, int capacity)
{
	run("INSERT INTO series SELECT id('series', %d), organisation_id, '%s', 'Test', '', 'UTC', "
		"'%s',"
		" 60, '%s', '{}', %d, id('person', 1), 0, at(0), at(0) FROM organisation",
		n, kind, starts, rule, capacity);
}

static void a_webinar_takes_the_place_of_its_hosts_one_to_one(void **state)
{
	(void)state;
	add_people(1);
	run("UPDATE organisation SET published_until = at(0)");
	add_pattern(1, "reflective_supervision", "2026-12-03T10:00:00", "FREQ=WEEKLY", 1);
	add_pattern(2, "webinar", "2026-12-10T10:30:00", "", 500);
	tick(0, NULL);
	expect(7, "SELECT count(*) FROM session WHERE kind = 'reflective_supervision'");
	expect(1, "SELECT count(*) FROM session WHERE kind = 'webinar'");
	expect(0, "SELECT count(*) FROM session WHERE kind <> 'webinar' AND lower(during)::date ="
			  " '2026-12-10'");
}

static void a_host_who_leads_one_session_still_leads_the_others(void **state)
{
	(void)state;
	add_people(1);
	run("UPDATE organisation SET published_until = at(0)");
	add_pattern(1, "reflective_supervision", "2026-12-03T10:00:00", "FREQ=WEEKLY", 1);
	add_pattern(2, "reflective_supervision", "2026-12-03T11:00:00", "FREQ=WEEKLY", 1);
	assert_int_equal(tick(0, NULL).published, 16);
}

static void publication_moves_the_feeds_of_hosts_once_each(void **state)
{
	(void)state;
	tick(0, NULL);
	expect(8, "SELECT count(*) FROM feed_revision WHERE part = 'host'");
	expect(0, "SELECT count(*) FROM feed_revision WHERE part <> 'host'");
}

int main(void)
{
#define DEMONSTRATION(name) cmocka_unit_test_setup_teardown(name, found_demonstration, leave)
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, found_empty, leave)
	const struct CMUnitTest tests[] = {
		DEMONSTRATION(sessions_are_published_eight_weeks_ahead),
		DEMONSTRATION(publishing_again_changes_nothing),
		DEMONSTRATION(what_is_missing_is_published),
		DEMONSTRATION(another_day_adds_the_sessions_of_that_day),
		DEMONSTRATION(public_holidays_are_left_out),
		DEMONSTRATION(no_host_is_in_two_places),
		DEMONSTRATION(a_phone_in_beside_a_webinar_takes_place_with_another_host),
		EMPTY(a_webinar_takes_the_place_of_its_hosts_one_to_one),
		EMPTY(a_host_who_leads_one_session_still_leads_the_others),
		DEMONSTRATION(publication_moves_the_feeds_of_hosts_once_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
