// SPDX-License-Identifier: MIT
// Whether what is remembered of a feed is forgotten when it must be, whoever changes it.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <stdio.h>

#include "app/feeds/freshness.h"
#include "app/feeds/link.h"
#include "store/sessions.h"

#define SECOND INT64_C(1000000)

static struct freshness *freshness;

static int begin(void **state)
{
	freshness = freshness_new();
	if (!freshness || found_empty(state) != 0)
		return 1;
	add_people(40);
	return 0;
}

static int end(void **state)
{
	freshness_free(freshness);
	return leave(state);
}

static void look(int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	if (freshness_refresh(freshness, recorder, now, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
}

static struct feed_link link_of(enum feed_of of, int person)
{
	struct feed_link link = {.of = of, .created_at = {START}};
	char sql[100];
	for (size_t i = 0; i < sizeof link.person.uuid.bytes; i++) {
		snprintf(sql, sizeof sql, "SELECT get_byte(uuid_send(id('person', %d)), %zu)", person, i);
		link.person.uuid.bytes[i] = (uint8_t)number("%s", sql);
		link.organisation.uuid.bytes[i] = (uint8_t)number(
			"SELECT get_byte(uuid_send(organisation_id), %zu) FROM organisation", i);
	}
	return link;
}

static const struct token_hash some_hash = {{1, 2, 3}};

static struct freshness_key key(enum feed_of of, int person)
{
	struct feed_link link = link_of(of, person);
	return freshness_key(&link, &some_hash);
}

static void revise(enum feed_part part, int person)
{
	struct fault fault = {.status = STATUS_OK};
	struct feed_link link = link_of(FEED_OF_PERSON, person);
	assert_int_equal(
		feed_revise(recorder, link.person, part, (struct instant){START}, &fault), STATUS_OK);
}

static void nothing_holds_before_the_first_look_and_long_after_the_last(void **state)
{
	(void)state;
	struct freshness_key one = key(FEED_OF_PERSON, 1);
	assert_false(freshness_holds(freshness, one, freshness_number(freshness), SECOND));
	assert_false(freshness_is_away(freshness, 100 * SECOND));
	look(10 * SECOND);
	uint32_t seen = freshness_number(freshness);
	assert_true(freshness_holds(freshness, one, seen, 10 * SECOND));
	assert_true(freshness_holds(freshness, one, seen, 10 * SECOND + FRESHNESS_MICROSECONDS));
	assert_false(freshness_holds(freshness, one, seen, 10 * SECOND + FRESHNESS_MICROSECONDS + 1));
	assert_true(FRESHNESS_MICROSECONDS < 2 * SECOND);
	assert_false(freshness_is_away(freshness, 15 * SECOND));
	assert_true(freshness_is_away(freshness, 15 * SECOND + 1));
	look(13 * SECOND);
	assert_true(freshness_holds(freshness, one, seen, 13 * SECOND));
}

static void a_change_is_found_by_the_next_look_and_is_of_one_person_and_part(void **state)
{
	(void)state;
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	revise(PART_HOST, 1);
	assert_true(freshness_holds(freshness, key(FEED_OF_HOST, 1), before, SECOND));
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_HOST, 1), before, 2 * SECOND));
	assert_true(freshness_holds(freshness, key(FEED_OF_PERSON, 1), before, 2 * SECOND));
	assert_true(freshness_holds(freshness, key(FEED_OF_PROGRAMME, 1), before, 2 * SECOND));
	int others = 0;
	for (int i = 2; i <= 40; i++)
		others += freshness_holds(freshness, key(FEED_OF_HOST, i), before, 2 * SECOND);
	assert_int_equal(others, 39);
	// What is read after the look holds.
	assert_true(
		freshness_holds(freshness, key(FEED_OF_HOST, 1), freshness_number(freshness), 2 * SECOND));
}

static void a_team_changes_with_its_people_and_with_what_they_attend(void **state)
{
	(void)state;
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	run("INSERT INTO reports_to SELECT id('person', 1), id('person', 2), organisation_id,"
		" tstzrange('epoch', 'infinity'), 'epoch', pg_current_xact_id()::text::bigint"
		" FROM organisation");
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_TEAM, 2), before, 2 * SECOND));
	assert_true(freshness_holds(freshness, key(FEED_OF_TEAM, 1), before, 2 * SECOND));
	before = freshness_number(freshness);
	revise(PART_HOST, 1);
	look(3 * SECOND);
	assert_true(freshness_holds(freshness, key(FEED_OF_TEAM, 2), before, 3 * SECOND));
	revise(PART_ATTENDEE, 1);
	look(4 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_TEAM, 2), before, 4 * SECOND));
	run("DELETE FROM reports_to");
}

