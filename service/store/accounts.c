// SPDX-License-Identifier: MIT
#include "store/accounts.h"

#include <assert.h>

#include "store/account_rows.h"
#include "store/changing.h"

static struct text copy_unless_null(
	struct arena *arena, const struct rows *rows, int row, int column, bool *failed)
{
	if (row_is_null(rows, row, column))
		return (struct text){NULL, 0};
	return row_copy(arena, rows, row, column, failed);
}

static struct text copy_bytes(
	struct arena *arena, const struct rows *rows, int row, int column, bool *failed)
{
	if (row_is_null(rows, row, column))
		return (struct text){NULL, 0};
	struct text copy = text_copy(arena, row_bytes(rows, row, column));
	*failed = *failed || !copy.start;
	return copy;
}

// The column's CHECK allows no other names.
static struct role_set take_roles(const struct rows *rows, int row, int column)
{
	struct text names[ROLE_COUNT];
	struct role_set set = {0};
	size_t count = row_texts(rows, row, column, names, ROLE_COUNT);
	for (size_t i = 0; i < count && i < ROLE_COUNT; i++) {
		enum role role = ROLE_OFFICER;
		bool known = role_parse(names[i], &role);
		assert(known);
		role_set_add(&set, role);
	}
	return set;
}

void parameter_roles(struct parameters *values, struct role_set roles)
{
	struct text names[ROLE_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		if (role_set_has(roles, (enum role)i))
			names[count++] = text_of(role_name((enum role)i));
	}
	parameter_texts(values, names, count);
}

static void take_needs(
	struct account *out, struct arena *arena, const struct rows *rows, bool *failed)
{
	size_t count = row_texts(rows, 0, 5, out->access_needs, ACCESS_NEEDS_LIMIT);
	out->access_need_count = count < ACCESS_NEEDS_LIMIT ? count : ACCESS_NEEDS_LIMIT;
	for (size_t i = 0; i < out->access_need_count; i++) {
		out->access_needs[i] = text_copy(arena, out->access_needs[i]);
		*failed = *failed || !out->access_needs[i].start;
	}
}

static enum status read(struct connection *connection, enum query query, struct person_id person,
	struct arena *arena, struct account *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, query, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such account.");
	}
	struct account account = {
		.person = person,
		.display_name = row_copy(arena, rows, 0, 0, &failed),
		.sign_in_name = row_copy(arena, rows, 0, 1, &failed),
		.roles = take_roles(rows, 0, 2),
		.language = row_copy(arena, rows, 0, 3, &failed),
		.nation = row_copy(arena, rows, 0, 4, &failed),
		.left = text_is(row_text(rows, 0, 6), "left"),
		.signed_out_before = row_instant(rows, 0, 7),
		.has_password = !row_is_null(rows, 0, 8),
		.has_totp = !row_is_null(rows, 0, 9),
		.organisation = {row_uuid(rows, 0, 10)},
	};
	take_needs(&account, arena, rows, &failed);
	if (query != QUERY_ACCOUNT_LOCK) {
		account.password_hash = copy_unless_null(arena, rows, 0, 11, &failed);
		account.totp_pending = copy_bytes(arena, rows, 0, 12, &failed);
		account.totp_sealed = copy_bytes(arena, rows, 0, 13, &failed);
		account.totp_step = row_integer(rows, 0, 14);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = account;
	return status;
}

enum status account_own(struct connection *connection, struct person_id person, bool lock,
	struct arena *arena, struct account *out, struct fault *fault)
{
	return read(
		connection, lock ? QUERY_ACCOUNT_OWN_LOCK : QUERY_ACCOUNT_OWN, person, arena, out, fault);
}

enum status account_lock(struct connection *connection, struct person_id person,
	struct arena *arena, struct account *out, struct fault *fault)
{
	return read(connection, QUERY_ACCOUNT_LOCK, person, arena, out, fault);
}

struct listed_account row_listed_account(struct arena *arena, const struct rows *rows, int row,
	struct organisation_id organisation, bool *failed)
{
	return (struct listed_account){
		.reference = row_copy(arena, rows, row, 1, failed),
		.account =
			{
				.person = {row_uuid(rows, row, 0)},
				.organisation = organisation,
				.display_name = row_copy(arena, rows, row, 2, failed),
				.sign_in_name = row_copy(arena, rows, row, 3, failed),
				.roles = take_roles(rows, row, 4),
				.language = row_copy(arena, rows, row, 5, failed),
				.left = text_is(row_text(rows, row, 6), "left"),
				.has_password = !row_is_null(rows, row, 7),
				.has_totp = !row_is_null(rows, row, 8),
			},
	};
}

static enum status take_list(struct rows *rows, struct organisation_id organisation,
	struct arena *arena, struct listed_account **out, size_t *count, struct fault *fault)
{
	bool failed = false;
	int number = rows_count(rows);
	struct listed_account *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = row_listed_account(arena, rows, i, organisation, &failed);
	enum status status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status account_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct listed_account **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_ACCOUNT_LIST, &values, &rows, fault);
	return status == STATUS_OK ? take_list(rows, organisation, arena, out, count, fault) : status;
}

enum status accounts_named(struct connection *connection, struct organisation_id organisation,
	const struct text *names, size_t asked, struct arena *arena, struct person_name **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_texts(&values, names, asked);
	enum status status = query_run(connection, QUERY_ACCOUNT_NAMED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct person_name *list = arena_array(arena, number, sizeof *list);
	for (int i = 0; list && i < (int)number; i++)
		list[i] =
			(struct person_name){{row_uuid(rows, i, 0)}, row_copy(arena, rows, i, 1, &failed)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status account_names(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct person_name **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	struct uuid *ids = arena_array(arena, asked, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < asked; i++)
		ids[i] = people[i].uuid;
	parameters_start(&values, arena);
	parameter_uuids(&values, ids, asked);
	enum status status = query_run(connection, QUERY_ACCOUNT_NAMES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_name *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] =
			(struct person_name){{row_uuid(rows, i, 0)}, row_copy(arena, rows, i, 1, &failed)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status account_administrator(struct connection *connection,
	struct organisation_id organisation, bool *found, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	return change_ask(&change, connection, QUERY_ACCOUNT_ADMINISTRATOR, found, fault);
}

enum status sign_in_name_find(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct person_id *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bytes(&values, hash, ROW_HASH_BYTES);
	enum status status = query_run(connection, QUERY_SIGN_IN_NAME_FIND, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "Nobody signs in with that name.");
	else
		*out = (struct person_id){row_uuid(rows, 0, 0)};
	rows_free(rows);
	return status;
}

enum status accounts_leaving(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_ACCOUNT_LEAVING, &values, &rows, fault);
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
