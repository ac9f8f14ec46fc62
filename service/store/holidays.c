// SPDX-License-Identifier: MIT
#include "store/holidays.h"

#include "store/changing.h"

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
