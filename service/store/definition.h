// SPDX-License-Identifier: MIT
// What embed_sql makes of the files in sql/. Only for this folder and its tests.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/queries.h"

// The types that statements take and give; an array is its element's type | TYPE_ARRAY.
enum query_type {
	TYPE_NULL,
	TYPE_UUID,
	TYPE_TIMESTAMPTZ,
	TYPE_TSTZRANGE,
	TYPE_INTEGER,
	TYPE_BIGINT,
	TYPE_DOUBLE,
	TYPE_BOOLEAN,
	TYPE_TEXT,
	TYPE_BYTEA,
	TYPE_ARRAY = 16
};

struct query_column {
	const char *name;
	char type; // enum query_type
};

struct query_definition {
	const char *name;
	const char *sql;
	unsigned roles; // bit 1 << enum database_role for each that may run it
	bool copy;
	int take_count, give_count;
	const struct query_column *takes, *gives;
	const enum query *needs; // what makes the temporary tables it uses; ends in QUERY_COUNT
};

struct script_definition {
	const char *name; // the file's, without ".sql"
	uint64_t checksum;
	const char *sql;
};

extern const struct query_definition query_definitions[QUERY_COUNT];

// Migration n is at n - 1.
extern const struct script_definition migration_definitions[];
extern const int migration_count;

// Functions, then policies, each by name of the file; ends in a null name.
extern const struct script_definition recreated_definitions[];

extern const char history_script[]; // sql/history.sql
extern const char cluster_script[]; // sql/cluster.sql
