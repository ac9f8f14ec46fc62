// SPDX-License-Identifier: MIT
// The schema as a whole: what it would take to distribute it, and who may do what to each table.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/session.h"
#include "support/cluster.h"

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *content = calloc(1, 262144);
	assert_non_null(file);
	assert_non_null(content);
	size_t length = fread(content, 1, 262143, file);
	assert_true(length > 0 && length < 262143);
	fclose(file);
	return content;
}

static struct connection *open_as(enum database_role role)
{
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (connection_open(test_database(), role, &connection, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return connection;
}

static PGresult *ask(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	return result;
}

static void must_run(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	PQclear(result);
}

static void nothing_stands_in_the_way_of_distributing_the_schema(void **state)
{
	(void)state;
	char *lint = read_file("tests/store/distributable.sql");
	struct connection *admin = open_as(DATABASE_ADMIN);
	PGresult *found = ask(admin, lint);
	for (int i = 0; i < PQntuples(found); i++)
		print_error("%s: %s\n", PQgetvalue(found, i, 0), PQgetvalue(found, i, 1));
	assert_int_equal(PQntuples(found), 0);
	PQclear(found);
	connection_close(admin);
	free(lint);
}

#define GROUP(table) "COMMENT ON TABLE " table " IS 'group: person';"
#define SECURE(table)                                                                              \
	"ALTER TABLE " table " ENABLE ROW LEVEL SECURITY;"                                             \
	"ALTER TABLE " table " FORCE ROW LEVEL SECURITY;"
#define GOOD                                                                                       \
	"CREATE TABLE good (person_id uuid NOT NULL, id uuid, number integer, during tstzrange,"       \
	" PRIMARY KEY (person_id, id));" GROUP("good") SECURE("good")
#define OWN                                                                                        \
	"CREATE TABLE own (code text PRIMARY KEY, person_id uuid);"                                    \
	"COMMENT ON TABLE own IS 'own key: code';"
#define REFERENCE                                                                                  \
	"CREATE TABLE common (id uuid PRIMARY KEY); COMMENT ON TABLE common IS 'group: reference';"
#define LOCAL "CREATE TABLE job (id uuid PRIMARY KEY); COMMENT ON TABLE job IS 'local';"
#define KEYS "foreign key to neither the same group by its key nor a reference table"

static const struct {
	const char *sql, *problem; // NULL: none
} obstacles[] = {
	{GOOD OWN REFERENCE LOCAL, NULL},
	{"CREATE TABLE bad (id uuid PRIMARY KEY)", "table without a class"},
	{"CREATE TABLE bad (id uuid PRIMARY KEY); COMMENT ON TABLE bad IS 'group: persons'",
		"table without a class"},
	{"CREATE TABLE bad (person_id uuid, id uuid PRIMARY KEY);" GROUP("bad") SECURE("bad"),
		"key column missing or nullable"},
	{"CREATE TABLE bad (id uuid PRIMARY KEY);" GROUP("bad") SECURE("bad"),
		"key column missing or nullable"},
	{"CREATE TABLE bad (id uuid PRIMARY KEY); COMMENT ON TABLE bad IS 'own key: code'",
		"key column missing or nullable"},
	{"CREATE TABLE bad (id uuid, person_id uuid, PRIMARY KEY (person_id, id));" GROUP("bad")
			SECURE("bad"),
		"person_id is not the first column, a uuid"},
	{"CREATE TABLE bad (person_id text PRIMARY KEY);" GROUP("bad") SECURE("bad"),
		"person_id is not the first column, a uuid"},
	{"CREATE TABLE bad (person_id uuid NOT NULL);" GROUP("bad") SECURE("bad"), "no primary key"},
	{GOOD "CREATE UNIQUE INDEX bad ON good (number)", "unique or exclusion index without the key"},
	{GOOD "ALTER TABLE good ADD UNIQUE (id)", "unique or exclusion index without the key"},
	{GOOD "ALTER TABLE good ADD EXCLUDE USING gist (during WITH &&)",
		"unique or exclusion index without the key"},
	{OWN "CREATE UNIQUE INDEX bad ON own (person_id)", "unique or exclusion index without the key"},
	{GOOD "ALTER TABLE good ADD EXCLUDE USING gist (person_id WITH <>, during WITH &&)",
		"exclusion compares the key with an operator other than ="},
	{GOOD "ALTER TABLE good ADD FOREIGN KEY (id) REFERENCES person", KEYS},
	{OWN "ALTER TABLE own ADD FOREIGN KEY (person_id) REFERENCES person", KEYS},
	{REFERENCE "ALTER TABLE common ADD FOREIGN KEY (id) REFERENCES person", KEYS},
	{LOCAL "ALTER TABLE job ADD FOREIGN KEY (id) REFERENCES person", KEYS},
	{LOCAL REFERENCE "ALTER TABLE job ADD FOREIGN KEY (id) REFERENCES common", KEYS},
	{GOOD OWN "ALTER TABLE good ADD code text REFERENCES own", KEYS},
	{GOOD REFERENCE "ALTER TABLE good ADD FOREIGN KEY (id) REFERENCES common", NULL},
	{GOOD "ALTER TABLE good ADD FOREIGN KEY (person_id) REFERENCES person", NULL},
	{GOOD "ALTER TABLE good ADD FOREIGN KEY (person_id) REFERENCES person DEFERRABLE",
		"deferrable constraint"},
	{GOOD "ALTER TABLE good ADD UNIQUE (person_id, number) DEFERRABLE", "deferrable constraint"},
	{GOOD "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
		  "CREATE TRIGGER bad BEFORE INSERT ON good FOR EACH ROW EXECUTE FUNCTION f()",
		"trigger"},
	{GOOD "CREATE RULE bad AS ON DELETE TO good DO INSTEAD NOTHING", "rule"},
	{GOOD "CREATE TABLE bad (PRIMARY KEY (person_id, id)) INHERITS (good);" GROUP("bad")
			SECURE("bad"),
		"partitions or inheritance"},
	{GOOD "ALTER TABLE good ADD n bigint GENERATED ALWAYS AS IDENTITY", "identity or sequence"},
	{GOOD "ALTER TABLE good ADD n bigserial", "identity or sequence"},
	{GOOD "CREATE POLICY bad ON good USING (person_id IN (SELECT person_id FROM person))",
		"sub-query in a policy"},
	{GOOD "CREATE FUNCTION f() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';"
		  "CREATE POLICY bad ON good USING (person_id = f())",
		"policy calls a function of our own"},
	{GOOD "CREATE POLICY fine ON good USING (person_id = nullif(current_setting('a', true), "
		  "'')::uuid)",
		NULL},
	{GOOD "ALTER TABLE good NO FORCE ROW LEVEL SECURITY", "row-level security is not forced"},
	{GOOD "ALTER TABLE good DISABLE ROW LEVEL SECURITY", "row-level security is not forced"},
};

static void every_class_of_obstacle_is_found(void **state)
{
	(void)state;
	char *lint = read_file("tests/store/distributable.sql");
	struct connection *admin = open_as(DATABASE_ADMIN);
	for (size_t i = 0; i < sizeof obstacles / sizeof obstacles[0]; i++) {
		must_run(admin, "BEGIN");
		must_run(admin, obstacles[i].sql);
		PGresult *found = ask(admin, lint);
		bool wanted = !obstacles[i].problem && PQntuples(found) == 0;
		for (int j = 0; obstacles[i].problem && j < PQntuples(found); j++)
			wanted |= strcmp(PQgetvalue(found, j, 0), obstacles[i].problem) == 0;
		if (!wanted)
			fail_msg("row %zu: not found as \"%s\": %s", i,
				obstacles[i].problem ? obstacles[i].problem : "nothing", obstacles[i].sql);
		PQclear(found);
		must_run(admin, "ROLLBACK");
	}
	connection_close(admin);
	free(lint);
}

// Whether the server lets this role run the statement; nothing it does stays.
static bool may(struct connection *connection, const char *sql)
{
	must_run(connection, "BEGIN");
	PGresult *result = PQexec(connection->handle, sql);
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	bool refused = sqlstate && strcmp(sqlstate, "42501") == 0;
	PQclear(result);
	must_run(connection, "ROLLBACK");
	return !refused;
}

static const char *const verbs[] = {"SELECT", "INSERT", "UPDATE"};

static bool may_column(
	struct connection *connection, size_t verb, const char *table, const char *column)
{
	char sql[512];
	if (verb == 0)
		snprintf(sql, sizeof sql, "EXPLAIN SELECT FROM %s WHERE %s IS NULL", table, column);
	else if (verb == 1)
		snprintf(sql, sizeof sql, "EXPLAIN INSERT INTO %s (%s) VALUES (NULL)", table, column);
	else
		snprintf(sql, sizeof sql, "EXPLAIN UPDATE %s SET %s = NULL", table, column);
	return may(connection, sql);
}

static void add_columns(
	struct connection *admin, struct connection *role, const char *table, size_t verb, FILE *out)
{
	char sql[512];
	const char *before = "(";
	snprintf(sql, sizeof sql,
		"SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0"
		" AND NOT attisdropped ORDER BY attnum",
		table);
	PGresult *columns = ask(admin, sql);
	int allowed = 0, count = PQntuples(columns);
	char *list;
	size_t size;
	FILE *names = open_memstream(&list, &size);
	for (int i = 0; i < count; i++) {
		const char *column = PQgetvalue(columns, i, 0);
		if (!may_column(role, verb, table, column))
			continue;
		allowed++;
		fprintf(names, "%s%s", before, column);
		before = ", ";
	}
	fclose(names);
	if (allowed == count)
		fprintf(out, " %s", verbs[verb]);
	else if (allowed)
		fprintf(out, " %s %s)", verbs[verb], list);
	free(list);
	PQclear(columns);
}

// What the role can do to the table, tried.
static void describe(struct connection *admin, struct connection *role, const char *name,
	const char *table, FILE *out)
{
	char sql[256];
	char *text;
	size_t size;
	FILE *line = open_memstream(&text, &size);
	for (size_t verb = 0; verb < 3; verb++)
		add_columns(admin, role, table, verb, line);
	snprintf(sql, sizeof sql, "EXPLAIN DELETE FROM %s", table);
	if (may(role, sql))
		fputs(" DELETE", line);
	snprintf(sql, sizeof sql, "TRUNCATE %s CASCADE", table);
	if (may(role, sql))
		fputs(" TRUNCATE", line);
	snprintf(sql, sizeof sql, "ALTER TABLE %s ADD planted text", table);
	if (may(role, sql))
		fputs(" ALTER", line);
	fclose(line);
	if (size)
		fprintf(out, "\t%s:%s\n", name, text);
	free(text);
}

// The first line in which two texts differ.
static void show_difference(const char *expected, const char *found)
{
	while (*expected && *found) {
		size_t a = strcspn(expected, "\n"), b = strcspn(found, "\n");
		if (a != b || strncmp(expected, found, a) != 0)
			break;
		expected += a + (expected[a] != '\0');
		found += b + (found[b] != '\0');
	}
	print_error("expected: %.*s\n", (int)strcspn(expected, "\n"), expected);
	print_error("found:    %.*s\n", (int)strcspn(found, "\n"), found);
}

static void each_role_can_do_what_the_list_of_grants_says_and_no_more(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum database_role role;
	} roles[] = {{"web", DATABASE_WEB}, {"recorder", DATABASE_RECORDER},
		{"erasure", DATABASE_ERASURE}, {"backup", DATABASE_BACKUP}};
	char *found, *expected = read_file("tests/store/grants.txt");
	size_t size;
	FILE *out = open_memstream(&found, &size);
	struct connection *admin = open_as(DATABASE_ADMIN), *connections[4];
	for (size_t i = 0; i < 4; i++)
		connections[i] = open_as(roles[i].role);
	PGresult *tables =
		ask(admin, "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
				   " AND relnamespace = 'public'::regnamespace ORDER BY relname COLLATE \"C\"");
	for (int i = 0; i < PQntuples(tables); i++) {
		fprintf(out, "%s\n", PQgetvalue(tables, i, 0));
		for (size_t j = 0; j < 4; j++)
			describe(admin, connections[j], roles[j].name, PQgetvalue(tables, i, 0), out);
	}
	fclose(out);
	PQclear(tables);
	for (size_t i = 0; i < 4; i++)
		connection_close(connections[i]);
	connection_close(admin);
	if (strcmp(expected, found) != 0) {
		show_difference(expected, found);
		fprintf(
			stderr, "# What the roles can do, to compare with tests/store/grants.txt:\n%s", found);
		fail_msg("The grants are not those of tests/store/grants.txt.");
	}
	free(expected);
	free(found);
}

static void only_the_owner_and_the_recorder_may_make_temporary_tables(void **state)
{
	(void)state;
	static const struct {
		enum database_role role;
		bool allowed;
	} rows[] = {{DATABASE_OWNER, true}, {DATABASE_RECORDER, true}, {DATABASE_WEB, false},
		{DATABASE_ERASURE, false}, {DATABASE_BACKUP, false}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct connection *connection = open_as(rows[i].role);
		if (may(connection, "CREATE TEMPORARY TABLE scratch (x integer)") != rows[i].allowed)
			fail_msg("row %zu", i);
		if (may(connection, "CREATE TABLE scratch (x integer)") != (rows[i].role == DATABASE_OWNER))
			fail_msg("row %zu: a lasting table", i);
		connection_close(connection);
	}
}

static void no_role_can_rise_above_itself(void **state)
{
	(void)state;
	static const enum database_role roles[] = {
		DATABASE_OWNER, DATABASE_WEB, DATABASE_RECORDER, DATABASE_ERASURE, DATABASE_BACKUP};
	static const char *const attempts[] = {"SET ROLE plimsoll_admin", "CREATE ROLE planted",
		"ALTER SYSTEM SET fsync TO off", "SELECT pg_read_file('PG_VERSION')",
		"COPY (SELECT 1) TO PROGRAM 'true'", "ALTER ROLE plimsoll_web SUPERUSER"};
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		struct connection *connection = open_as(roles[i]);
		for (size_t j = 0; j < sizeof attempts / sizeof attempts[0]; j++) {
			// Outside a transaction, which ALTER SYSTEM refuses to run in.
			PGresult *result = PQexec(connection->handle, attempts[j]);
			const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
			if (!sqlstate || strcmp(sqlstate, "42501") != 0)
				fail_msg("role %zu: %s", i, attempts[j]);
			PQclear(result);
		}
		connection_close(connection);
	}
}

