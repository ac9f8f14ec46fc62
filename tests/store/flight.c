// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/flight.h"
#include "store/session.h"
#include "support/cluster.h"

static const char rows[] =
	"INSERT INTO organisation VALUES (md5('o')::uuid, 'Test', 'UTC', 'scotland', false, 'epoch');"
	"INSERT INTO person SELECT md5('p')::uuid, md5('o')::uuid, '1', '', 'epoch', 'epoch'";

static struct connection *admin, *web;
static struct uuid organisation, person;

static void must_run(const char *sql)
{
	struct fault fault = {.status = STATUS_OK};
	if (session_run(admin, sql, "test", &fault) != STATUS_OK)
		fail_msg("%s: %s", sql, fault.message);
}

static int ask(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	int answer = atoi(PQgetvalue(result, 0, 0));
	PQclear(result);
	return answer;
}

static struct uuid id_of(const char *letter)
{
	struct uuid id;
	PGresult *result =
		PQexecParams(admin->handle, "SELECT md5($1)::uuid", 1, NULL, &letter, NULL, NULL, 1);
	memcpy(id.bytes, PQgetvalue(result, 0, 0), sizeof id.bytes);
	PQclear(result);
	return id;
}

static struct connection *open_web(bool unnamed)
{
	struct connection *connection = NULL;
	struct database database = *test_database();
	database.unnamed = unnamed;
	if (connection_open(&database, DATABASE_WEB, &connection, NULL) != STATUS_OK)
		fail_msg("the web role is not let in");
	return connection;
}

static int open_all(void **state)
{
	(void)state;
	if (connection_open(test_database(), DATABASE_ADMIN, &admin, NULL) != STATUS_OK)
		return -1;
	must_run(rows);
	organisation = id_of("o");
	person = id_of("p");
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	connection_close(admin);
	return 0;
}

static int open_one(void **state)
{
	(void)state;
	web = open_web(false);
	return 0;
}

static int open_pooled(void **state)
{
	(void)state;
	web = open_web(true);
	return 0;
}

static int close_one(void **state)
{
	(void)state;
	connection_close(web);
	return 0;
}

struct values {
	struct arena arena;
	struct parameters holder, add[2], find;
};

static void fill_add(struct values *values, int which, const unsigned char *hash)
{
	struct parameters *add = &values->add[which];
	parameters_start(add, &values->arena);
	parameter_bytes(add, hash, 32);
	parameter_uuid(add, organisation);
	parameter_uuid(add, person);
	parameter_text(add, TEXT("officer"));
	for (int64_t hour = 0; hour < 4; hour++)
		parameter_instant(add, (struct instant){hour * 3600});
}

// Sign-ins with these two hashes, the second of which is looked up.
static enum status sign_in(unsigned char first, unsigned char second, bool commits,
	struct rows **found, struct fault *fault)
{
	struct values values;
	unsigned char hashes[2][32];
	memset(hashes[0], first, 32);
	memset(hashes[1], second, 32);
	arena_init(&values.arena);
	parameters_start(&values.holder, &values.arena);
	parameter_uuid(&values.holder, person);
	parameter_bytes(&values.holder, hashes[1], 32);
	fill_add(&values, 0, hashes[0]);
	fill_add(&values, 1, hashes[1]);
	parameters_start(&values.find, &values.arena);
	parameter_bytes(&values.find, hashes[1], 32);
	for (int i = 0; i < 3; i++)
		parameter_instant(&values.find, (struct instant){1800});
	const struct flight_step steps[] = {
		{QUERY_APP_BEGIN, &values.holder},
		{QUERY_SIGN_IN_SESSION_ADD, &values.add[1]},
		{first == second ? QUERY_APP_BEGIN : QUERY_SIGN_IN_SESSION_ADD,
			first == second ? &values.holder : &values.add[0]},
		{QUERY_SIGN_IN_SESSION_FIND, &values.find},
	};
	enum status status =
		commits ? flight_run(web, steps, 4, found, fault) : flight_begin(web, steps, 4, fault);
	arena_done(&values.arena);
	return status;
}

static int stored(void)
{
	return ask(admin, "SELECT count(*) FROM sign_in_session");
}

static void a_transaction_of_one_flight_gives_what_its_last_statement_finds(void **state)
{
	(void)state;
	struct rows *found;
	must_run("TRUNCATE sign_in_session");
	assert_int_equal(sign_in(1, 1, true, &found, NULL), STATUS_OK);
	assert_int_equal(rows_count(found), 1);
	assert_int_equal(row_instant(found, 0, 4).seconds, 3 * 3600);
	rows_free(found);
	assert_int_equal(stored(), 1);
	assert_false(session_in_transaction(web));
}

static void a_failure_in_a_flight_leaves_nothing_and_the_connection_goes_on(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct rows *found = NULL;
	must_run("TRUNCATE sign_in_session");
	assert_int_equal(sign_in(1, 1, true, NULL, NULL), STATUS_OK);
	assert_int_equal(sign_in(1, 2, true, &found, &fault), STATUS_DENIED);
	assert_null(found);
	assert_string_equal(fault.where, "sign_in_session_add");
	assert_int_equal(stored(), 1);
	assert_false(session_in_transaction(web));
	assert_int_equal(sign_in(3, 3, true, NULL, NULL), STATUS_OK);
	assert_int_equal(stored(), 2);
}

static void a_flight_may_be_only_the_beginning(void **state)
{
	(void)state;
	must_run("TRUNCATE sign_in_session");
	assert_int_equal(sign_in(1, 1, false, NULL, NULL), STATUS_OK);
	assert_true(session_in_transaction(web));
	assert_int_equal(stored(), 0);
	transaction_rollback(web);
	assert_int_equal(sign_in(1, 1, false, NULL, NULL), STATUS_OK);
	assert_int_equal(transaction_end(web, STATUS_OK, NULL), STATUS_OK);
	assert_int_equal(stored(), 1);
}

static void a_server_that_goes_away_under_a_flight_is_unavailable(void **state)
{
	(void)state;
	char sql[96];
	struct fault fault = {.status = STATUS_OK};
	must_run("TRUNCATE sign_in_session");
	assert_int_equal(sign_in(1, 1, true, NULL, NULL), STATUS_OK);
	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d, 5000)",
		ask(web, "SELECT pg_backend_pid()"));
	must_run(sql);
	assert_int_equal(sign_in(2, 2, true, NULL, &fault), STATUS_UNAVAILABLE);
	assert_false(connection_is_alive(web));
	assert_int_equal(stored(), 1);
}

#define EACH(test)                                                                                 \
	cmocka_unit_test_setup_teardown(test, open_one, close_one),                                    \
	{                                                                                              \
#test " without sessions of its own", test, open_pooled, close_one, NULL                   \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_transaction_of_one_flight_gives_what_its_last_statement_finds),
		EACH(a_failure_in_a_flight_leaves_nothing_and_the_connection_goes_on),
		EACH(a_flight_may_be_only_the_beginning),
		EACH(a_server_that_goes_away_under_a_flight_is_unavailable),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
