// SPDX-License-Identifier: MIT
#include "store/incoming.h"

#include "store/copying.h"

enum status incoming_open(struct connection *connection, struct fault *fault)
{
	struct arena arena;
	struct parameters none;
	arena_init(&arena);
	parameters_start(&none, &arena);
	enum status status = query_run(connection, QUERY_INCOMING_CREATE, &none, NULL, fault);
	if (status == STATUS_OK)
		status = query_run(connection, QUERY_INCOMING_SETTLED_CREATE, &none, NULL, fault);
	arena_done(&arena);
	return status == STATUS_OK ? copy_start(connection, QUERY_INCOMING_COPY, fault) : status;
}

enum status incoming_add(struct connection *connection, struct arena *arena,
	const struct incoming_row *row, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_text(&values, row->reference);
	parameter_uuid(&values, row->person.uuid);
	parameter_uuid(&values, row->incident);
	parameter_instant(&values, row->occurred_at);
	parameter_text(&values, row->category);
	parameter_text(&values, row->modifier.start ? row->modifier : TEXT(""));
	parameter_number(&values, row->weight);
	return copy_row(connection, &values, fault);
}

static enum status settle(struct connection *connection, struct arena *arena,
	struct organisation_id organisation, struct text profile, struct instant at,
	struct incoming_counts *out, struct fault *fault)
{
	struct parameters whose, people;
	struct rows *rows = NULL;
	parameters_start(&whose, arena);
	parameter_uuid(&whose, organisation.uuid);
	parameters_start(&people, arena);
	parameter_uuid(&people, organisation.uuid);
	parameter_text(&people, profile);
	parameter_instant(&people, at);
	enum status status = query_run(connection, QUERY_INCOMING_REFERENCES, &whose, NULL, fault);
	if (status == STATUS_OK)
		status = query_run(connection, QUERY_INCOMING_PEOPLE, &people, &rows, fault);
	if (status != STATUS_OK)
		return status;
	out->new_people = rows_changed(rows);
	rows_free(rows);
	status = query_run(connection, QUERY_INCOMING_SETTLE, &whose, &rows, fault);
	if (status != STATUS_OK)
		return status;
	out->settled = rows_changed(rows);
	rows_free(rows);
	return STATUS_OK;
}

enum status incoming_settle(struct connection *connection, struct organisation_id organisation,
	struct text profile, struct instant at, struct incoming_counts *out, struct fault *fault)
{
	struct arena arena;
	struct incoming_counts counts = {0};
	enum status status = copy_end(connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = settle(connection, &arena, organisation, profile, at, &counts, fault);
	arena_done(&arena);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = counts;
	return status;
}

enum status incoming_next(struct connection *connection, struct person_id after, int32_t people,
	struct arena *arena, struct incoming_exposure **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, people);
	enum status status = query_run(connection, QUERY_INCOMING_NEXT, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct incoming_exposure *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct incoming_exposure){
			.person = {row_uuid(rows, i, 0)},
			.incident = row_uuid(rows, i, 1),
			.occurred_at = row_instant(rows, i, 2),
			.category = row_copy(arena, rows, i, 3, &failed),
			.modifier = row_copy(arena, rows, i, 4, &failed),
		};
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
