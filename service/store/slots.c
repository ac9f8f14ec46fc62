// SPDX-License-Identifier: MIT
#include "store/slots.h"

#include "store/changing.h"
#include "store/copying.h"

enum status availability_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AVAILABILITY_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_id *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct person_id){row_uuid(rows, i, 0)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status availability_lock(struct connection *connection, struct person_id person,
	struct instant at, bool *locked, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_AVAILABILITY_LOCK, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*locked = rows_count(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}

enum status availability_looked(struct connection *connection, struct person_id person,
	struct instant look_at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, look_at);
	return change_run(&change, connection, QUERY_AVAILABILITY_LOOKED, NULL, fault);
}

enum status availability_look_all(
	struct connection *connection, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_AVAILABILITY_LOOK_ALL, NULL, fault);
}

enum status availability_hosts(
	struct connection *connection, struct person_id person, bool *hosts, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_ask(&change, connection, QUERY_AVAILABILITY_HOSTS, hosts, fault);
}

enum status slot_add(struct connection *connection, struct organisation_id organisation,
	const struct slot_session *session, struct instant at, bool *added, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session->id.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_text(&change.values, text_of(session_kind_name(session->kind)));
	parameter_text(&change.values, session->topic);
	parameter_uuid(&change.values, session->host.uuid);
	parameter_interval(&change.values, session->during);
	parameter_instant(&change.values, at);
	parameter_uuid(&change.values, session->host_booking.uuid);
	return change_run(&change, connection, QUERY_SLOT_ADD, added, fault);
}

enum status slot_withdraw(struct connection *connection, struct session_id session,
	struct person_id host, struct instant at, bool *withdrawn, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, host.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SLOT_WITHDRAW, withdrawn, fault);
}

enum status slot_restore(struct connection *connection, struct organisation_id organisation,
	const struct slot_session *session, struct instant at, bool *restored, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session->id.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuid(&change.values, session->host.uuid);
	parameter_interval(&change.values, session->during);
	parameter_instant(&change.values, at);
	parameter_uuid(&change.values, session->host_booking.uuid);
	return change_run(&change, connection, QUERY_SLOT_RESTORE, restored, fault);
}

enum status slot_close(
	struct connection *connection, struct session_id session, bool closing, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_boolean(&change.values, closing);
	return change_run(&change, connection, QUERY_SLOT_CLOSE, NULL, fault);
}
