// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "store/query.h"
#include "store/session.h"
#include "support/cluster.h"

#define PLANTED "Planted-Value-4711"

static struct connection *open_on(const struct database *database, enum database_role role)
{
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (connection_open(database, role, &connection, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return connection;
}

static struct connection *open_as(enum database_role role)
{
	return open_on(test_database(), role);
}

static char *ask(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) != 1)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	char *answer = strdup(PQgetvalue(result, 0, 0));
	PQclear(result);
	return answer;
}

static void expect(struct connection *connection, const char *sql, const char *expected)
{
	char *answer = ask(connection, sql);
	if (strcmp(answer, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, answer, expected);
	free(answer);
}

static void must_run(struct connection *connection, const char *sql)
{
	struct fault fault = {.status = STATUS_OK};
	if (session_run(connection, sql, "test", &fault) != STATUS_OK)
		fail_msg("%s: %s", sql, fault.message);
}

// The server's side of a connection goes away.
static void terminate(struct connection *connection)
{
	char sql[96];
	char *process = ask(connection, "SELECT pg_backend_pid()");
	struct connection *admin = open_as(DATABASE_ADMIN);
	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%s, 5000)", process);
	expect(admin, sql, "t");
	connection_close(admin);
	free(process);
}

static void a_connection_acts_as_its_role_in_utc_with_timeouts(void **state)
{
	(void)state;
	static const struct {
		enum database_role role;
		const char *name, *statement_timeout;
	} rows[] = {
		{DATABASE_ADMIN, "plimsoll_admin", "0"},
		{DATABASE_OWNER, "plimsoll_owner", "0"},
		{DATABASE_WEB, "plimsoll_web", "4s"},
		{DATABASE_RECORDER, "plimsoll_recorder", "1min"},
		{DATABASE_ERASURE, "plimsoll_erasure", "1min"},
		{DATABASE_BACKUP, "plimsoll_backup", "0"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct connection *connection = open_as(rows[i].role);
		expect(connection, "SELECT current_user", rows[i].name);
		expect(connection, "SELECT session_user", rows[i].name);
		expect(connection, "SHOW statement_timeout", rows[i].statement_timeout);
		expect(connection, "SHOW timezone", "UTC");
		expect(connection, "SHOW application_name", "plimsoll");
		expect(connection, "SELECT current_setting('lock_timeout') <> '0'", "t");
		expect(connection, "SHOW idle_in_transaction_session_timeout", "1min");
		connection_close(connection);
	}
}

static void what_is_committed_is_durable_whatever_the_server_was_told(void **state)
{
	(void)state;
	struct connection *admin = open_as(DATABASE_ADMIN);
	must_run(admin, "ALTER ROLE plimsoll_recorder SET synchronous_commit TO off");
	struct connection *recorder = open_as(DATABASE_RECORDER);
	expect(recorder, "SHOW synchronous_commit", "on");
	must_run(admin, "ALTER ROLE plimsoll_recorder RESET synchronous_commit");
	connection_close(recorder);
	connection_close(admin);
}

static struct database elsewhere(const char *user, char conninfo[static 256])
{
	snprintf(conninfo, 256, "%s user=%s", test_database()->conninfo, user);
	return (struct database){.conninfo = conninfo};
}

static void elsewhere_the_login_changes_to_the_role(void **state)
{
	(void)state;
	char conninfo[256];
	struct database database = elsewhere("plimsoll_admin", conninfo);
	struct connection *connection = open_on(&database, DATABASE_WEB);
	expect(connection, "SELECT current_user", "plimsoll_web");
	connection_close(connection);
}

static void a_login_that_is_not_a_member_of_the_role_is_told_so(void **state)
{
	(void)state;
	char conninfo[256];
	struct database database = elsewhere("plimsoll_web", conninfo);
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(
		connection_open(&database, DATABASE_RECORDER, &connection, &fault), STATUS_DENIED);
	assert_null(connection);
	assert_string_equal(fault.where, "plimsoll_recorder");
	assert_non_null(strstr(fault.message, "not a member"));
}

static void a_password_is_never_in_a_fault(void **state)
{
	(void)state;
	static const struct {
		const char *conninfo;
		enum status status;
	} rows[] = {
		{"host=/nonexistent password=" PLANTED, STATUS_UNAVAILABLE},
		{"host=127.0.0.1 port=1 password=" PLANTED, STATUS_UNAVAILABLE},
		{"host=a password=x " PLANTED, STATUS_INVALID},
		{"host=a password='" PLANTED, STATUS_INVALID},
		{"host=a password=x " PLANTED "=y", STATUS_INVALID},
		{"postgresql://user:" PLANTED "@[::1/x", STATUS_INVALID},
		{"postgresql://user:" PLANTED "@/x?host=/nonexistent", STATUS_UNAVAILABLE},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct database database = {.conninfo = rows[i].conninfo};
		struct connection *connection = NULL;
		struct fault fault = {.status = STATUS_OK};
		enum status status = connection_open(&database, DATABASE_WEB, &connection, &fault);
		if (status != rows[i].status || strstr(fault.message, PLANTED) || !*fault.message)
			fail_msg("row %zu: %d %s", i, status, fault.message);
	}
}

static void a_value_that_the_server_refuses_is_never_in_a_fault(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		enum status status;
	} rows[] = {
		{"INSERT INTO planted VALUES ('" PLANTED "', 1)", STATUS_CONFLICT},
		{"INSERT INTO planted VALUES ('" PLANTED "-2', -1)", STATUS_FULL},
		{"INSERT INTO planted VALUES (NULL, 1)", STATUS_INVALID},
		{"SELECT '" PLANTED "'::integer", STATUS_INVALID},
		{"SELECT '" PLANTED "'::uuid", STATUS_INVALID},
		{"SELECT '{\"a\": " PLANTED "}'::json", STATUS_INVALID},
		{"DO $$ BEGIN RAISE EXCEPTION '" PLANTED "'; END $$", STATUS_SYSTEM},
	};
	struct connection *owner = open_as(DATABASE_OWNER);
	must_run(owner, "CREATE TEMPORARY TABLE planted (x text PRIMARY KEY, n int CHECK (n > 0));"
					"INSERT INTO planted VALUES ('" PLANTED "', 1)");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fault fault = {.status = STATUS_OK};
		enum status status = session_run(owner, rows[i].sql, "statement", &fault);
		if (status != rows[i].status || strstr(fault.message, PLANTED) || !*fault.message ||
			strstr(fault.where, PLANTED))
			fail_msg("row %zu: %d %s", i, status, fault.message);
	}
	connection_close(owner);
}

