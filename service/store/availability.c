// SPDX-License-Identifier: MIT
#include "store/availability.h"

#include "store/changing.h"
#include "store/copying.h"

const struct availability availability_usual = {
	.kind = SESSION_REFLECTIVE_SUPERVISION,
	.minutes = 60,
	.buffer_minutes = 15,
	.daily_cap = 4,
};

static void add_availability(struct change *change, struct organisation_id organisation,
	struct person_id person, const struct availability *availability)
{
	change_start(change);
	parameter_uuid(&change->values, person.uuid);
	parameter_uuid(&change->values, organisation.uuid);
	parameter_text(&change->values, text_of(session_kind_name(availability->kind)));
	parameter_integer(&change->values, availability->minutes);
	parameter_integer(&change->values, availability->buffer_minutes);
	parameter_integer(&change->values, availability->daily_cap);
}

enum status availability_set(struct connection *connection, struct organisation_id organisation,
	struct person_id person, const struct availability *availability, struct instant at,
	struct fault *fault)
{
	const struct text manner = text_of(manner_name(availability->manner));
	struct change change;
	add_availability(&change, organisation, person, availability);
	parameter_text(&change.values, manner);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_AVAILABILITY_SET, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_text(&change.values, manner);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_AVAILABILITY_MANNER, NULL, fault);
}

enum status availability_begin(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct instant at, struct fault *fault)
{
	struct change change;
	add_availability(&change, organisation, person, &availability_usual);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_AVAILABILITY_BEGIN, NULL, fault);
}

enum status availability_read(struct connection *connection, struct person_id person,
	struct availability *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	struct availability read = availability_usual;
	bool failed = false;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, QUERY_AVAILABILITY_READ, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) > 0) {
		failed = !session_kind_parse(row_text(rows, 0, 0), &read.kind);
		(void)manner_parse(row_text(rows, 0, 4), &read.manner);
		read.minutes = (int32_t)row_integer(rows, 0, 1);
		read.buffer_minutes = (int32_t)row_integer(rows, 0, 2);
		read.daily_cap = (int32_t)row_integer(rows, 0, 3);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = read;
	return status;
}

static void add_hours(struct parameters *values, const struct host_hours *hours)
{
	const struct weekly_hours *week = &hours->week;
	const struct dated_hours *date = &hours->date;
	int64_t first = hours->dated ? date->day : week->first_day;
	int64_t last = hours->dated ? date->day : week->last_day;
	parameter_integer(values, hours->dated ? 0 : (int32_t)week->weekdays);
	parameter_integer(values, hours->dated ? 1 : week->every);
	parameter_integer(values, (int32_t)first);
	if (last < AVAILABILITY_NO_END)
		parameter_integer(values, (int32_t)last);
	else
		parameter_null(values);
	parameter_integer(values, hours->dated ? date->from : week->from);
	parameter_integer(values, hours->dated ? date->until : week->until);
	parameter_boolean(values, hours->dated && date->away);
}

enum status availability_hours_add(struct connection *connection,
	struct organisation_id organisation, struct person_id person, const struct host_hours *hours,
	struct instant at, struct fault *fault)
{
	bool added = false;
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, hours->id.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	add_hours(&change.values, hours);
	parameter_instant(&change.values, at);
	parameter_integer(&change.values, AVAILABILITY_HOURS_MOST);
	enum status status =
		change_run(&change, connection, QUERY_AVAILABILITY_HOURS_ADD, &added, fault);
	if (status == STATUS_OK && !added)
		status = fault_set(fault, STATUS_LIMIT, "hours", "A host publishes at most %d hours.",
			AVAILABILITY_HOURS_MOST);
	return status;
}

