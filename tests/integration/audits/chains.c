// SPDX-License-Identifier: MIT
// Appending to chains, reading one's own and erasing: many at once, and what is left of failures.
#include "support/cmocka.h"

#include "integration/audits/trail.h"

#include <pthread.h>

#include "support/random.h"

#define THREADS 8
#define TIMES 40
#define CHAINS 12

struct appender {
	pthread_t thread;
	unsigned number;
	bool many; // a few chains at once, in any order
	size_t added;
	enum status status;
};

// Some different chains, in no order.
static size_t choose(struct random *random, struct chain_id *out)
{
	size_t count = 1 + random_next(random) % CHAINS;
	int first = (int)(random_next(random) % CHAINS);
	int step = random_next(random) % 2 ? 5 : 7; // of 12, each comes to every one
	for (size_t i = 0; i < count; i++)
		out[i] = chain_of(1 + (first + (int)i * step) % CHAINS);
	return count;
}

static void *append(void *given)
{
	struct appender *appender = given;
	struct random random = random_start();
	struct connection *connection = open_as(DATABASE_RECORDER);
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, appender->number);
	for (unsigned i = 0; i < appender->number; i++)
		random_next(&random);
	for (int i = 0; i < TIMES && appender->status == STATUS_OK; i++) {
		struct chain_id chains[CHAINS] = {chain_of(1)};
		size_t count = appender->many ? choose(&random, chains) : 1;
		appender->status = look_as(connection, &by, chains, count);
		appender->added += count;
	}
	connection_close(connection);
	return NULL;
}

static size_t append_together(bool many)
{
	struct appender appenders[THREADS];
	size_t added = 0;
	for (unsigned i = 0; i < THREADS; i++) {
		appenders[i] = (struct appender){.number = i, .many = many};
		assert_int_equal(pthread_create(&appenders[i].thread, NULL, append, &appenders[i]), 0);
	}
	for (unsigned i = 0; i < THREADS; i++) {
		pthread_join(appenders[i].thread, NULL);
		assert_int_equal(appenders[i].status, STATUS_OK);
		added += appenders[i].added;
	}
	return added;
}

static void eight_that_append_to_one_chain_stand_one_behind_another(void **state)
{
	(void)state;
	size_t added = append_together(false);
	assert_int_equal(added, THREADS * TIMES);
	expect_whole(1, added);
	expect(THREADS * TIMES, "SELECT length FROM audit_head");
}

static void eight_that_append_to_many_at_once_neither_lose_any_nor_wait_for_ever(void **state)
{
	(void)state;
	size_t added = append_together(true);
	expect_whole(CHAINS, added);
}

static void what_is_rolled_back_leaves_no_number_out(void **state)
{
	(void)state;
	struct chain_id chain = chain_of(1);
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, 0);
	look(1, 0);
	assert_int_equal(transaction_begin(recorder, NULL), STATUS_OK);
	assert_int_equal(audit_add(recorder, &by, AUDIT_LOAD_SEEN, &chain, 1, NULL), STATUS_OK);
	transaction_rollback(recorder);
	look(1, 1);
	expect_whole(1, 2);
	expect(2, "SELECT max(number) FROM audit_entry");
}

static void whoever_is_named_twice_has_one_entry_of_it(void **state)
{
	(void)state;
	struct chain_id chains[] = {chain_of(2), chain_of(1), chain_of(2)};
	struct audit_actor by = actor_of(AUDIT_BY_TOKEN, 0);
	assert_int_equal(look_as(recorder, &by, chains, 3), STATUS_OK);
	assert_int_equal(look_as(recorder, &by, chains, 0), STATUS_OK);
	expect_whole(2, 2);
}

static void a_persons_look_at_their_own_is_nobodys_business(void **state)
{
	(void)state;
	struct chain_id chains[] = {chain_of(99), chain_of(98)};
	struct audit_actor by = actor_of(AUDIT_BY_PERSON, 0);
	assert_int_equal(look_as(recorder, &by, chains, 2), STATUS_OK);
	expect(0, "SELECT count(*) FROM audit_head"
			  " WHERE person_id = '00000000-0000-0000-0000-000000000063'");
	assert_int_equal(transaction_begin(recorder, NULL), STATUS_OK);
	assert_int_equal(audit_add(recorder, &by, AUDIT_LINK_MADE, chains, 1, NULL), STATUS_OK);
	assert_int_equal(transaction_commit(recorder, NULL), STATUS_OK);
	expect_whole(2, 2);
}

