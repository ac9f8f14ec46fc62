// SPDX-License-Identifier: MIT
#include "store/follow_ups.h"

#include "store/changing.h"
#include "store/copying.h"

enum status follow_ups_add(struct connection *connection, struct organisation_id organisation,
	struct instant at, const struct follow_up *list, size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	parameter_each_uuid(&change.values, OF_EACH(list, person.uuid), count);
	parameter_each_uuid(&change.values, OF_EACH(list, need.uuid), count);
	parameter_each_integer(&change.values, OF_EACH(list, number), count);
	parameter_each_text(&change.values, OF_EACH(list, response), count);
	parameter_each_instant(&change.values, OF_EACH(list, due), count);
	return change_run(&change, connection, QUERY_FOLLOW_UP_ADD, NULL, fault);
}

enum status follow_ups_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct follow_up **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_FOLLOW_UP_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct follow_up *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct follow_up){
			.person = {row_uuid(rows, i, 0)},
			.need = {row_uuid(rows, i, 1)},
			.number = (int32_t)row_integer(rows, i, 2),
			.response = row_copy(arena, rows, i, 3, &failed),
			.due = row_instant(rows, i, 4),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status follow_up_done(struct connection *connection, const struct follow_up *done,
	struct need_id by, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, done->person.uuid);
	parameter_uuid(&change.values, done->need.uuid);
	parameter_integer(&change.values, done->number);
	parameter_uuid(&change.values, by.uuid);
	return change_run(&change, connection, QUERY_FOLLOW_UP_DONE, NULL, fault);
}

enum status follow_ups_end(struct connection *connection, struct person_id person,
	const struct need_id *need, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	if (need)
		parameter_uuid(&change.values, need->uuid);
	else
		parameter_null(&change.values);
	return change_run(&change, connection, QUERY_FOLLOW_UP_END, NULL, fault);
}
