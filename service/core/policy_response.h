// SPDX-License-Identifier: MIT
// What a policy offers when a level is reached, a trigger met or a cadence due.
#pragma once

#include "base/text.h"
#include "core/session.h"

#define POLICY_KINDS_LIMIT 10

#define POLICY_FOLLOW_UPS_LIMIT 4

// What is offered some time after what led to a response, its windows counted from then.
struct policy_follow_up {
	int64_t after_seconds; // of the crossing, or of when it was recorded where that is later
	size_t response;       // index of another one, whose own follow-ups are not followed
};

// What is done when a level is reached: kinds of session in order of preference, and when.
struct policy_response {
	struct text id;
	enum session_kind kinds[POLICY_KINDS_LIMIT];
	size_t kind_count;
	int64_t earliest_seconds; // of the start, counted from the crossing, or from when it was
	int64_t latest_seconds;   // recorded where that is later
	int64_t notice_seconds;   // at least this long between holding a seat and its start
	int64_t answer_seconds;   // an unanswered hold lapses this long after it was made
	int32_t minutes;          // shortest session that will do
	int32_t priority;         // larger is placed first
	struct policy_follow_up follow_ups[POLICY_FOLLOW_UPS_LIMIT]; // ascending by time
	size_t follow_up_count;
};
