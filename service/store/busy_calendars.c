// SPDX-License-Identifier: MIT
#include "store/busy_calendars.h"

#include "store/changing.h"
#include "store/copying.h"

static void add_copy(struct parameters *values, const struct busy_copy *copy)
{
	parameter_intervals(values, copy->busy, copy->busy_count);
	parameter_instant(values, copy->within.from);
	parameter_instant(values, copy->within.to);
	parameter_integer(values, copy->events);
	parameter_integer(values, copy->unreadable);
	parameter_integer(values, copy->unknown_zones);
}

enum status busy_calendar_add(struct connection *connection, struct organisation_id organisation,
	struct person_id person, const struct busy_calendar *calendar, struct text sealed,
	struct instant at, struct fault *fault)
{
	bool added = false;
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, calendar->id.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_text(&change.values, calendar->hint);
	if (sealed.length)
		parameter_bytes(&change.values, sealed.start, sealed.length);
	else
		parameter_null(&change.values);
	add_copy(&change.values, &calendar->copy);
	if (sealed.length)
		parameter_null(&change.values);
	else
		parameter_instant(&change.values, at);
	parameter_instant(&change.values, calendar->due);
	parameter_instant(&change.values, at);
	parameter_integer(&change.values, BUSY_CALENDARS_MOST);
	enum status status = change_run(&change, connection, QUERY_BUSY_CALENDAR_ADD, &added, fault);
	if (status == STATUS_OK && !added)
		status = fault_set(fault, STATUS_LIMIT, "calendars", "A person has at most %d calendars.",
			BUSY_CALENDARS_MOST);
	return status;
}

static struct instant known_instant(const struct rows *rows, int row, int column)
{
	return row_is_null(rows, row, column) ? INSTANT_NEVER : row_instant(rows, row, column);
}

static struct busy_calendar read_calendar(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	return (struct busy_calendar){
		.id = {row_uuid(rows, row, 0)},
		.hint = row_copy(arena, rows, row, 1, failed),
		.copy =
			{
				.within = {row_instant(rows, row, 2), row_instant(rows, row, 3)},
				.busy_count = (size_t)row_integer(rows, row, 13),
				.events = (int32_t)row_integer(rows, row, 4),
				.unreadable = (int32_t)row_integer(rows, row, 5),
				.unknown_zones = (int32_t)row_integer(rows, row, 6),
			},
		.read_at = known_instant(rows, row, 7),
		.failure = row_copy(arena, rows, row, 8, failed),
		.failures = (int32_t)row_integer(rows, row, 9),
		.failed_at = known_instant(rows, row, 10),
		.due = row_instant(rows, row, 11),
		.created_at = row_instant(rows, row, 12),
	};
}

enum status busy_calendars_list(struct connection *connection, struct person_id person,
	struct arena *arena, struct busy_calendar **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, QUERY_BUSY_CALENDAR_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct busy_calendar *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = read_calendar(rows, i, arena, &failed);
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status busy_calendar_times(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct interval **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_BUSY_CALENDAR_TIMES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct interval *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = row_interval(rows, i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status busy_calendar_remove(struct connection *connection, struct person_id person,
	struct busy_calendar_id id, bool *removed, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, id.uuid);
	return change_run(&change, connection, QUERY_BUSY_CALENDAR_REMOVE, removed, fault);
}

enum status busy_calendars_remove(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_BUSY_CALENDAR_REMOVE_ALL, NULL, fault);
}

enum status busy_calendars_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct busy_calendar_due **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_BUSY_CALENDAR_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct busy_calendar_due *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct busy_calendar_due){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status busy_calendars_next(
	struct connection *connection, struct instant *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	enum status status = query_run(connection, QUERY_BUSY_CALENDAR_NEXT, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = row_instant(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}

// Bytes of its own in the arena.
static struct text copy_bytes(
	struct arena *arena, const struct rows *rows, int row, int column, bool *failed)
{
	struct text copy = text_copy(arena, row_bytes(rows, row, column));
	*failed = *failed || !copy.start;
	return copy;
}

enum status busy_calendar_claim(struct connection *connection,
	const struct busy_calendar_due *calendar, struct instant at, struct instant until,
	struct arena *arena, struct busy_calendar_claim *out, bool *claimed, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct busy_calendar_claim claim = {.events = 0};
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, calendar->person.uuid);
	parameter_uuid(&values, calendar->id.uuid);
	parameter_instant(&values, at);
	parameter_instant(&values, until);
	enum status status = query_run(connection, QUERY_BUSY_CALENDAR_CLAIM, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool there = rows_count(rows) > 0;
	if (there)
		claim = (struct busy_calendar_claim){
			.organisation = {row_uuid(rows, 0, 0)},
			.zone = row_copy(arena, rows, 0, 1, &failed),
			.sealed = copy_bytes(arena, rows, 0, 2, &failed),
			.etag = row_copy(arena, rows, 0, 3, &failed),
			.modified = row_copy(arena, rows, 0, 4, &failed),
			.busy_until = row_instant(rows, 0, 5),
			.events = (int32_t)row_integer(rows, 0, 6),
			.failures = (int32_t)row_integer(rows, 0, 7),
		};
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = claim;
		*claimed = there;
	}
	return status;
}

static void start_of(struct change *change, const struct busy_calendar_due *calendar)
{
	change_start(change);
	parameter_uuid(&change->values, calendar->person.uuid);
	parameter_uuid(&change->values, calendar->id.uuid);
}

enum status busy_calendar_copy(struct connection *connection,
	const struct busy_calendar_due *calendar, const struct busy_copy *copy, struct instant due,
	struct instant at, struct fault *fault)
{
	struct change change;
	start_of(&change, calendar);
	parameter_text(&change.values, copy->etag);
	parameter_text(&change.values, copy->modified);
	add_copy(&change.values, copy);
	parameter_instant(&change.values, due);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_BUSY_CALENDAR_COPY, NULL, fault);
}

enum status busy_calendar_unchanged(struct connection *connection,
	const struct busy_calendar_due *calendar, struct instant due, struct instant at,
	struct fault *fault)
{
	struct change change;
	start_of(&change, calendar);
	parameter_instant(&change.values, due);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_BUSY_CALENDAR_UNCHANGED, NULL, fault);
}

enum status busy_calendar_failed(struct connection *connection,
	const struct busy_calendar_due *calendar, const char *failure, struct instant due,
	struct instant at, struct fault *fault)
{
	struct change change;
	start_of(&change, calendar);
	parameter_text(&change.values, text_of(failure));
	parameter_instant(&change.values, due);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_BUSY_CALENDAR_FAILED, NULL, fault);
}
