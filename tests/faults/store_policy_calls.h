// SPDX-License-Identifier: MIT
// The functions of the policy's versions. Part of store_calls.c, whose macros and examples it uses.
#pragma once

#include "store/change_overs.h"
#include "store/policies.h"

static const struct stored_policy proposal = {.version = 2,
	.document = TEXT_CONSTANT("{}"),
	.view = {.body = TEXT_CONSTANT("a"), .note = TEXT_CONSTANT("a")}};
static const struct policy_comment comment = {.id = {{1}}, .body = TEXT_CONSTANT("a")};

CALL(policies_list, organisation, &arena, OUT(0), OUT(1))
CALL(policy_propose_row, organisation, &proposal)
CALL(policy_approve_row, organisation, 2, AT, people[0])
CALL(policy_withdraw_row, organisation, 2, AT)
CALL(policy_view_row, organisation, 2, &proposal.view)
CALL(policy_comments, organisation, 2, &arena, OUT(0), OUT(1))
CALL(policy_comment_add, organisation, 2, &comment)
CALL(policy_comment_reply, organisation, 2, comment.id, comment.body)
CALL(people_behind, 2, 5, &arena, OUT(0), OUT(1))
CALL(people_folded_by, people, 2, 2)
CALL(policy_changed_over, organisation, 2, AT, OUT(0))

static enum status call_policies_lock(struct connection *connection, struct fault *fault)
{
	return policies_lock(connection, fault);
}

static enum status call_policies_who(struct connection *connection, struct fault *fault)
{
	struct stored_policy versions[2];
	return policies_who(connection, organisation, versions, 2, fault);
}

#define STORE_POLICY_CALLS                                                                         \
	OF(policies_list, RECORDER, true), OF(policies_who, RECORDER, true),                           \
		OF(policies_lock, RECORDER, true), OF(policy_propose_row, RECORDER, false),                \
		OF(policy_approve_row, RECORDER, false), OF(policy_withdraw_row, RECORDER, false),         \
		OF(policy_view_row, RECORDER, false), OF(policy_comments, RECORDER, true),                 \
		OF(policy_comment_add, RECORDER, false), OF(policy_comment_reply, RECORDER, false),        \
		OF(people_behind, RECORDER, true), OF(people_folded_by, RECORDER, true),                   \
		OF(policy_changed_over, RECORDER, false)
