// SPDX-License-Identifier: MIT
#include "store/policy_tries.h"

#include "store/copying.h"

enum status try_people(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct person_id after, int32_t most, struct arena *arena,
	struct try_person **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_TRY_PEOPLE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	size_t number = (size_t)rows_count(rows);
	struct try_person *list = arena_array(arena, number, sizeof *list);
	for (int i = 0; list && i < (int)number; i++) {
		list[i] = (struct try_person){
			.person = {row_uuid(rows, i, 0)},
			.profile = row_copy(arena, rows, i, 1, &failed),
			.team = {row_uuid(rows, i, 2)},
			.team_name = row_copy(arena, rows, i, 3, &failed),
			.joined = row_instant(rows, i, 4),
			.gone = row_boolean(rows, i, 5),
		};
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status programme_seats(struct connection *connection, struct organisation_id organisation,
	struct interval within, struct arena *arena, struct programme_seats **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_PROGRAMME_SEATS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct programme_seats *list = arena_array(arena, (size_t)number, sizeof *list);
	size_t known = 0;
	for (int i = 0; list && i < number; i++) {
		if (!session_kind_parse(row_text(rows, i, 0), &list[known].kind))
			continue;
		list[known].sessions = row_integer(rows, i, 1);
		list[known].seats = row_integer(rows, i, 2);
		list[known++].minutes = row_integer(rows, i, 3);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = known;
	}
	return status;
}

enum status policy_stored(struct connection *connection, struct organisation_id organisation,
	int32_t version, struct arena *arena, struct text *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, version);
	enum status status = query_run(connection, QUERY_POLICY_STORED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, "policy", "There is no version %d of the policy.",
			(int)version);
	}
	struct text document = row_copy(arena, rows, 0, 0, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = document;
	return status;
}
