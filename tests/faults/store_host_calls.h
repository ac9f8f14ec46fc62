// SPDX-License-Identifier: MIT
// The functions of hosts and their calendars elsewhere. Part of store_calls.c, whose macros and
// examples it uses.
#pragma once

#include "store/busy_calendars.h"
#include "store/slots.h"

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

static const struct host_hours host_hours = {
	.id = ID, .week = {.weekdays = 31, .every = 1, .last_day = 10, .from = 540, .until = 720}};
static const struct slot_session slot_session = {
	.id = ID, .host = ID, .topic = WORD, .during = {{1796115600}, {1796119200}}};
CALL(availability_set, organisation, people[0], &availability_usual, AT)
CALL(availability_begin, organisation, people[0], AT)
CALL(availability_read, people[0], OUT(0))
CALL(hosts_list, organisation, references[0], 5, &arena, OUT(0), OUT(1))
CALL(availability_hours_add, organisation, people[0], &host_hours, AT)
CALL(availability_hours_list, people[0], &arena, OUT(0), OUT(1))
CALL(availability_hours_remove, people[0], host_hours.id, OUT(0))
CALL(availability_hours_remove_all, people[0])
CALL(availability_hours_forget, people[0], 20000)
CALL(availability_holidays, organisation, people[0], 20000, 20100, &arena, OUT(0), OUT(1))
CALL(availability_diary, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(availability_withdrawn, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(availability_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(availability_lock, people[0], AT, OUT(0))
CALL(availability_looked, people[0], AT)
CALL(availability_look_all, AT)
CALL(availability_hosts, people[0], OUT(0))
CALL(slot_add, organisation, &slot_session, AT, OUT(0))
CALL(slot_withdraw, slot_session.id, people[0], AT, OUT(0))
CALL(slot_restore, organisation, &slot_session, AT, OUT(0))
CALL(slot_close, slot_session.id, true)

// In the table.
#define OF_HOSTS                                                                                   \
	OF(busy_calendar_add, RECORDER, false), OF(busy_calendars_list, WEB, false),                   \
		OF(busy_calendar_times, WEB, false), OF(busy_calendar_remove, RECORDER, false),            \
		OF(busy_calendars_remove, RECORDER, false), OF(busy_calendars_due, RECORDER, false),       \
		OF(busy_calendars_next, RECORDER, false), OF(busy_calendar_claim, RECORDER, false),        \
		OF(busy_calendar_copy, RECORDER, false), OF(busy_calendar_unchanged, RECORDER, false),     \
		OF(busy_calendar_failed, RECORDER, false), OF(availability_set, RECORDER, false),          \
		OF(availability_begin, RECORDER, false), OF(hosts_list, RECORDER, false),                  \
		OF(availability_read, WEB, false), OF(availability_hours_add, RECORDER, false),            \
		OF(availability_hours_list, WEB, false), OF(availability_hours_remove, RECORDER, false),   \
		OF(availability_hours_remove_all, RECORDER, false),                                        \
		OF(availability_hours_forget, RECORDER, false), OF(availability_holidays, WEB, false),     \
		OF(availability_diary, WEB, false), OF(availability_withdrawn, RECORDER, false),           \
		OF(availability_due, RECORDER, false), OF(availability_lock, RECORDER, false),             \
		OF(availability_looked, RECORDER, false), OF(availability_look_all, RECORDER, false),      \
		OF(availability_hosts, RECORDER, false), OF(slot_add, RECORDER, false),                    \
		OF(slot_withdraw, RECORDER, false), OF(slot_restore, RECORDER, false),                     \
		OF(slot_close, RECORDER, false)