static void what_is_wrong_with_a_statement_is_in_the_fault(void **state)
{
	(void)state;
	struct connection *web = open_as(DATABASE_WEB);
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(session_run(web, "DELETE FROM exposure", "removing", &fault), STATUS_DENIED);
	assert_string_equal(fault.where, "removing");
	assert_string_equal(fault.message,
		"The database refused this: permission denied for table exposure (SQLSTATE 42501).");
	connection_close(web);
}

static void a_commit_after_a_failed_statement_is_a_failure(void **state)
{
	(void)state;
	struct connection *owner = open_as(DATABASE_OWNER);
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(transaction_begin(owner, &fault), STATUS_OK);
	must_run(owner, "CREATE TABLE never (x integer)");
	assert_int_not_equal(session_run(owner, "SELECT 1/0", "test", NULL), STATUS_OK);
	assert_int_equal(transaction_commit(owner, &fault), STATUS_SYSTEM);
	expect(owner, "SELECT to_regclass('never') IS NULL", "t");
	transaction_rollback(owner);
	assert_int_equal(transaction_begin(owner, NULL), STATUS_OK);
	transaction_rollback(owner);
	connection_close(owner);
}

static void a_server_that_went_away_is_unavailable(void **state)
{
	(void)state;
	struct connection *recorder = open_as(DATABASE_RECORDER);
	struct fault fault = {.status = STATUS_OK};
	assert_true(connection_is_alive(recorder));
	terminate(recorder);
	assert_int_equal(
		query_run(recorder, QUERY_ENGINE_WAKE, NULL, NULL, &fault), STATUS_UNAVAILABLE);
	assert_false(connection_is_alive(recorder));
	fault_clear(&fault);
	assert_int_equal(transaction_begin(recorder, &fault), STATUS_UNAVAILABLE);
	transaction_rollback(recorder);
	connection_close(recorder);
}

