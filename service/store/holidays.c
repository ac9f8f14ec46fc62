// SPDX-License-Identifier: MIT
#include "store/holidays.h"

#include "store/changing.h"
#include "store/copying.h"

enum status holidays_kept(struct connection *connection, struct organisation_id organisation,
	bool *out, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	return change_ask(&change, connection, QUERY_HOLIDAY_ANY, out, fault);
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	struct text nation, const struct kept_holiday *list, size_t count, struct instant at,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	struct instant *days = arena_array(&change.arena, count, sizeof *days);
	struct text *names = arena_array(&change.arena, count, sizeof *names);
	if (!days || !names) {
		arena_done(&change.arena);
		return fault_memory(fault);
	}
	for (size_t i = 0; i < count; i++) {
		days[i] = list[i].day;
		names[i] = list[i].name;
	}
	parameter_uuid(&change.values, organisation.uuid);
	parameter_text(&change.values, nation);
	parameter_instant(&change.values, at);
	parameter_instants(&change.values, days, count);
	parameter_texts(&change.values, names, count);
	return change_run(&change, connection, QUERY_HOLIDAY_ADD, NULL, fault);
}

enum status holidays_replace(struct connection *connection, struct organisation_id organisation,
	struct text nation, const struct kept_holiday *list, size_t count, struct instant at,
	struct fault *fault)
{
	struct change change;
	if (count == 0)
		return STATUS_OK;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_text(&change.values, nation);
	parameter_instant(&change.values, list[0].day);
	parameter_instant(&change.values, list[count - 1].day);
	enum status status = change_run(&change, connection, QUERY_HOLIDAY_REMOVE, NULL, fault);
	return status == STATUS_OK ? add(connection, organisation, nation, list, count, at, fault)
							   : status;
}

enum status held_on(struct connection *connection, struct organisation_id organisation,
	const struct interval *days, size_t count, struct arena *arena, struct person_id **out,
	size_t *people, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct instant *from = arena_array(arena, count, sizeof *from);
	struct instant *to = arena_array(arena, count, sizeof *to);
	if (!from || !to)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		from[i] = days[i].from;
		to[i] = days[i].to;
	}
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instants(&values, from, count);
	parameter_instants(&values, to, count);
	enum status status = query_run(connection, QUERY_HOLIDAY_HELD, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct person_id *list = arena_array(arena, number, sizeof *list);
	for (size_t i = 0; list && i < number; i++)
		list[i].uuid = row_uuid(rows, (int)i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*people = number;
	}
	return status;
}

enum status sessions_untaken(struct connection *connection, struct person_id host,
	struct interval within, struct arena *arena, struct untaken_session **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, host.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_SESSION_UNTAKEN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct untaken_session *list = arena_array(arena, number, sizeof *list);
	for (size_t i = 0; list && i < number; i++)
		list[i] =
			(struct untaken_session){{row_uuid(rows, (int)i, 0)}, row_interval(rows, (int)i, 1)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}