// The number of a transaction is given when it writes first, so numbers end out of order.
static void a_change_that_was_begun_before_a_look_and_ends_after_it_is_found(void **state)
{
	(void)state;
	struct connection *late;
	struct fault fault = {.status = STATUS_OK};
	struct feed_link link = link_of(FEED_OF_PERSON, 2);
	assert_int_equal(connection_open(database, DATABASE_RECORDER, &late, &fault), STATUS_OK);
	assert_int_equal(transaction_begin(late, &fault), STATUS_OK);
	assert_int_equal(
		feed_revise(late, link.person, PART_ATTENDEE, (struct instant){START}, &fault), STATUS_OK);
	for (int i = 1; i <= 3; i++) {
		revise(PART_ATTENDEE, 3);
		look(i * SECOND);
	}
	uint32_t before = freshness_number(freshness);
	assert_true(freshness_holds(freshness, key(FEED_OF_PERSON, 2), before, 3 * SECOND));
	assert_int_equal(transaction_commit(late, &fault), STATUS_OK);
	look(4 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_PERSON, 2), before, 4 * SECOND));
	connection_close(late);
}

static void an_open_transaction_does_not_make_looks_tell_the_same_change_again(void **state)
{
	(void)state;
	struct connection *late;
	struct fault fault = {.status = STATUS_OK};
	struct feed_link link = link_of(FEED_OF_PERSON, 2);
	assert_int_equal(connection_open(database, DATABASE_RECORDER, &late, &fault), STATUS_OK);
	assert_int_equal(transaction_begin(late, &fault), STATUS_OK);
	assert_int_equal(
		feed_revise(late, link.person, PART_ATTENDEE, (struct instant){START}, &fault), STATUS_OK);
	look(SECOND);
	revise(PART_ATTENDEE, 3);
	look(2 * SECOND);
	uint32_t seen = freshness_number(freshness);
	look(3 * SECOND);
	look(4 * SECOND);
	assert_true(freshness_holds(freshness, key(FEED_OF_PERSON, 3), seen, 4 * SECOND));
	revise(PART_ATTENDEE, 3);
	look(5 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_PERSON, 3), seen, 5 * SECOND));
	transaction_rollback(late);
	connection_close(late);
}

static void a_link_that_was_ended_is_found_and_others_live_on(void **state)
{
	(void)state;
	struct feed_link link = link_of(FEED_OF_PERSON, 1);
	struct token ended, other;
	const struct audit_actor by = {.organisation = link.organisation, .now = {START}};
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(feed_link_make(recorder, &link, TEXT("a"), &by, &ended, &fault), STATUS_OK);
	assert_int_equal(feed_link_make(recorder, &link, TEXT("b"), &by, &other, &fault), STATUS_OK);
	struct token_hash ended_hash = token_hash(&ended), other_hash = token_hash(&other);
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	assert_int_equal(feed_link_end(recorder, text_of(ended.text), &by, &fault), STATUS_OK);
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, freshness_key(&link, &ended_hash), before, 2 * SECOND));
	assert_true(freshness_holds(freshness, freshness_key(&link, &other_hash), before, 2 * SECOND));
}

static void another_series_changes_the_programme(void **state)
{
	(void)state;
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	add_session("support_group", 1, DAY, 60, 8, 1);
	run("UPDATE series SET changed_in = pg_current_xact_id()::text::bigint");
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_PROGRAMME, 1), before, 2 * SECOND));
}

static void after_the_database_was_away_nothing_from_before_holds(void **state)
{
	(void)state;
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	freshness_lose(freshness);
	assert_false(freshness_holds(freshness, key(FEED_OF_PERSON, 1), before, SECOND));
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_PERSON, 1), before, 2 * SECOND));
}

static void tables_that_were_filled_anew_make_everything_forgotten(void **state)
{
	(void)state;
	look(SECOND);
	uint32_t before = freshness_number(freshness);
	run("TRUNCATE feed_revision");
	look(2 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_PERSON, 1), before, 2 * SECOND));
}

// Transactions of the server that a backup is from may have greater numbers.
static void what_a_restore_brought_is_not_told_as_a_change_again_and_again(void **state)
{
	(void)state;
	revise(PART_HOST, 1);
	look(SECOND);
	uint32_t seen = freshness_number(freshness);
	run("UPDATE feed_revision SET changed_in = 1000000000000");
	look(2 * SECOND);
	look(3 * SECOND);
	assert_true(freshness_holds(freshness, key(FEED_OF_HOST, 1), seen, 3 * SECOND));
	revise(PART_HOST, 1);
	look(4 * SECOND);
	assert_false(freshness_holds(freshness, key(FEED_OF_HOST, 1), seen, 4 * SECOND));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(nothing_holds_before_the_first_look_and_long_after_the_last),
		TEST(a_change_is_found_by_the_next_look_and_is_of_one_person_and_part),
		TEST(a_team_changes_with_its_people_and_with_what_they_attend),
		TEST(a_change_that_was_begun_before_a_look_and_ends_after_it_is_found),
		TEST(an_open_transaction_does_not_make_looks_tell_the_same_change_again),
		TEST(a_link_that_was_ended_is_found_and_others_live_on),
		TEST(another_series_changes_the_programme),
		TEST(after_the_database_was_away_nothing_from_before_holds),
		TEST(tables_that_were_filled_anew_make_everything_forgotten),
		TEST(what_a_restore_brought_is_not_told_as_a_change_again_and_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
