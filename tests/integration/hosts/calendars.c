// SPDX-License-Identifier: MIT
// A person's calendars elsewhere: fetched when due, kept when they turn bad, told to nobody.
#include "support/cmocka.h"

#include "app/hosts/calendars.h"

#include <stdio.h>
#include <string.h>

#include "calendar/child.h"
#include "integration/engine/fixture.h"
#include "integration/hosts/server.h"

#define CALENDAR "BEGIN:VCALENDAR\r\n"
#define MEETING                                                                                    \
	"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Occupational health\r\nDTSTART:20261202T100000Z\r\n"         \
	"DTEND:20261202T110000Z\r\nEND:VEVENT\r\n"
#define LATER                                                                                      \
	"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261203T100000\r\nDTEND:20261203T110000\r\nEND:VEVENT\r\n"
#define NEW_YEAR                                                                                   \
	"BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20270101T100000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
#define END "END:VCALENDAR\r\n"
#define TIMES "SELECT sum(cardinality(busy)) FROM busy_calendar"

static const struct key key = {{7}};
static struct network here;
static struct arena arena;

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static struct calendar_keeper keeper(void)
{
	return (struct calendar_keeper){
		recorder, &key, {&here, 1}, {"/proc/self/exe", -1, LIMITED_SECONDS}, NULL};
}

// The first of the fixture's people: md5('person' || 1).
static struct person_id person(void)
{
	static const char *const halves[] = {"left", "right"};
	struct person_id id;
	for (int i = 0; i < 16; i += 8) {
		uint64_t half = (uint64_t)number(
			"SELECT ('x' || %s(md5('person1'), 16))::bit(64)::bigint", halves[i / 8]);
		for (int j = 0; j < 8; j++)
			id.uuid.bytes[i + j] = (unsigned char)(half >> (56 - 8 * j));
	}
	return id;
}

static struct organisation organisation(void)
{
	struct organisation out;
	assert_int_equal(organisation_read(recorder, &arena, &out, NULL), STATUS_OK);
	return out;
}

static int start(void **state)
{
	arena_init(&arena);
	if (found_empty(state) != 0)
		return 1;
	add_people(2);
	server_start();
	server_says("200 OK", "ETag: \"one\"\r\n", CALENDAR MEETING END);
	return !network_parse(TEXT("127.0.0.1"), &here);
}

static int finish(void **state)
{
	server_stop();
	arena_done(&arena);
	return leave(state);
}

static void subscribe(int64_t now)
{
	char address[100];
	struct fault fault = {.status = STATUS_OK};
	struct calendar_keeper with = keeper();
	server_address(address, sizeof address);
	if (calendar_subscribe(&with, organisation().id, person(), text_of(address), NULL, at(now),
			&fault) != STATUS_OK)
		fail_msg("%s", fault.message);
}

// Fetches what is due; how many that is.
static size_t refresh(int64_t now, struct calendar_refreshed *out)
{
	struct calendar_keeper with = keeper();
	struct busy_calendar_due *due = NULL;
	struct fault fault = {.status = STATUS_OK};
	size_t count = 0;
	assert_int_equal(
		busy_calendars_due(recorder, at(now), 10, &arena, &due, &count, &fault), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		if (calendar_refresh(&with, &due[i], at(now), out, &fault) != STATUS_OK)
			fail_msg("%s: %s", fault.where, fault.message);
	}
	return count;
}

static void expect_failure(int64_t now, enum calendar_failure failure)
{
	struct calendar_refreshed refreshed;
	assert_int_equal(refresh(now, &refreshed), 1);
	assert_true(refreshed.failed);
	if (refreshed.failure != failure)
		fail_msg(
			"%s, not %s", calendar_failure_name(refreshed.failure), calendar_failure_name(failure));
}

static void expect_read(int64_t now)
{
	struct calendar_refreshed refreshed;
	assert_int_equal(refresh(now, &refreshed), 1);
	assert_true(refreshed.claimed && !refreshed.failed && !refreshed.unchanged);
}

static void a_calendar_is_fetched_and_only_its_times_are_kept(void **state)
{
	(void)state;
	subscribe(0);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE read_at IS NULL AND busy_until = busy_from"
			  " AND hint = '127.0.0.1 … 3f9a'");
	expect_read(1);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE busy ="
			  " ARRAY['[2026-12-02 10:00Z,2026-12-02 11:00Z)'::tstzrange] AND read_at = at(1)"
			  " AND events = 1 AND etag = '\"one\"' AND failure = ''"
			  " AND busy_until = at(1 + 180 * 86400)");
	expect(0, "SELECT count(*) FROM busy_calendar b WHERE b::text ~ 'private-|Occupational'"
			  " OR position('private-'::bytea in sealed_address) > 0");
	expect(1, "SELECT count(*) FROM busy_calendar WHERE due_at BETWEEN at(2800) AND at(4400)");
}

