// SPDX-License-Identifier: MIT
#include "store/organisation.h"

#include "store/copying.h"

#define LOCK_KEY INT64_C(0x706c696d666f756e) // "plimfoun"

enum status organisation_read(struct connection *connection, struct arena *arena,
	struct organisation *out, struct fault *fault)
{
	struct parameters none;
	struct rows *rows;
	parameters_start(&none, arena);
	enum status status = query_run(connection, QUERY_ORGANISATION_READ, &none, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(
			fault, STATUS_NOT_FOUND, NULL, "There is no organisation in this database yet.");
	}
	bool failed = false;
	struct organisation organisation = {
		.id = {row_uuid(rows, 0, 0)},
		.name = row_copy(arena, rows, 0, 1, &failed),
		.zone = row_copy(arena, rows, 0, 2, &failed),
		.nation = row_copy(arena, rows, 0, 3, &failed),
		.demonstration = row_boolean(rows, 0, 4),
		.founded_at = row_instant(rows, 0, 5),
	};
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = organisation;
	return status;
}

enum status organisation_add(struct connection *connection, const struct organisation *organisation,
	struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation->id.uuid);
	parameter_text(&values, organisation->name);
	parameter_text(&values, organisation->zone);
	parameter_text(&values, organisation->nation);
	parameter_boolean(&values, organisation->demonstration);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_ORGANISATION_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status organisation_lock(struct connection *connection, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bigint(&values, LOCK_KEY);
	enum status status = query_run(connection, QUERY_ORGANISATION_LOCK, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status policy_version_add(struct connection *connection, struct organisation_id id,
	const struct policy_version *version, struct instant now, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version->version);
	parameter_text(&values, version->document);
	parameter_instant(&values, version->in_force_from);
	parameter_instant(&values, now);
	enum status status = query_run(connection, QUERY_POLICY_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status policy_versions_by(struct connection *connection, struct organisation_id id,
	struct instant at, struct arena *arena, struct policy_version **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, id.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_POLICY_IN_FORCE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	if (number == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "No policy is in force at that time.");
	}
	bool failed = false;
	struct policy_version *versions = arena_array(arena, (size_t)number, sizeof *versions);
	for (int i = 0; versions && i < number; i++)
		versions[i] = (struct policy_version){(int32_t)row_integer(rows, i, 0),
			row_copy(arena, rows, i, 1, &failed), row_instant(rows, i, 2)};
	status = rows_taken(rows, failed || !versions, fault);
	if (status == STATUS_OK) {
		*out = versions;
		*count = (size_t)number;
	}
	return status;
}

enum status policy_version_number(struct connection *connection, struct organisation_id id,
	struct instant at, int32_t *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_POLICY_NEWEST, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "No policy is in force at that time.");
	else
		*out = (int32_t)row_integer(rows, 0, 0);
	rows_free(rows);
	return status;
}
