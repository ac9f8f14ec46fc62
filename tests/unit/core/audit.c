// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/audit.h"

#include <ctype.h>
#include <string.h>

static void every_action_is_read_as_it_is_written_and_said_in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < AUDIT_ACTION_COUNT; i++) {
		enum audit_action action = (enum audit_action)i, found;
		const char *name = audit_action_name(action);
		assert_true(audit_action_parse(text_of(name), &found));
		assert_int_equal(found, action);
		for (const char *at = name; *at; at++)
			assert_true(islower((unsigned char)*at) || *at == '-');
		assert_true(strlen(audit_action_sentence(action)) > 5);
	}
	enum audit_action kept = AUDIT_ERASED;
	assert_false(audit_action_parse(TEXT("load"), &kept));
	assert_int_equal(kept, AUDIT_ERASED);
}

static void every_actor_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < AUDIT_ACTOR_COUNT; i++) {
		enum audit_actor_kind found;
		assert_true(audit_actor_parse(text_of(audit_actor_name((enum audit_actor_kind)i)), &found));
		assert_int_equal(found, i);
		assert_true(*audit_actor_words((enum audit_actor_kind)i));
	}
	enum audit_actor_kind kept = AUDIT_BY_TOKEN;
	assert_false(audit_actor_parse(TEXT(""), &kept));
	assert_int_equal(kept, AUDIT_BY_TOKEN);
}

static void only_looks_and_what_is_ones_own_to_change_are_private(void **state)
{
	(void)state;
	for (size_t i = 0; i < AUDIT_ACTION_COUNT; i++) {
		const char *name = audit_action_name((enum audit_action)i);
		size_t length = strlen(name);
		bool look = length > 5 && strcmp(name + length - 5, "-seen") == 0;
		bool own = i == AUDIT_ENTRY_REMOVED || i == AUDIT_AVAILABILITY_CHANGED;
		assert_int_equal(audit_action_is_private((enum audit_action)i), look || own);
	}
}

static void only_a_person_has_an_id_and_a_role(void **state)
{
	(void)state;
	struct audit_actor by = {.person = {{{1}}}, .role = ROLE_AUDITOR, .now = {INT64_C(1795662000)}};
	for (size_t i = 0; i < AUDIT_ACTOR_COUNT; i++) {
		char time[INSTANT_TEXT_LENGTH + 1];
		struct text fields[AUDIT_FIELDS];
		by.kind = (enum audit_actor_kind)i;
		audit_fields(&by, AUDIT_TRAIL_SEEN, time, fields);
		bool is_person = by.kind == AUDIT_BY_PERSON;
		assert_true(text_is(fields[AUDIT_FIELD_TIME], "2026-11-26T03:00:00Z"));
		assert_int_equal(fields[AUDIT_FIELD_PERSON].length, is_person ? 16 : 0);
		assert_true(text_is(fields[AUDIT_FIELD_ROLE], is_person ? "auditor" : ""));
		assert_true(text_is(fields[AUDIT_FIELD_ACTION], "trail-seen"));
	}
	char time[INSTANT_TEXT_LENGTH + 1];
	struct text fields[AUDIT_FIELDS];
	by.kind = AUDIT_BY_PERSON;
	by.role = ROLE_COUNT;
	audit_fields(&by, AUDIT_SIGNED_IN, time, fields);
	assert_int_equal(fields[AUDIT_FIELD_ROLE].length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_is_read_as_it_is_written_and_said_in_words),
		cmocka_unit_test(every_actor_is_read_as_it_is_written),
		cmocka_unit_test(only_looks_and_what_is_ones_own_to_change_are_private),
		cmocka_unit_test(only_a_person_has_an_id_and_a_role),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
