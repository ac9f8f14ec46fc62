// SPDX-License-Identifier: MIT
// What a policy offers when a level is reached, a trigger met or a cadence due.
#pragma once

#include "base/text.h"
#include "core/session.h"

#define POLICY_KINDS_LIMIT 8

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
};
