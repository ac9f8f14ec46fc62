// SPDX-License-Identifier: MIT
#include "app/audits/verifying.h"

#include "secret/chain.h"

void verifying_found(
	struct verifying *verifying, enum audit_fault fault, int32_t number, int32_t until)
{
	const struct audit_finding finding = {fault, verifying->chain, number, until};
	verifying->out->findings++;
	verifying->check->found(verifying->check->context, &finding);
}

static void begin_chain(struct verifying *verifying, struct chain_id chain)
{
	verifying->begun = true;
	verifying->chain = chain;
	verifying->link = chain_start(chain);
	verifying->last = verifying->head = verifying->marked = 0;
	verifying->emptied = verifying->whole = false;
	verifying->unsaid = 0;
	for (size_t i = 0; i < verifying->target_count; i++)
		verifying->targets[i].length = 0;
}

static void check_end(struct verifying *verifying)
{
	if (verifying->last == 0 && verifying->head == 0)
		verifying_found(verifying, AUDIT_CHAIN_MISSING, verifying->marked, verifying->marked_by);
	else if (verifying->head == 0)
		verifying_found(verifying, AUDIT_HEAD_MISSING, verifying->last, 0);
	else if (verifying->head > verifying->last)
		verifying_found(verifying, AUDIT_END_CUT, verifying->last, verifying->head);
	else if (verifying->head < verifying->last)
		verifying_found(verifying, AUDIT_END_ADDED, verifying->last, verifying->head);
	else if (!audit_hash_equal(&verifying->head_link, &verifying->link))
		verifying_found(verifying, AUDIT_HEAD_CHANGED, verifying->last, 0);
	// What was emptied is followed by an entry that says so.
	if (verifying->emptied && !verifying->whole)
		verifying_found(verifying, AUDIT_EMPTIED, verifying->last, 0);
	else if (verifying->unsaid)
		verifying_found(verifying, AUDIT_EMPTIED, verifying->unsaid, 0);
}

void verifying_end(struct verifying *verifying)
{
	if (!verifying->begun)
		return;
	check_end(verifying);
	verifying->out->chains++;
	for (size_t i = 0; i < verifying->target_count; i++) {
		struct audit_target *target = &verifying->targets[i];
		if (target->length == 0)
			continue;
		target->heads =
			chain_heads(&target->heads, verifying->chain, target->length, &target->link);
		target->chains++;
	}
	verifying->begun = false;
}

// Only what stands before everything else can have been emptied: all of it up to the entry that
// says so, or what was old, and then an entry says so that may stand further on.
static void check_emptied(struct verifying *verifying, const struct audit_step *step)
{
	if (step->erased) {
		verifying->out->erased++;
		if (verifying->whole)
			verifying_found(verifying, AUDIT_EMPTIED, step->number, 0);
		verifying->emptied = true;
		return;
	}
	struct text action = step->fields[AUDIT_FIELD_ACTION];
	if (verifying->emptied && !verifying->whole &&
		!text_is(action, audit_action_name(AUDIT_ERASED)))
		verifying->unsaid = step->number - 1;
	if (text_is(action, audit_action_name(AUDIT_AGED)))
		verifying->unsaid = 0;
	verifying->whole = true;
}

static bool has_fields(const struct audit_step *step)
{
	size_t length = 0;
	for (size_t i = 0; i < AUDIT_FIELDS; i++)
		length += step->fields[i].length;
	return length > 0;
}

static bool fields_fit(const struct audit_step *step)
{
	if (step->erased)
		return !has_fields(step);
	struct audit_hash commitment = chain_commitment(&step->salt, step->fields);
	return audit_hash_equal(&commitment, &step->commitment);
}

static void check_entry(struct verifying *verifying, const struct audit_step *step)
{
	bool follows = step->number == verifying->last + 1;
	verifying->out->entries++;
	if (!follows)
		verifying_found(verifying, AUDIT_ENTRY_MISSING, verifying->last + 1, step->number - 1);
	check_emptied(verifying, step);
	if (!fields_fit(step))
		verifying_found(verifying, AUDIT_FIELDS_CHANGED, step->number, 0);
	struct audit_hash link = chain_link(&verifying->link, step->number, &step->commitment);
	if (follows && !audit_hash_equal(&link, &step->link))
		verifying_found(verifying, AUDIT_LINK_BROKEN, step->number, 0);
	// From here on as it is there, so that one edit is one finding.
	verifying->link = step->link;
	verifying->last = step->number;
}

static void check_mark(struct verifying *verifying, const struct audit_step *step)
{
	bool there = verifying->last == step->number;
	if (!there && (verifying->last || verifying->head))
		verifying_found(verifying, AUDIT_ROOT_SAW_MORE, step->number, step->root);
	else if (there && !audit_hash_equal(&verifying->link, &step->link))
		verifying_found(verifying, AUDIT_ROOT_SAW_OTHER, step->number, step->root);
	verifying->marked = step->number;
	verifying->marked_by = step->root;
	for (size_t i = 0; i < verifying->target_count; i++) {
		struct audit_target *target = &verifying->targets[i];
		if (step->root > target->root.number)
			continue;
		target->length = step->number;
		target->link = there ? verifying->link : step->link;
	}
}

void verifying_step(struct verifying *verifying, const struct audit_step *step)
{
	if (verifying->begun && !uuid_equal(verifying->chain.uuid, step->chain.uuid))
		verifying_end(verifying);
	if (!verifying->begun)
		begin_chain(verifying, step->chain);
	switch (step->kind) {
	case AUDIT_STEP_ENTRY:
		check_entry(verifying, step);
		break;
	case AUDIT_STEP_MARK:
		check_mark(verifying, step);
		break;
	case AUDIT_STEP_HEAD:
		verifying->head = step->number;
		verifying->head_link = step->link;
		break;
	}
}
