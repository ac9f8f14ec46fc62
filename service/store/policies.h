// SPDX-License-Identifier: MIT
// Versions of the policy with how they came about, and what staff say about proposals. As the
// recorder where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/staff_view.h"
#include "store/connection.h"

struct stored_policy {
	int32_t version;
	struct text document;
	struct instant in_force_from, proposed_at;
	struct instant approved_at, withdrawn_at;  // NEVER: it was not
	struct person_id proposed_by, approved_by; // nil: nobody, or policies_who was not asked
	struct staff_view view;
};

// Every version, in order. Roles recorder and web.
CHECKED enum status policies_list(struct connection *connection, struct organisation_id id,
	struct arena *arena, struct stored_policy **out, size_t *count, struct fault *fault);

// Fills in who proposed and approved the versions that policies_list gave.
CHECKED enum status policies_who(struct connection *connection, struct organisation_id id,
	struct stored_policy *policies, size_t count, struct fault *fault);

// Until the transaction ends nobody else changes a proposal.
CHECKED enum status policies_lock(struct connection *connection, struct fault *fault);

// Of a stored policy: version, document, in force from, when and by whom it was proposed.
CHECKED enum status policy_propose_row(struct connection *connection, struct organisation_id id,
	const struct stored_policy *policy, struct fault *fault);

// Each under the lock, having been found to be allowed; STATUS_CONFLICT where the version's state
// is another.
CHECKED enum status policy_approve_row(struct connection *connection, struct organisation_id id,
	int32_t version, struct instant at, struct person_id by, struct fault *fault);
CHECKED enum status policy_withdraw_row(struct connection *connection, struct organisation_id id,
	int32_t version, struct instant at, struct fault *fault);
CHECKED enum status policy_view_row(struct connection *connection, struct organisation_id id,
	int32_t version, const struct staff_view *view, struct fault *fault);

struct policy_comment {
	struct uuid id;     // random: it says nothing of when or by whom
	struct instant day; // 00:00 UTC
	struct text body, reply;
};

// Roles recorder and web. At most 2,000.
CHECKED enum status policy_comments(struct connection *connection, struct organisation_id id,
	int32_t version, struct arena *arena, struct policy_comment **out, size_t *count,
	struct fault *fault);

// Nothing happens where the id is there.
CHECKED enum status policy_comment_add(struct connection *connection, struct organisation_id id,
	int32_t version, const struct policy_comment *comment, struct fault *fault);

// STATUS_CONFLICT where it has a reply already, or is not there.
CHECKED enum status policy_comment_reply(struct connection *connection, struct organisation_id id,
	int32_t version, struct uuid comment, struct text reply, struct fault *fault);
