// SPDX-License-Identifier: MIT
#include "store/audit_review.h"

#include "store/audit_rows.h"

enum status audit_accesses(struct connection *connection, struct organisation_id organisation,
	const struct audit_place *from, const enum audit_action *action, int32_t most,
	struct arena *arena, struct audit_access **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, from->at);
	parameter_text(&values, action ? text_of(audit_action_name(*action)) : (struct text){NULL, 0});
	parameter_integer(&values, from->skip);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AUDIT_ENTRY_BY_OTHERS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool known = true;
	int number = rows_count(rows);
	struct audit_access *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && known && i < number; i++) {
		known = row_audit_entry(rows, i, 1, &list[i].entry);
		list[i].chain = (struct chain_id){row_uuid(rows, i, 0)};
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK && !known)
		status = audit_entry_unknown(fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status audit_roots_recent(struct connection *connection, struct organisation_id organisation,
	int32_t before, int32_t most, struct arena *arena, struct audit_root **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, before);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AUDIT_ROOT_RECENT, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct audit_root *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = row_audit_root(rows, i);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status audit_verified_set(struct connection *connection, struct organisation_id organisation,
	const struct audit_verified *verified, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, verified->at);
	parameter_bigint(&values, verified->chains);
	parameter_bigint(&values, verified->entries);
	parameter_bigint(&values, verified->findings);
	enum status status = query_run(connection, QUERY_AUDIT_VERIFIED_SET, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status audit_verified_read(struct connection *connection, struct organisation_id organisation,
	struct audit_verified *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_AUDIT_VERIFIED_READ, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	bool found = rows_count(rows) > 0;
	if (found)
		*out = (struct audit_verified){row_instant(rows, 0, 0), row_integer(rows, 0, 1),
			row_integer(rows, 0, 2), row_integer(rows, 0, 3)};
	rows_free(rows);
	return found ? STATUS_OK
				 : fault_set(fault, STATUS_NOT_FOUND, NULL, "Nothing has been verified yet.");
}
