// SPDX-License-Identifier: MIT
#include "app/policies/life.h"

#include <stdlib.h>

#include "app/audits/audit.h"
#include "json/policy.h"
#include "json/policy_members.h"

static bool has_been(struct instant at, struct instant now)
{
	return !instant_before(now, at);
}

struct instant policy_comments_end(const struct stored_policy *policy)
{
	return instant_later(policy->proposed_at, POLICY_COMMENT_DAYS * SECONDS_PER_DAY);
}

static bool is_withdrawn(const struct stored_policy *policy)
{
	return instant_before(policy->withdrawn_at, INSTANT_NEVER);
}

static bool is_approved(const struct stored_policy *policy)
{
	return instant_before(policy->approved_at, INSTANT_NEVER);
}

static bool came_into_force(const struct stored_policy *policy, struct instant now)
{
	return is_approved(policy) && !is_withdrawn(policy) && has_been(policy->in_force_from, now);
}

size_t policy_in_force_of(const struct stored_policy *policies, size_t count, struct instant now)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		if (came_into_force(&policies[i], now) &&
			(found == SIZE_MAX ||
				!instant_before(policies[i].in_force_from, policies[found].in_force_from)))
			found = i;
	}
	return found;
}

size_t policy_proposal_of(const struct stored_policy *policies, size_t count, struct instant now)
{
	for (size_t i = count; i > 0; i--) {
		if (!is_withdrawn(&policies[i - 1]) && !came_into_force(&policies[i - 1], now))
			return i - 1;
	}
	return SIZE_MAX;
}

enum policy_stage policy_stage_of(
	const struct stored_policy *policies, size_t count, size_t place, struct instant now)
{
	const struct stored_policy *policy = &policies[place];
	if (is_withdrawn(policy))
		return POLICY_WITHDRAWN;
	if (!is_approved(policy))
		return has_been(policy_comments_end(policy), now) ? POLICY_TO_APPROVE : POLICY_OPEN;
	if (!has_been(policy->in_force_from, now))
		return POLICY_APPROVED;
	return policy_in_force_of(policies, count, now) == place ? POLICY_IN_FORCE : POLICY_OVER;
}

const char *policy_stage_name(enum policy_stage stage)
{
	static const char *const names[] = {
		[POLICY_OPEN] = "open for comment",
		[POLICY_TO_APPROVE] = "waits for approval",
		[POLICY_APPROVED] = "approved",
		[POLICY_IN_FORCE] = "in force",
		[POLICY_OVER] = "was in force",
		[POLICY_WITHDRAWN] = "withdrawn",
	};
	return names[stage];
}

enum status policy_differences_of(const struct stored_policy *policies, size_t in_force,
	size_t place, struct arena *arena, struct policy_members *before, struct policy_members *after,
	struct policy_differences *out, struct fault *fault)
{
	enum status status = policy_members_read(policies[in_force].document, arena, before, fault);
	if (status == STATUS_OK)
		status = policy_members_read(policies[place].document, arena, after, fault);
	return status == STATUS_OK ? policy_compare(before, after, arena, out, fault) : status;
}

// All versions under the lock, with who proposed them.
struct scene {
	struct connection *connection;
	const struct audit_actor *by;
	struct arena arena;
	struct stored_policy *policies;
	size_t count, place; // of the version that is acted on
};

static enum status look(struct scene *scene, int32_t version, struct fault *fault)
{
	struct organisation_id id = scene->by->organisation;
	enum status status = policies_lock(scene->connection, fault);
	if (status == STATUS_OK)
		status = policies_list(
			scene->connection, id, &scene->arena, &scene->policies, &scene->count, fault);
	if (status == STATUS_OK)
		status = policies_who(scene->connection, id, scene->policies, scene->count, fault);
	while (status == STATUS_OK && version && scene->place < scene->count &&
		   scene->policies[scene->place].version != version)
		scene->place++;
	if (status == STATUS_OK && version && scene->place == scene->count)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such version of the policy.");
	return status;
}

static enum status begin(struct scene *scene, struct connection *connection,
	const struct audit_actor *by, int32_t version, struct fault *fault)
{
	*scene = (struct scene){.connection = connection, .by = by};
	arena_init(&scene->arena);
	enum status status = transaction_begin(connection, fault);
	return status == STATUS_OK ? look(scene, version, fault) : status;
}

