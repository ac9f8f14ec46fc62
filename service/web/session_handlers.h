// SPDX-License-Identifier: MIT
// Private to web: the handlers of what surrounds a session, and their routes, which follow those of
// routes.c.
#pragma once

#include "web/routes.h"

extern const struct web_route session_routes[];
extern const size_t session_route_count;

void web_led_session(const struct web_call *call);
void web_attendance_noted(const struct web_call *call);
void web_attended(const struct web_call *call);
void web_joinings(const struct web_call *call);
void web_joinings_full(const struct web_call *call); // for officers, who can wait for what is full
void web_waiting_set(const struct web_call *call);
void web_searching_set(const struct web_call *call);
void web_joining(const struct web_call *call);
void web_question_asked(const struct web_call *call);
void web_feedback_given(const struct web_call *call);
void web_worried(const struct web_call *call);
void web_led_questions(const struct web_call *call);
void web_questions_acted(const struct web_call *call);
void web_question_answered(const struct web_call *call);
void web_meeting(const struct web_call *call);
void web_meeting_set(const struct web_call *call);
void web_reminders(const struct web_call *call);
void web_reminders_set(const struct web_call *call);
void web_join_set(const struct web_call *call);
