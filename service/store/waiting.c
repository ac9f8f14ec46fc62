// SPDX-License-Identifier: MIT
#include "store/waiting.h"

#include "store/changing.h"
#include "store/copying.h"

enum status waiting_add(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct session_id session, struct instant look, struct instant at,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, look);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_WAITING_ADD, NULL, fault);
}

static enum status change_one(struct connection *connection, enum query query,
	struct person_id person, struct session_id session, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, session.uuid);
	return change_run(&change, connection, query, NULL, fault);
}

enum status waiting_remove(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault)
{
	return change_one(connection, QUERY_WAITING_REMOVE, person, session, fault);
}

enum status waiting_given(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault)
{
	return change_one(connection, QUERY_WAITING_GIVEN, person, session, fault);
}

enum status waiting_remove_all(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_WAITING_REMOVE_ALL, NULL, fault);
}

enum status waiting_own(struct connection *web, struct person_id person, struct instant at,
	struct arena *arena, struct waited_session **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(web, QUERY_WAITING_OWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct waited_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct waited_session){
			.session = {row_uuid(rows, i, 0)},
			.topic = row_copy(arena, rows, i, 2, &failed),
			.during = row_interval(rows, i, 3),
			.joined = row_instant(rows, i, 4),
		};
		failed |= !session_kind_parse(row_text(rows, i, 1), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status waiting_list(struct connection *connection, const struct waiter *last, int32_t most,
	struct arena *arena, struct waiter **out, size_t *count, struct fault *fault)
{
	static const struct waiter first = {.joined = {0}};
	const struct waiter *after = last ? last : &first;
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, after->joined);
	parameter_uuid(&values, after->person.uuid);
	parameter_uuid(&values, after->session.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_WAITING_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct waiter *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct waiter){
			.person = {row_uuid(rows, i, 0)},
			.session = {row_uuid(rows, i, 1)},
			.joined = row_instant(rows, i, 2),
			.looked = row_instant(rows, i, 3),
			.look = row_instant(rows, i, 4),
			.begins = row_instant(rows, i, 5),
			.cancelled = row_boolean(rows, i, 6),
		};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status waiting_seats(struct connection *connection, const struct uuid *sessions, size_t asked,
	struct arena *arena, struct waiting_seats **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, sessions, asked);
	enum status status = query_run(connection, QUERY_WAITING_SEATS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct waiting_seats *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct waiting_seats){
			.session = {row_uuid(rows, i, 0)},
			.free = row_boolean(rows, i, 1),
			.over = row_boolean(rows, i, 2),
			.changed = row_instant(rows, i, 3),
		};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status waiting_lock(struct connection *connection, struct person_id person,
	struct session_id session, struct organisation_id *organisation, enum session_kind *kind,
	bool *found, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, session.uuid);
	enum status status = query_run(connection, QUERY_WAITING_LOCK, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	bool there = rows_count(rows) > 0, failed = false;
	struct organisation_id whose = {{{0}}};
	enum session_kind what = SESSION_SUPPORT_GROUP;
	if (there) {
		whose.uuid = row_uuid(rows, 0, 0);
		failed = !session_kind_parse(row_text(rows, 0, 1), &what);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*found = there;
		*organisation = whose;
		*kind = what;
	}
	return status;
}

enum status waiting_passed(struct connection *connection, const struct waiter *waiter,
	struct instant look, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, waiter->person.uuid);
	parameter_uuid(&change.values, waiter->session.uuid);
	parameter_instant(&change.values, look);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_WAITING_PASSED, NULL, fault);
}

enum status waiting_look(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuids(&change.values, &people->uuid, count);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_WAITING_LOOK, NULL, fault);
}

enum status waiting_told(struct connection *connection, const struct uuid *sessions, size_t asked,
	struct instant day, struct arena *arena, struct uuid **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, sessions, asked);
	parameter_instant(&values, day);
	enum status status = query_run(connection, QUERY_WAITING_TOLD, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct uuid *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = row_uuid(rows, i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