static void people_see_who_looked_at_their_own_newest_first_and_page_by_page(void **state)
{
	(void)state;
	struct arena arena;
	struct audit_entry *page;
	size_t count;
	struct chain_id chain = chain_of(1);
	struct audit_actor clinician = actor_of(AUDIT_BY_PERSON, 50);
	struct connection *web = open_as(DATABASE_WEB);
	for (int i = 1; i <= 4; i++)
		look(1, i);
	look(2, 9);
	assert_int_equal(look_as(recorder, &clinician, &chain, 1), STATUS_OK);
	arena_init(&arena);
	assert_int_equal(transaction_begin(web, NULL), STATUS_OK);
	assert_int_equal(person_begin(web, person_of(1), NULL), STATUS_OK);
	assert_int_equal(
		audit_seen(web, person_of(1), INT32_MAX, 3, &arena, &page, &count, NULL), STATUS_OK);
	assert_int_equal(count, 3);
	assert_int_equal(page[0].number, 5);
	assert_int_equal(page[0].at.seconds, START + 50);
	assert_int_equal(page[0].actor, AUDIT_BY_PERSON);
	assert_true(uuid_equal(page[0].person.uuid, person_of(99).uuid));
	assert_int_equal(page[0].role, ROLE_WELLBEING);
	assert_int_equal(page[0].action, AUDIT_LOAD_SEEN);
	assert_int_equal(page[2].number, 3);
	assert_int_equal(audit_seen(web, person_of(1), 3, 3, &arena, &page, &count, NULL), STATUS_OK);
	assert_int_equal(count, 2);
	assert_int_equal(page[1].number, 1);
	assert_int_equal(page[1].actor, AUDIT_BY_SHELL);
	assert_int_equal(
		audit_seen(web, person_of(2), INT32_MAX, 3, &arena, &page, &count, NULL), STATUS_OK);
	assert_int_equal(count, 0);
	transaction_rollback(web);
	arena_done(&arena);
	connection_close(web);
}

static void the_web_role_adds_for_whom_it_works(void **state)
{
	(void)state;
	struct chain_id chain = chain_of(1);
	struct audit_actor by = actor_of(AUDIT_BY_PERSON, 0);
	struct connection *web = open_as(DATABASE_WEB);
	for (int works_for = 98; works_for <= 99; works_for++) {
		assert_int_equal(transaction_begin(web, NULL), STATUS_OK);
		assert_int_equal(person_begin(web, person_of(works_for), NULL), STATUS_OK);
		enum status status = audit_add(web, &by, AUDIT_SHARED_LOAD_SEEN, &chain, 1, NULL);
		assert_int_equal(status, works_for == 99 ? STATUS_OK : STATUS_DENIED);
		assert_int_equal(transaction_end(web, status, NULL), status);
	}
	connection_close(web);
	expect_whole(1, 1);
}

static void what_is_erased_is_gone_and_the_chain_is_whole(void **state)
{
	(void)state;
	struct audit_actor by = actor_of(AUDIT_BY_SERVICE, 100);
	struct connection *erasure = open_as(DATABASE_ERASURE);
	for (int i = 1; i <= 3; i++)
		look(1, i);
	look(2, 4);
	for (int times = 1; times <= 2; times++) {
		assert_int_equal(audit_erase(erasure, &by, chain_of(1), NULL), STATUS_OK);
		expect(3 + times, "SELECT length FROM audit_head ORDER BY person_id LIMIT 1");
		expect(2, "SELECT count(*) FROM audit_entry WHERE num_nonnulls(acted_at, actor,"
				  " actor_person_id, actor_role, action, salt) > 0");
		expect(1, "SELECT count(*) FROM audit_entry WHERE action = 'erased'");
		expect_whole(2, 4 + (size_t)times);
		assert_int_equal(verify(NULL, 0).counts.erased, 2 + times);
	}
	look(1, 200);
	expect_whole(2, 7);
	connection_close(erasure);
}

