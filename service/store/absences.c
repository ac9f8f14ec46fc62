// SPDX-License-Identifier: MIT
#include "store/absences.h"

#include "store/changing.h"
#include "store/copying.h"

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

// The columns of some absences.
struct columns {
	struct uuid *people;
	struct interval *during;
	int32_t *days;
};

static enum status take_columns(const struct absence *list, size_t count, struct arena *arena,
	struct columns *out, struct fault *fault)
{
	out->people = arena_array(arena, count, sizeof *out->people);
	out->during = arena_array(arena, count, sizeof *out->during);
	out->days = arena_array(arena, count, sizeof *out->days);
	if (!out->people || !out->during || !out->days)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		out->people[i] = list[i].person.uuid;
		out->during[i] = list[i].during;
		out->days[i] = list[i].offered_days;
	}
	return STATUS_OK;
}

static enum status take_back(struct connection *connection, enum absence_source source,
	const struct absence *list, size_t count, struct arena *arena, struct fault *fault)
{
	struct columns columns;
	struct parameters values;
	enum status status = take_columns(list, count, arena, &columns, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_uuids(&values, columns.people, count);
	parameter_text(&values, source_name(source));
	parameter_intervals(&values, columns.during, count);
	return query_run(connection, QUERY_ABSENCE_REMOVE, &values, NULL, fault);
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct absence *list, size_t count, struct instant at,
	struct arena *arena, struct fault *fault)
{
	struct columns columns;
	struct parameters values;
	enum status status = take_columns(list, count, arena, &columns, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, source_name(source));
	parameter_instant(&values, at);
	parameter_uuids(&values, columns.people, count);
	parameter_intervals(&values, columns.during, count);
	parameter_integers(&values, columns.days, count);
	return query_run(connection, QUERY_ABSENCE_ADD, &values, NULL, fault);
}

enum status absences_change(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct absence *gone, size_t gone_count,
	const struct absence *added, size_t added_count, struct instant at, struct fault *fault)
{
	struct arena arena;
	enum status status = STATUS_OK;
	arena_init(&arena);
	if (gone_count)
		status = take_back(connection, source, gone, gone_count, &arena, fault);
	if (status == STATUS_OK && added_count)
		status = add(connection, organisation, source, added, added_count, at, &arena, fault);
	arena_done(&arena);
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
	return change_run(&change, connection, QUERY_NEED_LOOK_AGAIN, NULL, fault);
}
