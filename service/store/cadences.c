// SPDX-License-Identifier: MIT
#include "store/cadences.h"

#include "store/copying.h"

enum status cadences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct cadence_case **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_CADENCE_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct cadence_case *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct cadence_case){
			.person = {row_uuid(rows, i, 0)},
			.profile = row_copy(arena, rows, i, 1, &failed),
			.joined = row_instant(rows, i, 2),
			.counted_from = row_instant(rows, i, 3),
			.due = row_instant(rows, i, 4),
			.last_session = row_instant(rows, i, 5),
			.can_answer = row_boolean(rows, i, 6),
			.asked = row_boolean(rows, i, 7),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status set(struct connection *connection, const struct cadence_setting *settings,
	size_t count, struct arena *arena, struct fault *fault)
{
	struct parameters values;
	struct uuid *people = arena_array(arena, count, sizeof *people);
	struct instant *from = arena_array(arena, count, sizeof *from);
	struct instant *due = arena_array(arena, count, sizeof *due);
	if (!people || !from || !due)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		people[i] = settings[i].person.uuid;
		from[i] = settings[i].counted_from;
		due[i] = settings[i].due;
	}
	parameters_start(&values, arena);
	parameter_uuids(&values, people, count);
	parameter_instants(&values, from, count);
	parameter_instants(&values, due, count);
	return query_run(connection, QUERY_CADENCE_SET, &values, NULL, fault);
}

enum status cadences_set(struct connection *connection, const struct cadence_setting *settings,
	size_t count, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = set(connection, settings, count, &arena, fault);
	arena_done(&arena);
	return status;
}
