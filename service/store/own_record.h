// SPDX-License-Identifier: MIT
// Everything that is kept of one person, as tables that they may take with them. What is secret of
// it, as hashes of passwords and links, is in none of them.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

enum own_table {
#define TABLE(table, ...) table,
#include "store/own_record.def"
#undef TABLE
	OWN_TABLE_COUNT
};

enum own_kind { OWN_TEXT, OWN_NUMBER, OWN_BOOLEAN };

// The name of a table, as of a file: "calendar-links"; and whether the recorder reads it.
const char *own_table_name(enum own_table table);
bool own_table_is_recorders(enum own_table table);

// A table's columns; the name is NULL after the last one.
const char *own_column_name(enum own_table table, size_t column);
enum own_kind own_column_kind(enum own_table table, size_t column);

struct own_rows {
	size_t column_count, row_count;
	struct text *cells; // row by row; start NULL where nothing is known. Times are in UTC.
};

// As the web role, for whom the transaction was begun, or as the recorder: those that are its.
CHECKED enum status own_rows_read(struct connection *connection, enum own_table table,
	struct person_id person, struct arena *arena, struct own_rows *out, struct fault *fault);
