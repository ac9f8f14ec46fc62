// SPDX-License-Identifier: MIT
// Private to core: the transitions of an alarm, for a line that is folded and one that is replayed.
// They stand in a header so that whoever knows a state has only what follows from it compiled in.
#pragma once

#include "core/line.h"

struct alarm_transition {
	enum alarm_state next;
	enum alarm_change change;
};

// What an input leads to in each state. Where one is absent the input changes nothing.
static const struct alarm_transition alarm_transitions[ALARM_STATE_COUNT][ALARM_INPUT_COUNT] = {
	[ALARM_CLEAR] =
		{
			[ALARM_ABOVE] = {ALARM_RISING, ALARM_NO_CHANGE},
			[ALARM_BETWEEN] = {ALARM_CLEAR, ALARM_NO_CHANGE},
			[ALARM_BELOW] = {ALARM_CLEAR, ALARM_NO_CHANGE},
			[ALARM_DELAY_ENDED] = {ALARM_CLEAR, ALARM_NO_CHANGE},
			[ALARM_REALARM_DUE] = {ALARM_CLEAR, ALARM_NO_CHANGE},
		},
	[ALARM_RISING] =
		{
			[ALARM_ABOVE] = {ALARM_RISING, ALARM_NO_CHANGE},
			[ALARM_BETWEEN] = {ALARM_CLEAR, ALARM_NO_CHANGE},
			[ALARM_BELOW] = {ALARM_CLEAR, ALARM_NO_CHANGE},
			[ALARM_DELAY_ENDED] = {ALARM_RAISED, ALARM_RAISE},
			[ALARM_REALARM_DUE] = {ALARM_RISING, ALARM_NO_CHANGE},
		},
	[ALARM_RAISED] =
		{
			[ALARM_ABOVE] = {ALARM_RAISED, ALARM_NO_CHANGE},
			[ALARM_BETWEEN] = {ALARM_RAISED, ALARM_NO_CHANGE},
			[ALARM_BELOW] = {ALARM_FALLING, ALARM_NO_CHANGE},
			[ALARM_DELAY_ENDED] = {ALARM_RAISED, ALARM_NO_CHANGE},
			[ALARM_REALARM_DUE] = {ALARM_RAISED, ALARM_REALARM},
		},
	[ALARM_FALLING] =
		{
			[ALARM_ABOVE] = {ALARM_RAISED, ALARM_NO_CHANGE},
			[ALARM_BETWEEN] = {ALARM_RAISED, ALARM_NO_CHANGE},
			[ALARM_BELOW] = {ALARM_FALLING, ALARM_NO_CHANGE},
			[ALARM_DELAY_ENDED] = {ALARM_CLEAR, ALARM_CLEARED},
			[ALARM_REALARM_DUE] = {ALARM_FALLING, ALARM_REALARM},
		},
};

// What an input at an instant leads to for the alarm of one level.
static inline enum alarm_change alarm_take(
	const struct policy_level *rule, struct alarm *alarm, enum alarm_input input, struct instant at)
{
	struct alarm_transition transition = alarm_transitions[alarm->state][input];
	if (transition.next != alarm->state) {
		alarm->state = transition.next;
		alarm->delay_ends = INSTANT_NEVER;
		if (transition.next == ALARM_RISING)
			alarm->delay_ends =
				instant_latest(instant_later(at, rule->on_delay_seconds), alarm->cooldown_until);
		if (transition.next == ALARM_FALLING)
			alarm->delay_ends = instant_later(at, rule->off_delay_seconds);
		if (transition.next == ALARM_CLEAR)
			alarm->realarm_at = INSTANT_NEVER;
	}
	if (transition.change == ALARM_RAISE || transition.change == ALARM_REALARM)
		alarm->realarm_at =
			rule->realarm_seconds > 0 ? instant_later(at, rule->realarm_seconds) : INSTANT_NEVER;
	return transition.change;
}