static enum status end(
	struct scene *scene, enum status status, enum audit_action action, struct fault *fault)
{
	if (status == STATUS_OK)
		status = audit_add_organisation(scene->connection, scene->by, action, fault);
	status = transaction_end(scene->connection, status, fault);
	arena_done(&scene->arena);
	return status;
}

static enum status check_document(struct text document, struct arena *arena, struct fault *fault)
{
	struct policy policy;
	struct json_faults *faults = calloc(1, sizeof *faults);
	if (!faults)
		return fault_memory(fault);
	enum status status = policy_read(document, arena, &policy, faults);
	if (status != STATUS_OK)
		status = status == STATUS_MEMORY ? fault_memory(fault)
										 : fault_set(fault, STATUS_INVALID, faults->list[0].where,
											   "%s", faults->list[0].message);
	free(faults);
	return status;
}

static enum status propose(struct scene *scene, struct person_id who, struct text document,
	struct instant in_force_from, int32_t *version, struct fault *fault)
{
	struct instant now = scene->by->now;
	size_t open = policy_proposal_of(scene->policies, scene->count, now);
	if (open != SIZE_MAX)
		return fault_set(fault, STATUS_CONFLICT, NULL,
			"Version %d is proposed already. One is looked at at a time: withdraw it first, or "
			"wait "
			"until it is in force.",
			scene->policies[open].version);
	if (instant_before(in_force_from, instant_later(now, POLICY_COMMENT_DAYS * SECONDS_PER_DAY)))
		return fault_set(fault, STATUS_INVALID, "in_force_from",
			"A policy can come into force %d days after it is proposed at the earliest, so that "
			"staff can comment.",
			POLICY_COMMENT_DAYS);
	enum status status = check_document(document, &scene->arena, fault);
	if (status != STATUS_OK)
		return status;
	struct stored_policy policy = {
		.version = scene->policies[scene->count - 1].version + 1,
		.document = document,
		.in_force_from = in_force_from,
		.proposed_at = now,
		.proposed_by = who,
	};
	*version = policy.version;
	return policy_propose_row(scene->connection, scene->by->organisation, &policy, fault);
}

enum status policy_propose(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, struct text document, struct instant in_force_from, int32_t *version,
	struct fault *fault)
{
	struct scene scene;
	enum status status = begin(&scene, recorder, by, 0, fault);
	if (status == STATUS_OK)
		status = propose(&scene, who, document, in_force_from, version, fault);
	return end(&scene, status, AUDIT_POLICY_PROPOSED, fault);
}

// Whether the staff side has to be heard and was not.
static enum status check_view(struct scene *scene, struct fault *fault)
{
	struct policy_members before, after;
	struct policy_differences changes;
	size_t in_force = policy_in_force_of(scene->policies, scene->count, scene->by->now);
	if (scene->policies[scene->place].view.body.length || in_force == SIZE_MAX)
		return STATUS_OK;
	enum status status = policy_differences_of(
		scene->policies, in_force, scene->place, &scene->arena, &before, &after, &changes, fault);
	if (status == STATUS_OK && policy_differences_later(&changes))
		status = fault_set(fault, STATUS_CONFLICT, "staff",
			"By this proposal a line may be crossed later, or less be offered: record the staff "
			"side's view first.");
	return status;
}

static enum status approve(struct scene *scene, struct person_id who, struct fault *fault)
{
	const struct stored_policy *policy = &scene->policies[scene->place];
	enum policy_stage stage =
		policy_stage_of(scene->policies, scene->count, scene->place, scene->by->now);
	if (stage == POLICY_OPEN)
		return fault_set(fault, STATUS_CONFLICT, NULL,
			"Staff can still comment: it can be approved %d days after it was proposed.",
			POLICY_COMMENT_DAYS);
	if (stage != POLICY_TO_APPROVE)
		return fault_set(fault, STATUS_CONFLICT, NULL, "This version does not wait for approval.");
	if (uuid_equal(policy->proposed_by.uuid, who.uuid))
		return fault_set(fault, STATUS_DENIED, NULL,
			"Whoever proposed a policy cannot approve it: a second person has to.");
	enum status status = check_view(scene, fault);
	return status == STATUS_OK ? policy_approve_row(scene->connection, scene->by->organisation,
									 policy->version, scene->by->now, who, fault)
							   : status;
}

