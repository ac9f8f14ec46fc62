// SPDX-License-Identifier: MIT
// Every statement of sql/queries against the schema, as each role that its file names.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "store/encoding.h"
#include "store/query.h"
#include "store/session.h"
#include "support/cluster.h"

#define ROLES 6
#define VOID 2278 // what a function without an answer gives

static struct connection *connections[ROLES];
static int faults;

static int open_all(void **state)
{
	(void)state;
	for (unsigned role = 0; role < ROLES; role++) {
		if (connection_open(test_database(), role, &connections[role], NULL) != STATUS_OK)
			return -1;
	}
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	for (int role = 0; role < ROLES; role++)
		connection_close(connections[role]);
	return 0;
}

static void __attribute__((format(printf, 2, 3)))
report(const struct query_definition *query, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	print_error("sql/queries/%s.sql: %s\n", query->name, text);
	faults++;
}

static bool runs(
	struct connection *connection, const struct query_definition *query, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
	if (!good)
		report(query, "as role %d: %s", (int)connection->role, PQresultErrorMessage(result));
	PQclear(result);
	return good;
}

static bool begin_with_needs(struct connection *connection, const struct query_definition *query)
{
	PQclear(PQexec(connection->handle, "BEGIN"));
	for (const enum query *need = query->needs; *need != QUERY_COUNT; need++) {
		if (!runs(connection, query, query_definitions[*need].sql))
			return false;
	}
	return true;
}

static void compare(const struct query_definition *query, const char *what, int number,
	const struct query_column *column, unsigned type)
{
	if (encoding_type(column->type) != type)
		report(query, "%s %d, %s, has the type with object id %u, not the one that is named", what,
			number, column->name, type);
}

static void compare_answer(const struct query_definition *query, const PGresult *answer)
{
	int columns = PQnfields(answer);
	if (columns == 1 && PQftype(answer, 0) == VOID)
		columns = 0;
	if (columns != query->give_count) {
		report(query, "gives %d columns, and its file names %d", columns, query->give_count);
		return;
	}
	for (int i = 0; i < columns; i++) {
		compare(query, "column", i + 1, &query->gives[i], PQftype(answer, i));
		if (strcmp(PQfname(answer, i), query->gives[i].name) != 0)
			report(query, "column %d is called %s, not %s", i + 1, PQfname(answer, i),
				query->gives[i].name);
	}
}

static bool prepare(struct connection *connection, const struct query_definition *query)
{
	Oid types[QUERY_PARAMETERS_LIMIT];
	for (int i = 0; i < query->take_count; i++)
		types[i] = encoding_type(query->takes[i].type);
	PGresult *result =
		PQprepare(connection->handle, "statement", query->sql, query->take_count, types);
	bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	if (!good)
		report(query, "as role %d: %s", (int)connection->role, PQresultErrorMessage(result));
	PQclear(result);
	return good;
}

static void compare_prepared(struct connection *connection, const struct query_definition *query)
{
	PGresult *described = PQdescribePrepared(connection->handle, "statement");
	if (PQnparams(described) != query->take_count)
		report(query, "takes %d, and its file names %d", PQnparams(described), query->take_count);
	for (int i = 0; i < query->take_count && i < PQnparams(described); i++)
		compare(query, "parameter", i + 1, &query->takes[i], PQparamtype(described, i));
	compare_answer(query, described);
	PQclear(described);
}

// EXPLAIN checks the grants, which preparing does not.
static void check_grants(struct connection *connection, const struct query_definition *query)
{
	char sql[512] = "EXPLAIN EXECUTE statement";
	if (strncasecmp(query->sql, "CREATE ", 7) == 0 ||
		strncasecmp(query->sql, "TRUNCATE ", 9) == 0 || strncasecmp(query->sql, "DROP ", 5) == 0) {
		runs(connection, query, query->sql);
		return;
	}
	for (int i = 0; i < query->take_count; i++)
		strcat(sql, i ? ", NULL" : "(NULL");
	if (query->take_count)
		strcat(sql, ")");
	runs(connection, query, sql);
}

// "COPY table (columns) FROM STDIN": the columns are what is taken, into a temporary table.
static void check_copy(struct connection *connection, const struct query_definition *query)
{
	char table[64], columns[2048], sql[4096];
	if (sscanf(query->sql, "COPY %63s (%2047[^)])", table, columns) != 2) {
		report(query, "is not COPY table (columns)");
		return;
	}
	snprintf(sql, sizeof sql, "SELECT %s FROM pg_temp.%s", columns, table);
	PGresult *answer = PQexec(connection->handle, sql);
	if (PQresultStatus(answer) != PGRES_TUPLES_OK)
		report(query, "%s", PQresultErrorMessage(answer));
	else {
		struct query_definition read = *query;
		read.gives = query->takes;
		read.give_count = query->take_count;
		compare_answer(&read, answer);
	}
	PQclear(answer);
}

static void check(struct connection *connection, const struct query_definition *query)
{
	if (begin_with_needs(connection, query)) {
		if (query->copy) {
			check_copy(connection, query);
		} else if (prepare(connection, query)) {
			compare_prepared(connection, query);
			check_grants(connection, query);
		}
	}
	PQclear(PQexec(connection->handle, "ROLLBACK"));
	PQclear(PQexec(connection->handle, "DEALLOCATE ALL"));
}

static void every_statement_fits_the_schema_and_the_grants_of_each_of_its_roles(void **state)
{
	(void)state;
	faults = 0;
	for (int i = 0; i < QUERY_COUNT; i++) {
		for (int role = 0; role < ROLES; role++) {
			if (query_definitions[i].roles & 1u << role)
				check(connections[role], &query_definitions[i]);
		}
	}
	assert_int_equal(faults, 0);
}

static bool has_word(const char *sql, const char *word)
{
	for (const char *at = sql; (at = strcasestr(at, word)); at++) {
		bool before = at > sql && (at[-1] == '_' || (at[-1] | 0x20) >= 'a');
		if (!before)
			return true;
	}
	return false;
}

static void no_statement_uses_what_a_distributed_database_refuses(void **state)
{
	(void)state;
	// Times and ids are parameters; settings are made by app_begin().
	static const char *const refused[] = {"now()", "clock_timestamp", "statement_timestamp",
		"current_timestamp", "gen_random_uuid", "uuid_generate", "random()", "set_config",
		"nextval", "merge into", "grouping sets", "rollup", "cube (", "transaction isolation"};
	faults = 0;
	for (int i = 0; i < QUERY_COUNT; i++) {
		for (size_t j = 0; j < sizeof refused / sizeof refused[0]; j++) {
			if (has_word(query_definitions[i].sql, refused[j]))
				report(&query_definitions[i], "uses %s", refused[j]);
		}
	}
	assert_int_equal(faults, 0);
}

static void a_statement_that_its_role_may_not_run_is_noticed(void **state)
{
	(void)state;
	const struct query_definition planted = {.name = "planted",
		.sql = "DELETE FROM exposure",
		.needs = (const enum query[]){QUERY_COUNT}};
	faults = 0;
	print_message("# one complaint about \"planted\" is meant to follow\n");
	check(connections[DATABASE_WEB], &planted);
	assert_int_equal(faults, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_fits_the_schema_and_the_grants_of_each_of_its_roles),
		cmocka_unit_test(no_statement_uses_what_a_distributed_database_refuses),
		cmocka_unit_test(a_statement_that_its_role_may_not_run_is_noticed),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
