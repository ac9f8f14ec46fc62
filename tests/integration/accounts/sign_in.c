// SPDX-License-Identifier: MIT
// Signing in, against a real PostgreSQL.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <string.h>

static void name_and_password_sign_in(void **state)
{
	(void)state;
	struct sign_in_session session;
	struct person_id jane = add_account("jane@avon.example", "supervisor,officer");
	struct signed_in signed_in = try_to("  Jane@Avon.EXAMPLE ", PASSWORD, NULL, 10);
	assert_int_equal(signed_in.answer, SIGN_IN_DONE);
	assert_true(uuid_equal(signed_in.person.uuid, jane.uuid));
	assert_int_equal(signed_in.role, ROLE_OFFICER);
	assert_int_equal(found_at(&signed_in.token, 20, &session), STATUS_OK);
	assert_true(uuid_equal(session.person.uuid, jane.uuid));
	assert_int_equal(session.role, ROLE_OFFICER);
	assert_int_equal(session.signed_in_at.seconds, START + 10);
	// Neither the token nor the name is in the database as such.
	expect(0, "SELECT count(*) FROM sign_in_session WHERE position('jane' in"
			  " encode(token_hash, 'escape')) > 0");
}

// The whole answer is compared, so that nothing in it tells one reason from another.
static void every_reason_for_a_refusal_gets_the_same_answer(void **state)
{
	(void)state;
	struct leaving leaving;
	struct link_made token;
	struct recovery_code codes[RECOVERY_CODES];
	struct signed_in expected;
	struct person_id left = add_account("left", "officer");
	set_up_second_step(add_account("joan", "officer"), 0, codes);
	add_account("jane", "officer");
	add_account("boss", "administrator");
	const struct new_account invited = {
		TEXT("new"), TEXT("New"), TEXT("new"), roles_of("officer"), TEXT("cy")};
	must(account_open(recorder, &organisation, operator_at(0), &invited, &token, NULL), NULL);
	must(account_end(recorder, operator_at(0), left, &leaving, NULL), NULL);
	static const struct {
		const char *name, *password, *code;
	} rows[] = {
		{"nobody", PASSWORD, NULL},
		{"jane", "tea at five o'clock", NULL},
		{"jane", "", NULL},
		{"left", PASSWORD, NULL},
		{"new", PASSWORD, NULL},
		{"new", "", NULL},
		{"joan", PASSWORD, NULL},
		{"joan", PASSWORD, "000000x"},
		{"joan", PASSWORD, "10ABC-DEFGH"},
		{"joan", "tea at five o'clock", NULL},
		{"no name", PASSWORD, NULL},
		{"", "", ""},
	};
	memset(&expected, 0, sizeof expected);
	expected.answer = SIGN_IN_REFUSED;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct signed_in got = try_to(rows[i].name, rows[i].password, rows[i].code, 600);
		if (memcmp(&got, &expected, sizeof got) != 0)
			fail_msg("row %zu: answer %d", i, (int)got.answer);
	}
	expect(0, "SELECT count(*) FROM sign_in_session WHERE created_at > at(0)");
}

static void a_second_step_is_asked_for_and_counts_once(void **state)
{
	(void)state;
	struct recovery_code codes[RECOVERY_CODES];
	char code[TOTP_CODE_LENGTH + 1], next[TOTP_CODE_LENGTH + 1];
	struct totp_secret secret = set_up_second_step(add_account("joan", "officer"), 0, codes);
	// The code that set it up is spent.
	totp_code(&secret, START / 30, code);
	assert_int_equal(try_to("joan", PASSWORD, code, 0).answer, SIGN_IN_REFUSED);
	totp_code(&secret, START / 30 + 100, code);
	totp_code(&secret, START / 30 + 101, next);
	assert_int_equal(try_to("joan", PASSWORD, "", 3000).answer, SIGN_IN_REFUSED);
	// A wrong password uses no code up.
	assert_int_equal(try_to("joan", "tea at five o'clock", code, 3000).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("joan", PASSWORD, code, 3000).answer, SIGN_IN_DONE);
	assert_int_equal(try_to("joan", PASSWORD, code, 3001).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("joan", PASSWORD, next, 3031).answer, SIGN_IN_DONE);
}

