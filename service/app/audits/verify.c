// SPDX-License-Identifier: MIT
#include "app/audits/verify.h"

#include "app/audits/verifying.h"
#include "secret/chain.h"

#define AT_ONCE 1000

// The roots in their order, each covering the one before.
struct roots {
	struct verifying *verifying;
	struct arena *arena;
	bool *known; // for each kept root
	struct audit_root newest, newest_kept;
};

static void check_root(struct roots *roots, const struct audit_root *root)
{
	const struct audit_check *check = roots->verifying->check;
	struct audit_root *newest = &roots->newest;
	bool follows = root->number == newest->number + 1;
	struct audit_hash hash =
		chain_root(&newest->root, root->number, root->made_at, root->chains, &root->heads);
	if (!follows)
		verifying_found(roots->verifying, AUDIT_ROOT_MISSING, newest->number + 1, root->number - 1);
	else if (!audit_hash_equal(&hash, &root->root))
		verifying_found(roots->verifying, AUDIT_ROOT_CHANGED, root->number, 0);
	for (size_t i = 0; i < check->kept_count; i++) {
		if (!audit_hash_equal(&check->kept[i].root, &root->root))
			continue;
		roots->known[i] = true;
		roots->newest_kept = *root;
	}
	roots->verifying->out->roots++;
	*newest = *root;
}

static enum status check_roots(struct roots *roots, struct fault *fault)
{
	struct arena arena;
	size_t count = 0;
	enum status status;
	arena_init(&arena);
	do {
		struct audit_root *list;
		arena_reset(&arena);
		status = audit_roots_page(roots->verifying->check->connection, roots->newest.number,
			AT_ONCE, &arena, &list, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			check_root(roots, &list[i]);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}

static void add_target(struct verifying *verifying, const struct audit_root *root)
{
	if (root->number == 0 ||
		(verifying->target_count && verifying->targets[0].root.number == root->number))
		return;
	verifying->targets[verifying->target_count++] = (struct audit_target){.root = *root};
}

static enum status begin(struct verifying *verifying, struct arena *arena, struct fault *fault)
{
	const struct audit_check *check = verifying->check;
	struct roots roots = {.verifying = verifying, .arena = arena};
	roots.known = arena_array(arena, check->kept_count, sizeof *roots.known);
	if (!roots.known)
		return fault_memory(fault);
	enum status status = check_roots(&roots, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < check->kept_count; i++) {
		if (!roots.known[i])
			verifying_found(verifying, AUDIT_KEPT_UNKNOWN, (int32_t)i, 0);
	}
	add_target(verifying, &roots.newest);
	add_target(verifying, &roots.newest_kept);
	return STATUS_OK;
}

static enum status walk_chains(struct verifying *verifying, struct fault *fault)
{
	struct audit_walk walk;
	bool more = true;
	struct connection *connection = verifying->check->connection;
	enum status status = audit_walk_begin(connection, &walk, fault);
	while (status == STATUS_OK && more) {
		struct audit_step step;
		status = audit_walk_next(connection, &walk, &step, &more, fault);
		if (status == STATUS_OK && more)
			verifying_step(verifying, &step);
	}
	audit_walk_done(&walk);
	return status;
}

static void compare_targets(struct verifying *verifying)
{
	for (size_t i = 0; i < verifying->target_count; i++) {
		const struct audit_target *target = &verifying->targets[i];
		if (target->chains != target->root.chains ||
			!audit_hash_equal(&target->heads, &target->root.heads))
			verifying_found(verifying, AUDIT_ROOT_DIFFERS, target->root.number, 0);
	}
}

static enum status verify(struct verifying *verifying, struct arena *arena, struct fault *fault)
{
	enum status status = begin(verifying, arena, fault);
	if (status == STATUS_OK)
		status = walk_chains(verifying, fault);
	if (status == STATUS_OK) {
		verifying_end(verifying);
		compare_targets(verifying);
	}
	return status;
}

enum status audit_verify(
	const struct audit_check *check, struct audit_verification *out, struct fault *fault)
{
	struct arena arena;
	*out = (struct audit_verification){0};
	struct verifying verifying = {.check = check, .out = out};
	enum status status = transaction_begin(check->connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = verify(&verifying, &arena, fault);
	arena_done(&arena);
	return transaction_end(check->connection, status, fault);
}