static void a_commit_whose_answer_is_lost_says_that_it_may_have_happened(void **state)
{
	(void)state;
	struct connection *owner = open_as(DATABASE_OWNER);
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(transaction_begin(owner, NULL), STATUS_OK);
	terminate(owner);
	assert_int_equal(transaction_commit(owner, &fault), STATUS_UNAVAILABLE);
	assert_non_null(strstr(fault.message, "may or may not be stored"));
	connection_close(owner);
}

// Waits for up to ten seconds, and asserts that it did not take them.
static enum status wait_for_something(struct connection *connection, int wake)
{
	struct timespec before, after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	enum status status = connection_wait(connection, 10000, wake, NULL);
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(after.tv_sec - before.tv_sec < 8);
	return status;
}

static void waiting_ends_with_a_notification_a_wake_up_or_the_time(void **state)
{
	(void)state;
	struct connection *engine = open_as(DATABASE_RECORDER), *other = open_as(DATABASE_RECORDER);
	int wake = eventfd(0, EFD_CLOEXEC);
	assert_int_equal(connection_listen(engine, NULL), STATUS_OK);
	assert_int_equal(connection_wait(engine, 1, -1, NULL), STATUS_OK);

	assert_int_equal(query_run(other, QUERY_ENGINE_WAKE, NULL, NULL, NULL), STATUS_OK);
	assert_int_equal(wait_for_something(engine, wake), STATUS_OK);

	assert_int_equal(eventfd_write(wake, 1), 0);
	assert_int_equal(wait_for_something(engine, wake), STATUS_OK);

	terminate(engine);
	assert_int_equal(wait_for_something(engine, -1), STATUS_UNAVAILABLE);
	close(wake);
	connection_close(engine);
	connection_close(other);
}

static void a_notification_that_came_with_an_answer_is_not_slept_over(void **state)
{
	(void)state;
	struct connection *engine = open_as(DATABASE_RECORDER);
	assert_int_equal(connection_listen(engine, NULL), STATUS_OK);
	must_run(engine, "NOTIFY plimsoll_engine");
	assert_int_equal(wait_for_something(engine, -1), STATUS_OK);
	connection_close(engine);
}

static void through_pgbouncer_nothing_outlives_a_transaction(void **state)
{
	(void)state;
	char conninfo[256];
	struct database database = elsewhere("plimsoll_admin", conninfo);
	struct rows *rows = NULL;
	database.unnamed = true;
	struct connection *recorder = open_on(&database, DATABASE_RECORDER);
	expect(recorder, "SELECT current_user", "plimsoll_admin");

	assert_int_equal(transaction_begin(recorder, NULL), STATUS_OK);
	expect(recorder, "SELECT current_user", "plimsoll_recorder");
	expect(recorder, "SHOW statement_timeout", "1min");
	assert_int_equal(query_run(recorder, QUERY_ENGINE_NEXT, NULL, NULL, NULL), STATUS_OK);
	assert_int_equal(transaction_commit(recorder, NULL), STATUS_OK);
	expect(recorder, "SELECT current_user", "plimsoll_admin");

	// One statement alone has its role too, and leaves no transaction open.
	assert_int_equal(query_run(recorder, QUERY_ENGINE_NEXT, NULL, &rows, NULL), STATUS_OK);
	assert_int_equal(rows_count(rows), 1);
	rows_free(rows);
	assert_false(session_in_transaction(recorder));
	expect(recorder, "SELECT count(*) FROM pg_prepared_statements", "0");
	connection_close(recorder);
}

