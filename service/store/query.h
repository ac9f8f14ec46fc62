// SPDX-License-Identifier: MIT
// Running the named statements of sql/queries, and reading what they give.
//
// enum query and each statement's types are generated from the files (store/queries.h, in the build
// folder). Values travel in PostgreSQL's binary form, so numbers arrive exact. Giving a parameter
// of another type than the file names, or asking a column for one, is a bug and asserts.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/seat.h"
#include "store/connection.h"
#include "store/queries.h"

#define QUERY_PARAMETERS_LIMIT 24

// Values for one statement, in order; memory from the arena, failure sticky until query_run.
struct parameters {
	struct arena *arena;
	int count;
	bool failed;
	char types[QUERY_PARAMETERS_LIMIT]; // enum query_type of store/definition.h
	const char *values[QUERY_PARAMETERS_LIMIT];
	int lengths[QUERY_PARAMETERS_LIMIT];
};

void parameters_start(struct parameters *parameters, struct arena *arena);
void parameter_null(struct parameters *parameters);
void parameter_uuid(struct parameters *parameters, struct uuid value);
void parameter_instant(struct parameters *parameters, struct instant value); // NEVER: infinity
void parameter_interval(
	struct parameters *parameters, struct interval value); // tstzrange [from,to)
void parameter_integer(struct parameters *parameters, int32_t value);
void parameter_bigint(struct parameters *parameters, int64_t value);
void parameter_number(struct parameters *parameters, double value);
void parameter_boolean(struct parameters *parameters, bool value);
void parameter_text(struct parameters *parameters, struct text value); // start NULL: null
void parameter_bytes(struct parameters *parameters, const void *bytes, size_t count); // bytea

// Arrays, for unnest: one per column.
void parameter_uuids(struct parameters *parameters, const struct uuid *values, size_t count);
void parameter_instants(struct parameters *parameters, const struct instant *values, size_t count);
void parameter_intervals(
	struct parameters *parameters, const struct interval *values, size_t count);
void parameter_integers(struct parameters *parameters, const int32_t *values, size_t count);
void parameter_numbers(struct parameters *parameters, const double *values, size_t count);
void parameter_booleans(struct parameters *parameters, const bool *values, size_t count);
void parameter_texts(struct parameters *parameters, const struct text *values, size_t count);

// The same of a member of `count` structs: parameter_each_uuid(&values, OF_EACH(list, id.uuid),
// count)
#define OF_EACH(list, member) ((list) ? &(list)->member : NULL), sizeof *(list)
void parameter_each_uuid(
	struct parameters *parameters, const struct uuid *first, size_t step, size_t count);
void parameter_each_instant(
	struct parameters *parameters, const struct instant *first, size_t step, size_t count);
void parameter_each_interval(
	struct parameters *parameters, const struct interval *first, size_t step, size_t count);
void parameter_each_integer(
	struct parameters *parameters, const int32_t *first, size_t step, size_t count);
void parameter_each_number(
	struct parameters *parameters, const double *first, size_t step, size_t count);
void parameter_each_boolean(
	struct parameters *parameters, const bool *first, size_t step, size_t count);
void parameter_each_text(
	struct parameters *parameters, const struct text *first, size_t step, size_t count);

struct rows; // the answer to one statement

// Runs a statement. `rows` may be NULL where nothing is to be read; otherwise free it. The status
// is the SQLSTATE's; the fault names the statement and the kind of failure, never a value: row
// details from the server are dropped. After a failure inside a transaction only rollback is left
// to do.
CHECKED enum status query_run(struct connection *connection, enum query query,
	const struct parameters *parameters, struct rows **rows, struct fault *fault);
void rows_free(struct rows *rows); // accepts NULL

int rows_count(const struct rows *rows);
int rows_changed(const struct rows *rows); // rows a statement without RETURNING touched

// One value; texts are borrowed from `rows`. Null is asked for first: reading one asserts.
bool row_is_null(const struct rows *rows, int row, int column);
struct uuid row_uuid(const struct rows *rows, int row, int column);
struct instant row_instant(const struct rows *rows, int row, int column);
struct interval row_interval(const struct rows *rows, int row, int column);
int64_t row_integer(const struct rows *rows, int row, int column); // integer and bigint
double row_number(const struct rows *rows, int row, int column);
bool row_boolean(const struct rows *rows, int row, int column);
struct text row_text(const struct rows *rows, int row, int column);
struct text row_bytes(const struct rows *rows, int row, int column);

// The first `limit` elements of a text[], none of which may be null; returns how many there are.
size_t row_texts(const struct rows *rows, int row, int column, struct text *out, size_t limit);

// The same of a timestamptz[] and an integer[]. With a limit of 0 `out` may be NULL.
size_t row_instants(
	const struct rows *rows, int row, int column, struct instant *out, size_t limit);
size_t row_integers(const struct rows *rows, int row, int column, int32_t *out, size_t limit);

// All elements of a double precision[], none of which may be null, into the arena; NULL where there
// are none, and with `failed` set without memory.
double *row_numbers(
	const struct rows *rows, int row, int column, struct arena *arena, size_t *count, bool *failed);

// COPY … FROM STDIN (FORMAT binary) of a statement whose "takes" are the columns; into temporary
// tables only. Rows are gathered, and each 192 KiB of them are a COPY of their own, so that a
// failure may show some rows later, and rows before it stay unless a transaction is rolled back.
// Between start and end only copy_row is allowed on the connection.
CHECKED enum status copy_start(
	struct connection *connection, enum query query, struct fault *fault);
CHECKED enum status copy_row(
	struct connection *connection, const struct parameters *row, struct fault *fault);
CHECKED enum status copy_end(struct connection *connection, struct fault *fault);