static void what_has_not_changed_keeps_its_times_and_is_known_to_be_new(void **state)
{
	struct calendar_refreshed refreshed;
	(void)state;
	subscribe(0);
	expect_read(0);
	server_says("304 Not Modified", "", "");
	assert_int_equal(refresh(2 * HOUR, &refreshed), 1);
	assert_true(refreshed.unchanged);
	assert_non_null(strstr(server_request(), "If-None-Match: \"one\"\r\n"));
	expect(1, TIMES);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE read_at = at(7200)");
}

static void a_copy_that_ends_soon_is_had_anew_though_nothing_has_changed(void **state)
{
	(void)state;
	subscribe(0);
	expect_read(0);
	expect_read(100 * DAY);
	assert_null(strstr(server_request(), "If-None-Match"));
	expect(1, "SELECT count(*) FROM busy_calendar WHERE busy_until = at(280 * 86400)");
}

static void a_calendar_that_turns_bad_frees_nobodys_day(void **state)
{
	static const struct {
		const char *status, *body;
		enum calendar_failure failure;
	} bad[] = {
		{"200 OK", "", CALENDAR_NO_CALENDAR},
		{"200 OK", "<!doctype html><title>Sign in</title>", CALENDAR_NO_CALENDAR},
		{"200 OK", CALENDAR MEETING, CALENDAR_NO_CALENDAR},
		{"200 OK", CALENDAR END, CALENDAR_EMPTIED},
		{"500 Server Error", CALENDAR END, CALENDAR_TROUBLE},
		{"404 Not Found", CALENDAR END, CALENDAR_GONE},
		{"403 Forbidden", CALENDAR END, CALENDAR_REFUSED},
		{"302 Found\r\nLocation: http://127.0.0.2/", "", CALENDAR_PRIVATE},
		{"302 Found\r\nLocation: file:///etc/passwd", "", CALENDAR_ADDRESS},
	};
	int64_t now = 0;
	(void)state;
	subscribe(0);
	expect_read(0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		server_says(bad[i].status, "", bad[i].body);
		expect_failure(now += 2 * DAY, bad[i].failure);
		expect(1, TIMES);
		expect(1, "SELECT count(*) FROM busy_calendar WHERE read_at = at(0) AND failure <> ''");
		assert_int_equal(number("SELECT failures FROM busy_calendar"), (int64_t)i + 1);
	}
	server_says("200 OK", "", CALENDAR MEETING NEW_YEAR END);
	expect_read(now += 2 * DAY);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE busy ="
			  " ARRAY['[2027-01-01 10:00Z,2027-01-01 11:00Z)'::tstzrange]");
	expect(1, "SELECT count(*) FROM busy_calendar WHERE failures = 0 AND failed_at IS NULL");
}

static void a_calendar_that_was_always_empty_is_one(void **state)
{
	(void)state;
	server_says("200 OK", "", CALENDAR END);
	subscribe(0);
	expect_read(0);
	expect(0, TIMES);
	expect_read(2 * HOUR);
}

static void a_server_that_fails_is_asked_less_and_less_often(void **state)
{
	int64_t last = 0;
	(void)state;
	server_says("503 Busy", "", "");
	subscribe(0);
	for (int i = 0; i < 10; i++) {
		int64_t now =
			number("SELECT extract(epoch FROM due_at - at(0))::bigint FROM busy_calendar");
		expect_failure(now, CALENDAR_TROUBLE);
		int64_t pause = number("SELECT extract(epoch FROM due_at - at(%lld))::bigint"
							   " FROM busy_calendar",
			(long long)now);
		assert_true(pause > last || pause > 57000);
		assert_true(pause <= DAY);
		last = pause;
	}
	assert_true(last > 57000);
	server_says("503 Busy", "Retry-After: 80000\r\n", "");
	run("UPDATE busy_calendar SET due_at = at(0), failures = 1");
	expect_failure(0, CALENDAR_TROUBLE);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE due_at = at(80000)");
}

static void two_services_do_not_fetch_the_same_one(void **state)
{
	struct calendar_keeper with = keeper();
	struct busy_calendar_due *due;
	struct busy_calendar_claim claim;
	struct calendar_refreshed refreshed;
	size_t count;
	bool claimed;
	(void)state;
	subscribe(0);
	assert_int_equal(busy_calendars_due(recorder, at(0), 10, &arena, &due, &count, NULL), 0);
	assert_int_equal(
		busy_calendar_claim(recorder, due, at(0), at(300), &arena, &claim, &claimed, NULL), 0);
	assert_true(claimed);
	assert_int_equal(calendar_refresh(&with, due, at(1), &refreshed, NULL), STATUS_OK);
	assert_false(refreshed.claimed);
	assert_int_equal(server_asked(), 0);
	// The other one has ended without a word.
	expect_read(300);
	assert_int_equal(server_asked(), 1);
}

