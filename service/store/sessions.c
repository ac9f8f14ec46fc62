// SPDX-License-Identifier: MIT
#include "store/sessions.h"

#include "store/changing.h"
#include "store/copying.h"

// Runs a statement that changes at most one row; `*changed` may be NULL.
static enum status run_one(struct connection *connection, enum query query,
	const struct parameters *values, bool *changed, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (changed)
		*changed = rows_changed(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}

enum status session_publish(struct connection *connection, struct organisation_id organisation,
	const struct dated_session *session, struct instant at, bool *added, struct fault *fault)
{
	const struct stored_series *series = session->series;
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, session->id.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, series->id.uuid);
	parameter_text(&values, text_of(session_kind_name(series->kind)));
	parameter_text(&values, series->topic);
	parameter_uuid(&values, series->host.uuid);
	parameter_interval(&values, session->during);
	parameter_integer(&values, series->capacity);
	parameter_instant(&values, at);
	parameter_uuid(&values, session->host_booking.uuid);
	parameter_boolean(&values, session_is_alone(series->kind));
	parameter_text(&values, series->language);
	parameter_text(&values, text_of(manner_name(series->manner)));
	enum status status = run_one(connection, QUERY_SESSION_ADD, &values, added, fault);
	arena_done(&arena);
	return status;
}

static enum status seat_change(struct connection *connection, struct arena *arena, enum query query,
	struct session_id session, struct instant at, bool *changed, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	parameter_instant(&values, at);
	return run_one(connection, query, &values, changed, fault);
}

static enum status diary_hold(struct connection *connection, struct arena *arena,
	struct organisation_id organisation, const struct hold *hold, struct instant at,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, hold->person.uuid);
	parameter_uuid(&values, hold->booking.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, hold->session.uuid);
	parameter_uuid(&values, hold->need.uuid);
	parameter_interval(&values, hold->during);
	parameter_boolean(&values, session_takes_time(hold->kind));
	parameter_instant(&values, hold->answer_by);
	parameter_instant(&values, at);
	return run_one(connection, QUERY_DIARY_HOLD, &values, NULL, fault);
}

enum status hold_add(struct connection *connection, struct organisation_id organisation,
	const struct hold *hold, struct instant at, struct fault *fault)
{
	struct arena arena;
	bool taken = false;
	arena_init(&arena);
	enum status status =
		seat_change(connection, &arena, QUERY_SEAT_TAKE, hold->session, at, &taken, fault);
	if (status == STATUS_OK && !taken)
		status = fault_set(fault, STATUS_FULL, NULL, "No seat is left in that session.");
	if (status == STATUS_OK)
		status = diary_hold(connection, &arena, organisation, hold, at, fault);
	arena_done(&arena);
	return status;
}

enum status holds_overdue(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct hold **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_HOLD_OVERDUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct hold *holds = arena_array(arena, (size_t)number, sizeof *holds);
	for (int i = 0; holds && i < number; i++) {
		holds[i] = (struct hold){
			.person = {row_uuid(rows, i, 0)},
			.booking = {row_uuid(rows, i, 1)},
			.session = {row_uuid(rows, i, 2)},
			.need = {row_uuid(rows, i, 3)},
			.host = {row_uuid(rows, i, 4)},
		};
	}
	status = rows_taken(rows, !holds, fault);
	if (status == STATUS_OK) {
		*out = holds;
		*count = (size_t)number;
	}
	return status;
}

enum status hold_find(struct connection *connection, struct person_id person, struct need_id need,
	struct hold *out, bool *found, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, need.uuid);
	enum status status = query_run(connection, QUERY_HOLD_FIND, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	bool there = rows_count(rows) > 0, failed = false;
	if (there) {
		struct hold hold = {
			.person = person,
			.need = need,
			.booking = {row_uuid(rows, 0, 0)},
			.session = {row_uuid(rows, 0, 1)},
			.host = {row_uuid(rows, 0, 2)},
			.during = row_interval(rows, 0, 4),
		};
		failed = !session_kind_parse(row_text(rows, 0, 3), &hold.kind);
		if (!failed)
			*out = hold;
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*found = there;
	return status;
}

static enum status hold_end(struct connection *connection, enum query query,
	const struct hold *hold, struct instant at, bool *ended, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	bool found = false;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, hold->person.uuid);
	parameter_uuid(&values, hold->booking.uuid);
	parameter_instant(&values, at);
	enum status status = run_one(connection, query, &values, &found, fault);
	if (status == STATUS_OK && found)
		status =
			seat_change(connection, &arena, QUERY_SEAT_GIVE_BACK, hold->session, at, NULL, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*ended = found;
	return status;
}

enum status hold_lapse(struct connection *connection, const struct hold *hold, struct instant at,
	bool *lapsed, struct fault *fault)
{
	return hold_end(connection, QUERY_HOLD_LAPSE, hold, at, lapsed, fault);
}

enum status hold_release(struct connection *connection, const struct hold *hold, struct instant at,
	bool *released, struct fault *fault)
{
	return hold_end(connection, QUERY_HOLD_RELEASE, hold, at, released, fault);
}

enum status feed_revise(struct connection *connection, struct person_id person, enum feed_part part,
	struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_text(&values, part == PART_HOST ? TEXT("host") : TEXT("attendee"));
	parameter_instant(&values, at);
	enum status status = run_one(connection, QUERY_FEED_REVISE, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

static enum status release_seat(struct connection *connection, struct session_id session,
	int32_t confirmed, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_integer(&change.values, confirmed);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SEAT_RELEASE, NULL, fault);
}

static enum status release_seats(struct connection *connection, struct rows *rows,
	struct instant at, struct released_booking *list, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < rows_count(rows); i++) {
		list[i] = (struct released_booking){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 2)}};
		int32_t confirmed = (int32_t)row_integer(rows, i, 1);
		status = release_seat(connection, list[i].session, confirmed, at, fault);
	}
	return status;
}

enum status bookings_release(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct released_booking **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_DIARY_RELEASE_ALL, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct released_booking *list = arena_array(arena, number, sizeof *list);
	if (list)
		status = release_seats(connection, rows, at, list, fault);
	else
		status = fault_memory(fault);
	rows_free(rows);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status sessions_led(struct connection *connection, struct person_id person, struct instant at,
	struct sessions_led *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_SESSION_LED, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = (struct sessions_led){
		row_integer(rows, 0, 0), row_instant(rows, 0, 1), row_instant(rows, 0, 2)};
	rows_free(rows);
	return STATUS_OK;
}
