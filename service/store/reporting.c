// SPDX-License-Identifier: MIT
#include "store/reporting.h"

#include "store/copying.h"

static enum status end_others(struct connection *connection, const struct uuid *people,
	const struct uuid *managers, size_t count, struct instant at, struct arena *arena,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuids(&values, people, count);
	parameter_uuids(&values, managers, count);
	parameter_instant(&values, at);
	return query_run(connection, QUERY_REPORTS_TO_END, &values, NULL, fault);
}

static enum status set(struct connection *connection, struct organisation_id organisation,
	const struct reporting_line *lines, size_t count, struct instant at, struct arena *arena,
	struct fault *fault)
{
	struct parameters values;
	struct uuid *people = arena_array(arena, count, sizeof *people);
	struct uuid *managers = arena_array(arena, count, sizeof *managers);
	if (!people || !managers)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		people[i] = lines[i].person.uuid;
		managers[i] = lines[i].manager.uuid;
	}
	enum status status = end_others(connection, people, managers, count, at, arena, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuids(&values, people, count);
	parameter_uuids(&values, managers, count);
	parameter_instant(&values, at);
	return query_run(connection, QUERY_REPORTS_TO_ADD, &values, NULL, fault);
}

enum status reporting_set(struct connection *connection, struct organisation_id organisation,
	const struct reporting_line *lines, size_t count, struct instant at, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = set(connection, organisation, lines, count, at, &arena, fault);
	arena_done(&arena);
	return status;
}

enum status reports_of(struct connection *connection, struct person_id manager, struct instant at,
	struct arena *arena, struct report **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, manager.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_REPORTS_TO_OF, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct report *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct report){
			.person = {row_uuid(rows, i, 0)},
			.reference = row_copy(arena, rows, i, 1, &failed),
			.name = row_copy(arena, rows, i, 2, &failed),
			.profile = row_copy(arena, rows, i, 3, &failed),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status managers_of(struct connection *connection, const struct person_id *people, size_t count,
	struct instant at, struct person_id *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuids(&values, &people->uuid, count);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_REPORTS_TO_AT, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		out[i] = (struct person_id){{{0}}};
		for (int row = 0; row < rows_count(rows); row++) {
			if (uuid_equal(row_uuid(rows, row, 0), people[i].uuid))
				out[i] = (struct person_id){row_uuid(rows, row, 1)};
		}
	}
	rows_free(rows);
	return STATUS_OK;
}

enum status reporting_leave(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	size_t reports = 0;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_REPORTS_TO_LEAVE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	struct person_id *list = arena_array(arena, (size_t)rows_count(rows), sizeof *list);
	for (int i = 0; list && i < rows_count(rows); i++) {
		struct uuid id = row_uuid(rows, i, 0);
		if (!uuid_equal(id, person.uuid))
			list[reports++] = (struct person_id){id};
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = reports;
	}
	return status;
}
