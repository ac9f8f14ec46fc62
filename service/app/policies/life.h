// SPDX-License-Identifier: MIT
// The life of a version of the policy: proposed, open to staff for comment, approved by a second
// person, in force; or withdrawn before that. One proposal at a time, so that what staff comment on
// is its difference from the policy in force.
//
// Each as the recorder, in a transaction of its own with its entry on the organisation's trail.
// Refusals are STATUS_DENIED (another person has to), STATUS_CONFLICT (not in this state) or
// STATUS_INVALID.
#pragma once

#include "core/audit.h"
#include "core/policy_difference.h"
#include "store/organisation.h"
#include "store/policies.h"

// How long staff can comment before anybody may approve: the two weeks that co-designed frameworks
// ask for (LGA Employer Standards for Social Workers), in which everybody is on shift at least
// once.
#define POLICY_COMMENT_DAYS 14
#define POLICY_COMMENT_LIMIT 2000 // bytes

enum policy_stage {
	POLICY_OPEN,       // for comment
	POLICY_TO_APPROVE, // the time for comment is over
	POLICY_APPROVED,   // and not in force yet
	POLICY_IN_FORCE,
	POLICY_OVER, // it was in force
	POLICY_WITHDRAWN,
};

enum policy_stage policy_stage_of(
	const struct stored_policy *policies, size_t count, size_t place, struct instant now);
const char *policy_stage_name(enum policy_stage stage); // "open for comment"

struct instant policy_comments_end(const struct stored_policy *policy);

// The version in force, and the one proposed or approved and not in force; SIZE_MAX: none.
size_t policy_in_force_of(const struct stored_policy *policies, size_t count, struct instant now);
size_t policy_proposal_of(const struct stored_policy *policies, size_t count, struct instant now);

// What the proposal at `place` changes of what is in force.
CHECKED enum status policy_differences_of(const struct stored_policy *policies, size_t in_force,
	size_t place, struct arena *arena, struct policy_members *before, struct policy_members *after,
	struct policy_differences *out, struct fault *fault);

// Proposes a document that policy_read takes, to be in force at least POLICY_COMMENT_DAYS from now.
// `who` proposes it, who may act through somebody at the shell, `by`.
CHECKED enum status policy_propose(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, struct text document, struct instant in_force_from, int32_t *version,
	struct fault *fault);

// What was going to come into force in the past does now.
CHECKED enum status policy_approve(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, int32_t version, struct fault *fault);

// By whoever proposed it at any time before it is in force; by anybody else who may approve once
// the time for comment is over.
CHECKED enum status policy_withdraw(struct connection *recorder, const struct audit_actor *by,
	struct person_id who, int32_t version, struct fault *fault);

CHECKED enum status policy_view_record(struct connection *recorder, const struct audit_actor *by,
	int32_t version, const struct staff_view *view, struct fault *fault);

// Nothing of who comments is kept, not on the trail either.
CHECKED enum status policy_comment(struct connection *recorder, struct organisation_id organisation,
	int32_t version, const struct policy_comment *comment, struct instant now, struct fault *fault);

CHECKED enum status policy_reply(struct connection *recorder, const struct audit_actor *by,
	int32_t version, struct uuid comment, struct text reply, struct fault *fault);
