// SPDX-License-Identifier: MIT
// The functions of hosts and their calendars elsewhere. Part of store_calls.c, whose macros and
// examples it uses.
#pragma once

#include "store/busy_calendars.h"

static const struct busy_calendar_due busy_due = {ID, ID};
static const struct busy_calendar busy_calendar = {.id = ID, .hint = WORD, .due = {1796115600}};
CALL(busy_calendar_add, organisation, people[0], &busy_calendar, references[0], AT)
CALL(busy_calendars_list, people[0], &arena, OUT(0), OUT(1))
CALL(busy_calendar_times, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(busy_calendar_remove, people[0], busy_due.id, OUT(0))
CALL(busy_calendars_remove, people[0])
CALL(busy_calendars_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(busy_calendars_next, OUT(0))
CALL(busy_calendar_claim, &busy_due, AT, AT, &arena, OUT(0), OUT(1))
CALL(busy_calendar_copy, &busy_due, &busy_calendar.copy, AT, AT)
CALL(busy_calendar_unchanged, &busy_due, AT, AT)
CALL(busy_calendar_failed, &busy_due, "slow", AT, AT)

// In the table.
#define OF_HOSTS                                                                                   \
	OF(busy_calendar_add, RECORDER, false), OF(busy_calendars_list, WEB, false),                   \
		OF(busy_calendar_times, WEB, false), OF(busy_calendar_remove, RECORDER, false),            \
		OF(busy_calendars_remove, RECORDER, false), OF(busy_calendars_due, RECORDER, false),       \
		OF(busy_calendars_next, RECORDER, false), OF(busy_calendar_claim, RECORDER, false),        \
		OF(busy_calendar_copy, RECORDER, false), OF(busy_calendar_unchanged, RECORDER, false),     \
		OF(busy_calendar_failed, RECORDER, false)