enum status policy_approve(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, int32_t version, struct fault *fault)
{
	struct scene scene;
	enum status status = begin(&scene, recorder, by, version, fault);
	if (status == STATUS_OK)
		status = approve(&scene, who, fault);
	return end(&scene, status, AUDIT_POLICY_APPROVED, fault);
}

enum status policy_withdraw(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, int32_t version, struct fault *fault)
{
	struct scene scene;
	enum status status = begin(&scene, recorder, by, version, fault);
	// Once the time for comment is over a second person may decline it, too.
	if (status == STATUS_OK &&
		!uuid_equal(scene.policies[scene.place].proposed_by.uuid, who.uuid) &&
		policy_stage_of(scene.policies, scene.count, scene.place, by->now) == POLICY_OPEN)
		status = fault_set(fault, STATUS_DENIED, NULL,
			"While staff comment, only whoever proposed a policy can withdraw it.");
	if (status == STATUS_OK)
		status = policy_withdraw_row(recorder, by->organisation, version, by->now, fault);
	return end(&scene, status, AUDIT_POLICY_WITHDRAWN, fault);
}

enum status policy_view_record(struct connection *recorder, const struct audit_actor *by,
	int32_t version, const struct staff_view *view, struct fault *fault)
{
	struct scene scene;
	if (!staff_line_is_sound(view->body, STAFF_BODY_LIMIT, false))
		return fault_set(fault, STATUS_INVALID, "body",
			"Say which body it is in one line of at most %d bytes.", STAFF_BODY_LIMIT);
	if (!staff_line_is_sound(view->note, STAFF_NOTE_LIMIT, true))
		return fault_set(fault, STATUS_INVALID, "note",
			"What it says is one line of at most %d bytes.", STAFF_NOTE_LIMIT);
	if (instant_before(by->now, view->on))
		return fault_set(fault, STATUS_INVALID, "on", "The day is in the future.");
	enum status status = begin(&scene, recorder, by, version, fault);
	if (status == STATUS_OK)
		status = policy_view_row(recorder, by->organisation, version, view, fault);
	return end(&scene, status, AUDIT_STAFF_VIEW_RECORDED, fault);
}

// A comment or a reply: some lines of text.
static enum status check_text(struct text text, struct fault *fault)
{
	bool sound = text.length > 0 && text.length <= POLICY_COMMENT_LIMIT && text_is_utf8(text);
	for (size_t i = 0; sound && i < text.length; i++)
		sound = (unsigned char)text.start[i] >= ' ' || text.start[i] == '\n' ||
				text.start[i] == '\r' || text.start[i] == '\t';
	return sound ? STATUS_OK
				 : fault_set(fault, STATUS_INVALID, "body",
					   "It has to say something, in at most %d bytes.", POLICY_COMMENT_LIMIT);
}

static enum status comment_on(struct scene *scene, const struct policy_comment *comment,
	struct instant now, struct fault *fault)
{
	const struct stored_policy *policy = &scene->policies[scene->place];
	if (policy_stage_of(scene->policies, scene->count, scene->place, now) != POLICY_OPEN)
		return fault_set(
			fault, STATUS_CONFLICT, NULL, "This proposal is not open for comment any more.");
	return policy_comment_add(
		scene->connection, scene->by->organisation, policy->version, comment, fault);
}

enum status policy_comment(struct connection *recorder, struct organisation_id organisation,
	int32_t version, const struct policy_comment *comment, struct instant now, struct fault *fault)
{
	struct scene scene;
	const struct audit_actor nobody = {.organisation = organisation, .now = now};
	enum status status = check_text(comment->body, fault);
	if (status != STATUS_OK)
		return status;
	status = begin(&scene, recorder, &nobody, version, fault);
	if (status == STATUS_OK)
		status = comment_on(&scene, comment, now, fault);
	status = transaction_end(recorder, status, fault);
	arena_done(&scene.arena);
	return status;
}

enum status policy_reply(struct connection *recorder, const struct audit_actor *by, int32_t version,
	struct uuid comment, struct text reply, struct fault *fault)
{
	struct scene scene;
	enum status status = check_text(reply, fault);
	if (status != STATUS_OK)
		return status;
	status = begin(&scene, recorder, by, version, fault);
	if (status == STATUS_OK)
		status = policy_comment_reply(recorder, by->organisation, version, comment, reply, fault);
	return end(&scene, status, AUDIT_POLICY_REPLIED, fault);
}
