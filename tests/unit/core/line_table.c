// SPDX-License-Identifier: MIT
// The alarm of a level: what each input leads to in each state, row by row. (OPC UA Part 9, B.1.5.)
#include "support/cmocka.h"

#include "core/alarm.h"

static const char *const states[] = {"clear", "rising", "raised", "falling"};
static const char *const inputs[] = {"above", "between", "below", "delay ended", "re-alarm due"};

static const struct {
	enum alarm_state state;
	enum alarm_input input;
	struct alarm_transition to;
} rows[] = {
	{ALARM_CLEAR, ALARM_ABOVE, {ALARM_RISING, ALARM_NO_CHANGE}},
	{ALARM_CLEAR, ALARM_BETWEEN, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_CLEAR, ALARM_BELOW, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_CLEAR, ALARM_DELAY_ENDED, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_CLEAR, ALARM_REALARM_DUE, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_RISING, ALARM_ABOVE, {ALARM_RISING, ALARM_NO_CHANGE}},
	{ALARM_RISING, ALARM_BETWEEN, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_RISING, ALARM_BELOW, {ALARM_CLEAR, ALARM_NO_CHANGE}},
	{ALARM_RISING, ALARM_DELAY_ENDED, {ALARM_RAISED, ALARM_RAISE}},
	{ALARM_RISING, ALARM_REALARM_DUE, {ALARM_RISING, ALARM_NO_CHANGE}},
	{ALARM_RAISED, ALARM_ABOVE, {ALARM_RAISED, ALARM_NO_CHANGE}},
	{ALARM_RAISED, ALARM_BETWEEN, {ALARM_RAISED, ALARM_NO_CHANGE}},
	{ALARM_RAISED, ALARM_BELOW, {ALARM_FALLING, ALARM_NO_CHANGE}},
	{ALARM_RAISED, ALARM_DELAY_ENDED, {ALARM_RAISED, ALARM_NO_CHANGE}},
	{ALARM_RAISED, ALARM_REALARM_DUE, {ALARM_RAISED, ALARM_REALARM}},
	{ALARM_FALLING, ALARM_ABOVE, {ALARM_RAISED, ALARM_NO_CHANGE}},
	{ALARM_FALLING, ALARM_BETWEEN, {ALARM_RAISED, ALARM_NO_CHANGE}},
	{ALARM_FALLING, ALARM_BELOW, {ALARM_FALLING, ALARM_NO_CHANGE}},
	{ALARM_FALLING, ALARM_DELAY_ENDED, {ALARM_CLEAR, ALARM_CLEARED}},
	{ALARM_FALLING, ALARM_REALARM_DUE, {ALARM_FALLING, ALARM_REALARM}},
};

static void every_state_and_input_leads_where_its_row_says(void **state)
{
	(void)state;
	bool seen[ALARM_STATE_COUNT][ALARM_INPUT_COUNT] = {{false}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct alarm_transition found = alarm_transitions[rows[i].state][rows[i].input];
		if (found.next != rows[i].to.next || found.change != rows[i].to.change)
			fail_msg("%s, %s: %s with change %d", states[rows[i].state], inputs[rows[i].input],
				states[found.next], (int)found.change);
		assert_false(seen[rows[i].state][rows[i].input]);
		seen[rows[i].state][rows[i].input] = true;
	}
	for (int i = 0; i < ALARM_STATE_COUNT; i++)
		for (int j = 0; j < ALARM_INPUT_COUNT; j++)
			assert_true(seen[i][j]);
}

// Whatever comes, a raise and a clearing alternate, and a re-alarm is between them.
static void no_two_raises_are_without_a_clearing_between(void **state)
{
	(void)state;
	for (unsigned long course = 0; course < 9765625; course += 7) { // 5^10 inputs, every seventh
		enum alarm_state now = ALARM_CLEAR;
		bool up = false;
		unsigned long rest = course;
		for (int i = 0; i < 10; i++, rest /= ALARM_INPUT_COUNT) {
			struct alarm_transition to = alarm_transitions[now][rest % ALARM_INPUT_COUNT];
			assert_true(to.change != ALARM_RAISE || !up);
			assert_true((to.change != ALARM_CLEARED && to.change != ALARM_REALARM) || up);
			up = to.change == ALARM_RAISE || (up && to.change != ALARM_CLEARED);
			now = to.next;
			assert_int_equal(up, now == ALARM_RAISED || now == ALARM_FALLING);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_and_input_leads_where_its_row_says),
		cmocka_unit_test(no_two_raises_are_without_a_clearing_between),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