static void a_statement_is_prepared_once_per_connection(void **state)
{
	(void)state;
	struct connection *recorder = open_as(DATABASE_RECORDER);
	for (int i = 0; i < 3; i++)
		assert_int_equal(query_run(recorder, QUERY_ENGINE_NEXT, NULL, NULL, NULL), STATUS_OK);
	expect(recorder, "SELECT string_agg(name, ' ') FROM pg_prepared_statements", "engine_next");
	connection_close(recorder);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void a_server_that_hangs_is_given_up_after_the_patience_of_the_connection(void **state)
{
	(void)state;
	struct connection *connection = open_as(DATABASE_WEB);
	struct fault fault = {.status = STATUS_OK};
	int process = PQbackendPID(connection->handle);
	connection_patience(connection, 500);
	assert_int_equal(kill(process, SIGSTOP), 0);
	double start = seconds();
	enum status status = transaction_begin(connection, &fault);
	double taken = seconds() - start;
	transaction_rollback(connection);
	connection_close(connection);
	kill(process, SIGCONT);
	assert_int_equal(status, STATUS_UNAVAILABLE);
	assert_true(taken > 0.3 && taken < 3);
}

static void *sleep_in_the_database(void *connection)
{
	return session_run(connection, "SELECT pg_sleep(30)", "test", NULL) == STATUS_UNAVAILABLE
			   ? connection
			   : NULL;
}

static void what_runs_can_be_interrupted_from_another_thread(void **state)
{
	(void)state;
	pthread_t thread;
	void *unavailable;
	struct connection *connection = open_as(DATABASE_RECORDER);
	struct connection *admin = open_as(DATABASE_ADMIN);
	double start = seconds();
	assert_int_equal(pthread_create(&thread, NULL, sleep_in_the_database, connection), 0);
	usleep(300000);
	connection_interrupt(connection);
	pthread_join(thread, &unavailable);
	assert_true(unavailable == connection);
	assert_true(seconds() - start < 5);
	expect(admin,
		"SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND"
		" state = 'active'",
		"0");
	assert_int_equal(session_run(connection, "SELECT 1", "test", NULL), STATUS_UNAVAILABLE);
	connection_close(connection);
	connection_close(admin);
}

static void what_runs_on_a_server_that_hangs_can_be_interrupted(void **state)
{
	(void)state;
	pthread_t thread;
	void *unavailable;
	struct connection *connection = open_as(DATABASE_RECORDER);
	int process = PQbackendPID(connection->handle);
	assert_int_equal(kill(process, SIGSTOP), 0);
	double start = seconds();
	assert_int_equal(pthread_create(&thread, NULL, sleep_in_the_database, connection), 0);
	usleep(300000);
	connection_interrupt(connection);
	pthread_join(thread, &unavailable);
	double taken = seconds() - start;
	connection_close(connection);
	kill(process, SIGCONT);
	assert_true(unavailable == connection);
	assert_true(taken < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_connection_acts_as_its_role_in_utc_with_timeouts),
		cmocka_unit_test(what_is_committed_is_durable_whatever_the_server_was_told),
		cmocka_unit_test(elsewhere_the_login_changes_to_the_role),
		cmocka_unit_test(a_login_that_is_not_a_member_of_the_role_is_told_so),
		cmocka_unit_test(a_password_is_never_in_a_fault),
		cmocka_unit_test(a_value_that_the_server_refuses_is_never_in_a_fault),
		cmocka_unit_test(what_is_wrong_with_a_statement_is_in_the_fault),
		cmocka_unit_test(a_commit_after_a_failed_statement_is_a_failure),
		cmocka_unit_test(a_server_that_went_away_is_unavailable),
		cmocka_unit_test(a_commit_whose_answer_is_lost_says_that_it_may_have_happened),
		cmocka_unit_test(waiting_ends_with_a_notification_a_wake_up_or_the_time),
		cmocka_unit_test(a_notification_that_came_with_an_answer_is_not_slept_over),
		cmocka_unit_test(through_pgbouncer_nothing_outlives_a_transaction),
		cmocka_unit_test(a_server_that_hangs_is_given_up_after_the_patience_of_the_connection),
		cmocka_unit_test(what_runs_can_be_interrupted_from_another_thread),
		cmocka_unit_test(what_runs_on_a_server_that_hangs_can_be_interrupted),
		cmocka_unit_test(a_statement_is_prepared_once_per_connection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
