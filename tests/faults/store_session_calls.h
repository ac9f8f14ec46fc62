// SPDX-License-Identifier: MIT
// The functions of what surrounds a session. Part of store_calls.c, whose macros and examples it
// uses.
#pragma once

#include "store/attendances.h"

static const struct session_id led = ID;
static const struct attendee attendees[] = {
	{.person = ID, .booking = ID, .noted = ATTENDANCE_CAME}, {.person = ID, .booking = ID}};
CALL(attendance_session, led, people[0], &arena, OUT(0))
CALL(attendance_list, led, &arena, OUT(0), OUT(1))
CALL(attendance_note, organisation, led, AT, attendees, 2, AT)
CALL(attendance_recount, people, 2, AT)
CALL(attendance_read, people, 2, &arena, OUT(0), OUT(1))
CALL(attendance_own, people[0], session.during, &arena, OUT(0), OUT(1))

// In the table.
#define OF_SESSIONS                                                                                \
	OF(attendance_session, RECORDER, false), OF(attendance_list, RECORDER, false),                 \
		OF(attendance_note, RECORDER, true), OF(attendance_recount, RECORDER, false),              \
		OF(attendance_read, RECORDER, false), OF(attendance_own, WEB, false)
