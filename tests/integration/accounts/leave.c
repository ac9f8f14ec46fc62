// SPDX-License-Identifier: MIT
// Somebody leaves: all of it in one transaction, or nothing.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <pthread.h>
#include <unistd.h>

#include "app/feeds/link.h"

static struct person_id jane;
static struct token session, feed;

// Jane with a hold, a booking, one that is over, a need without a seat, a calendar and a session;
// person 1 leads what she would attend.
static void prepare(void)
{
	struct fault fault = {.status = STATUS_OK};
	add_people(2);
	add_account("boss", "administrator");
	jane = add_account("jane", "officer");
	for (int i = 1; i <= 3; i++)
		add_session("support_group", i, (i == 3 ? -2 : i) * DAY, 60, 8, 1);
	static const char *const states[] = {"held", "confirmed", "confirmed"};
	for (int i = 1; i <= 3; i++) {
		run("INSERT INTO need SELECT person_id, id('need', %d), organisation_id, 'test',"
			" ARRAY['support_group' || %d], 60, 1, at(0), at(0), 0, 60, at(0), '%s', NULL,"
			" 'infinity', at(0), at(0) FROM account WHERE sign_in_name = 'jane'",
			i, i, i == 1 ? "held" : "booked");
		run("INSERT INTO diary SELECT person_id, id('booking', %d), organisation_id,"
			" id('session', %d), id('need', %d), 'attendee', during, true, '%s', at(999999), 0,"
			" at(0), at(0) FROM account JOIN session USING (organisation_id)"
			" WHERE sign_in_name = 'jane' AND session_id = id('session', %d)",
			i, i, i, states[i - 1], i);
		run("UPDATE session_seat SET taken = 3, confirmed = 2 WHERE session_id = id('session', %d)",
			i);
	}
	run("INSERT INTO need SELECT person_id, id('need', 9), organisation_id, 'test', '{phone_in}',"
		" 60, 1, at(0), at(0), 0, 60, at(0), 'no_seat', 'all_taken', at(0), at(0), at(0)"
		" FROM account WHERE sign_in_name = 'jane'");
	struct feed_link link = {
		.organisation = organisation.id, .of = FEED_OF_PERSON, .person = jane, .created_at = at(0)};
	const struct audit_actor by = {.organisation = organisation.id, .now = at(0)};
	must(feed_link_make(recorder, &link, TEXT("phone"), &by, &feed, &fault), &fault);
	session = sign_in_as("jane", 0).token;
}

static void who_leaves_leaves_nothing_open(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct leaving leaving;
	prepare();
	must(account_end(recorder, operator_at(100), jane, &leaving, &fault), &fault);
	assert_int_equal(leaving.released, 2);
	assert_int_equal(leaving.leads.count, 0);
	assert_false(in_force(&session, 100));
	expect(0, "SELECT count(*) FROM sign_in_session WHERE ended_at IS NULL");
	expect(0, "SELECT count(*) FROM feed_token WHERE revoked_at IS NULL");
	expect(2, "SELECT count(*) FROM diary WHERE state IN ('released', 'cancelled') AND "
			  "upper(during) > at(100)");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'confirmed'"); // what is over stays
	expect(2, "SELECT taken FROM session_seat WHERE session_id = id('session', 1)");
	expect(2, "SELECT confirmed FROM session_seat WHERE session_id = id('session', 1)");
	expect(2, "SELECT taken FROM session_seat WHERE session_id = id('session', 2)");
	expect(1, "SELECT confirmed FROM session_seat WHERE session_id = id('session', 2)");
	expect(3, "SELECT taken FROM session_seat WHERE session_id = id('session', 3)");
	expect(3, "SELECT count(*) FROM need WHERE state = 'lapsed' AND try_at = 'infinity'");
	expect(1, "SELECT count(*) FROM need WHERE state = 'booked'");
	expect(1, "SELECT count(*) FROM feed_revision WHERE person_id = id('person', 1)");
	expect(1, "SELECT count(*) FROM account WHERE state = 'left' AND password_hash IS NULL");
	expect(1, "SELECT count(*) FROM sign_in_name"); // the administrator's
	assert_int_equal(try_to("jane", PASSWORD, NULL, 200).answer, SIGN_IN_REFUSED);
	tick(200, NULL); // nor does an engine find them a seat
	expect(0, "SELECT count(*) FROM diary WHERE state = 'held'");
}

static void who_leaves_twice_changes_nothing_and_who_comes_back_starts_anew(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct leaving leaving;
	struct link_made link;
	struct link_used used;
	const struct new_account again = {
		TEXT("jane"), TEXT("Jane"), TEXT("jane"), roles_of("supervisor"), TEXT("en")};
	const struct link_form form = {.password = TEXT("coffee at eleven")};
	prepare();
	must(account_end(recorder, operator_at(100), jane, &leaving, &fault), &fault);
	must(account_end(recorder, operator_at(100), jane, &leaving, &fault), &fault);
	assert_int_equal(leaving.released, 0);
	assert_int_equal(
		account_link(recorder, operator_at(100), jane, false, false, &link, NULL), STATUS_DENIED);
	must(account_open(recorder, &organisation, operator_at(200), &again, &link, &fault), &fault);
	must(one_time_link_use(&accounts, web, text_of(link.token.text), &form, at(200), &used, &fault),
		&fault);
	assert_true(uuid_equal(used.person.uuid, jane.uuid));
	assert_int_equal(used.role, ROLE_SUPERVISOR);
	assert_false(in_force(&session, 300));
	assert_int_equal(try_to("jane", "coffee at eleven", NULL, 300).answer, SIGN_IN_DONE);
}

static void who_leads_sessions_is_told_of_them(void **state)
{
	(void)state;
	struct leaving leaving;
	prepare();
	run("UPDATE session SET host_person_id = (SELECT person_id FROM account"
		" WHERE sign_in_name = 'jane')");
	must(account_end(recorder, operator_at(100), jane, &leaving, NULL), NULL);
	assert_int_equal(leaving.leads.count, 2);
}

static enum status status;

static void *leave_now(void *unused)
{
	struct leaving leaving;
	status = account_end(recorder_2, operator_at(100), jane, &leaving, NULL);
	return unused;
}

// Everything but the seats is done, and the transaction waits for one of them.
static void what_dies_half_way_has_changed_nothing(void **state)
{
	(void)state;
	pthread_t thread;
	prepare();
	int64_t before = fingerprint();
	run("BEGIN");
	run("SELECT FROM session_seat WHERE session_id = id('session', 2) FOR UPDATE");
	assert_int_equal(pthread_create(&thread, NULL, leave_now, NULL), 0);
	for (int i = 0; i < 1000 && number("SELECT count(*) FROM pg_stat_activity"
									   " WHERE wait_event_type = 'Lock'") == 0;
		 i++)
		usleep(10000);
	int64_t waiting =
		number("SELECT pid::bigint FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
	run("SELECT pg_terminate_backend(%d)", (int)waiting);
	pthread_join(thread, NULL);
	run("COMMIT");
	assert_int_equal(status, STATUS_UNAVAILABLE);
	assert_true(fingerprint() == before);
	expect(1, "SELECT count(*) FROM feed_token WHERE revoked_at IS NULL");
	assert_true(in_force(&session, 200));
	sign_in_as("jane", 300);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_leaves_leaves_nothing_open),
		TEST(who_leaves_twice_changes_nothing_and_who_comes_back_starts_anew),
		TEST(who_leads_sessions_is_told_of_them),
		TEST(what_dies_half_way_has_changed_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
