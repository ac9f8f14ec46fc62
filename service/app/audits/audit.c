// SPDX-License-Identifier: MIT
#include "app/audits/audit.h"

#include <assert.h>
#include <stdlib.h>

#include "secret/chain.h"
#include "store/retentions.h"

static int compare_heads(const void *a, const void *b)
{
	const struct audit_head *left = a, *right = b;
	return uuid_compare(left->chain.uuid, right->chain.uuid);
}

static bool is_own_affair(
	const struct audit_actor *by, enum audit_action action, struct chain_id chain)
{
	return audit_action_is_private(action) && by->kind == AUDIT_BY_PERSON &&
		   uuid_equal(chain.uuid, by->person.uuid);
}

// The chains to add to, ascending and each once; returns how many.
static size_t choose_chains(const struct audit_actor *by, enum audit_action action,
	const struct chain_id *about, size_t count, struct audit_head *heads)
{
	size_t chosen = 0, different = 0;
	for (size_t i = 0; i < count; i++) {
		assert(!uuid_is_nil(about[i].uuid));
		if (!is_own_affair(by, action, about[i]))
			heads[chosen++].chain = about[i];
	}
	qsort(heads, chosen, sizeof *heads, compare_heads);
	for (size_t i = 0; i < chosen; i++) {
		if (different == 0 || compare_heads(&heads[i], &heads[different - 1]) != 0)
			heads[different++] = heads[i];
	}
	for (size_t i = 0; i < different; i++)
		heads[i].link = chain_start(heads[i].chain);
	return different;
}

static enum status add(struct connection *connection, struct arena *arena,
	const struct audit_actor *by, enum audit_action action, struct audit_head *heads, size_t count,
	struct fault *fault)
{
	char time[INSTANT_TEXT_LENGTH + 1];
	struct text fields[AUDIT_FIELDS];
	struct audit_addition *additions = arena_array(arena, count, sizeof *additions);
	if (!additions)
		return fault_memory(fault);
	enum status status = audit_heads_step(connection, by->organisation, heads, count, fault);
	if (status != STATUS_OK)
		return status;
	audit_fields(by, action, time, fields);
	for (size_t i = 0; i < count; i++) {
		struct audit_addition *addition = &additions[i];
		addition->head = heads[i];
		addition->salt = chain_salt();
		addition->commitment = chain_commitment(&addition->salt, fields);
		addition->head.link = chain_link(&heads[i].link, heads[i].length, &addition->commitment);
	}
	return audit_entries_add(connection, by, action, additions, count, fault);
}

enum status audit_add(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, const struct chain_id *about, size_t count, struct fault *fault)
{
	struct arena arena;
	enum status status = STATUS_OK;
	if (count == 0)
		return STATUS_OK;
	arena_init(&arena);
	struct audit_head *heads = arena_array(&arena, count, sizeof *heads);
	if (!heads)
		status = fault_memory(fault);
	size_t chosen = heads ? choose_chains(by, action, about, count, heads) : 0;
	if (chosen)
		status = add(connection, &arena, by, action, heads, chosen, fault);
	arena_done(&arena);
	return status;
}

enum status audit_add_person(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, struct person_id about, struct fault *fault)
{
	struct chain_id chain = chain_of_person(about);
	return audit_add(connection, by, action, &chain, 1, fault);
}

enum status audit_add_organisation(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, struct fault *fault)
{
	struct chain_id chain = chain_of_organisation(by->organisation);
	return audit_add(connection, by, action, &chain, 1, fault);
}

enum status audit_add_alone(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = audit_add_organisation(connection, by, action, fault);
	return transaction_end(connection, status, fault);
}

enum status audit_seen(struct connection *connection, struct person_id person, int32_t before,
	int32_t most, struct arena *arena, struct audit_entry **out, size_t *count, struct fault *fault)
{
	return audit_entries_list(
		connection, chain_of_person(person), before, most, arena, out, count, fault);
}

enum status audit_erase_within(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, int64_t *emptied, struct fault *fault)
{
	struct audit_entry *newest;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	enum status status = audit_add(erasure, by, AUDIT_ERASED, &chain, 1, fault);
	if (status == STATUS_OK)
		status = audit_entries_list(erasure, chain, INT32_MAX, 1, &arena, &newest, &count, fault);
	if (status == STATUS_OK)
		status = audit_entries_empty(erasure, chain, newest[0].number, emptied, fault);
	arena_done(&arena);
	return status;
}

enum status audit_erase(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, struct fault *fault)
{
	int64_t emptied;
	enum status status = transaction_begin(erasure, fault);
	if (status != STATUS_OK)
		return status;
	status = audit_erase_within(erasure, by, chain, &emptied, fault);
	return transaction_end(erasure, status, fault);
}

// The entry that says so comes first: with it the chain is locked, and it is young itself.
static enum status empty_old(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, struct instant before, int64_t *emptied, struct fault *fault)
{
	int32_t first = 0;
	enum status status = audit_add(erasure, by, AUDIT_AGED, &chain, 1, fault);
	if (status == STATUS_OK)
		status = retention_chain_first(erasure, chain, before, &first, fault);
	return status == STATUS_OK ? audit_entries_empty(erasure, chain, first, emptied, fault)
							   : status;
}

enum status audit_age(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, struct instant before, int64_t *emptied, struct fault *fault)
{
	int64_t count = 0;
	enum status status = transaction_begin(erasure, fault);
	if (status != STATUS_OK)
		return status;
	status = empty_old(erasure, by, chain, before, &count, fault);
	status = transaction_end(erasure, status, fault);
	if (status == STATUS_OK)
		*emptied = count;
	return status;
}
