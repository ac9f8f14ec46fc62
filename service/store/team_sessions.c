// SPDX-License-Identifier: MIT
#include "store/team_sessions.h"

#include "store/copying.h"

enum status team_begin(struct connection *connection, struct instant at, struct arena *arena,
	struct person_id **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_APP_TEAM, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_id *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i].uuid = row_uuid(rows, i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status team_revised(struct connection *connection, struct person_id manager,
	struct instant created, struct instant *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, manager.uuid);
	enum status status = query_run(connection, QUERY_TEAM_REVISED, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	bool never = rows_count(rows) == 0 || row_is_null(rows, 0, 0);
	*out = never ? created : instant_latest(created, row_instant(rows, 0, 0));
	rows_free(rows);
	return STATUS_OK;
}

static struct team_booking booking_in(const struct rows *rows, int row, bool *failed)
{
	struct team_booking booking = {
		.person = {row_uuid(rows, row, 0)},
		.booking = {row_uuid(rows, row, 1)},
		.session = {row_uuid(rows, row, 2)},
		.during = row_interval(rows, row, 5),
		.cancelled = text_is(row_text(rows, row, 6), "cancelled"),
		.sequence = (int32_t)row_integer(rows, row, 7),
		.changed_at = row_instant(rows, row, 8),
	};
	if (!session_kind_parse(row_text(rows, row, 3), &booking.kind))
		*failed = true;
	booking.one_to_one =
		booking.kind == SESSION_REFLECTIVE_SUPERVISION && row_integer(rows, row, 4) == 1;
	return booking;
}

enum status team_bookings(struct connection *connection, const struct person_id *people,
	size_t people_count, struct interval within, struct arena *arena, struct team_booking **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(people, uuid), people_count);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_TEAM_BOOKINGS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct team_booking *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = booking_in(rows, i, &failed);
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
