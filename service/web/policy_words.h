// SPDX-License-Identifier: MIT
// Private to web: a policy and a proposal in words, for their pages.
#pragma once

#include "app/policies/life.h"
#include "web/pages.h"
#include "web/routes.h"

// The parts of a policy, each member with its evidence. False without memory.
bool policy_words_parts(const struct web_call *call, const struct policy *policy,
	const struct policy_members *members, struct page_policy *page);

// What a document changes of another. STATUS_MEMORY, or STATUS_INVALID for what is not JSON.
CHECKED enum status policy_words_difference(const struct web_call *call, struct text before,
	struct text after, struct page_policy_difference *out, struct fault *fault);

// The proposal, if there is one, with what staff say of it. Roles recorder and web.
CHECKED enum status policy_words_proposal(const struct web_call *call,
	struct connection *connection, const struct stored_policy *policies, size_t count,
	struct page_policy_proposal *out, struct fault *fault);

struct text policy_words_stage(const struct web_call *call, enum policy_stage stage);

// The title of a document.
struct text policy_words_title(const struct web_call *call, struct text document);
