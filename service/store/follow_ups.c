// SPDX-License-Identifier: MIT
#include "store/follow_ups.h"

#include "store/changing.h"
#include "store/copying.h"

static enum status add(struct connection *connection, struct organisation_id organisation,
	struct instant at, const struct follow_up *list, size_t count, struct arena *arena,
	struct fault *fault)
{
	struct parameters values;
	struct uuid *people = arena_array(arena, count, sizeof *people);
	struct uuid *needs = arena_array(arena, count, sizeof *needs);
	int32_t *numbers = arena_array(arena, count, sizeof *numbers);
	struct text *responses = arena_array(arena, count, sizeof *responses);
	struct instant *due = arena_array(arena, count, sizeof *due);
	if (!people || !needs || !numbers || !responses || !due)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		people[i] = list[i].person.uuid;
		needs[i] = list[i].need.uuid;
		numbers[i] = list[i].number;
		responses[i] = list[i].response;
		due[i] = list[i].due;
	}
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	parameter_uuids(&values, people, count);
	parameter_uuids(&values, needs, count);
	parameter_integers(&values, numbers, count);
	parameter_texts(&values, responses, count);
	parameter_instants(&values, due, count);
	return query_run(connection, QUERY_FOLLOW_UP_ADD, &values, NULL, fault);
}

enum status follow_ups_add(struct connection *connection, struct organisation_id organisation,
	struct instant at, const struct follow_up *list, size_t count, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = add(connection, organisation, at, list, count, &arena, fault);
	arena_done(&arena);
	return status;
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
