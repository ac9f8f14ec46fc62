// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/permission.h"

static void every_role_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		enum role found;
		assert_true(role_parse(text_of(role_name((enum role)i)), &found));
		assert_int_equal(found, i);
	}
	enum role kept = ROLE_AUDITOR;
	assert_false(role_parse(TEXT("owner"), &kept));
	assert_int_equal(kept, ROLE_AUDITOR);
}

static void a_set_has_the_roles_that_were_added(void **state)
{
	(void)state;
	struct role_set set = {0};
	role_set_add(&set, ROLE_OFFICER);
	role_set_add(&set, ROLE_SUPERVISOR);
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		assert_int_equal(role_set_has(set, (enum role)i), i <= ROLE_SUPERVISOR);
}

static void nobody_sees_anothers_entries_load_or_offers(void **state)
{
	(void)state;
	static const enum matter private[] = {MATTER_ENTRIES, MATTER_LOAD, MATTER_OFFERS};
	for (size_t i = 0; i < sizeof private / sizeof private[0]; i++) {
		for (unsigned role = 0; role < ROLE_COUNT; role++) {
			enum extent expected = role == ROLE_OFFICER ? EXTENT_OWN : EXTENT_NONE;
			assert_int_equal(permission_sees((enum role)role, private[i]), expected);
			assert_int_equal(permission_changes((enum role)role, private[i]), expected);
		}
	}
}

static void everybody_has_their_own_links_and_account(void **state)
{
	(void)state;
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(permission_sees((enum role)i, MATTER_LINKS), EXTENT_OWN);
		assert_int_equal(permission_changes((enum role)i, MATTER_LINKS), EXTENT_OWN);
		assert_int_equal(permission_sees((enum role)i, MATTER_OWN_ACCOUNT), EXTENT_OWN);
	}
}

static void people_are_told_of_every_role_that_reaches_beyond_itself(void **state)
{
	(void)state;
	for (unsigned i = 0; i < MATTER_COUNT; i++) {
		const struct permission *permission = permission_of((enum matter)i);
		assert_non_null(permission->name);
		assert_non_null(permission->what);
		assert_non_null(permission->summary);
		for (unsigned role = 0; role < ROLE_COUNT; role++) {
			enum extent sees = permission->of[role].sees, changes = permission->of[role].changes;
			bool reaches = sees != EXTENT_NONE || changes != EXTENT_NONE;
			if (permission->tells[role] && !reaches)
				fail_msg("%s tells of %s, who learns nothing", permission->name,
					role_name((enum role)role));
			bool of_people = sees == EXTENT_SESSIONS || (sees == EXTENT_ALL && i == MATTER_STAFF);
			if (of_people && !permission->tells[role])
				fail_msg("%s does not tell of %s", permission->name, role_name((enum role)role));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_is_read_as_it_is_written),
		cmocka_unit_test(a_set_has_the_roles_that_were_added),
		cmocka_unit_test(nobody_sees_anothers_entries_load_or_offers),
		cmocka_unit_test(everybody_has_their_own_links_and_account),
		cmocka_unit_test(people_are_told_of_every_role_that_reaches_beyond_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
