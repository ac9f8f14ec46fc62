// SPDX-License-Identifier: MIT
#include "store/sign_ins.h"

#include <assert.h>

#include "store/changing.h"
#include "store/copying.h"
#include "store/flight.h"

enum status sign_in_session_add(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], const struct sign_in_session *session,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_uuid(&change.values, session->organisation.uuid);
	parameter_uuid(&change.values, session->person.uuid);
	parameter_text(&change.values, text_of(role_name(session->role)));
	parameter_instant(&change.values, session->signed_in_at);
	parameter_instant(&change.values, session->created_at);
	parameter_instant(&change.values, session->idle_until);
	parameter_instant(&change.values, session->absolute_until);
	return change_run(&change, connection, QUERY_SIGN_IN_SESSION_ADD, NULL, fault);
}

// What the service has written is the name of a role.
static enum role role_of(struct text name)
{
	enum role role = ROLE_OFFICER;
	bool known = role_parse(name, &role);
	assert(known);
	return role;
}

static void fill_find(struct parameters *values, const unsigned char *hash, struct instant now,
	struct instant idle_until, struct instant written_before)
{
	parameter_bytes(values, hash, ROW_HASH_BYTES);
	parameter_instant(values, now);
	parameter_instant(values, idle_until);
	parameter_instant(values, written_before);
}

static enum status take_found(struct rows *rows, struct sign_in_session *out, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (rows_count(rows) == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "Nobody is signed in here any more.");
	else
		*out = (struct sign_in_session){
			.person = {row_uuid(rows, 0, 0)},
			.role = role_of(row_text(rows, 0, 1)),
			.signed_in_at = row_instant(rows, 0, 2),
			.created_at = row_instant(rows, 0, 3),
			.absolute_until = row_instant(rows, 0, 4),
		};
	rows_free(rows);
	return status;
}

enum status sign_in_session_read(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct instant idle_until,
	struct instant written_before, struct sign_in_session *out, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	fill_find(&change.values, hash, now, idle_until, written_before);
	enum status status =
		query_run(connection, QUERY_SIGN_IN_SESSION_FIND, &change.values, &rows, fault);
	arena_done(&change.arena);
	return status == STATUS_OK ? take_found(rows, out, fault) : status;
}

enum status sign_in_session_look(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct instant idle_until,
	struct instant written_before, struct sign_in_session *out, struct fault *fault)
{
	struct change change;
	struct parameters holder;
	struct rows *rows;
	change_start(&change);
	parameters_start(&holder, &change.arena);
	parameter_null(&holder);
	parameter_bytes(&holder, hash, ROW_HASH_BYTES);
	fill_find(&change.values, hash, now, idle_until, written_before);
	const struct flight_step steps[] = {
		{QUERY_APP_BEGIN, &holder},
		{QUERY_SIGN_IN_SESSION_FIND, &change.values},
	};
	enum status status = flight_run(connection, steps, 2, &rows, fault);
	arena_done(&change.arena);
	return status == STATUS_OK ? take_found(rows, out, fault) : status;
}

enum status sign_in_sessions_list(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct arena *arena,
	struct listed_session **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, now);
	parameter_bytes(&values, hash, ROW_HASH_BYTES);
	enum status status = query_run(connection, QUERY_SIGN_IN_SESSION_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct listed_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct listed_session){
			.role = role_of(row_text(rows, i, 0)),
			.signed_in_at = row_instant(rows, i, 1),
			.seen_at = row_instant(rows, i, 2),
			.is_this = row_boolean(rows, i, 3),
		};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status sign_in_session_close(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, bool *ended,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SIGN_IN_SESSION_END, ended, fault);
}

enum status sign_in_sessions_close(struct connection *connection, struct person_id person,
	const unsigned char *but, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	if (but)
		parameter_bytes(&change.values, but, ROW_HASH_BYTES);
	else
		parameter_null(&change.values);
	parameter_instant(&change.values, at);
	enum status status =
		change_run(&change, connection, QUERY_SIGN_IN_SESSION_END_ALL, NULL, fault);
	if (status != STATUS_OK || but)
		return status;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_ACCOUNT_SIGN_OUT, NULL, fault);
}

