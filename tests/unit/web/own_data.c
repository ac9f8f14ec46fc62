// SPDX-License-Identifier: MIT
// What people take away: its words, its tables, its archive.
#include "support/cmocka.h"

#include <string.h>

#include "app/own_data/own_data.h"
#include "web/archive.h"

static void every_column_says_what_it_means(void **state)
{
	(void)state;
	for (unsigned i = 0; i < OWN_TABLE_COUNT; i++) {
		enum own_table table = (enum own_table)i;
		assert_non_null(own_table_title(table));
		assert_non_null(own_table_about(table));
		for (size_t j = 0; own_column_name(table, j); j++) {
			if (!own_column_meaning(table, j))
				fail_msg("%s.%s", own_table_name(table), own_column_name(table, j));
		}
	}
}

static void a_table_holds_commas_quotes_lines_and_no_formula(void **state)
{
	struct text cells[] = {TEXT("=1+1"), TEXT("2026-11-26T03:00:00Z"), {NULL, 0},
		TEXT("A \"team\",\nB"), TEXT(""), TEXT("x")};
	struct own_rows rows = {3, 2, cells};
	struct text_builder out;
	(void)state;
	builder_init(&out);
	own_data_table(OWN_TEAMS, &rows, &out);
	assert_string_equal(builder_view(&out).start, "team,from_at,until_at\r\n"
												  "\"'=1+1\",\"2026-11-26T03:00:00Z\",\r\n"
												  "\"A \"\"team\"\",\nB\",\"\",\"x\"\r\n");
	builder_done(&out);
}

static void an_archive_of_nothing_much_is_one(void **state)
{
	const struct archive_file files[] = {{"a.txt", TEXT("")}, {"b.txt", TEXT("bytes")}};
	struct text_builder out;
	(void)state;
	builder_init(&out);
	assert_int_equal(archive_zip(files, 2, (struct instant){1795478400}, &out, NULL), STATUS_OK);
	struct text zip = builder_view(&out);
	assert_true(zip.length > 100 && memcmp(zip.start, "PK\3\4", 4) == 0);
	assert_non_null(memmem(zip.start, zip.length, "b.txt", 5));
	builder_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_says_what_it_means),
		cmocka_unit_test(a_table_holds_commas_quotes_lines_and_no_formula),
		cmocka_unit_test(an_archive_of_nothing_much_is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
