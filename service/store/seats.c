// SPDX-License-Identifier: MIT
#include "store/seats.h"

#include "store/copying.h"

static bool read_seat(const struct rows *rows, int row, struct seat *out)
{
	*out = (struct seat){
		.session = {row_uuid(rows, row, 0)},
		.during = row_interval(rows, row, 2),
		.host = {row_uuid(rows, row, 3)},
		.free = (int32_t)row_integer(rows, row, 4),
	};
	return session_kind_parse(row_text(rows, row, 1), &out->kind);
}

enum status seats_offered(struct connection *connection, const struct seats_asked *asked,
	struct arena *arena, struct seat **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, asked->organisation.uuid);
	parameter_text(&values, text_of(session_kind_name(asked->kind)));
	parameter_instant(&values, asked->earliest);
	parameter_instant(&values, asked->latest);
	parameter_integer(&values, asked->minutes);
	parameter_uuid(&values, asked->after.uuid);
	parameter_boolean(&values, asked->free);
	parameter_boolean(&values, asked->full);
	parameter_integer(&values, asked->most);
	enum status status = query_run(connection, QUERY_SEAT_OFFERED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct seat *seats = arena_array(arena, (size_t)number, sizeof *seats);
	bool failed = !seats;
	for (int i = 0; !failed && i < number; i++)
		failed = !read_seat(rows, i, &seats[i]);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = seats;
		*count = (size_t)number;
	}
	return status;
}

void seats_next(struct seats_asked *asked, const struct seat *last)
{
	asked->earliest = last->during.from;
	asked->after = last->session;
}

enum status seats_named(struct connection *connection, const struct uuid *sessions, size_t asked,
	struct arena *arena, struct named_seat **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, sessions, asked);
	enum status status = query_run(connection, QUERY_SEAT_NAMED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct named_seat *seats = arena_array(arena, (size_t)number, sizeof *seats);
	bool failed = !seats;
	for (int i = 0; !failed && i < number; i++) {
		failed = !read_seat(rows, i, &seats[i].seat);
		seats[i].offered = row_boolean(rows, i, 5);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = seats;
		*count = (size_t)number;
	}
	return status;
}

enum status team_mates(struct connection *connection, const struct person_id *people, size_t asked,
	struct arena *arena, struct team_mate **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	enum status status = query_run(connection, QUERY_TEAM_MATES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct team_mate *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct team_mate){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
