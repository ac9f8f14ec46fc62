// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/session.h"

static void every_kind_of_session_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (int i = SESSION_REFLECTIVE_SUPERVISION; i < SESSION_KIND_COUNT; i++) {
		enum session_kind found;
		assert_true(session_kind_parse(text_of(session_kind_name((enum session_kind)i)), &found));
		assert_int_equal(found, i);
	}
	enum session_kind kept = SESSION_PHONE_IN;
	assert_false(session_kind_parse(TEXT("debrief"), &kept));
	assert_int_equal(kept, SESSION_PHONE_IN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_session_is_read_as_it_is_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
