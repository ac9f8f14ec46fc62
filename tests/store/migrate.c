// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/migrate.h"
#include "store/session.h"
#include "support/cluster.h"

// Runs SQL as the administrator of the database; the first value of the answer, to be freed.
static char *admin_ask(const struct database *database, const char *sql)
{
	struct connection *admin = NULL;
	assert_int_equal(connection_open(database, DATABASE_ADMIN, &admin, NULL), STATUS_OK);
	PGresult *result = PQexec(admin->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	char *answer = strdup(PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	connection_close(admin);
	return answer;
}

static void admin_run(const struct database *database, const char *sql)
{
	free(admin_ask(database, sql));
}

static void expect(const struct database *database, const char *sql, const char *expected)
{
	char *answer = admin_ask(database, sql);
	if (strcmp(answer, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, answer, expected);
	free(answer);
}

static void must_migrate(const struct database *database, struct migration_report *report)
{
	struct fault fault = {.status = STATUS_OK};
	if (migrate(database, report, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
}

static int version_of(const struct database *database)
{
	int version = -1;
	assert_int_equal(migrate_version(database, &version, NULL), STATUS_OK);
	return version;
}

// Everything the schema consists of, as one text.
static const char fingerprint[] =
	"SELECT md5(string_agg(item, chr(10) ORDER BY item)) FROM ("
	" SELECT attrelid::regclass || '.' || attname || format_type(atttypid, atttypmod) AS item"
	" FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
	" WHERE relnamespace = 'public'::regnamespace"
	" UNION ALL SELECT relname || relacl::text || relowner || obj_description(oid, 'pg_class')"
	" FROM pg_class WHERE relnamespace = 'public'::regnamespace"
	" UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid)"
	" FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
	" UNION ALL SELECT tablename || policyname || roles::text || coalesce(qual, '')"
	" FROM pg_policies"
	" UNION ALL SELECT proname || coalesce(proacl::text, '') FROM pg_proc"
	" WHERE pronamespace = 'public'::regnamespace) all_items";

static void an_empty_database_gets_the_newest_schema(void **state)
{
	(void)state;
	const struct database *database = test_database_new("empty");
	struct migration_report report = {-1, -1};
	assert_int_equal(version_of(database), 0);
	must_migrate(database, &report);
	assert_int_equal(report.from, 0);
	assert_int_equal(report.to, migrate_newest());
	assert_int_equal(version_of(database), migrate_newest());
	expect(database,
		"SELECT count(DISTINCT relowner) FROM pg_class WHERE relkind = 'r'"
		" AND relnamespace = 'public'::regnamespace",
		"1");
	expect(database, "SELECT tableowner FROM pg_tables WHERE tablename = 'schema_migration'",
		"plimsoll_owner");
}

static void a_second_run_changes_nothing(void **state)
{
	(void)state;
	const struct database *database = test_database();
	struct migration_report report = {-1, -1};
	char *before = admin_ask(database, fingerprint);
	char *record = admin_ask(database, "SELECT string_agg(xmin::text, ' ' ORDER BY number)"
									   " FROM schema_migration");
	must_migrate(database, &report);
	assert_int_equal(report.from, migrate_newest());
	assert_int_equal(report.to, migrate_newest());
	expect(database, fingerprint, before);
	expect(database, "SELECT string_agg(xmin::text, ' ' ORDER BY number) FROM schema_migration",
		record);
	free(before);
	free(record);
}

static void *migrate_in_a_thread(void *argument)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = migrate(argument, NULL, &fault);
	if (status != STATUS_OK)
		print_error("%s: %s\n", fault.where, fault.message);
	return status == STATUS_OK ? argument : NULL;
}

static void several_services_may_start_at_once(void **state)
{
	(void)state;
	const struct database *database = test_database_new("crowded");
	char *expected = admin_ask(test_database(), fingerprint);
	pthread_t threads[4];
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, migrate_in_a_thread, (void *)database), 0);
	for (size_t i = 0; i < 4; i++) {
		void *result = NULL;
		pthread_join(threads[i], &result);
		assert_non_null(result);
	}
	assert_int_equal(version_of(database), migrate_newest());
	expect(database, fingerprint, expected);
	free(expected);
}

static void refuses(const struct database *database, const char *word)
{
	struct fault fault = {.status = STATUS_OK};
	struct migration_report report = {-1, -1};
	char *before = admin_ask(database, fingerprint);
	assert_int_equal(migrate(database, &report, &fault), STATUS_VERSION);
	assert_int_equal(report.from, -1);
	if (!strstr(fault.message, word))
		fail_msg("%s", fault.message);
	expect(database, fingerprint, before);
	free(before);
}

static void an_altered_migration_is_refused(void **state)
{
	(void)state;
	const struct database *database = test_database_new("altered");
	must_migrate(database, NULL);
	admin_run(database, "UPDATE schema_migration SET checksum = checksum + 1 WHERE number = 2");
	refuses(database, "Migration 2 of the database is not the one this program has");
}

static void a_schema_newer_than_the_program_is_refused(void **state)
{
	(void)state;
	const struct database *database = test_database_new("newer");
	must_migrate(database, NULL);
	admin_run(database, "INSERT INTO schema_migration VALUES (9999, '9999_later', 1)");
	refuses(database, "Use a newer program");
	assert_int_equal(version_of(database), 9999);
}

static void a_gap_in_the_record_is_refused(void **state)
{
	(void)state;
	const struct database *database = test_database_new("gap");
	must_migrate(database, NULL);
	admin_run(database, "DELETE FROM schema_migration WHERE number = 1");
	refuses(database, "Migration 2");
}

static void a_migration_that_fails_leaves_nothing_behind(void **state)
{
	(void)state;
	const struct database *database = test_database_new("failing");
	struct fault fault = {.status = STATUS_OK};
	// Migration 2 makes tables before and after this one.
	admin_run(database, "CREATE TABLE session (planted integer)");
	char *before = admin_ask(database, "SELECT count(*) FROM pg_class WHERE relkind = 'r'");
	assert_int_not_equal(migrate(database, NULL, &fault), STATUS_OK);
	assert_string_equal(fault.where, migration_definitions[1].name);
	assert_non_null(strstr(fault.message, "\"session\" already exists"));
	assert_int_equal(version_of(database), 1);
	expect(database, "SELECT count(*) - 1 FROM pg_class WHERE relkind = 'r'", before);
	free(before);

	admin_run(database, "DROP TABLE session");
	must_migrate(database, NULL);
	char *expected = admin_ask(test_database(), fingerprint);
	expect(database, fingerprint, expected);
	free(expected);
}

static void functions_and_policies_follow_their_files(void **state)
{
	(void)state;
	const struct database *database = test_database_new("stray");
	must_migrate(database, NULL);
	char *expected = admin_ask(database, fingerprint);
	// As if an earlier program had had other files.
	admin_run(database, "DROP FUNCTION app_begin(uuid, bytea)");
	admin_run(database, "DROP POLICY own ON diary");
	admin_run(database, "CREATE POLICY stray ON exposure TO plimsoll_web USING (true)");
	admin_run(database, "GRANT SELECT, DELETE ON exposure TO plimsoll_web");
	admin_run(database, "GRANT UPDATE (dose) ON exposure TO plimsoll_recorder");
	admin_run(database, "UPDATE schema_migration SET checksum = 1 WHERE number = 0");
	must_migrate(database, NULL);
	expect(database, fingerprint, expected);
	expect(database, "SELECT has_table_privilege('plimsoll_web', 'exposure', 'DELETE')", "f");
	expect(database,
		"SELECT has_column_privilege('plimsoll_recorder', 'exposure', 'dose', 'UPDATE')", "f");
	free(expected);
}

static void the_roles_alone_can_be_made_before_a_restore(void **state)
{
	(void)state;
	const struct database *database = test_database_new("restored");
	assert_int_equal(migrate_roles(database, NULL), STATUS_OK);
	assert_int_equal(migrate_roles(database, NULL), STATUS_OK);
	assert_int_equal(version_of(database), 0);
	expect(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", "0");
	must_migrate(database, NULL);
}

static void nobody_without_a_role_gets_in(void **state)
{
	(void)state;
	expect(test_database(),
		"SELECT has_schema_privilege('public', 'public', 'USAGE')"
		" OR has_function_privilege('public', 'app_begin(uuid, bytea)', 'EXECUTE')",
		"f");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_database_gets_the_newest_schema),
		cmocka_unit_test(a_second_run_changes_nothing),
		cmocka_unit_test(several_services_may_start_at_once),
		cmocka_unit_test(an_altered_migration_is_refused),
		cmocka_unit_test(a_schema_newer_than_the_program_is_refused),
		cmocka_unit_test(a_gap_in_the_record_is_refused),
		cmocka_unit_test(a_migration_that_fails_leaves_nothing_behind),
		cmocka_unit_test(functions_and_policies_follow_their_files),
		cmocka_unit_test(the_roles_alone_can_be_made_before_a_restore),
		cmocka_unit_test(nobody_without_a_role_gets_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
