// SPDX-License-Identifier: MIT
// Publication of sessions.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <pthread.h>
#include <string.h>

#include "app/organisation/found.h"
#include "json/policy.h"

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
	expect(0, "SELECT extract(epoch FROM published_until - at(56 * 86400))::bigint FROM series "
			  "GROUP BY 1");
}

static void publishing_again_changes_nothing(void **state)
{
	(void)state;
	tick(0, NULL);
	int64_t before = fingerprint();
	assert_int_equal(tick(0, NULL).published, 0);
	assert_true(fingerprint() == before);
	run("UPDATE series SET published_until = at(0)"); // as if it had been stopped half-way
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
	run("UPDATE series SET published_until = at(0)");
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
		" 60, '%s', '{}', %d, id('person', 1), 0, at(0), at(0), 0, at(0)"
		" FROM organisation",
		n, kind, starts, rule, capacity);
}

static void a_webinar_takes_the_place_of_its_hosts_one_to_one(void **state)
{
	(void)state;
	add_people(1);
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
	add_pattern(1, "reflective_supervision", "2026-12-03T10:00:00", "FREQ=WEEKLY", 1);
	add_pattern(2, "reflective_supervision", "2026-12-03T11:00:00", "FREQ=WEEKLY", 1);
	assert_int_equal(tick(0, NULL).published, 16);
}

static void a_pattern_adopted_later_has_all_its_sessions_of_the_eight_weeks(void **state)
{
	(void)state;
	add_people(1);
	add_pattern(1, "reflective_supervision", "2026-12-03T10:00:00", "FREQ=WEEKLY", 1);
	assert_int_equal(tick(0, NULL).published, 8);
	add_pattern(2, "reflective_supervision", "2026-12-03T11:00:00", "FREQ=WEEKLY", 1);
	assert_int_equal(tick(HOUR, NULL).published, 8);
	assert_int_equal(tick(2 * HOUR, NULL).published, 0);
}

static void a_clock_that_was_far_ahead_once_leaves_no_gap(void **state)
{
	(void)state;
	add_people(1);
	add_pattern(1, "reflective_supervision", "2026-12-03T10:00:00", "FREQ=WEEKLY", 1);
	assert_int_equal(tick(3000 * DAY, NULL).published, 8);
	assert_int_equal(tick(0, NULL).published, 8);
	assert_int_equal(tick(7 * DAY, NULL).published, 1);
}

static void a_pattern_that_cannot_be_read_stops_nothing_else(void **state)
{
	(void)state;
	add_people(2);
	add_pattern(1, "reflective_supervision", "nonsense", "FREQ=WEEKLY", 1);
	add_pattern(2, "reflective_supervision", "2026-12-03T11:00:00", "FREQ=WEEKLY", 1);
	add_session("support_group", 9, 10 * DAY, 60, 8, 1);
	add_need(2, "support_group", DAY, 20 * DAY, 0, DAY, 1);
	struct engine_report report = tick(0, NULL);
	assert_int_equal(report.published, 8);
	assert_int_equal(report.unpublished, 1);
	assert_true(report.unpublished_because.status != STATUS_OK);
	assert_int_equal(report.held, 1);
}

static void *found_a_demonstration(void *unused)
{
	const struct founding founding = {TEXT("Test"), TEXT("Europe/London"),
		TEXT("england-and-wales"), policy_shipped(TEXT("default")), true, AUDIT_BY_SERVICE};
	bool founded = false;
	(void)unused;
	enum status status =
		organisation_found(database, &founding, (struct instant){START}, &founded, NULL);
	return status != STATUS_OK ? NULL : founded ? "founded" : "found";
}

static void of_several_that_found_at_once_one_makes_the_organisation(void **state)
{
	(void)state;
	pthread_t threads[4];
	int founded = 0, found = 0;
	run("DELETE FROM policy; DELETE FROM organisation");
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, found_a_demonstration, NULL), 0);
	for (int i = 0; i < 4; i++) {
		void *what;
		pthread_join(threads[i], &what);
		assert_non_null(what);
		founded += strcmp(what, "founded") == 0;
		found += strcmp(what, "found") == 0;
	}
	assert_int_equal(founded, 1);
	assert_int_equal(found, 3);
	expect(1, "SELECT count(*) FROM organisation");
	expect(1, "SELECT count(*) FROM policy");
	expect(8, "SELECT count(*) FROM person");
}

static void a_founding_that_was_stopped_before_its_programme_is_completed(void **state)
{
	(void)state;
	int64_t patterns = number("SELECT count(*) FROM series");
	assert_true(patterns > 0);
	run("DELETE FROM series; DELETE FROM person_reference; DELETE FROM person");
	assert_string_equal(found_a_demonstration(NULL), "found");
	expect(patterns, "SELECT count(*) FROM series");
	expect(8, "SELECT count(*) FROM person");
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
		EMPTY(of_several_that_found_at_once_one_makes_the_organisation),
		DEMONSTRATION(a_founding_that_was_stopped_before_its_programme_is_completed),
		DEMONSTRATION(sessions_are_published_eight_weeks_ahead),
		DEMONSTRATION(publishing_again_changes_nothing),
		DEMONSTRATION(what_is_missing_is_published),
		DEMONSTRATION(another_day_adds_the_sessions_of_that_day),
		DEMONSTRATION(public_holidays_are_left_out),
		DEMONSTRATION(no_host_is_in_two_places),
		DEMONSTRATION(a_phone_in_beside_a_webinar_takes_place_with_another_host),
		EMPTY(a_webinar_takes_the_place_of_its_hosts_one_to_one),
		EMPTY(a_host_who_leads_one_session_still_leads_the_others),
		EMPTY(a_pattern_adopted_later_has_all_its_sessions_of_the_eight_weeks),
		EMPTY(a_clock_that_was_far_ahead_once_leaves_no_gap),
		EMPTY(a_pattern_that_cannot_be_read_stops_nothing_else),
		DEMONSTRATION(publication_moves_the_feeds_of_hosts_once_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