static struct host_hours read_hours(const struct rows *rows, int row)
{
	unsigned weekdays = (unsigned)row_integer(rows, row, 1);
	int64_t first = row_integer(rows, row, 3);
	int32_t from = (int32_t)row_integer(rows, row, 5), until = (int32_t)row_integer(rows, row, 6);
	return (struct host_hours){
		.id = {row_uuid(rows, row, 0)},
		.dated = weekdays == 0,
		.week =
			{
				.weekdays = weekdays,
				.every = (int32_t)row_integer(rows, row, 2),
				.first_day = first,
				.last_day =
					row_is_null(rows, row, 4) ? AVAILABILITY_NO_END : row_integer(rows, row, 4),
				.from = from,
				.until = until,
			},
		.date = {first, from, until, row_boolean(rows, row, 7)},
	};
}

enum status availability_hours_list(struct connection *connection, struct person_id person,
	struct arena *arena, struct host_hours **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status =
		query_run(connection, QUERY_AVAILABILITY_HOURS_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct host_hours *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = read_hours(rows, i);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status availability_hours_remove(struct connection *connection, struct person_id person,
	struct hours_id id, bool *removed, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, id.uuid);
	return change_run(&change, connection, QUERY_AVAILABILITY_HOURS_REMOVE, removed, fault);
}

enum status availability_hours_remove_all(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_AVAILABILITY_HOURS_REMOVE_ALL, NULL, fault);
}

enum status availability_hours_forget(
	struct connection *connection, struct person_id person, int64_t before_day, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_integer(&change.values, (int32_t)before_day);
	return change_run(&change, connection, QUERY_AVAILABILITY_HOURS_FORGET, NULL, fault);
}

enum status availability_holidays(struct connection *connection,
	struct organisation_id organisation, struct person_id person, int64_t first, int64_t last,
	struct arena *arena, int64_t **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, (int32_t)first);
	parameter_integer(&values, (int32_t)last);
	enum status status = query_run(connection, QUERY_AVAILABILITY_HOLIDAYS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	int64_t *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = row_integer(rows, i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

// Places are spread over a cluster by another key than diaries: nothing joins the two.
static enum status read_places(struct connection *connection, struct arena *arena,
	struct host_session *list, size_t count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct uuid *ids = arena_array(arena, count, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = list[i].id.uuid;
	parameters_start(&values, arena);
	parameter_uuids(&values, ids, count);
	enum status status = query_run(connection, QUERY_AVAILABILITY_SEATS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	for (int row = 0; row < rows_count(rows); row++) {
		struct uuid id = row_uuid(rows, row, 0);
		for (size_t i = 0; i < count; i++) {
			if (!uuid_equal(list[i].id.uuid, id))
				continue;
			list[i].capacity = (int32_t)row_integer(rows, row, 1);
			list[i].taken = (int32_t)row_integer(rows, row, 2);
			list[i].closing = row_boolean(rows, row, 3);
		}
	}
	rows_free(rows);
	return STATUS_OK;
}

enum status availability_diary(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct host_session **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_AVAILABILITY_DIARY, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct host_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct host_session){
			.during = row_interval(rows, i, 1),
			.led = row_boolean(rows, i, 2),
			.by_hours = row_boolean(rows, i, 3),
			.alone = row_boolean(rows, i, 4),
		};
		if (!row_is_null(rows, i, 0))
			list[i].id.uuid = row_uuid(rows, i, 0);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK)
		status = read_places(connection, arena, list, (size_t)number, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status availability_withdrawn(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct host_session **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_AVAILABILITY_WITHDRAWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct host_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct host_session){.id = {row_uuid(rows, i, 0)},
			.during = row_interval(rows, i, 1),
			.led = true,
			.alone = true};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK)
		status = read_places(connection, arena, list, (size_t)number, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status hosts_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct listed_host **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_HOST_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct listed_host *list = arena_array(arena, number, sizeof *list);
	for (int row = 0; list && row < (int)number; row++)
		list[row] = (struct listed_host){
			.reference = row_copy(arena, rows, row, 0, &failed),
			.display_name = row_copy(arena, rows, row, 1, &failed),
			.kind = row_copy(arena, rows, row, 2, &failed),
			.hours = row_integer(rows, row, 3),
			.calendars = row_integer(rows, row, 4),
			.unread = row_integer(rows, row, 5),
			.failing = row_integer(rows, row, 6),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}
