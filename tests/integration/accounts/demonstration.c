// SPDX-License-Identifier: MIT
// The accounts of a demonstration.
#include "support/cmocka.h"

#include "app/demonstration/accounts.h"
#include "integration/accounts/fixture.h"

static struct password_hash hash_of(const char *password)
{
	struct password_hash hash;
	must(password_make(&accounts.cost, text_of(password), &hash, NULL), NULL);
	return hash;
}

// The people of whom there are to be accounts.
static void add_people_of(void)
{
	run("INSERT INTO person SELECT md5(r)::uuid, organisation_id, r, '', at(0), at(0)"
		" FROM organisation, unnest(ARRAY['demonstration-officer-1', 'demonstration-host-1',"
		" 'demonstration-host-2', 'demonstration-wellbeing', 'demonstration-administrator',"
		" 'demonstration-auditor', 'demonstration-clinician']) r");
	run("INSERT INTO person_reference SELECT reference, organisation_id, person_id FROM person");
	organisation.demonstration = true;
}

static enum status provide(const char *password, bool reset)
{
	struct password_hash hash = hash_of(password);
	return demonstration_accounts(
		recorder, web, &organisation, text_of(hash.text), reset, at(0), NULL);
}

static void there_is_one_for_each_role_and_it_stays_as_it_is(void **state)
{
	(void)state;
	add_people_of();
	assert_int_equal(provide("tea at four o'clock", false), STATUS_OK);
	assert_int_equal(provide("coffee at eleven", false), STATUS_OK);
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct signed_in signed_in =
			try_to(demonstration_account((enum role)i), PASSWORD, NULL, 10);
		assert_int_equal(signed_in.answer, SIGN_IN_DONE);
		assert_int_equal(signed_in.role, i);
	}
	expect(7, "SELECT count(*) FROM account");
	expect(1, "SELECT count(*) FROM account JOIN person USING (person_id)"
			  " WHERE reference = 'demonstration-officer-1' AND roles = '{officer}'");
}

static void a_new_password_is_that_of_all_and_who_left_is_back(void **state)
{
	(void)state;
	struct person_id person;
	struct leaving leaving;
	add_people_of();
	assert_int_equal(provide("tea at four o'clock", false), STATUS_OK);
	must(account_person(recorder, organisation.id, TEXT("demonstration-auditor"), &person, NULL),
		NULL);
	must(account_end(recorder, operator_at(0), person, &leaving, NULL), NULL);
	assert_int_equal(provide("coffee at eleven", true), STATUS_OK);
	assert_int_equal(try_to("officer", PASSWORD, NULL, 10).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("officer", "coffee at eleven", NULL, 10).answer, SIGN_IN_DONE);
	// One that had left comes back, as the demonstration is made whole again.
	assert_int_equal(try_to("auditor", "coffee at eleven", NULL, 10).answer, SIGN_IN_DONE);
}

static void who_is_not_there_yet_gets_theirs_when_they_are(void **state)
{
	(void)state;
	add_people_of();
	run("UPDATE person_reference SET reference = 'later' WHERE reference LIKE '%%auditor'");
	assert_int_equal(provide("tea at four o'clock", false), STATUS_OK);
	expect(6, "SELECT count(*) FROM account");
	run("UPDATE person_reference SET reference = 'demonstration-auditor' WHERE reference = "
		"'later'");
	assert_int_equal(provide("tea at four o'clock", false), STATUS_OK);
	assert_int_equal(try_to("auditor", PASSWORD, NULL, 10).answer, SIGN_IN_DONE);
}

static void real_people_get_none(void **state)
{
	(void)state;
	assert_int_equal(provide("tea at four o'clock", false), STATUS_DENIED);
	expect(0, "SELECT count(*) FROM account");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(there_is_one_for_each_role_and_it_stays_as_it_is),
		TEST(a_new_password_is_that_of_all_and_who_left_is_back),
		TEST(who_is_not_there_yet_gets_theirs_when_they_are),
		TEST(real_people_get_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
