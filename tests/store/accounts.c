// SPDX-License-Identifier: MIT
// What the web role sees of accounts: what it was told the exact hash of, and its own.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/session.h"
#include "support/cluster.h"

static struct connection *admin, *web;

// Two people, n = 1 and 2, with one of everything; hash(n) is that of their name, session and link.
static const char rows[] =
	"CREATE FUNCTION id(integer) RETURNS uuid LANGUAGE sql AS $$SELECT md5($1::text)::uuid$$;"
	"CREATE FUNCTION hash(integer) RETURNS bytea LANGUAGE sql AS $$SELECT "
	"sha256($1::text::bytea)$$;"
	"INSERT INTO organisation VALUES (id(0), 'Test', 'UTC', 'scotland', false, 'epoch');"
	"INSERT INTO person SELECT id(n), id(0), n, '', 'epoch', 'epoch' FROM generate_series(1, 2) n;"
	"INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, language,"
	" nation, access_needs, totp_step, state, signed_out_before, created_at, changed_at)"
	" SELECT id(n), id(0), n, n, '{officer}', 'cy', 'scotland', '{}', 0, 'active', 'epoch',"
	" 'epoch', 'epoch' FROM generate_series(1, 2) n;"
	"INSERT INTO sign_in_name SELECT hash(n), id(0), id(n), 'epoch' FROM generate_series(1, 2) n;"
	"INSERT INTO sign_in_session SELECT hash(n), id(0), id(n), 'officer', 'epoch', 'epoch',"
	" 'epoch', 'infinity', 'infinity' FROM generate_series(1, 2) n;"
	"INSERT INTO one_time_link SELECT hash(n), id(0), 'reset', id(n), 'epoch', 'infinity'"
	" FROM generate_series(1, 2) n;"
	"INSERT INTO recovery_code SELECT id(n), hash(n), 'epoch' FROM generate_series(1, 2) n;"
	"GRANT EXECUTE ON FUNCTION id(integer), hash(integer) TO PUBLIC;";

static void must_run(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	PQclear(result);
}

static int open_all(void **state)
{
	(void)state;
	if (connection_open(test_database(), DATABASE_ADMIN, &admin, NULL) != STATUS_OK ||
		connection_open(test_database(), DATABASE_WEB, &web, NULL) != STATUS_OK)
		return -1;
	must_run(admin, rows);
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	connection_close(admin);
	connection_close(web);
	return 0;
}

// How many rows a statement gives or touches as the web role, in a transaction for `whom` that is
// rolled back; -1 where it is refused.
static int touched(const char *whom, const char *sql)
{
	char begin[128];
	snprintf(begin, sizeof begin, "SELECT app_begin(%s)", whom);
	must_run(web, "BEGIN");
	must_run(web, begin);
	PGresult *result = PQexec(web->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	int count = -1;
	if (status == PGRES_TUPLES_OK)
		count = PQntuples(result);
	else if (status == PGRES_COMMAND_OK)
		count = atoi(PQcmdTuples(result));
	PQclear(result);
	must_run(web, "ROLLBACK");
	return count;
}

#define NOBODY "NULL, NULL"
#define HASH "NULL, hash(1)"
#define OTHER_HASH "NULL, hash(3)"
#define PERSON "id(1), NULL"
#define BOTH "id(1), hash(3)"

static const struct {
	const char *whom, *sql;
	int expected;
} cases[] = {
	{NOBODY, "SELECT FROM account", 0},
	{NOBODY, "SELECT FROM sign_in_name", 0},
	{NOBODY, "SELECT FROM sign_in_session", 0},
	{NOBODY, "SELECT FROM one_time_link", 0},
	{NOBODY, "SELECT FROM recovery_code", 0},
	{NOBODY, "UPDATE account SET totp_step = 9", 0},
	{NOBODY, "UPDATE sign_in_session SET ended_at = now()", 0},
	{NOBODY, "UPDATE one_time_link SET used_at = now()", 0},
	{NOBODY, "DELETE FROM sign_in_session", 0},
	{NOBODY, "DELETE FROM recovery_code", 0},
	{OTHER_HASH, "SELECT FROM sign_in_name", 0},
	{OTHER_HASH, "SELECT FROM sign_in_session", 0},
	{OTHER_HASH, "SELECT FROM one_time_link", 0},
	// A hash finds the one row, and neither the account behind it nor its codes.
	{HASH, "SELECT FROM sign_in_name", 1},
	{HASH, "SELECT FROM sign_in_session", 1},
	{HASH, "SELECT FROM one_time_link", 1},
	{HASH, "SELECT FROM account", 0},
	{HASH, "SELECT FROM recovery_code", 0},
	{HASH, "UPDATE sign_in_session SET ended_at = now()", 1},
	{HASH, "UPDATE one_time_link SET used_at = now()", 1},
	{HASH, "DELETE FROM sign_in_session", 0},
	// A person finds what is theirs, but no name and no link.
	{PERSON, "SELECT FROM account", 1},
	{PERSON, "SELECT FROM account WHERE person_id = id(2)", 0},
	{PERSON, "SELECT FROM recovery_code", 1},
	{PERSON, "SELECT FROM sign_in_session", 1},
	{PERSON, "SELECT FROM sign_in_name", 0},
	{PERSON, "SELECT FROM one_time_link", 0},
	{PERSON, "UPDATE account SET totp_step = 9", 1},
	{PERSON, "UPDATE account SET roles = '{administrator}'", -1},
	{PERSON, "UPDATE account SET state = 'active'", -1},
	{PERSON, "UPDATE account SET person_id = id(2)", -1},
	{PERSON, "UPDATE sign_in_session SET role = 'administrator'", -1},
	{PERSON, "UPDATE sign_in_session SET absolute_until = 'infinity'", -1},
	{PERSON, "UPDATE sign_in_session SET ended_at = now()", 1},
	{PERSON, "INSERT INTO recovery_code VALUES (id(1), hash(3), 'epoch')", 1},
	{PERSON, "INSERT INTO recovery_code VALUES (id(2), hash(3), 'epoch')", -1},
	{PERSON, "INSERT INTO one_time_link VALUES (hash(3), id(0), 'reset', id(1), 'epoch', 'epoch')",
		-1},
	// Sessions and names are made for the person and hash that the transaction works for.
	{BOTH, "INSERT INTO sign_in_name VALUES (hash(3), id(0), id(1), 'epoch')", 1},
	{BOTH, "INSERT INTO sign_in_name VALUES (hash(4), id(0), id(1), 'epoch')", -1},
	{BOTH, "INSERT INTO sign_in_name VALUES (hash(3), id(0), id(2), 'epoch')", -1},
	{BOTH,
		"INSERT INTO sign_in_session VALUES (hash(3), id(0), id(1), 'officer', 'epoch', 'epoch',"
		" 'epoch', 'epoch', 'epoch')",
		1},
	{BOTH,
		"INSERT INTO sign_in_session VALUES (hash(4), id(0), id(1), 'officer', 'epoch', 'epoch',"
		" 'epoch', 'epoch', 'epoch')",
		-1},
	{BOTH,
		"INSERT INTO sign_in_session VALUES (hash(3), id(0), id(2), 'officer', 'epoch', 'epoch',"
		" 'epoch', 'epoch', 'epoch')",
		-1},
};

static void the_web_role_finds_by_exact_hash_and_sees_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int count = touched(cases[i].whom, cases[i].sql);
		if (count != cases[i].expected)
			fail_msg(
				"for %s: %s: %d, not %d", cases[i].whom, cases[i].sql, count, cases[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_web_role_finds_by_exact_hash_and_sees_its_own),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
