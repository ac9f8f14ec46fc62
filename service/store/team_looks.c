// SPDX-License-Identifier: MIT
#include "store/team_looks.h"

#include "store/changing.h"
#include "store/copying.h"

enum status teams_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct team_look **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_TEAM_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct team_look *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct team_look){{row_uuid(rows, i, 0)}, row_instant(rows, i, 1)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status team_course(struct connection *connection, struct team_id team, struct instant since,
	struct team_course *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, team.uuid);
	parameter_instant(&values, since);
	enum status status = query_run(connection, QUERY_TEAM_COURSE, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = (struct team_course){row_integer(rows, 0, 0), row_integer(rows, 0, 1),
		row_integer(rows, 0, 2), row_integer(rows, 0, 3)};
	rows_free(rows);
	return STATUS_OK;
}

enum status team_looked(struct connection *connection, struct team_id team,
	struct instant counted_from, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, team.uuid);
	parameter_instant(&change.values, counted_from);
	return change_run(&change, connection, QUERY_TEAM_LOOKED, NULL, fault);
}

static enum status list_people(struct connection *connection, enum query query, struct uuid of,
	struct arena *arena, struct team_person **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, of);
	enum status status = query_run(connection, query, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct team_person *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] =
			(struct team_person){{row_uuid(rows, i, 0)}, row_copy(arena, rows, i, 1, &failed)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status team_people(struct connection *connection, struct team_id team, struct arena *arena,
	struct team_person **out, size_t *count, struct fault *fault)
{
	return list_people(connection, QUERY_TEAM_PEOPLE, team.uuid, arena, out, count, fault);
}

enum status team_reports(struct connection *connection, struct person_id manager,
	struct arena *arena, struct team_person **out, size_t *count, struct fault *fault)
{
	return list_people(connection, QUERY_TEAM_REPORTS, manager.uuid, arena, out, count, fault);
}
