// SPDX-License-Identifier: MIT
// The words of the trail.
#include "support/cmocka.h"

#include "web/act_words.h"

static void whatever_may_be_on_a_trail_has_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < AUDIT_ACTION_COUNT; i++) {
		if (!act_words((enum audit_action)i))
			fail_msg("%s has no words", audit_action_name((enum audit_action)i));
	}
	for (unsigned i = 0; i < AUDIT_ACTOR_COUNT; i++)
		assert_non_null(actor_words((enum audit_actor_kind)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_may_be_on_a_trail_has_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
