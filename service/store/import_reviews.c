// SPDX-License-Identifier: MIT
#include "store/import_reviews.h"

#include "store/copying.h"

static const char *const list_names[IMPORT_LIST_COUNT] = {
	[IMPORT_TYPES] = "type",
	[IMPORT_UNITS] = "unit",
	[IMPORT_RESPONDERS] = "responder",
};

enum status import_reviews_forget(struct connection *connection,
	struct organisation_id organisation, struct text source, struct instant before,
	struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, source);
	parameter_instant(&values, before);
	enum status status = query_run(connection, QUERY_IMPORT_REVIEW_FORGET, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	struct text source, enum import_list list, const struct import_left_out *items, size_t count,
	struct instant at, struct arena *arena, struct fault *fault)
{
	struct parameters values;
	int32_t *rows = arena_array(arena, count, sizeof *rows);
	if (!rows)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		rows[i] = items[i].rows < INT32_MAX ? (int32_t)items[i].rows : INT32_MAX;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, source);
	parameter_text(&values, text_of(list_names[list]));
	parameter_each_text(&values, OF_EACH(items, name), count);
	parameter_each_text(&values, OF_EACH(items, second), count);
	parameter_integers(&values, rows, count);
	parameter_instant(&values, at);
	return query_run(connection, QUERY_IMPORT_REVIEW_ADD, &values, NULL, fault);
}

enum status import_reviews_add(struct connection *connection, struct organisation_id organisation,
	struct text source, enum import_list list, const struct import_left_out *items, size_t count,
	struct instant at, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status =
		add(connection, organisation, source, list, items, count, at, &arena, fault);
	arena_done(&arena);
	return status;
}

enum status import_reviews_list(struct connection *connection, struct organisation_id organisation,
	enum import_list list, int32_t most, struct arena *arena, struct import_left_out **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, text_of(list_names[list]));
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_IMPORT_REVIEW_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct import_left_out *items = arena_array(arena, (size_t)number, sizeof *items);
	for (int i = 0; items && i < number; i++)
		items[i] = (struct import_left_out){
			.source = row_copy(arena, rows, i, 0, &failed),
			.name = row_copy(arena, rows, i, 1, &failed),
			.second = row_copy(arena, rows, i, 2, &failed),
			.rows = row_integer(rows, i, 3),
			.imported_at = row_instant(rows, i, 4),
		};
	status = rows_taken(rows, failed || !items, fault);
	if (status == STATUS_OK) {
		*out = items;
		*count = (size_t)number;
	}
	return status;
}
