// SPDX-License-Identifier: MIT
// Calls of store/cadences, for store_calls.c, which defines CALL and OF.
#pragma once

#include "store/cadences.h"

CALL(cadences_due, AT, 5, &arena, OUT(0), OUT(1))
static const struct cadence_state round_state = {
	.person = ID, .cadence = TEXT_CONSTANT("a"), .counted_from = {1}, .due = {1}};
CALL(cadences_read, people, 2, &arena, OUT(0), OUT(1))
CALL(cadence_sessions, people, 2, AT, &arena, OUT(0), OUT(1))
CALL(cadences_set, &round_state, 1)
CALL(cadences_forget, &round_state, 1)
CALL(cadences_look, &(const struct cadence_look_at){.due = {1}}, 1)
CALL(cadences_hold, people[0])
CALL(cadences_answered, people[0], round_state.waits_for, AT)

#define STORE_CADENCE_CALLS                                                                        \
	OF(cadences_due, RECORDER, true), OF(cadences_read, RECORDER, true),                           \
		OF(cadence_sessions, RECORDER, true), OF(cadences_set, RECORDER, true),                    \
		OF(cadences_forget, RECORDER, true), OF(cadences_look, RECORDER, true),                    \
		OF(cadences_hold, RECORDER, false), OF(cadences_answered, RECORDER, false)
