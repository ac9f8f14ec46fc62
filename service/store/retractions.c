// SPDX-License-Identifier: MIT
#include "store/retractions.h"

#include "store/copying.h"

// Runs a statement for the number of rows it touches.
static enum status run_counted(struct connection *connection, enum query query,
	const struct parameters *values, size_t *changed, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	*changed = (size_t)rows_changed(rows);
	rows_free(rows);
	return STATUS_OK;
}

enum status retraction_add(struct connection *connection, struct person_id person,
	struct exposure_id exposure, struct organisation_id organisation, struct instant at,
	size_t *removed, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, exposure.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	enum status status = run_counted(connection, QUERY_RETRACTION_ADD, &values, removed, fault);
	arena_done(&arena);
	return status;
}

enum status retraction_add_all(struct connection *connection, struct person_id person,
	struct organisation_id organisation, struct instant at, size_t *removed, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	enum status status = run_counted(connection, QUERY_RETRACTION_ADD_ALL, &values, removed, fault);
	arena_done(&arena);
	return status;
}

enum status retraction_read(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct retraction **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_uuids(&values, &ids->uuid, asked);
	enum status status = query_run(connection, QUERY_RETRACTION_READ, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct retraction *list = arena_array(arena, number, sizeof *list);
	for (size_t i = 0; list && i < number; i++)
		list[i] = (struct retraction){{row_uuid(rows, (int)i, 0)}, {row_uuid(rows, (int)i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status retraction_erase(struct connection *connection, struct instant before,
	struct instant at, size_t *erased, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_instant(&values, before);
	parameter_instant(&values, at);
	enum status status = run_counted(connection, QUERY_EXPOSURE_ERASE, &values, erased, fault);
	arena_done(&arena);
	return status;
}

enum status retraction_unlisted(struct connection *connection, int32_t most, struct arena *arena,
	struct removed_entry **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_RETRACTION_UNLISTED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct removed_entry *list = arena_array(arena, number, sizeof *list);
	for (int i = 0; list && i < (int)number; i++)
		list[i] = (struct removed_entry){
			{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}, row_instant(rows, i, 2)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status retraction_listed(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t count, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuids(&values, &people->uuid, count);
	parameter_uuids(&values, &ids->uuid, count);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_RETRACTION_LISTED, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status retraction_next(struct connection *connection, struct instant *out, struct fault *fault)
{
	struct arena arena;
	struct parameters none;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&none, &arena);
	enum status status = query_run(connection, QUERY_RETRACTION_NEXT, &none, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = row_instant(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}
