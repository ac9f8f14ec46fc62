// SPDX-License-Identifier: MIT
#include "store/absences.h"

#include "store/changing.h"
#include "store/copying.h"
#include "store/waiting.h"

static struct text source_name(enum absence_source source)
{
	return source == ABSENCE_FROM_ROSTER ? TEXT("roster") : TEXT("absences");
}

enum status absences_read(struct connection *connection, const struct person_id *people,
	size_t asked, enum absence_source source, struct arena *arena, struct absence **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_text(&values, source_name(source));
	enum status status = query_run(connection, QUERY_ABSENCE_READ, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct absence *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct absence){
			{row_uuid(rows, i, 0)}, row_interval(rows, i, 1), (int32_t)row_integer(rows, i, 2)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status take_back(struct connection *connection, enum absence_source source,
	const struct absence *list, size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(list, person.uuid), count);
	parameter_text(&change.values, source_name(source));
	parameter_each_interval(&change.values, OF_EACH(list, during), count);
	return change_run(&change, connection, QUERY_ABSENCE_REMOVE, NULL, fault);
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct absence *list, size_t count, struct instant at,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_text(&change.values, source_name(source));
	parameter_instant(&change.values, at);
	parameter_each_uuid(&change.values, OF_EACH(list, person.uuid), count);
	parameter_each_interval(&change.values, OF_EACH(list, during), count);
	parameter_each_integer(&change.values, OF_EACH(list, offered_days), count);
	return change_run(&change, connection, QUERY_ABSENCE_ADD, NULL, fault);
}

enum status absences_change(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct absence *gone, size_t gone_count,
	const struct absence *added, size_t added_count, struct instant at, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (gone_count)
		status = take_back(connection, source, gone, gone_count, fault);
	if (status == STATUS_OK && added_count)
		status = add(connection, organisation, source, added, added_count, at, fault);
	return status;
}

enum status absences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct absence_look **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_ABSENCE_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct absence_look *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct absence_look){
			.absence = {{row_uuid(rows, i, 0)}, row_interval(rows, i, 2),
				(int32_t)row_integer(rows, i, 3)},
			.source =
				text_is(row_text(rows, i, 1), "roster") ? ABSENCE_FROM_ROSTER : ABSENCE_FROM_FILE,
		};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status absence_looked(struct connection *connection, const struct absence_look *look,
	int32_t offered_days, struct instant again, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, look->absence.person.uuid);
	parameter_text(&change.values, source_name(look->source));
	parameter_interval(&change.values, look->absence.during);
	parameter_integer(&change.values, offered_days);
	parameter_instant(&change.values, again);
	return change_run(&change, connection, QUERY_ABSENCE_LOOKED, NULL, fault);
}

enum status absences_look_again(
	struct connection *connection, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ABSENCE_LOOK_AGAIN, NULL, fault);
}

enum status needs_look_again(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	if (count == 0)
		return STATUS_OK;
	change_start(&change);
	parameter_uuids(&change.values, &people->uuid, count);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_NEED_LOOK_AGAIN, NULL, fault);
	return status == STATUS_OK ? waiting_look(connection, people, count, at, fault) : status;
}
