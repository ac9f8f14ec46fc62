// SPDX-License-Identifier: MIT
// Links that are used once.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <string.h>

static const struct link_form form = {
	TEXT_CONSTANT("Ada Lock"), TEXT_CONSTANT("Ada@avon.example"), TEXT_CONSTANT(PASSWORD)};

static enum status use(const struct token *link, int64_t now, struct link_used *out)
{
	return one_time_link_use(&accounts, web, text_of(link->text), &form, at(now), out, NULL);
}

static enum status look(
	const struct token *link, int64_t now, struct arena *arena, struct link_shown *out)
{
	return one_time_link_look(web, text_of(link->text), at(now), arena, out, NULL);
}

static bool needed(int64_t now, struct token *link)
{
	struct fault fault = {.status = STATUS_OK};
	bool is_needed = false;
	must(first_administrator_link(recorder, &organisation, at(now), &is_needed, link, &fault),
		&fault);
	return is_needed;
}

static void the_first_administrator_names_themselves(void **state)
{
	(void)state;
	struct arena arena;
	struct link_shown shown;
	struct link_used used;
	struct token first, second;
	arena_init(&arena);
	assert_true(needed(0, &first));
	assert_true(needed(10, &second)); // the service was started again: the link before ends
	assert_int_equal(look(&first, 20, &arena, &shown), STATUS_NOT_FOUND);
	assert_int_equal(look(&second, 20, &arena, &shown), STATUS_OK);
	assert_int_equal(shown.purpose, LINK_FIRST_ADMINISTRATOR);
	assert_int_equal(shown.display_name.length, 0);
	assert_int_equal(use(&second, 20, &used), STATUS_OK);
	assert_true(used.signed_in);
	assert_int_equal(used.role, ROLE_ADMINISTRATOR);
	assert_true(in_force(&used.token, 21));
	assert_int_equal(use(&second, 21, &used), STATUS_NOT_FOUND);
	assert_int_equal(look(&second, 21, &arena, &shown), STATUS_NOT_FOUND);
	assert_false(needed(30, &first));
	sign_in_as("ada@avon.example", 40);
	expect(1, "SELECT count(*) FROM account WHERE display_name = 'Ada Lock'");
	arena_done(&arena);
}

static void a_link_to_become_the_first_is_void_when_somebody_has(void **state)
{
	(void)state;
	struct link_used used;
	struct token link;
	assert_true(needed(0, &link));
	assert_int_equal(use(&link, 20, &used), STATUS_OK);
	// As if another service had made one while this one was being used.
	run("UPDATE one_time_link SET used_at = NULL");
	assert_int_equal(use(&link, 30, &used), STATUS_NOT_FOUND);
}

