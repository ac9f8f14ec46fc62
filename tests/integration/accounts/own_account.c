// SPDX-License-Identifier: MIT
// What people change about their own account.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

static enum status change(struct person_id person, const char *password, const char *wanted,
	const struct token *token, int64_t now)
{
	struct own_account own = own_of(person, password, now);
	return password_change(
		&accounts, web, &own, text_of(token ? token->text : ""), text_of(wanted), NULL);
}

static void a_new_password_ends_all_sessions_but_the_one_it_was_set_in(void **state)
{
	(void)state;
	struct token switched;
	struct person_id jane = add_account("jane", "officer,supervisor");
	struct token here = sign_in_as("jane", 0).token, there = sign_in_as("jane", 0).token;
	assert_int_equal(change(jane, PASSWORD, "coffee at eleven", &here, 10), STATUS_OK);
	assert_true(in_force(&here, 20));
	assert_false(in_force(&there, 20));
	assert_int_equal(try_to("jane", PASSWORD, NULL, 30).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("jane", "coffee at eleven", NULL, 30).answer, SIGN_IN_DONE);
	assert_int_equal(
		switch_role(&accounts, web, text_of(here.text), ROLE_SUPERVISOR, at(40), &switched, NULL),
		STATUS_OK);
	assert_int_equal(change(jane, "coffee at eleven", PASSWORD, NULL, 50), STATUS_OK);
	assert_false(in_force(&switched, 60));
}

static void a_password_is_changed_only_by_who_knows_it_and_to_a_good_one(void **state)
{
	(void)state;
	struct person_id jane = add_account("jane", "officer");
	struct token here = sign_in_as("jane", 0).token;
	assert_int_equal(
		change(jane, "a wrong password", "coffee at eleven", &here, 10), STATUS_DENIED);
	assert_int_equal(change(jane, PASSWORD, "jane-jane-jane-jane", &here, 10), STATUS_INVALID);
	assert_int_equal(change(jane, PASSWORD, "short", &here, 10), STATUS_INVALID);
	for (int i = 0; i < 9; i++)
		assert_int_equal(change(jane, "a wrong password", PASSWORD, &here, 10), STATUS_DENIED);
	// Now the right one is not looked at either, for a minute; signing in elsewhere goes on.
	assert_int_equal(change(jane, PASSWORD, "coffee at eleven", &here, 10), STATUS_DENIED);
	sign_in_as("jane", 10);
	assert_int_equal(change(jane, PASSWORD, "coffee at eleven", &here, 70), STATUS_OK);
}

static void a_second_step_counts_once_it_is_confirmed(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct recovery_code codes[RECOVERY_CODES];
	struct totp_secret secret;
	char code[TOTP_CODE_LENGTH + 1];
	struct person_id jane = add_account("jane", "officer");
	struct own_account own = own_of(jane, PASSWORD, 0), wrong = own_of(jane, "wrong password", 0);
	assert_int_equal(totp_enrol(&accounts, web, &wrong, &secret, NULL), STATUS_DENIED);
	must(totp_enrol(&accounts, web, &own, &secret, &fault), &fault);
	sign_in_as("jane", 0);
	assert_int_equal(
		totp_confirm(&accounts, web, jane, TEXT("12345x"), at(0), codes, NULL), STATUS_DENIED);
	totp_code(&secret, START / 30, code);
	must(totp_confirm(&accounts, web, jane, text_of(code), at(0), codes, &fault), &fault);
	assert_int_equal(try_to("jane", PASSWORD, NULL, 10).answer, SIGN_IN_REFUSED);
	assert_int_equal(
		totp_confirm(&accounts, web, jane, text_of(code), at(0), codes, NULL), STATUS_NOT_FOUND);
	assert_int_equal(totp_end(&accounts, web, &wrong, NULL), STATUS_DENIED);
	must(totp_end(&accounts, web, &own, &fault), &fault);
	sign_in_as("jane", 20);
	expect(0, "SELECT count(*) FROM recovery_code");
}

static void setting_up_another_device_takes_the_place_of_the_first_when_confirmed(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct recovery_code codes[RECOVERY_CODES], others[RECOVERY_CODES];
	struct totp_secret second;
	char code[TOTP_CODE_LENGTH + 1];
	struct person_id jane = add_account("jane", "officer");
	struct totp_secret first = set_up_second_step(jane, 0, codes);
	struct own_account own = own_of(jane, PASSWORD, 300);
	must(totp_enrol(&accounts, web, &own, &second, &fault), &fault);
	totp_code(&first, START / 30 + 10, code);
	assert_int_equal(try_to("jane", PASSWORD, code, 300).answer, SIGN_IN_DONE);
	totp_code(&second, START / 30 + 11, code);
	must(totp_confirm(&accounts, web, jane, text_of(code), at(330), others, &fault), &fault);
	totp_code(&first, START / 30 + 20, code);
	assert_int_equal(try_to("jane", PASSWORD, code, 600).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("jane", PASSWORD, codes[0].text, 600).answer, SIGN_IN_REFUSED);
	totp_code(&second, START / 30 + 20, code);
	assert_int_equal(try_to("jane", PASSWORD, code, 600).answer, SIGN_IN_DONE);
	assert_int_equal(try_to("jane", PASSWORD, others[0].text, 600).answer, SIGN_IN_DONE);
}

static void an_account_without_a_password_has_nothing_to_confirm_with(void **state)
{
	(void)state;
	struct totp_secret secret;
	struct link_made link;
	struct link_used used;
	struct person_id faye;
	const struct new_account account = {
		TEXT("faye"), TEXT("Faye"), TEXT("faye"), roles_of("facilitator"), TEXT("en")};
	must(account_open(recorder, &organisation, operator_at(0), &account, &link, NULL), NULL);
	must(account_person(recorder, organisation.id, TEXT("faye"), &faye, NULL), NULL);
	must(account_link(recorder, operator_at(0), faye, true, false, &link, NULL), NULL);
	must(one_time_link_use(
			 &accounts, web, text_of(link.token.text), &(struct link_form){0}, at(1), &used, NULL),
		NULL);
	struct own_account own = own_of(faye, "", 10);
	assert_int_equal(totp_enrol(&accounts, web, &own, &secret, NULL), STATUS_DENIED);
	assert_int_equal(change(faye, "", "coffee at eleven", &used.token, 10), STATUS_DENIED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_password_ends_all_sessions_but_the_one_it_was_set_in),
		TEST(a_password_is_changed_only_by_who_knows_it_and_to_a_good_one),
		TEST(a_second_step_counts_once_it_is_confirmed),
		TEST(setting_up_another_device_takes_the_place_of_the_first_when_confirmed),
		TEST(an_account_without_a_password_has_nothing_to_confirm_with),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
