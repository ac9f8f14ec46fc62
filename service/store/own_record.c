// SPDX-License-Identifier: MIT
#include "store/own_record.h"

#include <assert.h>
#include <stdio.h>

#include "store/copying.h"
#include "store/definition.h"

static const struct {
	const char *name;
	enum query query;
	bool is_recorders;
} tables[OWN_TABLE_COUNT] = {
#define TABLE(table, name, query, is_recorders) [table] = {name, query, is_recorders},
#include "store/own_record.def"
#undef TABLE
};

static const struct query_definition *definition(enum own_table table)
{
	assert((unsigned)table < OWN_TABLE_COUNT);
	return &query_definitions[tables[table].query];
}

const char *own_table_name(enum own_table table)
{
	assert((unsigned)table < OWN_TABLE_COUNT);
	return tables[table].name;
}

bool own_table_is_recorders(enum own_table table)
{
	assert((unsigned)table < OWN_TABLE_COUNT);
	return tables[table].is_recorders;
}

const char *own_column_name(enum own_table table, size_t column)
{
	const struct query_definition *of = definition(table);
	return column < (size_t)of->give_count ? of->gives[column].name : NULL;
}

enum own_kind own_column_kind(enum own_table table, size_t column)
{
	switch (definition(table)->gives[column].type) {
	case TYPE_INTEGER:
	case TYPE_BIGINT:
	case TYPE_DOUBLE:
		return OWN_NUMBER;
	case TYPE_BOOLEAN:
		return OWN_BOOLEAN;
	default:
		return OWN_TEXT;
	}
}

static struct text cell(
	const struct rows *rows, int row, int column, char type, struct arena *arena, bool *failed)
{
	char text[64];
	if (row_is_null(rows, row, column))
		return (struct text){NULL, 0};
	switch (type) {
	case TYPE_UUID:
		uuid_format(row_uuid(rows, row, column), text);
		break;
	case TYPE_TIMESTAMPTZ:
		instant_format(row_instant(rows, row, column), text);
		break;
	case TYPE_INTEGER:
	case TYPE_BIGINT:
		snprintf(text, sizeof text, "%lld", (long long)row_integer(rows, row, column));
		break;
	case TYPE_DOUBLE:
		snprintf(text, sizeof text, "%.17g", row_number(rows, row, column));
		break;
	case TYPE_BOOLEAN:
		snprintf(text, sizeof text, "%s", row_boolean(rows, row, column) ? "true" : "false");
		break;
	default:
		return row_copy(arena, rows, row, column, failed);
	}
	struct text copy = text_copy(arena, text_of(text));
	*failed |= !copy.start;
	return copy;
}

enum status own_rows_read(struct connection *connection, enum own_table table,
	struct person_id person, struct arena *arena, struct own_rows *out, struct fault *fault)
{
	const struct query_definition *of = definition(table);
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, tables[table].query, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	struct own_rows read = {
		.column_count = (size_t)of->give_count,
		.row_count = (size_t)rows_count(rows),
	};
	read.cells = arena_array(arena, read.row_count * read.column_count, sizeof *read.cells);
	for (int i = 0; read.cells && i < (int)read.row_count; i++) {
		for (int j = 0; j < of->give_count; j++)
			read.cells[i * of->give_count + j] =
				cell(rows, i, j, of->gives[j].type, arena, &failed);
	}
	status = rows_taken(rows, failed || !read.cells, fault);
	if (status == STATUS_OK)
		*out = read;
	return status;
}
