// SPDX-License-Identifier: MIT
// What people tapped about sessions, as numbers of a pattern alone, and the marks of those who did
// (app/bookings/feedback.h). As the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct feedback_count {
	struct text question, answer;
	int32_t count; // of feedback_told
};

CHECKED enum status feedback_add(struct connection *connection, struct session_id session,
	const struct feedback_count *taps, size_t count, struct fault *fault);

// Lets what was tapped be shown where a question has at least `least` answers, of which at least
// `step` are not shown yet.
CHECKED enum status feedback_tell(struct connection *connection, struct session_id session,
	int32_t least, int32_t step, struct fault *fault);

// `*first` is false where the mark was noted before, and nothing is changed then. It is kept until
// feedback_forget is asked at `until` or later.
CHECKED enum status feedback_spend(struct connection *connection, struct session_id session,
	struct uuid mark, struct instant until, bool *first, struct fault *fault);
CHECKED enum status feedback_spent(struct connection *connection, struct session_id session,
	struct uuid mark, bool *spent, struct fault *fault);
CHECKED enum status feedback_forget(
	struct connection *connection, struct instant at, struct fault *fault);

// What is shown, to whoever leads the session, in no order.
CHECKED enum status feedback_told(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct feedback_count **out, size_t *count,
	struct fault *fault);