static void an_address_that_was_sealed_for_another_opens_for_nobody(void **state)
{
	(void)state;
	subscribe(0);
	run("UPDATE busy_calendar SET person_id = id('person', 2)");
	expect_failure(0, CALENDAR_SEALED);
	assert_int_equal(server_asked(), 0);
}

static void a_file_that_is_uploaded_is_read_at_once(void **state)
{
	struct calendar_keeper with = keeper();
	struct organisation of = organisation();
	(void)state;
	assert_int_equal(
		calendar_upload(&with, &of, person(), text_of(CALENDAR LATER END), NULL, at(0), NULL),
		STATUS_OK);
	expect(1, "SELECT count(*) FROM busy_calendar WHERE busy ="
			  " ARRAY['[2026-12-03 10:00Z,2026-12-03 11:00Z)'::tstzrange] AND read_at = at(0)"
			  " AND sealed_address IS NULL AND due_at = 'infinity'");
	assert_int_equal(calendar_upload(&with, &of, person(), text_of("a page"), NULL, at(0), NULL),
		STATUS_INVALID);
	expect(1, "SELECT count(*) FROM busy_calendar");
}

static void times_of_all_calendars_count_and_a_person_has_at_most_five(void **state)
{
	struct calendar_keeper with = keeper();
	struct organisation of = organisation();
	struct interval *times;
	struct busy_calendar *calendars;
	size_t count;
	bool removed;
	(void)state;
	for (int i = 0; i < BUSY_CALENDARS_MOST; i++)
		assert_int_equal(
			calendar_upload(&with, &of, person(),
				text_of(i ? CALENDAR MEETING END : CALENDAR LATER END), NULL, at(0), NULL),
			STATUS_OK);
	assert_int_equal(
		calendar_upload(&with, &of, person(), text_of(CALENDAR MEETING END), NULL, at(0), NULL),
		STATUS_LIMIT);
	const struct interval all = {at(0), at(30 * DAY)}, third = {at(2 * DAY), at(3 * DAY)};
	assert_int_equal(
		busy_calendar_times(recorder, person(), all, &arena, &times, &count, NULL), STATUS_OK);
	assert_int_equal(count, 5);
	assert_int_equal(
		busy_calendar_times(recorder, person(), third, &arena, &times, &count, NULL), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(
		busy_calendars_list(recorder, person(), &arena, &calendars, &count, NULL), STATUS_OK);
	assert_int_equal(count, 5);
	assert_int_equal(
		busy_calendar_remove(recorder, person(), calendars[0].id, &removed, NULL), STATUS_OK);
	assert_true(removed);
	expect(4, "SELECT count(*) FROM busy_calendar");
	assert_int_equal(busy_calendars_remove(recorder, person(), NULL), STATUS_OK);
	expect(0, "SELECT count(*) FROM busy_calendar");
}

static void one_that_is_removed_while_it_is_fetched_stays_removed(void **state)
{
	struct busy_calendar_due *due;
	size_t count;
	(void)state;
	subscribe(0);
	assert_int_equal(busy_calendars_due(recorder, at(0), 10, &arena, &due, &count, NULL), 0);
	run("DELETE FROM busy_calendar");
	const struct busy_copy copy = {.within = {at(0), at(1)}};
	assert_int_equal(busy_calendar_copy(recorder, due, &copy, at(1), at(0), NULL), STATUS_OK);
	assert_int_equal(busy_calendar_failed(recorder, due, "slow", at(1), at(0), NULL), STATUS_OK);
	expect(0, "SELECT count(*) FROM busy_calendar");
}

static void every_result_of_fetching_has_a_word_that_its_owner_is_told(void **state)
{
	(void)state;
	for (int i = FETCH_UNCHANGED + 1; i < FETCH_COUNT; i++) {
		const char *word = fetch_result_name((enum fetch_result)i);
		assert_string_equal(calendar_failure_name(calendar_failure_of(text_of(word))), word);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)
		TEST(a_calendar_is_fetched_and_only_its_times_are_kept),
		TEST(what_has_not_changed_keeps_its_times_and_is_known_to_be_new),
		TEST(a_copy_that_ends_soon_is_had_anew_though_nothing_has_changed),
		TEST(a_calendar_that_turns_bad_frees_nobodys_day),
		TEST(a_calendar_that_was_always_empty_is_one),
		TEST(a_server_that_fails_is_asked_less_and_less_often),
		TEST(two_services_do_not_fetch_the_same_one),
		TEST(an_address_that_was_sealed_for_another_opens_for_nobody),
		TEST(a_file_that_is_uploaded_is_read_at_once),
		TEST(times_of_all_calendars_count_and_a_person_has_at_most_five),
		TEST(one_that_is_removed_while_it_is_fetched_stays_removed),
		cmocka_unit_test(every_result_of_fetching_has_a_word_that_its_owner_is_told),
	};
	if (argc > 1 && strcmp(argv[1], CHILD_COMMAND) == 0)
		calendar_child(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
