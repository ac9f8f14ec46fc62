// SPDX-License-Identifier: MIT
// Sessions of people who have signed in.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

static void a_session_ends_when_it_is_not_used(void **state)
{
	(void)state;
	add_account("jane", "officer");
	struct token token = sign_in_as("jane", 0).token;
	assert_true(in_force(&token, 1799));
	assert_true(in_force(&token, 1799 + 1799));
	assert_false(in_force(&token, 1799 + 1799 + 1800));
}

static void a_session_ends_after_its_time_however_it_is_used(void **state)
{
	(void)state;
	accounts.terms = (struct session_terms){100, 300};
	add_account("jane", "officer");
	struct token token = sign_in_as("jane", 0).token;
	for (int now = 0; now < 300; now += 60)
		assert_true(in_force(&token, now));
	assert_true(in_force(&token, 299));
	assert_false(in_force(&token, 300));
}

static void that_it_was_seen_is_written_once_a_minute(void **state)
{
	(void)state;
	add_account("jane", "officer");
	struct token token = sign_in_as("jane", 0).token;
	for (int now = 0; now < 60; now += 10)
		assert_true(in_force(&token, now));
	expect(0, "SELECT extract(epoch FROM max(seen_at) - at(0))::int FROM sign_in_session");
	assert_true(in_force(&token, 60));
	expect(60, "SELECT extract(epoch FROM max(seen_at) - at(0))::int FROM sign_in_session");
	assert_true(in_force(&token, 119));
	expect(60, "SELECT extract(epoch FROM max(seen_at) - at(0))::int FROM sign_in_session");
}

static void ending_a_session_ends_it_alone(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	add_account("jane", "officer");
	struct token one = sign_in_as("jane", 0).token, two = sign_in_as("jane", 0).token;
	must(sign_in_session_end(web, text_of(one.text), at(1), &fault), &fault);
	assert_false(in_force(&one, 1));
	assert_true(in_force(&two, 1));
	must(sign_in_session_end(web, text_of(one.text), at(1), &fault), &fault);
	must(sign_in_session_end(web, TEXT("no token"), at(1), &fault), &fault);
	assert_int_equal(sign_in_session_find(&accounts, web, TEXT("no token"), at(1),
						 &(struct sign_in_session){0}, NULL),
		STATUS_NOT_FOUND);
}

static void signing_out_everywhere_ends_all_of_one_persons(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct person_id jane = add_account("jane", "officer");
	add_account("joan", "officer");
	struct token one = sign_in_as("jane", 0).token, two = sign_in_as("jane", 0).token;
	struct token joans = sign_in_as("joan", 0).token;
	must(sign_out_everywhere(web, jane, at(100), &fault), &fault);
	assert_false(in_force(&one, 100));
	assert_false(in_force(&two, 100));
	assert_true(in_force(&joans, 100));
	// The clock of another service is behind.
	struct token after = sign_in_as("jane", 95).token;
	assert_true(in_force(&after, 96));
	struct token switched;
	assert_int_equal(
		switch_role(&accounts, web, text_of(after.text), ROLE_OFFICER, at(96), &switched, &fault),
		STATUS_OK);
	assert_true(in_force(&switched, 97));
}

static void no_session_of_before_a_signing_out_goes_on_in_another_role(void **state)
{
	(void)state;
	struct token switched;
	add_account("jane", "officer,supervisor");
	struct token token = sign_in_as("jane", 0).token;
	run("UPDATE account SET signed_out_before = at(1)"); // as if its row had been missed
	assert_int_equal(
		switch_role(&accounts, web, text_of(token.text), ROLE_SUPERVISOR, at(2), &switched, NULL),
		STATUS_NOT_FOUND);
}

static void another_role_is_another_token_for_what_is_left_of_the_time(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct sign_in_session session;
	struct token officer, supervisor, back;
	add_account("jane", "officer,supervisor");
	officer = sign_in_as("jane", 0).token;
	must(switch_role(
			 &accounts, web, text_of(officer.text), ROLE_SUPERVISOR, at(1000), &supervisor, &fault),
		&fault);
	assert_false(in_force(&officer, 1000));
	assert_int_equal(found_at(&supervisor, 1000, &session), STATUS_OK);
	assert_int_equal(session.role, ROLE_SUPERVISOR);
	assert_int_equal(session.signed_in_at.seconds, START);
	assert_int_equal(session.created_at.seconds, START + 1000);
	assert_int_equal(session.absolute_until.seconds, START + 12 * HOUR);
	// A role they have not, and a token that has ended.
	assert_int_equal(switch_role(&accounts, web, text_of(supervisor.text), ROLE_ADMINISTRATOR,
						 at(1001), &back, NULL),
		STATUS_DENIED);
	assert_true(in_force(&supervisor, 1001));
	assert_int_equal(
		switch_role(&accounts, web, text_of(officer.text), ROLE_OFFICER, at(1001), &back, NULL),
		STATUS_NOT_FOUND);
	must(switch_role(
			 &accounts, web, text_of(supervisor.text), ROLE_OFFICER, at(1001), &back, &fault),
		&fault);
	assert_true(in_force(&back, 1001));
}

static void a_role_that_is_taken_away_ends_the_sessions_in_it(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct token other, supervisor;
	struct person_id jane = add_account("jane", "officer,supervisor");
	other = sign_in_as("jane", 0).token;
	must(switch_role(&accounts, web, text_of(sign_in_as("jane", 0).token.text), ROLE_SUPERVISOR,
			 at(1), &supervisor, &fault),
		&fault);
	must(account_set_roles(recorder, operator_at(2), jane, NULL, roles_of("officer"), &fault),
		&fault);
	assert_false(in_force(&supervisor, 2));
	assert_true(in_force(&other, 2));
	assert_int_equal(
		switch_role(&accounts, web, text_of(other.text), ROLE_SUPERVISOR, at(3), &supervisor, NULL),
		STATUS_DENIED);
	assert_int_equal(
		account_set_roles(recorder, operator_at(3), jane, NULL, (struct role_set){0}, NULL),
		STATUS_INVALID);
}

static void sessions_that_were_over_long_ago_are_forgotten(void **state)
{
	(void)state;
	add_account("jane", "officer");
	add_account("joan", "officer");
	sign_in_as("joan", 0);
	for (int day = 0; day < 100; day++)
		sign_in_as("jane", day * DAY);
	expect(33, "SELECT count(*) FROM sign_in_session");
}

static void the_last_administrator_stays_one(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct person_id ann = add_account("ann", "administrator");
	struct token token = sign_in_as("ann", 0).token;
	assert_int_equal(
		account_set_roles(recorder, operator_at(1), ann, NULL, roles_of("officer"), NULL),
		STATUS_DENIED);
	assert_true(in_force(&token, 1));
	add_account("bea", "administrator,officer");
	must(account_set_roles(recorder, operator_at(2), ann, NULL, roles_of("officer"), &fault),
		&fault);
	assert_false(in_force(&token, 2));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_session_ends_when_it_is_not_used),
		TEST(a_session_ends_after_its_time_however_it_is_used),
		TEST(that_it_was_seen_is_written_once_a_minute),
		TEST(ending_a_session_ends_it_alone),
		TEST(signing_out_everywhere_ends_all_of_one_persons),
		TEST(no_session_of_before_a_signing_out_goes_on_in_another_role),
		TEST(another_role_is_another_token_for_what_is_left_of_the_time),
		TEST(a_role_that_is_taken_away_ends_the_sessions_in_it),
		TEST(sessions_that_were_over_long_ago_are_forgotten),
		TEST(the_last_administrator_stays_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