static void what_is_older_than_is_kept_is_emptied_and_an_entry_says_so(void **state)
{
	(void)state;
	struct connection *erasure = open_as(DATABASE_ERASURE);
	struct audit_actor by = actor_of(AUDIT_BY_SERVICE, 100);
	int64_t emptied = 0;
	for (int i = 1; i <= 5; i++)
		look(1, i);
	struct instant before = instant_later(by.now, 3 - 100);
	assert_int_equal(audit_age(erasure, &by, chain_of(1), before, &emptied, NULL), STATUS_OK);
	assert_int_equal(emptied, 3);
	expect(3, "SELECT count(*) FROM audit_entry WHERE salt IS NULL AND number <= 3");
	expect(1, "SELECT count(*) FROM audit_entry WHERE action = 'aged' AND number = 6");
	expect_whole(1, 6);
	look(1, 200);
	by.now = instant_later(by.now, 200);
	before = instant_later(by.now, -200);
	assert_int_equal(audit_age(erasure, &by, chain_of(1), before, &emptied, NULL), STATUS_OK);
	assert_int_equal(emptied, 3); // two that are whole, and what said so before
	expect_whole(1, 8);
	run("UPDATE audit_entry SET acted_at = NULL, actor = NULL, actor_person_id = NULL,"
		" actor_role = NULL, action = NULL, salt = NULL WHERE number = 8");
	assert_int_equal(verify(NULL, 0).findings[0].fault, AUDIT_EMPTIED);
	connection_close(erasure);
}

static void what_is_emptied_without_an_erasure_is_found(void **state)
{
	(void)state;
	static const char emptied[] =
		"UPDATE audit_entry SET acted_at = NULL, actor = NULL, action = NULL, salt = NULL"
		" WHERE number = %d";
	for (int i = 1; i <= 3; i++)
		look(1, i);
	for (int number = 1; number <= 3; number++) {
		run("CREATE TABLE kept AS SELECT * FROM audit_entry");
		run(emptied, number);
		struct verified found = verify(NULL, 0);
		assert_true(found.counts.findings > 0);
		assert_int_equal(found.findings[0].fault, AUDIT_EMPTIED);
		assert_int_equal(found.findings[0].number, number);
		run("TRUNCATE audit_entry; INSERT INTO audit_entry SELECT * FROM kept; DROP TABLE kept");
	}
	run("UPDATE audit_entry SET acted_at = NULL, actor = NULL, action = NULL, salt = NULL");
	assert_int_equal(verify(NULL, 0).findings[0].fault, AUDIT_EMPTIED);
}

static void a_connection_that_is_lost_in_between_leaves_the_chain_as_it_was(void **state)
{
	(void)state;
	struct chain_id chain = chain_of(1);
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, 0);
	struct connection *lost = open_as(DATABASE_RECORDER);
	look(1, 0);
	assert_int_equal(transaction_begin(lost, NULL), STATUS_OK);
	assert_int_equal(audit_add(lost, &by, AUDIT_LOAD_SEEN, &chain, 1, NULL), STATUS_OK);
	run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		" WHERE state = 'idle in transaction' AND datname = current_database()");
	assert_int_equal(transaction_commit(lost, NULL), STATUS_UNAVAILABLE);
	connection_close(lost);
	look(1, 1);
	expect_whole(1, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_trail, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(eight_that_append_to_one_chain_stand_one_behind_another),
		TEST(eight_that_append_to_many_at_once_neither_lose_any_nor_wait_for_ever),
		TEST(what_is_rolled_back_leaves_no_number_out),
		TEST(whoever_is_named_twice_has_one_entry_of_it),
		TEST(a_persons_look_at_their_own_is_nobodys_business),
		TEST(people_see_who_looked_at_their_own_newest_first_and_page_by_page),
		TEST(the_web_role_adds_for_whom_it_works),
		TEST(what_is_erased_is_gone_and_the_chain_is_whole),
		TEST(what_is_older_than_is_kept_is_emptied_and_an_entry_says_so),
		TEST(what_is_emptied_without_an_erasure_is_found),
		TEST(a_connection_that_is_lost_in_between_leaves_the_chain_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
