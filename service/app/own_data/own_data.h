// SPDX-License-Identifier: MIT
// What a person may take with them: everything that is kept of them, as one JSON document and as
// tables, with what each column means.
#pragma once

#include "app/audits/audit.h"
#include "store/own_record.h"

struct own_data {
	struct own_rows tables[OWN_TABLE_COUNT];
};

// Reads what the web role may, in a transaction of its own that is begun for the person; then the
// rest, as the recorder, with AUDIT_EXPORTED on the person's trail in the same transaction.
CHECKED enum status own_data_read(struct connection *web, struct person_id person,
	struct arena *arena, struct own_data *out, struct fault *fault);
CHECKED enum status own_data_complete(struct connection *recorder, const struct audit_actor *by,
	struct arena *arena, struct own_data *data, struct fault *fault);

// Messages: what a table is called and says, and what a column means, with its unit.
const char *own_table_title(enum own_table table);
const char *own_table_about(enum own_table table);
const char *own_column_meaning(enum own_table table, size_t column); // NULL: has none

// RFC 4180, with a header. A text that a spreadsheet would take for a formula has an apostrophe
// before it.
void own_data_table(enum own_table table, const struct own_rows *rows, struct text_builder *out);

// {"made_at": …, "TABLE": {"about": …, "columns": {"NAME": "what it means"}, "rows": [{…}]}}.
void own_data_document(const struct own_data *data, struct instant at, struct text_builder *out);