static void each_recovery_code_stands_in_once_and_for_its_owner_alone(void **state)
{
	(void)state;
	struct recovery_code codes[RECOVERY_CODES], others[RECOVERY_CODES];
	set_up_second_step(add_account("joan", "officer"), 0, codes);
	set_up_second_step(add_account("june", "officer"), 0, others);
	assert_int_equal(try_to("joan", PASSWORD, others[0].text, 60).answer, SIGN_IN_REFUSED);
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		assert_int_equal(
			try_to("joan", "wrong password", codes[i].text, 6000 * (int)i).answer, SIGN_IN_REFUSED);
		assert_int_equal(
			try_to("joan", PASSWORD, codes[i].text, 6000 * (int)i).answer, SIGN_IN_DONE);
		assert_int_equal(
			try_to("joan", PASSWORD, codes[i].text, 6000 * (int)i).answer, SIGN_IN_REFUSED);
	}
	expect(10, "SELECT count(*) FROM recovery_code WHERE used_at IS NOT NULL");
	expect(0, "SELECT count(*) FROM account WHERE totp_sealed IS NOT NULL AND"
			  " octet_length(totp_sealed) <> 60");
}

static void a_backup_under_another_key_makes_no_codes(void **state)
{
	(void)state;
	struct recovery_code codes[RECOVERY_CODES];
	char code[TOTP_CODE_LENGTH + 1];
	const struct key stolen = {{9}};
	struct totp_secret secret = set_up_second_step(add_account("joan", "officer"), 0, codes);
	accounts.key = &stolen;
	totp_code(&secret, START / 30 + 100, code);
	assert_int_equal(try_to("joan", PASSWORD, code, 3000).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("joan", PASSWORD, codes[0].text, 3000).answer, SIGN_IN_REFUSED);
}

static void a_password_of_another_cost_is_hashed_anew(void **state)
{
	(void)state;
	add_account("jane", "officer");
	accounts.cost = (struct password_cost){2, 16384};
	assert_int_equal(try_to("jane", "wrong password", NULL, 60).answer, SIGN_IN_REFUSED);
	expect(
		0, "SELECT count(*) FROM account WHERE password_hash LIKE '$argon2id$v=19$m=16,t=2,p=1$%'");
	sign_in_as("jane", 60);
	expect(
		1, "SELECT count(*) FROM account WHERE password_hash LIKE '$argon2id$v=19$m=16,t=2,p=1$%'");
	sign_in_as("jane", 70);
}

static void guessing_slows_down_strangers_and_no_device_that_is_known(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct signed_in got;
	add_account("jane", "officer");
	add_account("joan", "officer");
	struct signed_in first = sign_in_as("jane", 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(try_to("jane", "a wrong password", NULL, 1).answer, SIGN_IN_REFUSED);
	got = try_to("jane", PASSWORD, NULL, 1);
	assert_int_equal(got.answer, SIGN_IN_LATER);
	assert_int_equal(got.wait_seconds, 300);
	assert_int_equal(try_to("nobody", PASSWORD, NULL, 1).answer, SIGN_IN_REFUSED);
	sign_in_as("joan", 1);
	struct sign_in_request known = request_of("jane", PASSWORD, NULL);
	known.device = text_of(first.device.text);
	for (int i = 0; i < 100; i++) {
		must(sign_in(&accounts, web, &known, at(2), &got, &fault), &fault);
		assert_int_equal(got.answer, SIGN_IN_DONE);
	}
	// It is known for jane's name only.
	known.name = TEXT("june");
	for (int i = 0; i < 10; i++)
		must(sign_in(&accounts, web, &known, at(2), &got, &fault), &fault);
	must(sign_in(&accounts, web, &known, at(2), &got, &fault), &fault);
	assert_int_equal(got.answer, SIGN_IN_LATER);
	assert_int_equal(try_to("jane", PASSWORD, NULL, 301).answer, SIGN_IN_DONE);
}

static void a_database_that_is_away_costs_no_attempt(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct signed_in got;
	struct sign_in_request request = request_of("jane", PASSWORD, NULL);
	add_account("jane", "officer");
	run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plimsoll_web'");
	for (int i = 0; i < 20; i++)
		assert_int_equal(
			sign_in(&accounts, web_2, &request, at(1), &got, NULL), STATUS_UNAVAILABLE);
	connection_close(web_2);
	must(connection_open(database, DATABASE_WEB, &web_2, &fault), &fault);
	must(sign_in(&accounts, web_2, &request, at(1), &got, &fault), &fault);
	assert_int_equal(got.answer, SIGN_IN_DONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(name_and_password_sign_in),
		TEST(every_reason_for_a_refusal_gets_the_same_answer),
		TEST(a_second_step_is_asked_for_and_counts_once),
		TEST(each_recovery_code_stands_in_once_and_for_its_owner_alone),
		TEST(a_backup_under_another_key_makes_no_codes),
		TEST(a_password_of_another_cost_is_hashed_anew),
		TEST(guessing_slows_down_strangers_and_no_device_that_is_known),
		TEST(a_database_that_is_away_costs_no_attempt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
