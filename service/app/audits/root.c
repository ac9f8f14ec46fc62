// SPDX-License-Identifier: MIT
#include "app/audits/root.h"

#include <inttypes.h>

#include "secret/chain.h"

#define AT_ONCE 1000

// Counts a page of heads, and notes those that no root has counted as they are.
static enum status count_page(struct connection *connection, struct organisation_id organisation,
	struct audit_root *root, struct audit_head *heads, size_t count, struct fault *fault)
{
	size_t grown = 0;
	for (size_t i = 0; i < count; i++) {
		root->heads = chain_heads(&root->heads, heads[i].chain, heads[i].length, &heads[i].link);
		if (!heads[i].counted)
			heads[grown++] = heads[i];
	}
	root->chains += (int64_t)count;
	return grown ? audit_marks_add(connection, organisation, root->number, heads, grown, fault)
				 : STATUS_OK;
}

// Each chain counts as long as it is when its page is read; others may grow meanwhile.
static enum status count_chains(struct connection *connection, struct organisation_id organisation,
	struct audit_root *root, struct fault *fault)
{
	struct arena arena;
	struct chain_id after = {{{0}}};
	size_t count = 0;
	enum status status;
	arena_init(&arena);
	do {
		struct audit_head *heads;
		arena_reset(&arena);
		status = audit_heads_page(connection, after, AT_ONCE, &arena, &heads, &count, fault);
		if (status != STATUS_OK || count == 0)
			break;
		after = heads[count - 1].chain;
		status = count_page(connection, organisation, root, heads, count, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}

static enum status make(struct connection *connection, struct organisation_id organisation,
	struct instant now, struct instant due, struct audit_root *out, struct fault *fault)
{
	struct audit_root newest;
	enum status status = audit_root_lock(connection, fault);
	if (status == STATUS_OK)
		status = audit_root_newest(connection, organisation, &newest, fault);
	if (status != STATUS_OK || !instant_before(newest.made_at, due))
		return status;
	struct audit_root root = {.number = newest.number + 1, .made_at = now};
	status = count_chains(connection, organisation, &root, fault);
	if (status != STATUS_OK)
		return status;
	root.root = chain_root(&newest.root, root.number, now, root.chains, &root.heads);
	status = audit_root_add(connection, organisation, &root, fault);
	if (status == STATUS_OK)
		*out = root;
	return status;
}

enum status audit_root_make(struct connection *connection, struct organisation_id organisation,
	struct instant now, struct instant due, struct audit_root *out, bool *made, struct fault *fault)
{
	struct audit_root root = {.number = 0};
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = make(connection, organisation, now, due, &root, fault);
	status = transaction_end(connection, status, fault);
	if (status != STATUS_OK)
		return status;
	*made = root.number > 0;
	if (*made)
		*out = root;
	return STATUS_OK;
}

void audit_root_line(const struct audit_root *root, char out[static AUDIT_ROOT_LINE_LENGTH])
{
	char at[INSTANT_TEXT_LENGTH + 1], hash[AUDIT_HASH_TEXT_LENGTH + 1];
	instant_format(root->made_at, at);
	audit_hash_format(&root->root, hash);
	snprintf(out, AUDIT_ROOT_LINE_LENGTH, "%s %" PRId64 " %s", at, root->chains, hash);
}

bool audit_root_line_parse(struct text line, struct audit_kept_root *out)
{
	struct audit_kept_root kept;
	struct text rest = text_trim(line);
	struct text at = text_cut(&rest, ' '), chains = text_cut(&rest, ' ');
	if (!instant_parse(at, &kept.made_at) || !text_to_integer(chains, &kept.chains) ||
		!audit_hash_parse(text_trim(rest), &kept.root))
		return false;
	*out = kept;
	return true;
}
