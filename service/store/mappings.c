// SPDX-License-Identifier: MIT
#include "store/mappings.h"

#include "store/copying.h"

static enum status not_found(struct fault *fault)
{
	return fault_set(fault, STATUS_NOT_FOUND, "mapping", "No mapping is saved under this name.");
}

enum status mapping_save(struct connection *connection, struct organisation_id organisation,
	struct text name, struct text document, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	parameter_text(&values, document);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_DISPATCH_MAPPING_SAVE, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status mapping_remove(struct connection *connection, struct organisation_id organisation,
	struct text name, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows = NULL;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	enum status status =
		query_run(connection, QUERY_DISPATCH_MAPPING_REMOVE, &values, &rows, fault);
	if (status == STATUS_OK && rows_changed(rows) == 0)
		status = not_found(fault);
	rows_free(rows);
	arena_done(&arena);
	return status;
}

enum status mapping_saved(struct connection *connection, struct organisation_id organisation,
	struct text name, struct arena *arena, struct text *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	enum status status = query_run(connection, QUERY_DISPATCH_MAPPING_READ, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	bool found = rows_count(rows) > 0;
	struct text document = found ? row_copy(arena, rows, 0, 0, &failed) : TEXT("");
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK && !found)
		status = not_found(fault);
	if (status == STATUS_OK)
		*out = document;
	return status;
}

enum status mapping_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct saved_mapping **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_DISPATCH_MAPPING_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct saved_mapping *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct saved_mapping){row_copy(arena, rows, i, 0, &failed),
			row_copy(arena, rows, i, 1, &failed), row_instant(rows, i, 2)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
