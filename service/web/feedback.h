// SPDX-License-Identifier: MIT
// Private to web: the questions that are tapped about a session, with what is shown of the answers.
#pragma once

#include "app/bookings/feedback.h"
#include "web/routes.h"
#include "web/view_joining.h"

// In the request's language; `shown` may be NULL. False without memory.
bool feedback_fill(
	const struct web_call *call, const struct feedback_shown *shown, struct page_feedback *out);

// What a form brings, −1 for what is left open; false for what is no answer.
bool feedback_read(const struct web_call *call, int answers[static FEEDBACK_QUESTIONS]);
