// SPDX-License-Identifier: MIT
// sql/distribute.sql against functions that stand in for Citus: they note what they are asked for,
// and refuse what Citus refuses. The lint of schema.c covers what Citus thinks of the tables.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/migrate.h"
#include "store/session.h"
#include "support/cluster.h"

static const char stand_in[] =
	"CREATE TABLE asked (name text PRIMARY KEY, key text, beside text);"
	"COMMENT ON TABLE asked IS 'local';"
	"CREATE FUNCTION note(name regclass, key text, beside text) RETURNS void LANGUAGE plpgsql AS "
	"$f$"
	" BEGIN"
	"  IF EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND (conrelid = name OR"
	"   confrelid = name)) THEN RAISE EXCEPTION 'a foreign key is in the way of %', name; END IF;"
	"  INSERT INTO asked VALUES (name::text, key, beside);"
	" END $f$;"
	"CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void LANGUAGE sql AS"
	" $f$ SELECT note(table_name, NULL, 'reference') $f$;"
	"CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text,"
	" colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void"
	" LANGUAGE sql AS $f$ SELECT note(table_name, distribution_column,"
	" colocate_with || coalesce(' ' || shard_count, '')) $f$";

static const char foreign_keys[] =
	"SELECT string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ';'"
	" ORDER BY conrelid::regclass::text, conname) FROM pg_constraint WHERE contype = 'f'";

static struct connection *admin;
static char *script;

static char *ask(const char *sql)
{
	PGresult *result = PQexec(admin->handle, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	char *answer = strdup(PQgetvalue(result, 0, 0));
	PQclear(result);
	return answer;
}

static void expect(const char *sql, const char *expected)
{
	char *answer = ask(sql);
	if (strcmp(answer, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, answer, expected);
	free(answer);
}

static int set_up(void **state)
{
	(void)state;
	const struct database *database = test_database_new("spread");
	FILE *file = fopen("sql/distribute.sql", "rb");
	script = calloc(1, 65536);
	if (!file || !script || fread(script, 1, 65535, file) == 0 || fclose(file) != 0)
		return -1;
	return migrate(database, NULL, NULL) != STATUS_OK ||
		   connection_open(database, DATABASE_ADMIN, &admin, NULL) != STATUS_OK ||
		   session_run(admin, stand_in, "stand-in", NULL) != STATUS_OK;
}

static int tear_down(void **state)
{
	(void)state;
	connection_close(admin);
	free(script);
	return 0;
}

static void every_table_goes_where_its_comment_says_and_keeps_its_foreign_keys(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	char *before = ask(foreign_keys);
	if (session_run(admin, script, "distribute", &fault) != STATUS_OK)
		fail_msg("%s", PQerrorMessage(admin->handle));
	expect(foreign_keys, before);
	expect("SELECT key || ' ' || beside FROM asked WHERE name = 'person'", "person_id none 32");
	expect("SELECT count(*) FROM pg_class LEFT JOIN asked ON name = relname"
		   " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT coalesce("
		   " CASE obj_description(oid, 'pg_class')"
		   " WHEN 'group: person' THEN key = 'person_id' AND (beside = 'person' OR name = 'person')"
		   " WHEN 'group: reference' THEN beside = 'reference'"
		   " WHEN 'local' THEN name IS NULL"
		   " ELSE 'own key: ' || key = obj_description(oid, 'pg_class') AND beside = 'none 32' END,"
		   " false)",
		"0");
	expect("SELECT count(DISTINCT beside) FROM asked", "3"); // every kind occurs
	free(before);
}

static void a_second_run_refuses_and_changes_nothing(void **state)
{
	(void)state;
	char *before = ask(foreign_keys);
	assert_int_not_equal(session_run(admin, script, "distribute", NULL), STATUS_OK);
	transaction_rollback(admin);
	expect(foreign_keys, before);
	free(before);
}

static void settings_reach_the_workers(void **state)
{
	(void)state;
	expect(
		"SELECT setconfig::text FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase"
		" WHERE datname = current_database()",
		"{citus.propagate_set_commands=local}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table_goes_where_its_comment_says_and_keeps_its_foreign_keys),
		cmocka_unit_test(a_second_run_refuses_and_changes_nothing),
		cmocka_unit_test(settings_reach_the_workers),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
