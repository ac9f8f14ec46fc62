// SPDX-License-Identifier: MIT
#include "store/copying.h"
#include "store/sessions.h"

enum status series_add(struct connection *connection, struct organisation_id organisation,
	const struct stored_series *series, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, series->id.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, text_of(session_kind_name(series->kind)));
	parameter_text(&values, series->topic);
	parameter_text(&values, series->description);
	parameter_text(&values, series->zone);
	parameter_text(&values, series->starts_local);
	parameter_integer(&values, series->minutes);
	parameter_text(&values, series->rule);
	parameter_texts(&values, series->except_local, series->except_count);
	parameter_integer(&values, series->capacity);
	parameter_uuid(&values, series->host.uuid);
	parameter_instant(&values, at);
	parameter_integer(&values, series->minimum);
	parameter_text(&values, series->language);
	parameter_text(&values, text_of(manner_name(series->manner)));
	enum status status = query_run(connection, QUERY_SERIES_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

// Splits local starts with blanks between into the arena.
static void split_starts(
	struct arena *arena, struct text joined, struct stored_series *series, bool *failed)
{
	size_t count = joined.length ? 1 : 0;
	for (size_t i = 0; i < joined.length; i++)
		count += joined.start[i] == ' ';
	struct text *starts = arena_array(arena, count, sizeof *starts);
	*failed = *failed || !starts;
	for (size_t i = 0; starts && i < count; i++)
		starts[i] = text_cut(&joined, ' ');
	series->except_local = starts;
	series->except_count = count;
}

static struct stored_series read_series(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	struct stored_series series = {
		.id = {row_uuid(rows, row, 0)},
		.topic = row_copy(arena, rows, row, 2, failed),
		.description = row_copy(arena, rows, row, 3, failed),
		.zone = row_copy(arena, rows, row, 4, failed),
		.starts_local = row_copy(arena, rows, row, 5, failed),
		.minutes = (int32_t)row_integer(rows, row, 6),
		.rule = row_copy(arena, rows, row, 7, failed),
		.capacity = (int32_t)row_integer(rows, row, 9),
		.host = {row_uuid(rows, row, 10)},
		.sequence = (int32_t)row_integer(rows, row, 11),
		.created_at = row_instant(rows, row, 12),
		.changed_at = row_instant(rows, row, 13),
		.published_until = row_instant(rows, row, 14),
		.language = row_copy(arena, rows, row, 15, failed),
	};
	(void)manner_parse(row_text(rows, row, 16), &series.manner);
	if (!session_kind_parse(row_text(rows, row, 1), &series.kind))
		*failed = true;
	split_starts(arena, row_copy(arena, rows, row, 8, failed), &series, failed);
	return series;
}

enum status series_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct stored_series **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_SERIES_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct stored_series *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = read_series(rows, i, arena, &failed);
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status series_published(
	struct connection *connection, struct series_id id, struct instant until, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_instant(&values, until);
	enum status status = query_run(connection, QUERY_SERIES_PUBLISHED, &values, NULL, fault);
	arena_done(&arena);
	return status;
}
