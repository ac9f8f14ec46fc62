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

// What is not one to one nor a group is dropped in on; only those who take its time have a list.
static void one_drops_in_on_what_takes_no_time(void **state)
{
	(void)state;
	static const struct {
		bool takes_time, alone, takes_questions;
	} expected[] = {
		[SESSION_REFLECTIVE_SUPERVISION] = {true, true, false},
		[SESSION_SUPPORT_GROUP] = {true, false, false},
		[SESSION_PHONE_IN] = {false, false, true},
		[SESSION_WEBINAR] = {false, false, true},
		[SESSION_WELLBEING_REVIEW] = {true, true, false},
		[SESSION_CHECK_IN] = {true, true, false},
		[SESSION_WELLBEING_VISIT] = {false, false, false},
		[SESSION_OPEN_CONVERSATION] = {false, false, true},
		[SESSION_RECOGNITION] = {false, false, false},
	};
	assert_int_equal(sizeof expected / sizeof expected[0], SESSION_KIND_COUNT);
	for (int i = 0; i < SESSION_KIND_COUNT; i++) {
		enum session_kind kind = (enum session_kind)i;
		assert_int_equal(session_takes_time(kind), expected[i].takes_time);
		assert_int_equal(session_is_alone(kind), expected[i].alone);
		assert_int_equal(session_takes_questions(kind), expected[i].takes_questions);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_session_is_read_as_it_is_written),
		cmocka_unit_test(one_drops_in_on_what_takes_no_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
