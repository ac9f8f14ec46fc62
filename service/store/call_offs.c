// SPDX-License-Identifier: MIT
#include "store/call_offs.h"

#include "store/changing.h"
#include "store/copying.h"

static const char *const reasons[] = {
	[CALL_OFF_BY_HOST] = "host",
	[CALL_OFF_TOO_FEW] = "too_few",
};

const char *call_off_reason_name(enum call_off_reason reason)
{
	return reasons[reason];
}

static struct off_session read_led(const struct rows *rows, int row, struct person_id host)
{
	return (struct off_session){
		.session = {row_uuid(rows, row, 0)},
		.series = {row_uuid(rows, row, 1)},
		.host = host,
		.during = row_interval(rows, row, 2),
	};
}

enum status off_session_read(struct connection *connection, struct person_id host,
	struct session_id session, struct instant at, struct off_session *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, session.uuid);
	parameter_uuid(&values, host.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_SESSION_LED_ONE, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	bool found = rows_count(rows) > 0;
	if (found)
		*out = read_led(rows, 0, host);
	rows_free(rows);
	return found ? STATUS_OK
				 : fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such session.");
}

enum status off_sessions_within(struct connection *connection, struct person_id host,
	struct interval within, struct instant at, struct arena *arena, struct off_session **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, host.uuid);
	parameter_interval(&values, within);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_SESSION_LED_WITHIN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct off_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = read_led(rows, i, host);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status places_taken(struct connection *connection, const struct off_session *sessions,
	size_t asked, struct arena *arena, struct taken_place **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct uuid *ids = arena_array(arena, asked, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < asked; i++)
		ids[i] = sessions[i].session.uuid;
	parameters_start(&values, arena);
	parameter_uuids(&values, ids, asked);
	enum status status = query_run(connection, QUERY_SESSION_ATTENDEES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct taken_place *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct taken_place){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status session_call_off(struct connection *connection, const struct off_session *session,
	enum call_off_reason reason, struct instant at, bool *changed, struct fault *fault)
{
	struct change change;
	bool called_off = false;
	change_start(&change);
	parameter_uuid(&change.values, session->session.uuid);
	parameter_text(&change.values, text_of(reasons[reason]));
	parameter_instant(&change.values, at);
	enum status status =
		change_run(&change, connection, QUERY_SESSION_CALL_OFF, &called_off, fault);
	if (status == STATUS_OK && called_off) {
		change_start(&change);
		parameter_uuid(&change.values, session->session.uuid);
		parameter_instant(&change.values, at);
		status = change_run(&change, connection, QUERY_SESSION_CLOSE, NULL, fault);
	}
	if (status == STATUS_OK && called_off) {
		change_start(&change);
		parameter_uuid(&change.values, session->host.uuid);
		parameter_uuid(&change.values, session->session.uuid);
		parameter_instant(&change.values, at);
		status = change_run(&change, connection, QUERY_DIARY_HOST_FREE, NULL, fault);
	}
	if (status == STATUS_OK)
		*changed = called_off;
	return status;
}

enum status sessions_too_few(struct connection *connection, struct interval within,
	int32_t group_minimum, int32_t most, struct arena *arena, struct off_session **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_interval(&values, within);
	parameter_integer(&values, group_minimum);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_SESSION_TOO_FEW, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct off_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] =
			(struct off_session){.session = {row_uuid(rows, i, 0)}, .host = {row_uuid(rows, i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status series_except(struct connection *connection, struct series_id series, struct text start,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, series.uuid);
	parameter_text(&change.values, start);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SERIES_EXCEPT, NULL, fault);
}

enum status series_zone(struct connection *connection, struct series_id series, struct arena *arena,
	struct text *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	struct text zone = TEXT("");
	parameters_start(&values, arena);
	parameter_uuid(&values, series.uuid);
	enum status status = query_run(connection, QUERY_SERIES_ZONE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool found = rows_count(rows) > 0;
	if (found)
		zone = row_copy(arena, rows, 0, 0, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK && !found)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such pattern.");
	if (status == STATUS_OK)
		*out = zone;
	return status;
}

enum status programme_called_off(struct connection *web, struct organisation_id organisation,
	struct instant since, struct arena *arena, struct called_off_session **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, since);
	enum status status = query_run(web, QUERY_PROGRAMME_CALLED_OFF, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct called_off_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct called_off_session){
			.session = {row_uuid(rows, i, 0)},
			.series = {row_uuid(rows, i, 1)},
			.during = row_interval(rows, i, 2),
			.sequence = (int32_t)row_integer(rows, i, 3),
			.created_at = row_instant(rows, i, 4),
			.changed_at = row_instant(rows, i, 5),
		};
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
