// SPDX-License-Identifier: MIT
// Calls of the store that are about what is held and booked. Part of store_calls.c.
#pragma once

#include "store/call_offs.h"
#include "store/offers.h"
#include "store/waiting.h"

CALL(offer_lock, people[0], offer.booking, AT, OUT(0))
CALL(offer_read, people[0], offer.booking, AT, OUT(0))
CALL(offer_has_booked, &offer, session.id, OUT(0))
CALL(offer_confirm, &offer, AT)
CALL(offer_release, &offer, AT)
CALL(offer_cancel, &offer, AT)
CALL(offer_call_off, &offer, need.id, AT)
CALL(offer_give_up, &offer, AT, OUT(0))
CALL(searches_own, people[0], &arena, OUT(0), OUT(1))
CALL(offers_why, people[0], AT, &arena, OUT(0), OUT(1))
CALL(need_read, people[0], need.id, OUT(0))
CALL(seat_lock, session.id)
static const struct off_session off_led = {
	.session = ID, .series = ID, .host = ID, .during = {{1}, {2}}};
CALL(off_session_read, off_led.host, off_led.session, AT, OUT(0))
CALL(off_sessions_within, off_led.host, off_led.during, AT, &arena, OUT(0), OUT(1))
CALL(places_taken, &off_led, 1, &arena, OUT(0), OUT(1))
CALL(session_call_off, &off_led, CALL_OFF_BY_HOST, AT, OUT(0))
CALL(sessions_too_few, off_led.during, 3, 5, &arena, OUT(0), OUT(1))
CALL(series_except, off_led.series, references[0], AT)
CALL(series_zone, off_led.series, &arena, OUT(0))
CALL(programme_called_off, organisation, AT, &arena, OUT(0), OUT(1))
static const struct waiter waiter = {.person = ID, .session = ID};
CALL(waiting_add, organisation, waiter.person, waiter.session, AT, AT)
CALL(waiting_remove, waiter.person, waiter.session)
CALL(waiting_remove_all, waiter.person)
CALL(waiting_own, waiter.person, AT, &arena, OUT(0), OUT(1))
CALL(waiting_list, &waiter, 5, &arena, OUT(0), OUT(1))
CALL(waiting_seats, &waiter.session.uuid, 1, &arena, OUT(0), OUT(1))
CALL(waiting_lock, waiter.person, waiter.session, OUT(0), OUT(1), OUT(2))
CALL(waiting_passed, &waiter, AT, AT)
CALL(waiting_given, waiter.person, waiter.session)
CALL(waiting_look, &waiter.person, 1, AT)
CALL(waiting_told, &waiter.session.uuid, 1, AT, &arena, OUT(0), OUT(1))
CALL(waiting_any_set, waiter.person, need.id, AT, OUT(0))
CALL(waiting_any_look, AT)

#define STORE_OFFER_CALLS                                                                          \
	OF(offer_lock, RECORDER, true), OF(offer_read, RECORDER, true),                                \
		OF(offer_has_booked, RECORDER, true), OF(offer_confirm, RECORDER, true),                   \
		OF(offer_release, RECORDER, true), OF(offer_cancel, RECORDER, true),                       \
		OF(offer_call_off, RECORDER, true), OF(offer_give_up, RECORDER, true),                     \
		OF(offers_why, WEB, false), OF(searches_own, WEB, false), OF(need_read, RECORDER, false),  \
		OF(seat_lock, RECORDER, true), OF(off_session_read, RECORDER, false),                      \
		OF(off_sessions_within, RECORDER, false), OF(places_taken, RECORDER, false),               \
		OF(session_call_off, RECORDER, true), OF(series_except, RECORDER, false),                  \
		OF(series_zone, RECORDER, false), OF(programme_called_off, WEB, false),                    \
		OF(sessions_too_few, RECORDER, false), OF(waiting_add, RECORDER, true),                    \
		OF(waiting_remove, RECORDER, true), OF(waiting_remove_all, RECORDER, true),                \
		OF(waiting_own, WEB, false), OF(waiting_list, RECORDER, false),                            \
		OF(waiting_seats, RECORDER, false), OF(waiting_lock, RECORDER, true),                      \
		OF(waiting_passed, RECORDER, true), OF(waiting_given, RECORDER, true),                     \
		OF(waiting_look, RECORDER, true), OF(waiting_told, RECORDER, false),                       \
		OF(waiting_any_set, RECORDER, true), OF(waiting_any_look, RECORDER, false)
