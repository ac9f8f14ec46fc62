// SPDX-License-Identifier: MIT
// The database's own roles, each trying by plain SQL what no role may.
#include "support/cmocka.h"

#include "integration/audits/trail.h"

#include <string.h>

#include "store/session.h"

static const struct {
	const char *name;
	enum database_role role;
} roles[] = {
	{"web", DATABASE_WEB},
	{"recorder", DATABASE_RECORDER},
	{"erasure", DATABASE_ERASURE},
	{"backup", DATABASE_BACKUP},
};

// The SQLSTATE a statement ends with, "" where it does what it says.
static const char *try(struct connection *connection, const char *sql)
{
	static char sqlstate[6];
	PQclear(PQexec(connection->handle, "BEGIN"));
	PQclear(PQexec(
		connection->handle, "SELECT app_begin('00000000-0000-0000-0000-000000000001', NULL)"));
	if (PQtransactionStatus(connection->handle) == PQTRANS_INERROR) // only web may
		PQclear(PQexec(connection->handle, "ROLLBACK AND CHAIN"));
	PGresult *result = PQexec(connection->handle, sql);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	snprintf(sqlstate, sizeof sqlstate, "%s", state ? state : "");
	PQclear(result);
	PQclear(PQexec(connection->handle, "ROLLBACK"));
	return sqlstate;
}

static void nobody_edits_deletes_or_reorders_entries_and_roots(void **state)
{
	(void)state;
	static const char *const attempts[] = {
		"UPDATE audit_entry SET acted_at = acted_at + interval '1 hour'",
		"UPDATE audit_entry SET action = 'links-seen'",
		"UPDATE audit_entry SET actor = 'service'",
		"UPDATE audit_entry SET link = sha256('x'), commitment = sha256('y')",
		"UPDATE audit_entry SET number = 10 - number",
		"UPDATE audit_entry SET person_id = gen_random_uuid()",
		"DELETE FROM audit_entry WHERE number = 3",
		"TRUNCATE audit_entry",
		"DELETE FROM audit_head",
		"UPDATE audit_head SET person_id = gen_random_uuid()",
		"TRUNCATE audit_head",
		"UPDATE audit_mark SET number = number - 1",
		"DELETE FROM audit_mark",
		"UPDATE audit_root SET root = sha256('x')",
		"DELETE FROM audit_root",
		"INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (person_id, number)"
		" DO UPDATE SET link = excluded.link",
	};
	for (int i = 1; i <= 3; i++)
		look(1, i);
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		struct connection *connection = open_as(roles[i].role);
		for (size_t j = 0; j < sizeof attempts / sizeof attempts[0]; j++) {
			const char *sqlstate = try(connection, attempts[j]);
			if (strcmp(sqlstate, "42501") != 0)
				fail_msg("%s may: %s (%s)", roles[i].name, attempts[j], sqlstate);
		}
		connection_close(connection);
	}
	expect_whole(1, 3);
}

static void the_erasure_role_can_empty_an_entry_and_not_fill_it(void **state)
{
	(void)state;
	static const struct {
		const char *sql, *sqlstate;
	} attempts[] = {
		{"UPDATE audit_entry SET acted_at = NULL, actor = NULL, action = NULL, salt = NULL", ""},
		{"UPDATE audit_entry SET salt = sha256('x')", "42501"},
		{"UPDATE audit_entry SET action = 'links-seen', salt = sha256('x')", "42501"},
		{"UPDATE audit_entry SET salt = NULL", "42501"},
	};
	struct connection *erasure = open_as(DATABASE_ERASURE);
	look(1, 0);
	for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
		assert_string_equal(try(erasure, attempts[i].sql), attempts[i].sqlstate);
	connection_close(erasure);
}

static void a_number_is_used_once(void **state)
{
	(void)state;
	static const char again[] =
		"INSERT INTO audit_entry (person_id, number, organisation_id, acted_at, actor, action,"
		" salt, commitment, link) SELECT '00000000-0000-0000-0000-000000000001', 1,"
		" organisation_id, now(), 'shell', 'load-seen', sha256('a'), sha256('b'), sha256('c')"
		" FROM organisation";
	look(1, 0);
	for (size_t i = 0; i < 2; i++) {
		struct connection *connection = open_as(roles[i].role);
		assert_string_equal(try(connection, again), "23505");
		connection_close(connection);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_trail, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_edits_deletes_or_reorders_entries_and_roots),
		TEST(the_erasure_role_can_empty_an_entry_and_not_fill_it),
		TEST(a_number_is_used_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
