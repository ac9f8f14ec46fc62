// SPDX-License-Identifier: MIT
// Values go to the server and come back as they were.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/encoding.h"
#include "store/query.h"
#include "store/session.h"
#include "support/cluster.h"

static struct connection *recorder;
static struct arena arena;
static struct parameters parameters;

static int open_recorder(void **state)
{
	(void)state;
	return connection_open(test_database(), DATABASE_RECORDER, &recorder, NULL) != STATUS_OK;
}

static int close_recorder(void **state)
{
	(void)state;
	connection_close(recorder);
	return 0;
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	parameters_start(&parameters, &arena);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

// Sends the first parameter through `sql`, whose answer has the type `gives`.
static struct rows *send_through(const char *sql, char gives)
{
	static struct query_definition definition;
	static struct query_column column;
	struct rows *rows = malloc(sizeof *rows);
	Oid type = encoding_type(parameters.types[0]);
	int format = 1;
	assert_false(parameters.failed);
	assert_non_null(rows);
	column = (struct query_column){"value", gives};
	definition = (struct query_definition){.name = "echo", .give_count = 1, .gives = &column};
	*rows = (struct rows){.definition = &definition, .count = 1};
	rows->result = PQexecParams(
		recorder->handle, sql, 1, &type, parameters.values, parameters.lengths, &format, 1);
	if (PQresultStatus(rows->result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(rows->result));
	assert_int_equal(PQftype(rows->result, 0), encoding_type(gives));
	parameters_start(&parameters, &arena);
	return rows;
}

static struct rows *echo(void)
{
	return send_through("SELECT $1", parameters.types[0]);
}

// Asserts what the server makes of the first parameter, as text.
static void expect_text(const char *sql, const char *expected)
{
	struct rows *rows = send_through(sql, TYPE_TEXT);
	struct text found = row_text(rows, 0, 0);
	if (!text_is(found, expected))
		fail_msg("%s: \"%.*s\", not \"%s\"", sql, TEXT_ARGUMENTS(found), expected);
	rows_free(rows);
}

static void numbers_come_back_exact(void **state)
{
	(void)state;
	static const double numbers[] = {0.1, -0.0, 1e-300, 4.9e-324, 1.7976931348623157e308};
	static const int64_t integers[] = {0, -1, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		parameter_number(&parameters, numbers[i]);
		struct rows *rows = echo();
		double found = row_number(rows, 0, 0);
		assert_memory_equal(&found, &numbers[i], sizeof found);
		rows_free(rows);
	}
	for (size_t i = 0; i < sizeof integers / sizeof integers[0]; i++) {
		bool small = integers[i] >= INT32_MIN && integers[i] <= INT32_MAX;
		for (int wide = !small; wide < 2; wide++) {
			if (wide)
				parameter_bigint(&parameters, integers[i]);
			else
				parameter_integer(&parameters, (int32_t)integers[i]);
			struct rows *rows = echo();
			assert_int_equal(row_integer(rows, 0, 0), integers[i]);
			rows_free(rows);
		}
	}
}

static void instants_come_back_and_mean_the_same_to_the_server(void **state)
{
	(void)state;
	static const struct {
		struct instant instant;
		const char *text;
	} rows[] = {
		{{0}, "1970-01-01 00:00:00+00"},
		{{946684800}, "2000-01-01 00:00:00+00"},
		{{946684799}, "1999-12-31 23:59:59+00"},
		{{-1}, "1969-12-31 23:59:59+00"},
		{{1795442400}, "2026-11-23 14:00:00+00"},
		{{INT64_MAX}, "infinity"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		parameter_instant(&parameters, rows[i].instant);
		struct rows *found = echo();
		assert_int_equal(row_instant(found, 0, 0).seconds, rows[i].instant.seconds);
		rows_free(found);
		parameter_instant(&parameters, rows[i].instant);
		expect_text("SELECT $1::text", rows[i].text);
	}
}

static void an_instant_beyond_the_calendar_is_never(void **state)
{
	(void)state;
	parameter_instant(&parameters, (struct instant){INT64_MAX - 1});
	expect_text("SELECT $1::text", "infinity");
	parameter_instant(&parameters, (struct instant){INT64_C(9224318016000)});
	expect_text("SELECT $1::text", "infinity");
	parameter_instant(&parameters, (struct instant){INT64_C(9224318015999)});
	expect_text("SELECT $1::text", "294276-12-31 23:59:59+00");
}

static void a_fraction_of_a_second_is_cut_towards_the_past(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t seconds;
	} rows[] = {{"1970-01-01 00:00:00.999999+00", 0}, {"1969-12-31 23:59:59.5+00", -1},
		{"1999-12-31 23:59:59.000001+00", 946684799}, {"2000-01-01 00:00:00.9+00", 946684800}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		parameter_text(&parameters, text_of(rows[i].text));
		struct rows *found = send_through("SELECT $1::timestamptz", TYPE_TIMESTAMPTZ);
		if (row_instant(found, 0, 0).seconds != rows[i].seconds)
			fail_msg("row %zu", i);
		rows_free(found);
	}
}

static void intervals_hold_their_start_and_not_their_end(void **state)
{
	(void)state;
	const struct interval bounded = {{3600}, {7200}}, open = {{3600}, INSTANT_NEVER};
	parameter_interval(&parameters, bounded);
	expect_text("SELECT $1::text", "[\"1970-01-01 01:00:00+00\",\"1970-01-01 02:00:00+00\")");
	parameter_interval(&parameters, bounded);
	struct rows *rows = echo();
	assert_int_equal(row_interval(rows, 0, 0).from.seconds, 3600);
	assert_int_equal(row_interval(rows, 0, 0).to.seconds, 7200);
	rows_free(rows);
	parameter_interval(&parameters, open);
	rows = echo();
	assert_int_equal(row_interval(rows, 0, 0).to.seconds, INT64_MAX);
	rows_free(rows);
	parameter_text(&parameters, TEXT("[1970-01-01 01:00+00,)"));
	rows = send_through("SELECT $1::tstzrange", TYPE_TSTZRANGE);
	assert_int_equal(row_interval(rows, 0, 0).from.seconds, 3600);
	assert_int_equal(row_interval(rows, 0, 0).to.seconds, INT64_MAX);
	rows_free(rows);
}

static void texts_bytes_ids_and_truths_come_back(void **state)
{
	(void)state;
	struct uuid uuid;
	assert_true(uuid_parse(TEXT("01890a5d-ac96-774b-bcce-b302099a8057"), &uuid));
	parameter_uuid(&parameters, uuid);
	struct rows *rows = echo();
	assert_true(uuid_equal(row_uuid(rows, 0, 0), uuid));
	rows_free(rows);
	parameter_uuid(&parameters, uuid);
	expect_text("SELECT $1::text", "01890a5d-ac96-774b-bcce-b302099a8057");

	parameter_text(&parameters, TEXT("Llwyth yn ysgafnhau – ŵ 'quoted'"));
	expect_text("SELECT $1", "Llwyth yn ysgafnhau – ŵ 'quoted'");
	parameter_text(&parameters, TEXT(""));
	expect_text("SELECT $1", "");

	parameter_bytes(&parameters, "\0\1\377", 3);
	rows = echo();
	assert_int_equal(row_bytes(rows, 0, 0).length, 3);
	assert_memory_equal(row_bytes(rows, 0, 0).start, "\0\1\377", 3);
	rows_free(rows);

	for (int truth = 0; truth < 2; truth++) {
		parameter_boolean(&parameters, truth);
		rows = echo();
		assert_int_equal(row_boolean(rows, 0, 0), truth);
		rows_free(rows);
	}
}

static void null_is_null(void **state)
{
	(void)state;
	parameter_text(&parameters, (struct text){NULL, 0});
	assert_int_equal(parameters.types[0], TYPE_NULL);
	parameters.types[0] = TYPE_TEXT;
	struct rows *rows = echo();
	assert_true(row_is_null(rows, 0, 0));
	rows_free(rows);
}

static void arrays_arrive_in_order(void **state)
{
	(void)state;
	const struct uuid uuids[] = {{{1}}, {{2}}};
	const struct instant instants[] = {{0}, INSTANT_NEVER};
	const struct interval intervals[] = {{{0}, {60}}, {{60}, {120}}};
	const int32_t integers[] = {7, -7, INT32_MIN};
	const double numbers[] = {0.5, -1e300};
	const bool truths[] = {true, false};
	const struct text texts[] = {TEXT("a,b"), TEXT(""), {NULL, 0}, TEXT("\"{}\"")};
	parameter_uuids(&parameters, uuids, 2);
	expect_text("SELECT $1::text",
		"{01000000-0000-0000-0000-000000000000,02000000-0000-0000-0000-000000000000}");
	parameter_instants(&parameters, instants, 2);
	expect_text("SELECT $1::text", "{\"1970-01-01 00:00:00+00\",infinity}");
	parameter_intervals(&parameters, intervals, 2);
	expect_text("SELECT upper($1[2])::text || lower($1[1])",
		"1970-01-01 00:02:00+001970-01-01 00:00:00+00");
	parameter_integers(&parameters, integers, 3);
	expect_text("SELECT $1::text", "{7,-7,-2147483648}");
	parameter_numbers(&parameters, numbers, 2);
	expect_text("SELECT $1::text", "{0.5,-1e+300}");
	parameter_booleans(&parameters, truths, 2);
	expect_text("SELECT $1::text", "{t,f}");
	parameter_texts(&parameters, texts, 4);
	expect_text("SELECT $1::text", "{\"a,b\",\"\",NULL,\"\\\"{}\\\"\"}");
}

static void an_empty_array_is_empty_and_not_null(void **state)
{
	(void)state;
	parameter_texts(&parameters, NULL, 0);
	expect_text("SELECT coalesce(cardinality($1)::text, 'null')", "0");
	parameter_uuids(&parameters, NULL, 0);
	expect_text("SELECT coalesce(cardinality($1)::text, 'null')", "0");
}

static void a_list_of_texts_is_read_up_to_a_limit(void **state)
{
	(void)state;
	const struct text texts[] = {TEXT("one"), TEXT(""), TEXT("three")};
	struct text found[2];
	parameter_texts(&parameters, texts, 3);
	struct rows *rows = echo();
	assert_int_equal(row_texts(rows, 0, 0, found, 2), 3);
	assert_true(text_is(found[0], "one") && text_is(found[1], ""));
	rows_free(rows);
	parameter_texts(&parameters, NULL, 0);
	rows = echo();
	assert_int_equal(row_texts(rows, 0, 0, found, 2), 0);
	rows_free(rows);
}

static void lists_of_instants_and_numbers_are_read_up_to_a_limit(void **state)
{
	(void)state;
	const struct instant instants[] = {{1796083200}, {-1}, INSTANT_NEVER};
	const int32_t numbers[] = {-7, INT32_MAX, 0};
	struct instant found[2];
	int32_t numbers_found[2];
	parameter_instants(&parameters, instants, 3);
	struct rows *rows = echo();
	assert_int_equal(row_instants(rows, 0, 0, NULL, 0), 3);
	assert_int_equal(row_instants(rows, 0, 0, found, 2), 3);
	assert_true(found[0].seconds == instants[0].seconds && found[1].seconds == -1);
	rows_free(rows);
	parameter_integers(&parameters, numbers, 3);
	rows = echo();
	assert_int_equal(row_integers(rows, 0, 0, numbers_found, 2), 3);
	assert_true(numbers_found[0] == -7 && numbers_found[1] == INT32_MAX);
	rows_free(rows);
	parameter_integers(&parameters, NULL, 0);
	rows = echo();
	assert_int_equal(row_integers(rows, 0, 0, numbers_found, 2), 0);
	rows_free(rows);
}

static void an_array_too_large_for_the_protocol_is_a_failure_of_memory(void **state)
{
	(void)state;
	const struct text enormous = {"x", (size_t)INT32_MAX};
	parameter_texts(&parameters, &enormous, 1);
	assert_true(parameters.failed);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(numbers_come_back_exact),
		TEST(instants_come_back_and_mean_the_same_to_the_server),
		TEST(an_instant_beyond_the_calendar_is_never),
		TEST(a_fraction_of_a_second_is_cut_towards_the_past),
		TEST(intervals_hold_their_start_and_not_their_end),
		TEST(texts_bytes_ids_and_truths_come_back),
		TEST(null_is_null),
		TEST(arrays_arrive_in_order),
		TEST(an_empty_array_is_empty_and_not_null),
		TEST(a_list_of_texts_is_read_up_to_a_limit),
		TEST(lists_of_instants_and_numbers_are_read_up_to_a_limit),
		TEST(an_array_too_large_for_the_protocol_is_a_failure_of_memory),
	};
	return cmocka_run_group_tests(tests, open_recorder, close_recorder);
}
