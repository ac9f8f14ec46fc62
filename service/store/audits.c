// SPDX-License-Identifier: MIT
#include "store/audits.h"

#include <stdlib.h>
#include <string.h>

#include "store/audit_rows.h"

static int compare_heads(const void *a, const void *b)
{
	const struct audit_head *left = a, *right = b;
	return uuid_compare(left->chain.uuid, right->chain.uuid);
}

// Rows come in any order.
static enum status take_steps(
	const struct rows *rows, struct audit_head *heads, size_t count, struct fault *fault)
{
	for (int i = 0; i < rows_count(rows); i++) {
		struct audit_head step = {.chain = {row_uuid(rows, i, 0)},
			.length = (int32_t)row_integer(rows, i, 1),
			.link = row_hash(rows, i, 2)};
		struct audit_head *found = bsearch(&step, heads, count, sizeof step, compare_heads);
		if (!found)
			return fault_set(fault, STATUS_SYSTEM, "audit_head_step",
				"The database locked a chain that was not asked for.");
		*found = step;
	}
	return STATUS_OK;
}

enum status audit_heads_step(struct connection *connection, struct organisation_id organisation,
	struct audit_head *heads, size_t count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	unsigned char *links = arena_array(&arena, count, AUDIT_HASH_BYTES);
	enum status status = links ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; links && i < count; i++)
		memcpy(links + i * AUDIT_HASH_BYTES, heads[i].link.bytes, AUDIT_HASH_BYTES);
	if (status == STATUS_OK) {
		parameters_start(&values, &arena);
		parameter_uuid(&values, organisation.uuid);
		parameter_each_uuid(&values, OF_EACH(heads, chain.uuid), count);
		parameter_bytes(&values, links, count * AUDIT_HASH_BYTES);
		status = query_run(connection, QUERY_AUDIT_HEAD_STEP, &values, &rows, fault);
	}
	if (status == STATUS_OK) {
		status = take_steps(rows, heads, count, fault);
		rows_free(rows);
	}
	arena_done(&arena);
	return status;
}

// The additions as columns.
struct columns {
	struct uuid *chains;
	int32_t *numbers;
	unsigned char *salts, *commitments, *links;
	size_t count;
};

static bool columns_fill(struct columns *columns, struct arena *arena,
	const struct audit_addition *additions, size_t count)
{
	*columns = (struct columns){
		.chains = arena_array(arena, count, sizeof *columns->chains),
		.numbers = arena_array(arena, count, sizeof *columns->numbers),
		.salts = arena_array(arena, count, AUDIT_HASH_BYTES),
		.commitments = arena_array(arena, count, AUDIT_HASH_BYTES),
		.links = arena_array(arena, count, AUDIT_HASH_BYTES),
		.count = count,
	};
	if (!columns->chains || !columns->numbers || !columns->salts || !columns->commitments ||
		!columns->links)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t place = i * AUDIT_HASH_BYTES;
		columns->chains[i] = additions[i].head.chain.uuid;
		columns->numbers[i] = additions[i].head.length;
		memcpy(columns->salts + place, additions[i].salt.bytes, AUDIT_HASH_BYTES);
		memcpy(columns->commitments + place, additions[i].commitment.bytes, AUDIT_HASH_BYTES);
		memcpy(columns->links + place, additions[i].head.link.bytes, AUDIT_HASH_BYTES);
	}
	return true;
}

static enum status add_entries(struct connection *connection, struct arena *arena,
	const struct audit_actor *by, enum audit_action action, const struct columns *columns,
	struct fault *fault)
{
	struct parameters values;
	bool is_person = by->kind == AUDIT_BY_PERSON, has_role = is_person && by->role != ROLE_COUNT;
	parameters_start(&values, arena);
	parameter_uuid(&values, by->organisation.uuid);
	parameter_instant(&values, by->now);
	parameter_text(&values, text_of(audit_actor_name(by->kind)));
	if (is_person)
		parameter_uuid(&values, by->person.uuid);
	else
		parameter_null(&values);
	parameter_text(&values, has_role ? text_of(role_name(by->role)) : (struct text){NULL, 0});
	parameter_text(&values, text_of(audit_action_name(action)));
	parameter_uuids(&values, columns->chains, columns->count);
	parameter_integers(&values, columns->numbers, columns->count);
	parameter_bytes(&values, columns->salts, columns->count * AUDIT_HASH_BYTES);
	parameter_bytes(&values, columns->commitments, columns->count * AUDIT_HASH_BYTES);
	parameter_bytes(&values, columns->links, columns->count * AUDIT_HASH_BYTES);
	return query_run(connection, QUERY_AUDIT_ENTRY_ADD, &values, NULL, fault);
}

static enum status set_heads(struct connection *connection, struct arena *arena,
	struct organisation_id organisation, const struct columns *columns, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuids(&values, columns->chains, columns->count);
	parameter_integers(&values, columns->numbers, columns->count);
	parameter_bytes(&values, columns->links, columns->count * AUDIT_HASH_BYTES);
	return query_run(connection, QUERY_AUDIT_HEAD_SET, &values, NULL, fault);
}

enum status audit_entries_add(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, const struct audit_addition *additions, size_t count,
	struct fault *fault)
{
	struct arena arena;
	struct columns columns;
	arena_init(&arena);
	enum status status =
		columns_fill(&columns, &arena, additions, count) ? STATUS_OK : fault_memory(fault);
	if (status == STATUS_OK)
		status = add_entries(connection, &arena, by, action, &columns, fault);
	if (status == STATUS_OK)
		status = set_heads(connection, &arena, by->organisation, &columns, fault);
	arena_done(&arena);
	return status;
}

enum status audit_entry_unknown(struct fault *fault)
{
	return fault_set(fault, STATUS_VERSION, "audit_entry",
		"An entry of the trail is not of this version: plimsoll audit verify tells more.");
}

bool row_audit_entry(const struct rows *rows, int row, int column, struct audit_entry *out)
{
	*out = (struct audit_entry){.number = (int32_t)row_integer(rows, row, column)};
	out->erased = row_is_null(rows, row, column + 1);
	if (out->erased)
		return true;
	out->at = row_instant(rows, row, column + 1);
	if (!audit_actor_parse(row_text(rows, row, column + 2), &out->actor) ||
		!audit_action_parse(row_text(rows, row, column + 5), &out->action))
		return false;
	if (out->actor != AUDIT_BY_PERSON)
		return true;
	out->person.uuid = row_uuid(rows, row, column + 3);
	out->role = ROLE_COUNT;
	return row_is_null(rows, row, column + 4) ||
		   role_parse(row_text(rows, row, column + 4), &out->role);
}

enum status audit_entries_list(struct connection *connection, struct chain_id chain, int32_t before,
	int32_t most, struct arena *arena, struct audit_entry **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, chain.uuid);
	parameter_integer(&values, before);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_AUDIT_ENTRY_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool known = true;
	int number = rows_count(rows);
	struct audit_entry *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && known && i < number; i++)
		known = row_audit_entry(rows, i, 0, &list[i]);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK && !known)
		status = audit_entry_unknown(fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status audit_entries_empty(struct connection *connection, struct chain_id chain,
	int32_t before, int64_t *emptied, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, chain.uuid);
	parameter_integer(&values, before);
	enum status status = query_run(connection, QUERY_AUDIT_ENTRY_EMPTY, &values, &rows, fault);
	arena_done(&arena);
	if (status == STATUS_OK) {
		*emptied = rows_changed(rows);
		rows_free(rows);
	}
	return status;
}
