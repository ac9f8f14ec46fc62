// SPDX-License-Identifier: MIT
#include "store/teams.h"

#include "store/changing.h"
#include "store/copying.h"

enum status team_add(struct connection *connection, struct organisation_id organisation,
	const struct team *team, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, team->id.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, team->name);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_TEAM_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status team_members_add(struct connection *connection, struct organisation_id organisation,
	const struct team_member *members, size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_each_uuid(&change.values, OF_EACH(members, person.uuid), count);
	parameter_each_uuid(&change.values, OF_EACH(members, team.uuid), count);
	parameter_each_interval(&change.values, OF_EACH(members, during), count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_TEAM_MEMBER_ADD, NULL, fault);
}

enum status teams_of(struct connection *connection, const struct person_id *people, size_t count,
	struct instant at, struct arena *arena, struct team *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, count);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_TEAM_MEMBER_AT, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	for (size_t i = 0; i < count; i++) {
		out[i] = (struct team){.name = {NULL, 0}};
		for (int row = 0; row < rows_count(rows); row++) {
			if (uuid_equal(row_uuid(rows, row, 0), people[i].uuid))
				out[i] =
					(struct team){{row_uuid(rows, row, 1)}, row_copy(arena, rows, row, 2, &failed)};
		}
	}
	return rows_taken(rows, failed, fault);
}

enum status team_leave(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_TEAM_MEMBER_LEAVE, NULL, fault);
}

enum status team_named(struct connection *connection, struct organisation_id organisation,
	struct text name, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	enum status status = query_run(connection, QUERY_TEAM_NAMED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_id *people = arena_array(arena, (size_t)number, sizeof *people);
	for (int i = 0; people && i < number; i++)
		people[i] = (struct person_id){row_uuid(rows, i, 0)};
	status = rows_taken(rows, !people, fault);
	if (status == STATUS_OK) {
		*out = people;
		*count = (size_t)number;
	}
	return status;
}
