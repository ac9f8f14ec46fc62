// SPDX-License-Identifier: MIT
#include "store/plans.h"

#include "store/changing.h"
#include "store/copying.h"
#include "store/need_rows.h"

static bool read_hold(const struct rows *rows, int i, const struct need *need, struct hold *out)
{
	if (row_is_null(rows, i, 11))
		return true;
	*out = (struct hold){
		.person = need->person,
		.need = need->id,
		.booking = {row_uuid(rows, i, 11)},
		.session = {row_uuid(rows, i, 12)},
		.host = {row_uuid(rows, i, 13)},
		.during = row_interval(rows, i, 15),
	};
	return session_kind_parse(row_text(rows, i, 14), &out->kind);
}

static bool read_need(const struct rows *rows, int i, struct plan_open *out)
{
	*out = (struct plan_open){
		.need =
			{
				.person = {row_uuid(rows, i, 0)},
				.id = {row_uuid(rows, i, 1)},
				.organisation = {row_uuid(rows, i, 2)},
				.minutes = (int32_t)row_integer(rows, i, 4),
				.priority = (int32_t)row_integer(rows, i, 5),
				.earliest_at = row_instant(rows, i, 6),
				.latest_at = row_instant(rows, i, 7),
				.notice_seconds = row_integer(rows, i, 8),
				.answer_seconds = row_integer(rows, i, 9),
				.state = need_row_state(row_text(rows, i, 10)),
			},
		.first = row_boolean(rows, i, 16),
		.in_team = !row_is_null(rows, i, 17),
		.has_met = !row_is_null(rows, i, 18),
	};
	need_row_kinds(row_text(rows, i, 3), &out->need);
	if (out->in_team)
		out->team.uuid = row_uuid(rows, i, 17);
	if (out->has_met)
		out->met.uuid = row_uuid(rows, i, 18);
	return read_hold(rows, i, &out->need, &out->hold);
}

enum status plan_needs(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct plan_open **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_PLAN_NEED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct plan_open *list = arena_array(arena, (size_t)number, sizeof *list);
	bool failed = !list;
	for (int i = 0; !failed && i < number; i++)
		failed = !read_need(rows, i, &list[i]);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status read_seats(struct connection *connection, enum query query,
	const struct parameters *values, struct arena *arena, struct plan_seats **out, size_t *count,
	struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct plan_seats *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct plan_seats){row_uuid(rows, i, 0), row_integer(rows, i, 1)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status plan_host_loads(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct arena *arena, struct plan_seats **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	return read_seats(connection, QUERY_PLAN_HOST, &values, arena, out, count, fault);
}

enum status plan_state_read(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct plan_state *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_PLAN_DUE, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = (struct plan_state){
		row_instant(rows, 0, 0), row_integer(rows, 0, 1), row_integer(rows, 0, 2)};
	rows_free(rows);
	return STATUS_OK;
}

enum status plan_claim(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct instant until, struct instant planned_at, bool *claimed,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	parameter_instant(&change.values, until);
	parameter_instant(&change.values, planned_at);
	return change_run(&change, connection, QUERY_PLAN_CLAIM, claimed, fault);
}

enum status plan_done(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_PLAN_DONE, NULL, fault);
}
