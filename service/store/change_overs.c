// SPDX-License-Identifier: MIT
#include "store/change_overs.h"

#include "store/copying.h"

enum status people_behind(struct connection *connection, int32_t version, int32_t most,
	struct arena *arena, struct person_behind **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_integer(&values, version);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_PEOPLE_BEHIND, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct person_behind *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct person_behind){
			.person = {row_uuid(rows, i, 0)},
			.profile = row_copy(arena, rows, i, 1, &failed),
			.policy_version = (int32_t)row_integer(rows, i, 2),
			.joined = row_instant(rows, i, 3),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status people_folded_by(struct connection *connection, const struct person_id *people,
	size_t count, int32_t version, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuids(&values, &people->uuid, count);
	parameter_integer(&values, version);
	enum status status = query_run(connection, QUERY_PEOPLE_FOLDED_BY, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status policy_changed_over(struct connection *connection, struct organisation_id organisation,
	int32_t version, struct instant at, bool *done, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, version);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_POLICY_CHANGED_OVER, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*done = rows_changed(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}