enum status sign_in_sessions_close_outside(struct connection *connection, struct person_id person,
	struct role_set roles, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_roles(&change.values, roles);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SIGN_IN_SESSION_END_ROLES, NULL, fault);
}

enum status sign_in_sessions_forget(struct connection *connection, struct person_id person,
	struct instant before, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, before);
	return change_run(&change, connection, QUERY_SIGN_IN_SESSION_FORGET, NULL, fault);
}

static const char *const purposes[] = {
	[LINK_FIRST_ADMINISTRATOR] = "first_administrator",
	[LINK_INVITATION] = "invitation",
	[LINK_EXTERNAL] = "external",
	[LINK_RESET] = "reset",
};

const char *link_purpose_name(enum link_purpose purpose)
{
	return purposes[purpose];
}

// The column's CHECK allows no other.
static enum link_purpose purpose_named(struct text name)
{
	size_t i = 0;
	while (i < sizeof purposes / sizeof purposes[0] && !text_is(name, purposes[i]))
		i++;
	assert(i < sizeof purposes / sizeof purposes[0]);
	return (enum link_purpose)i;
}

enum status one_time_link_add(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], const struct one_time_link *link,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, link->person.uuid);
	enum status status = change_run(&change, connection, QUERY_ONE_TIME_LINK_FORGET, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_uuid(&change.values, link->organisation.uuid);
	parameter_text(&change.values, text_of(purposes[link->purpose]));
	parameter_uuid(&change.values, link->person.uuid);
	parameter_instant(&change.values, at);
	parameter_instant(&change.values, link->expires_at);
	return change_run(&change, connection, QUERY_ONE_TIME_LINK_ADD, NULL, fault);
}

static enum status not_in_force(struct fault *fault)
{
	return fault_set(fault, STATUS_NOT_FOUND, NULL,
		"This link was used, has expired or was never made. Ask for a new one.");
}

enum status one_time_link_read(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct one_time_link *out,
	struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_instant(&change.values, now);
	enum status status =
		query_run(connection, QUERY_ONE_TIME_LINK_FIND, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0)
		status = not_in_force(fault);
	else
		*out = (struct one_time_link){
			.purpose = purpose_named(row_text(rows, 0, 0)),
			.person = {row_uuid(rows, 0, 1)},
			.organisation = {row_uuid(rows, 0, 2)},
			.expires_at = row_instant(rows, 0, 3),
		};
	rows_free(rows);
	return status;
}

enum status one_time_link_spend(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, struct fault *fault)
{
	struct change change;
	bool spent = false;
	change_start(&change);
	parameter_bytes(&change.values, hash, ROW_HASH_BYTES);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_ONE_TIME_LINK_USE, &spent, fault);
	return status == STATUS_OK && !spent ? not_in_force(fault) : status;
}

static void start_code(
	struct change *change, struct person_id person, const unsigned char hash[static ROW_HASH_BYTES])
{
	change_start(change);
	parameter_uuid(&change->values, person.uuid);
	parameter_bytes(&change->values, hash, ROW_HASH_BYTES);
}

enum status recovery_code_known(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], bool *found, struct fault *fault)
{
	struct change change;
	start_code(&change, person, hash);
	return change_ask(&change, connection, QUERY_RECOVERY_CODE_FIND, found, fault);
}

enum status recovery_code_spend(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, bool *spent,
	struct fault *fault)
{
	struct change change;
	start_code(&change, person, hash);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_RECOVERY_CODE_USE, spent, fault);
}

enum status recovery_codes_left(
	struct connection *connection, struct person_id person, int64_t *count, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	enum status status =
		query_run(connection, QUERY_RECOVERY_CODE_COUNT, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	*count = row_integer(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}

enum status recovery_codes_replace(struct connection *connection, struct person_id person,
	const unsigned char (*hashes)[ROW_HASH_BYTES], size_t count, struct instant at,
	struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	enum status status = change_run(&change, connection, QUERY_RECOVERY_CODE_FORGET, NULL, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		start_code(&change, person, hashes[i]);
		parameter_instant(&change.values, at);
		status = change_run(&change, connection, QUERY_RECOVERY_CODE_ADD, NULL, fault);
	}
	return status;
}