static void the_web_role_sees_nothing_until_it_says_for_whom_it_works(void **state)
{
	(void)state;
	static const char *const planted =
		"INSERT INTO organisation SELECT 'aaaaaaaa-0000-4000-8000-000000000000', 'A', 'UTC',"
		" 'scotland', true, '2026-01-01';"
		"INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at)"
		" SELECT id::uuid, 'aaaaaaaa-0000-4000-8000-000000000000', 'r', 'p', '2026-01-01',"
		" '2026-01-01' FROM unnest(ARRAY['11111111-0000-4000-8000-000000000000',"
		" '22222222-0000-4000-8000-000000000000']) id;"
		"INSERT INTO feed_revision SELECT person_id, 'attendee', '2026-01-01' FROM person";
	struct connection *recorder = open_as(DATABASE_ADMIN), *web = open_as(DATABASE_WEB);
	must_run(recorder, planted);
	PGresult *seen = ask(web, "SELECT person_id FROM feed_revision");
	assert_int_equal(PQntuples(seen), 0);
	PQclear(seen);
	must_run(web, "BEGIN");
	PQclear(ask(web, "SELECT app_begin('11111111-0000-4000-8000-000000000000', NULL)"));
	seen = ask(web, "SELECT person_id FROM feed_revision");
	assert_int_equal(PQntuples(seen), 1);
	assert_string_equal(PQgetvalue(seen, 0, 0), "11111111-0000-4000-8000-000000000000");
	PQclear(seen);
	must_run(web, "COMMIT");
	seen = ask(web, "SELECT person_id FROM feed_revision");
	assert_int_equal(PQntuples(seen), 0);
	PQclear(seen);
	connection_close(web);
	connection_close(recorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stands_in_the_way_of_distributing_the_schema),
		cmocka_unit_test(every_class_of_obstacle_is_found),
		cmocka_unit_test(each_role_can_do_what_the_list_of_grants_says_and_no_more),
		cmocka_unit_test(only_the_owner_and_the_recorder_may_make_temporary_tables),
		cmocka_unit_test(no_role_can_rise_above_itself),
		cmocka_unit_test(the_web_role_sees_nothing_until_it_says_for_whom_it_works),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
