// SPDX-License-Identifier: MIT
// Copies arrive whole or not at all.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

// Any value of a column's type, different for each row.
static void add_sample(struct parameters *row, char type, int number)
{
	char text[16];
	struct uuid uuid = {{(uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number}};
	snprintf(text, sizeof text, "row %d", number);
	switch (type) {
	case TYPE_UUID:
		parameter_uuid(row, uuid);
		break;
	case TYPE_TIMESTAMPTZ:
		parameter_instant(row, (struct instant){number});
		break;
	case TYPE_INTEGER:
		parameter_integer(row, number);
		break;
	case TYPE_BIGINT:
		parameter_bigint(row, number);
		break;
	case TYPE_DOUBLE:
		parameter_number(row, number);
		break;
	case TYPE_TEXT:
		parameter_text(row, text_of(text));
		break;
	default:
		fail_msg("there is no sample of type %d", type);
	}
}

static void add_row(const struct query_definition *copy, int number)
{
	parameters_start(&parameters, &arena);
	for (int i = 0; i < copy->take_count; i++)
		add_sample(&parameters, copy->takes[i].type, number);
}

static void expect_count(const char *sql, const char *expected)
{
	PGresult *result = PQexec(recorder->handle, sql);
	assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
	assert_string_equal(PQgetvalue(result, 0, 0), expected);
	PQclear(result);
}

static void begin_copy(void)
{
	assert_int_equal(transaction_begin(recorder, NULL), STATUS_OK);
	assert_int_equal(query_run(recorder, QUERY_INCOMING_CREATE, NULL, NULL, NULL), STATUS_OK);
	assert_int_equal(copy_start(recorder, QUERY_INCOMING_COPY, NULL), STATUS_OK);
}

static void copied_rows_arrive(void **state)
{
	(void)state;
	const struct query_definition *copy = &query_definitions[QUERY_INCOMING_COPY];
	begin_copy();
	for (int i = 0; i < 20000; i++) {
		add_row(copy, i);
		assert_int_equal(copy_row(recorder, &parameters, NULL), STATUS_OK);
		arena_reset(&arena);
	}
	assert_int_equal(copy_end(recorder, NULL), STATUS_OK);
	expect_count("SELECT count(DISTINCT incoming) FROM incoming", "20000");
	transaction_rollback(recorder);
}

static void a_copy_that_the_server_refuses_is_a_failure_without_its_values(void **state)
{
	(void)state;
	const struct query_definition *copy = &query_definitions[QUERY_INCOMING_COPY];
	struct fault fault = {.status = STATUS_OK};
	begin_copy();
	parameters_start(&parameters, &arena);
	for (int i = 0; i < copy->take_count; i++) {
		if (copy->takes[i].type == TYPE_TEXT)
			parameter_text(&parameters, TEXT("planted \xFF"));
		else
			add_sample(&parameters, copy->takes[i].type, 1);
	}
	assert_int_equal(copy_row(recorder, &parameters, &fault), STATUS_OK);
	assert_int_equal(copy_end(recorder, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "incoming_copy");
	assert_null(strstr(fault.message, "planted"));
	transaction_rollback(recorder);
}

static void rolling_back_ends_a_copy_half_way(void **state)
{
	(void)state;
	begin_copy();
	add_row(&query_definitions[QUERY_INCOMING_COPY], 1);
	assert_int_equal(copy_row(recorder, &parameters, NULL), STATUS_OK);
	transaction_rollback(recorder);
	expect_count("SELECT to_regclass('pg_temp.incoming') IS NULL", "t");
	begin_copy();
	assert_int_equal(copy_end(recorder, NULL), STATUS_OK);
	expect_count("SELECT count(*) FROM incoming", "0");
	transaction_rollback(recorder);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(copied_rows_arrive),
		TEST(a_copy_that_the_server_refuses_is_a_failure_without_its_values),
		TEST(rolling_back_ends_a_copy_half_way),
	};
	return cmocka_run_group_tests(tests, open_recorder, close_recorder);
}
