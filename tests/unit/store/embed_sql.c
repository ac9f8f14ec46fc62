// SPDX-License-Identifier: MIT
// The build tool refuses a faulty file of sql/ with its name, its line and a sentence.
#include "support/cmocka.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void write_file(const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static char *read_file(const char *name)
{
	char path[256];
	char *content = calloc(1, 65536);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(content, 1, 65535, file) < 65535);
	fclose(file);
	return content;
}

#define MIGRATION "CREATE TABLE t (x integer);\n"
#define QUERY "-- Reads.\n-- role: web\n"

static int make_folder(void **state)
{
	static const char *const inside[] = {"migrations", "functions", "policies", "queries"};
	(void)state;
	strcpy(folder, "/tmp/plimsoll-embed-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 0; i < 4; i++) {
		char path[256];
		snprintf(path, sizeof path, "%s/%s", folder, inside[i]);
		mkdir(path, 0700);
	}
	write_file("migrations/0001_first.sql", MIGRATION);
	return 0;
}

static int remove_folder(void **state)
{
	char command[128];
	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static bool embed(void)
{
	char command[1024];
	snprintf(command, sizeof command,
		"ASAN_OPTIONS=detect_leaks=0 " EMBED_SQL " '%s' '%s/queries.h' '%s/queries.c' 2>'%s/said'",
		folder, folder, folder, folder);
	return system(command) == 0;
}

static void a_fault_names_its_file_and_line(void **state)
{
	(void)state;
	static const struct {
		const char *content, *said;
	} rows[] = {
		{"SELECT 1", "x.sql:1: the file does not start with a comment"},
		{"-- role: web\nSELECT 1", "x.sql:1: the file does not start with a comment"},
		{"-- Reads.\nSELECT 1", "x.sql:2: there is no line \"-- role: …\""},
		{"-- Reads.\n-- role: wed\nSELECT 1", "x.sql:2: there is no role \"wed\""},
		{QUERY "-- role: web\nSELECT 1", "x.sql:3: \"role:\" is given twice"},
		{QUERY "-- take: a text\nSELECT $1", "x.sql:3: \"take: a text\" is none of"},
		{QUERY "-- takes: a\nSELECT $1", "x.sql:3: \"a\" is not a name and a type"},
		{QUERY "-- takes: a money\nSELECT $1", "x.sql:3: \"money\" is not a type"},
		{QUERY "-- takes: a bytea[]\nSELECT $1", "x.sql:3: an array of bytea cannot be a param"},
		{QUERY "-- gives: a uuid[]\nSELECT 1", "x.sql:3: an array of uuid cannot be read"},
		{QUERY "-- needs: y\nSELECT 1", "x.sql:3: there is no statement \"y\""},
		{QUERY "-- takes: a text\nSELECT 1",
			"x.sql:4: a parameter that the statement takes is not"},
		{QUERY "SELECT\n$1", "x.sql:4: $1 is not among what the statement takes"},
		{QUERY "-- takes: a text\nSELECT $1, $2", "x.sql:4: $2 is not among"},
		{QUERY "SELECT 1;\nSELECT 2;", "x.sql:3: a file holds one statement"},
		{QUERY, "x.sql:3: there is no statement below the comment"},
		{QUERY "-- copy\nSELECT 1", "x.sql:4: a copy is COPY table (columns)"},
		{QUERY "-- copy\n-- takes: a text\nCOPY t (a) FROM STDIN", "x.sql:5: a copy is COPY"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		write_file("queries/x.sql", rows[i].content);
		bool done = embed();
		char *said = read_file("said");
		if (done || !strstr(said, rows[i].said))
			fail_msg("row %zu: %s", i, said);
		free(said);
	}
}

static void names_and_numbers_of_files_are_checked(void **state)
{
	(void)state;
	static const char *const names[][2] = {{"migrations/0003_x.sql", "0002 was expected"},
		{"migrations/2_x.sql", "0002 was expected"}, {"migrations/0001_x.sql", "0002 was expected"},
		{"queries/Camel.sql", "is not lower_snake"}, {"queries/a-b.sql", "is not lower_snake"}};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[256];
		write_file(names[i][0], MIGRATION);
		bool done = embed();
		char *said = read_file("said");
		if (done || !strstr(said, names[i][1]))
			fail_msg("row %zu: %s", i, said);
		free(said);
		snprintf(path, sizeof path, "%s/%s", folder, names[i][0]);
		unlink(path);
	}
}

static void nothing_is_written_after_a_fault(void **state)
{
	char path[256];
	(void)state;
	write_file("queries/x.sql", "SELECT 1");
	assert_false(embed());
	snprintf(path, sizeof path, "%s/queries.c", folder);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void a_statement_becomes_a_name_a_text_and_types(void **state)
{
	(void)state;
	write_file("queries/later.sql", QUERY "SELECT 1;\n");
	write_file("queries/first_one.sql",
		"-- Reads \"quoted\" things,\n-- on two lines: here.\n-- role: web, recorder\n-- needs: "
		"later\n"
		"-- takes: a text, b double precision[]\n-- gives: n bigint, list text[]\n"
		"\n-- A remark; with $9.\nSELECT ';$8', $1, $2 -- $7;\n;\n");
	if (!embed())
		fail_msg("%s", read_file("said"));
	char *header = read_file("queries.h"), *source = read_file("queries.c");
	assert_non_null(strstr(header, "\tQUERY_FIRST_ONE,\n\tQUERY_LATER,\n\tQUERY_COUNT\n"));
	assert_non_null(strstr(source, ".name = \"first_one\""));
	assert_non_null(strstr(source, "\"SELECT ';$8', $1, $2 -- $7;\""));
	assert_non_null(strstr(source, ".roles = 0xc, .copy = false"));
	assert_non_null(strstr(source, "{\"a\", TYPE_TEXT}, {\"b\", TYPE_DOUBLE | TYPE_ARRAY}, "));
	assert_non_null(strstr(source, "{\"n\", TYPE_BIGINT}, {\"list\", TYPE_TEXT | TYPE_ARRAY}, "));
	assert_non_null(strstr(source, "{QUERY_LATER, QUERY_COUNT}"));
	free(header);
	free(source);
}

static void a_checksum_is_that_of_the_bytes_of_the_file(void **state)
{
	(void)state;
	write_file("queries/x.sql", QUERY "SELECT 1");
	write_file("migrations/0001_first.sql", "foobar");
	assert_true(embed());
	char *source = read_file("queries.c");
	// The FNV-1a test vector of draft-eastlake-fnv, 64 bits.
	assert_non_null(strstr(source, "0x85944171f73967e8"));
	free(source);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		TEST(a_fault_names_its_file_and_line),
		TEST(names_and_numbers_of_files_are_checked),
		TEST(nothing_is_written_after_a_fault),
		TEST(a_statement_becomes_a_name_a_text_and_types),
		TEST(a_checksum_is_that_of_the_bytes_of_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
