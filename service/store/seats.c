// SPDX-License-Identifier: MIT
#include "store/seats.h"

#include "store/changing.h"
#include "store/copying.h"
#include "store/meetings.h"

static bool read_seat(const struct rows *rows, int row, struct seat *out)
{
	*out = (struct seat){
		.session = {row_uuid(rows, row, 0)},
		.during = row_interval(rows, row, 2),
		.host = {row_uuid(rows, row, 3)},
		.free = (int32_t)row_integer(rows, row, 4),
		.meeting.languages = meeting_languages(row_text(rows, row, 5)),
	};
	(void)manner_parse(row_text(rows, row, 6), &out->meeting.manner);
	return session_kind_parse(row_text(rows, row, 1), &out->kind);
}

// Those that are offered; `asked` goes on after the last row.
static size_t take_offered(
	const struct rows *rows, struct seats_asked *asked, struct seat *seats, bool *failed)
{
	size_t count = 0;
	for (int i = 0; i < rows_count(rows); i++) {
		struct seat seat;
		*failed = *failed || !read_seat(rows, i, &seat);
		if (*failed)
			break;
		asked->earliest = seat.during.from;
		asked->after = seat.session;
		if (row_boolean(rows, i, 7))
			seats[count++] = seat;
	}
	return count;
}

enum status seats_offered(struct connection *connection, struct seats_asked *asked,
	struct arena *arena, struct seat **out, size_t *count, bool *last, struct fault *fault)
{
	const struct interval whenever = {asked->earliest, instant_later(asked->latest, 1)};
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
	parameter_intervals(&values, asked->start_count ? asked->starts : &whenever,
		asked->start_count ? asked->start_count : 1);
	enum status status = query_run(connection, QUERY_SEAT_OFFERED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	struct seat *seats = arena_array(arena, (size_t)rows_count(rows), sizeof *seats);
	struct seats_asked next = *asked;
	bool failed = !seats;
	bool end = rows_count(rows) == 0 || row_integer(rows, 0, 8) < asked->most;
	size_t number = failed ? 0 : take_offered(rows, &next, seats, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*asked = next;
		*out = seats;
		*count = number;
		*last = end;
	}
	return status;
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
		seats[i].offered = row_boolean(rows, i, 7);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = seats;
		*count = (size_t)number;
	}
	return status;
}

// What a host said comes first; of one who said nothing nothing is taken.
static size_t take_led(const struct rows *rows, struct led_already *out)
{
	size_t count = 0;
	for (int i = 0; i < rows_count(rows); i++) {
		const struct person_id host = {row_uuid(rows, i, 0)};
		if (!row_is_null(rows, i, 1)) {
			out[count++] =
				(struct led_already){.host = host, .daily_cap = (int32_t)row_integer(rows, i, 1)};
		} else if (count && uuid_equal(out[count - 1].host.uuid, host.uuid)) {
			out[count] = (struct led_already){.host = host,
				.daily_cap = out[count - 1].daily_cap,
				.session = {row_uuid(rows, i, 2)},
				.during = row_interval(rows, i, 3),
				.taken = (int32_t)row_integer(rows, i, 4)};
			count++;
		}
	}
	return count;
}

enum status sessions_led_by(struct connection *connection, const struct person_id *hosts,
	size_t asked, struct interval within, struct arena *arena, struct led_already **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &hosts->uuid, asked);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_HOST_DAYS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	struct led_already *list = arena_array(arena, (size_t)rows_count(rows), sizeof *list);
	size_t number = list ? take_led(rows, list) : 0;
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status host_lock(struct connection *connection, struct person_id host, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, host.uuid);
	return change_run(&change, connection, QUERY_HOST_LOCK, NULL, fault);
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
