// SPDX-License-Identifier: MIT
#include "store/contacts.h"

#include "store/changing.h"
#include "store/copying.h"

enum status contacts_add(struct connection *connection, struct organisation_id organisation,
	struct instant at, const struct contact *contacts, size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	parameter_each_uuid(&change.values, OF_EACH(contacts, person.uuid), count);
	parameter_each_text(&change.values, OF_EACH(contacts, rule), count);
	parameter_each_uuid(&change.values, OF_EACH(contacts, need.uuid), count);
	parameter_each_integer(&change.values, OF_EACH(contacts, after_seconds), count);
	parameter_each_instant(&change.values, OF_EACH(contacts, due), count);
	return change_run(&change, connection, QUERY_CONTACT_ADD, NULL, fault);
}

enum status contacts_end(struct connection *connection, const struct contact *contacts,
	size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(contacts, person.uuid), count);
	parameter_each_text(&change.values, OF_EACH(contacts, rule), count);
	return change_run(&change, connection, QUERY_CONTACT_END, NULL, fault);
}

enum status contact_answered(struct connection *connection, struct person_id person,
	struct need_id need, bool accepted, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, need.uuid);
	parameter_boolean(&change.values, accepted);
	return change_run(&change, connection, QUERY_CONTACT_ANSWERED, NULL, fault);
}

enum status contact_again(struct connection *connection, struct person_id person,
	struct need_id need, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, need.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_CONTACT_AGAIN, NULL, fault);
}

enum status contact_stop(
	struct connection *connection, struct person_id person, bool *stopped, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_CONTACT_STOP, stopped, fault);
}

static enum status list_people(struct connection *connection, enum query query,
	const struct parameters *values, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
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

enum status contacts_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	return list_people(connection, QUERY_CONTACT_DUE, &values, arena, out, count, fault);
}

enum status contact_ask(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct instant at, bool *asked, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_CONTACT_LIST, asked, fault);
}

enum status contact_postpone(struct connection *connection, struct person_id person,
	struct instant at, struct instant due, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	parameter_instant(&change.values, due);
	return change_run(&change, connection, QUERY_CONTACT_POSTPONE, NULL, fault);
}

enum status contact_own(struct connection *web, struct person_id person, struct arena *arena,
	struct contact_own *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct contact_own own = {.there = false};
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(web, QUERY_CONTACT_OWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) > 0) {
		own = (struct contact_own){
			.there = true,
			.due = row_instant(rows, 0, 0),
			.asked = row_copy(arena, rows, 0, 1, &failed),
			.listed = row_boolean(rows, 0, 2),
		};
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = own;
	return status;
}

enum status contact_begin(struct connection *web, struct person_id clinician,
	struct organisation_id organisation, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, clinician.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, web, QUERY_APP_BEGIN_CONTACT, NULL, fault);
}

enum status contacts_listed(struct connection *web, struct organisation_id organisation,
	struct person_id clinician, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, clinician.uuid);
	return list_people(web, QUERY_CONTACT_LISTED, &values, arena, out, count, fault);
}

enum status contact_made(struct connection *connection, struct organisation_id organisation,
	struct person_id clinician, struct person_id person, struct instant at, bool *made,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuid(&change.values, clinician.uuid);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_CONTACT_MADE, made, fault);
}

enum status contact_count(struct connection *connection, struct organisation_id organisation,
	struct instant from, int64_t *out, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, from);
	enum status status = query_run(connection, QUERY_CONTACT_COUNT, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	*out = row_integer(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}

enum status contact_clinicians(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct arena *arena, struct contact_clinician **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_CONTACT_NAMED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct contact_clinician *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct contact_clinician){
			.who = {{row_uuid(rows, i, 0)}, row_copy(arena, rows, i, 1, &failed)},
			.named = row_boolean(rows, i, 2),
			.outside = row_boolean(rows, i, 3),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status contact_name(struct connection *connection, struct organisation_id organisation,
	const struct person_id *clinicians, size_t count, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuids(&change.values, &clinicians->uuid, count);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_CONTACT_NAME, NULL, fault);
	return status == STATUS_OK ? contacts_rename(connection, organisation, at, fault) : status;
}

enum status contacts_rename(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_CONTACT_RENAME, NULL, fault);
}
