// SPDX-License-Identifier: MIT
#include "store/reporting.h"

#include "store/changing.h"
#include "store/copying.h"

static enum status end_others(struct connection *connection, const struct reporting_line *lines,
	size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(lines, person.uuid), count);
	parameter_each_uuid(&change.values, OF_EACH(lines, manager.uuid), count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_REPORTS_TO_END, NULL, fault);
}

enum status reporting_set(struct connection *connection, struct organisation_id organisation,
	const struct reporting_line *lines, size_t count, struct instant at, struct fault *fault)
{
	enum status status = end_others(connection, lines, count, at, fault);
	if (status != STATUS_OK)
		return status;
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_each_uuid(&change.values, OF_EACH(lines, person.uuid), count);
	parameter_each_uuid(&change.values, OF_EACH(lines, manager.uuid), count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_REPORTS_TO_ADD, NULL, fault);
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
