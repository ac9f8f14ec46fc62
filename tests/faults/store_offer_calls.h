// SPDX-License-Identifier: MIT
// Calls of the store that are about what is held and booked. Part of store_calls.c.
#pragma once

#include "store/offers.h"

CALL(offer_lock, people[0], offer.booking, AT, OUT(0))
CALL(offer_read, people[0], offer.booking, AT, OUT(0))
CALL(offer_has_booked, &offer, session.id, OUT(0))
CALL(offer_confirm, &offer, AT)
CALL(offer_release, &offer, AT)
CALL(offer_cancel, &offer, AT)
CALL(offer_give_up, &offer, AT, OUT(0))
CALL(searches_own, people[0], &arena, OUT(0), OUT(1))
CALL(need_read, people[0], need.id, OUT(0))
CALL(seat_lock, session.id)

#define STORE_OFFER_CALLS                                                                          \
	OF(offer_lock, RECORDER, true), OF(offer_read, RECORDER, true),                                \
		OF(offer_has_booked, RECORDER, true), OF(offer_confirm, RECORDER, true),                   \
		OF(offer_release, RECORDER, true), OF(offer_cancel, RECORDER, true),                       \
		OF(offer_give_up, RECORDER, true), OF(searches_own, WEB, false),                           \
		OF(need_read, RECORDER, false), OF(seat_lock, RECORDER, true)
