// SPDX-License-Identifier: MIT
#include "store/audit_roots.h"

#include "store/audit_rows.h"

#define LOCK_KEY INT64_C(0x706c696d726f6f74) // "plimroot"

enum status audit_root_lock(struct connection *connection, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bigint(&values, LOCK_KEY);
	enum status status = query_run(connection, QUERY_AUDIT_ROOT_LOCK, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

struct audit_root row_audit_root(const struct rows *rows, int row)
{
	return (struct audit_root){
		.number = (int32_t)row_integer(rows, row, 0),
		.made_at = row_instant(rows, row, 1),
		.chains = row_integer(rows, row, 2),
		.heads = row_hash(rows, row, 3),
		.root = row_hash(rows, row, 4),
	};
}

enum status audit_root_newest(struct connection *connection, struct organisation_id organisation,
	struct audit_root *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_AUDIT_ROOT_NEWEST, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = rows_count(rows) ? row_audit_root(rows, 0) : (struct audit_root){.made_at = {INT64_MIN}};
	rows_free(rows);
	return STATUS_OK;
}

enum status audit_heads_page(struct connection *connection, struct chain_id after, int32_t most,
	struct arena *arena, struct audit_head **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AUDIT_HEAD_PAGE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct audit_head *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct audit_head){{row_uuid(rows, i, 0)}, (int32_t)row_integer(rows, i, 1),
			row_hash(rows, i, 2), row_boolean(rows, i, 3)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status audit_marks_add(struct connection *connection, struct organisation_id organisation,
	int32_t root, const struct audit_head *heads, size_t count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	struct uuid *chains = arena_array(&arena, count, sizeof *chains);
	int32_t *numbers = arena_array(&arena, count, sizeof *numbers);
	unsigned char *links = arena_array(&arena, count, AUDIT_HASH_BYTES);
	enum status status = chains && numbers && links ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		chains[i] = heads[i].chain.uuid;
		numbers[i] = heads[i].length;
		memcpy(links + i * AUDIT_HASH_BYTES, heads[i].link.bytes, AUDIT_HASH_BYTES);
	}
	if (status == STATUS_OK) {
		parameters_start(&values, &arena);
		parameter_uuid(&values, organisation.uuid);
		parameter_integer(&values, root);
		parameter_uuids(&values, chains, count);
		parameter_integers(&values, numbers, count);
		parameter_bytes(&values, links, count * AUDIT_HASH_BYTES);
		status = query_run(connection, QUERY_AUDIT_MARK_ADD, &values, NULL, fault);
	}
	arena_done(&arena);
	return status;
}

enum status audit_root_add(struct connection *connection, struct organisation_id organisation,
	const struct audit_root *root, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, root->number);
	parameter_instant(&values, root->made_at);
	parameter_bigint(&values, root->chains);
	parameter_bytes(&values, root->heads.bytes, AUDIT_HASH_BYTES);
	parameter_bytes(&values, root->root.bytes, AUDIT_HASH_BYTES);
	enum status status = query_run(connection, QUERY_AUDIT_ROOT_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status audit_roots_page(struct connection *connection, int32_t after, int32_t most,
	struct arena *arena, struct audit_root **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_integer(&values, after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AUDIT_ROOT_PAGE, &values, &rows, fault);
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
