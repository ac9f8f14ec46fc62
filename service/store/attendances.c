// SPDX-License-Identifier: MIT
#include "store/attendances.h"

#include "store/changing.h"
#include "store/copying.h"

static enum attendance noted_of(const struct rows *rows, int row, int column)
{
	if (row_is_null(rows, row, column))
		return ATTENDANCE_NOT_NOTED;
	return row_boolean(rows, row, column) ? ATTENDANCE_CAME : ATTENDANCE_DID_NOT_COME;
}

enum status attendance_session(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct led_session *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	parameter_uuid(&values, host.uuid);
	enum status status = query_run(connection, QUERY_ATTENDANCE_SESSION, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such session.");
	}
	bool failed = false;
	struct led_session found = {
		.topic = row_copy(arena, rows, 0, 1, &failed), .during = row_interval(rows, 0, 2)};
	failed |= !session_kind_parse(row_text(rows, 0, 0), &found.kind);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = found;
	return status;
}

enum status attendance_list(struct connection *connection, struct session_id session,
	struct arena *arena, struct attendee **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	enum status status = query_run(connection, QUERY_ATTENDANCE_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct attendee *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct attendee){
			.person = {row_uuid(rows, i, 0)},
			.booking = {row_uuid(rows, i, 1)},
			.name = row_copy(arena, rows, i, 2, &failed),
			.noted = noted_of(rows, i, 3),
			.noted_at = row_is_null(rows, i, 4) ? INSTANT_NEVER : row_instant(rows, i, 4),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

// The columns of those that are noted, or of those that are not.
struct columns {
	struct uuid *people, *bookings;
	bool *came;
	size_t count;
};

static enum status take_columns(const struct attendee *list, size_t count, bool noted,
	struct arena *arena, struct columns *out, struct fault *fault)
{
	*out = (struct columns){
		.people = arena_array(arena, count, sizeof *out->people),
		.bookings = arena_array(arena, count, sizeof *out->bookings),
		.came = arena_array(arena, count, sizeof *out->came),
	};
	if (!out->people || !out->bookings || !out->came)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if ((list[i].noted != ATTENDANCE_NOT_NOTED) != noted)
			continue;
		out->people[out->count] = list[i].person.uuid;
		out->bookings[out->count] = list[i].booking.uuid;
		out->came[out->count++] = list[i].noted == ATTENDANCE_CAME;
	}
	return STATUS_OK;
}

static enum status forget(
	struct connection *connection, const struct attendee *list, size_t count, struct fault *fault)
{
	struct change change;
	struct columns columns;
	change_start(&change);
	enum status status = take_columns(list, count, false, &change.arena, &columns, fault);
	if (status != STATUS_OK || columns.count == 0) {
		arena_done(&change.arena);
		return status;
	}
	parameter_uuids(&change.values, columns.people, columns.count);
	parameter_uuids(&change.values, columns.bookings, columns.count);
	return change_run(&change, connection, QUERY_ATTENDANCE_FORGET, NULL, fault);
}

enum status attendance_note(struct connection *connection, struct organisation_id organisation,
	struct session_id session, struct instant began, const struct attendee *list, size_t count,
	struct instant at, struct fault *fault)
{
	struct change change;
	struct columns columns;
	enum status status = forget(connection, list, count, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&change);
	status = take_columns(list, count, true, &change.arena, &columns, fault);
	if (status != STATUS_OK || columns.count == 0) {
		arena_done(&change.arena);
		return status;
	}
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuid(&change.values, session.uuid);
	parameter_instant(&change.values, began);
	parameter_instant(&change.values, at);
	parameter_uuids(&change.values, columns.people, columns.count);
	parameter_uuids(&change.values, columns.bookings, columns.count);
	parameter_booleans(&change.values, columns.came, columns.count);
	return change_run(&change, connection, QUERY_ATTENDANCE_NOTE, NULL, fault);
}

enum status attendance_recount(struct connection *connection, const struct person_id *people,
	size_t count, struct instant began, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuids(&change.values, &people->uuid, count);
	parameter_instant(&change.values, began);
	return change_run(&change, connection, QUERY_ATTENDANCE_RECOUNT, NULL, fault);
}

enum status attendance_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct attended_session **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	enum status status = query_run(connection, QUERY_ATTENDANCE_READ, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct attended_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct attended_session){{row_uuid(rows, i, 0)}, row_instant(rows, i, 1)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status attendance_own(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct own_attendance **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_ATTENDANCE_OWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct own_attendance *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct own_attendance){
			.during = row_interval(rows, i, 1), .noted = noted_of(rows, i, 2)};
		failed |= !session_kind_parse(row_text(rows, i, 0), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
