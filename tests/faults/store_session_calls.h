// SPDX-License-Identifier: MIT
// The functions of what surrounds a session. Part of store_calls.c, whose macros and examples it
// uses.
#pragma once

#include "store/attendances.h"
#include "store/feedback.h"
#include "store/meetings.h"
#include "store/questions.h"
#include "store/reminders.h"

static const struct session_id led = ID;
static const struct attendee attendees[] = {
	{.person = ID, .booking = ID, .noted = ATTENDANCE_CAME}, {.person = ID, .booking = ID}};
CALL(attendance_session, led, people[0], &arena, OUT(0))
CALL(attendance_list, led, &arena, OUT(0), OUT(1))
CALL(attendance_note, organisation, led, AT, attendees, 2, AT)
CALL(attendance_recount, people, 2, AT)
CALL(attendance_read, people, 2, &arena, OUT(0), OUT(1))
CALL(attendance_own, people[0], session.during, &arena, OUT(0), OUT(1))

static const struct question question = {.id = {{1}}, .body = WORD, .opens = {1}};
CALL(question_add, organisation, led, &question)
CALL(question_list, led, AT, false, &arena, OUT(0), OUT(1))
CALL(question_show, led, &question.id, 1)
CALL(question_remove, led, &question.id, 1)
CALL(question_answer, led, question.id, references[0])
CALL(joining_list, organisation, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(joining_read, organisation, led, people[0], &arena, OUT(0))
CALL(joining_of_led, led, people[0], &arena, OUT(0))
CALL(joining_set, led, people[0], references[0], AT)

static const struct reminder_setting reminder_setting = {.two_days = true};
static const struct reminder reminder = {.person = ID, .booking = ID, .which = WORD};
static const struct meeting_wish meeting_wish = {.manners = MANNERS_ALL};
CALL(meeting_own, people[0], OUT(0))
CALL(meeting_set, people[0], &meeting_wish, AT)
CALL(meeting_lead, people[0], LANGUAGES_ALL, AT)
CALL(reminder_own, people[0], OUT(0), OUT(1))
CALL(reminder_set, people[0], &reminder_setting, AT)
CALL(reminder_end, people[0])
CALL(reminders_due, AT, 5, 5, &arena, OUT(0), OUT(1))
CALL(reminder_claim, &reminder, AT, OUT(0))
CALL(reminder_settle, &reminder, REMINDER_SENT, AT, AT)
CALL(reminders_forget, AT)

static const struct feedback_count taps[] = {{WORD, WORD, 0}};
CALL(feedback_add, led, taps, 1)
CALL(feedback_tell, led, 10, 5)
CALL(feedback_spend, led, people[0].uuid, AT, OUT(0))
CALL(feedback_spent, led, people[0].uuid, OUT(0))
CALL(feedback_forget, AT)
CALL(feedback_told, led, people[0], &arena, OUT(0), OUT(1))

// In the table.
#define OF_SESSIONS                                                                                \
	OF(attendance_session, RECORDER, false), OF(attendance_list, RECORDER, false),                 \
		OF(attendance_note, RECORDER, true), OF(attendance_recount, RECORDER, false),              \
		OF(attendance_read, RECORDER, false), OF(attendance_own, WEB, false),                      \
		OF(question_add, RECORDER, false), OF(question_list, RECORDER, false),                     \
		OF(question_show, RECORDER, false), OF(question_remove, RECORDER, false),                  \
		OF(question_answer, RECORDER, false), OF(joining_list, WEB, false),                        \
		OF(joining_read, RECORDER, false), OF(joining_of_led, RECORDER, false),                    \
		OF(joining_set, RECORDER, false), OF(reminder_own, WEB, false),                            \
		OF(meeting_own, WEB, false), OF(meeting_set, RECORDER, false),                             \
		OF(meeting_lead, RECORDER, false), OF(reminder_set, RECORDER, false),                      \
		OF(reminder_end, RECORDER, false), OF(reminders_due, RECORDER, false),                     \
		OF(reminder_claim, RECORDER, false), OF(reminder_settle, RECORDER, false),                 \
		OF(reminders_forget, RECORDER, false), OF(feedback_add, RECORDER, false),                  \
		OF(feedback_tell, RECORDER, false), OF(feedback_spend, RECORDER, false),                   \
		OF(feedback_spent, RECORDER, false), OF(feedback_forget, RECORDER, false),                 \
		OF(feedback_told, RECORDER, false)