static void what_is_refused_leaves_the_link_as_it_was(void **state)
{
	(void)state;
	struct link_used used;
	struct token link;
	add_account("jane", "officer");
	assert_true(needed(0, &link));
	static const struct {
		struct link_form form;
		enum status status;
		const char *where;
	} rows[] = {
		{{TEXT_CONSTANT("Ada"), TEXT_CONSTANT("ada"), TEXT_CONSTANT("short")}, STATUS_INVALID,
			"password"},
		{{TEXT_CONSTANT("Ada"), TEXT_CONSTANT("ada"), TEXT_CONSTANT("Avon Fire 2026")},
			STATUS_INVALID, "password"},
		{{TEXT_CONSTANT("Ada"), TEXT_CONSTANT("adalock"), TEXT_CONSTANT("adalock-adalock")},
			STATUS_INVALID, "password"},
		{{TEXT_CONSTANT(" "), TEXT_CONSTANT("ada"), TEXT_CONSTANT(PASSWORD)}, STATUS_INVALID,
			"display_name"},
		{{TEXT_CONSTANT("Ada"), TEXT_CONSTANT("a da"), TEXT_CONSTANT(PASSWORD)}, STATUS_INVALID,
			"sign_in_name"},
		{{TEXT_CONSTANT("Ada"), TEXT_CONSTANT("JANE"), TEXT_CONSTANT(PASSWORD)}, STATUS_CONFLICT,
			""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fault fault = {.status = STATUS_OK};
		enum status status = one_time_link_use(
			&accounts, web, text_of(link.text), &rows[i].form, at(1), &used, &fault);
		if (status != rows[i].status || strcmp(fault.where, rows[i].where) != 0)
			fail_msg("row %zu: %d, %s: %s", i, (int)status, fault.where, fault.message);
		assert_null(strstr(fault.message, "JANE")); // what was typed is not repeated
	}
	assert_int_equal(use(&link, 1, &used), STATUS_OK);
}

static struct token invite(const char *name, const char *roles)
{
	struct fault fault = {.status = STATUS_OK};
	struct link_made link;
	const struct new_account account = {
		text_of(name), text_of(name), text_of(name), roles_of(roles), TEXT("cy")};
	must(account_open(recorder, &organisation, operator_at(0), &account, &link, &fault), &fault);
	return link.token;
}

static struct token link_to(const char *name, bool external, int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	struct link_made link;
	struct person_id person;
	must(account_person(recorder, organisation.id, text_of(name), &person, &fault), &fault);
	must(account_link(recorder, operator_at(now), person, external, false, &link, &fault), &fault);
	return link.token;
}

static void an_invitation_sets_a_password_within_seven_days(void **state)
{
	(void)state;
	struct arena arena;
	struct link_shown shown;
	struct link_used used;
	struct token link = invite("jane", "officer");
	arena_init(&arena);
	assert_int_equal(look(&link, 7 * DAY - 1, &arena, &shown), STATUS_OK);
	assert_int_equal(shown.purpose, LINK_INVITATION);
	assert_true(text_is(shown.display_name, "jane") && text_is(shown.language, "cy"));
	assert_int_equal(look(&link, 7 * DAY, &arena, &shown), STATUS_NOT_FOUND);
	assert_int_equal(use(&link, 7 * DAY, &used), STATUS_NOT_FOUND);
	assert_int_equal(use(&link, 7 * DAY - 1, &used), STATUS_OK);
	assert_true(used.signed_in && in_force(&used.token, 7 * DAY));
	sign_in_as("jane", 7 * DAY);
	expect(1, "SELECT count(*) FROM account WHERE display_name = 'jane'"); // not Ada's form
	arena_done(&arena);
}

static void a_new_link_takes_the_place_of_the_one_before(void **state)
{
	(void)state;
	struct link_used used;
	struct token before = invite("jane", "officer"), after = link_to("jane", false, 10);
	assert_int_equal(use(&before, 20, &used), STATUS_NOT_FOUND);
	assert_int_equal(use(&after, 20, &used), STATUS_OK);
}

static void a_forgotten_password_is_set_anew_and_signs_out_everywhere(void **state)
{
	(void)state;
	struct link_used used;
	struct recovery_code codes[RECOVERY_CODES];
	static const struct link_form other = {.password = TEXT_CONSTANT("coffee at eleven")};
	struct person_id jane = add_account("jane", "officer");
	struct token session = sign_in_as("jane", 0).token;
	set_up_second_step(jane, 60, codes);
	struct token link = link_to("jane", false, 100);
	assert_int_equal(
		one_time_link_use(&accounts, web, text_of(link.text), &other, at(200), &used, NULL),
		STATUS_OK);
	// Whoever made the link still lacks the second step.
	assert_false(used.signed_in);
	assert_false(in_force(&session, 200));
	assert_int_equal(try_to("jane", PASSWORD, codes[0].text, 300).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("jane", "coffee at eleven", NULL, 300).answer, SIGN_IN_REFUSED);
	assert_int_equal(try_to("jane", "coffee at eleven", codes[0].text, 300).answer, SIGN_IN_DONE);
}

static void a_lost_second_step_is_ended_with_the_link(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	struct link_made link;
	struct recovery_code codes[RECOVERY_CODES];
	struct person_id jane = add_account("jane", "officer");
	set_up_second_step(jane, 60, codes);
	must(account_link(recorder, operator_at(100), jane, false, true, &link, &fault), &fault);
	expect(0, "SELECT count(*) FROM recovery_code");
	sign_in_as("jane", 200);
}

static void a_link_signs_a_facilitator_in_once_without_a_password(void **state)
{
	(void)state;
	struct link_used used;
	struct sign_in_session session;
	invite("faye", "facilitator");
	struct token link = link_to("faye", true, 0);
	assert_int_equal(use(&link, 60, &used), STATUS_OK);
	assert_true(used.signed_in);
	assert_int_equal(found_at(&used.token, 60, &session), STATUS_OK);
	assert_int_equal(session.role, ROLE_FACILITATOR);
	assert_int_equal(use(&link, 61, &used), STATUS_NOT_FOUND);
	// The form's password is not taken for theirs.
	expect(0, "SELECT count(*) FROM account WHERE password_hash IS NOT NULL");
	assert_int_equal(try_to("faye", PASSWORD, NULL, 70).answer, SIGN_IN_REFUSED);
}

static void no_link_signs_in_who_has_another_role(void **state)
{
	(void)state;
	struct link_made link;
	static const char *const roles[] = {"officer", "facilitator,officer", "administrator"};
	for (size_t i = 0; i < 3; i++) {
		struct fault fault = {.status = STATUS_OK};
		struct person_id person = add_account((const char *[]){"ann", "bea", "cat"}[i], roles[i]);
		assert_int_equal(account_link(recorder, operator_at(0), person, true, false, &link, &fault),
			STATUS_DENIED);
	}
}

static void a_name_belongs_to_one_account(void **state)
{
	(void)state;
	struct link_made link;
	struct fault fault = {.status = STATUS_OK};
	const struct new_account same_name = {
		TEXT("other"), TEXT("Other"), TEXT("JANE"), roles_of("officer"), TEXT("en")};
	const struct new_account same_person = {
		TEXT("jane"), TEXT("Jane"), TEXT("jane2"), roles_of("officer"), TEXT("en")};
	invite("jane", "officer");
	assert_int_equal(
		account_open(recorder, &organisation, operator_at(0), &same_name, &link, &fault),
		STATUS_CONFLICT);
	expect(0, "SELECT count(*) FROM person WHERE reference = 'other'");
	fault_clear(&fault);
	assert_int_equal(
		account_open(recorder, &organisation, operator_at(0), &same_person, &link, &fault),
		STATUS_CONFLICT);
	expect(1, "SELECT count(*) FROM sign_in_name");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_administrator_names_themselves),
		TEST(a_link_to_become_the_first_is_void_when_somebody_has),
		TEST(what_is_refused_leaves_the_link_as_it_was),
		TEST(an_invitation_sets_a_password_within_seven_days),
		TEST(a_new_link_takes_the_place_of_the_one_before),
		TEST(a_forgotten_password_is_set_anew_and_signs_out_everywhere),
		TEST(a_lost_second_step_is_ended_with_the_link),
		TEST(a_link_signs_a_facilitator_in_once_without_a_password),
		TEST(no_link_signs_in_who_has_another_role),
		TEST(a_name_belongs_to_one_account),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
