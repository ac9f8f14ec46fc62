// SPDX-License-Identifier: MIT
// What two services do at the same time, each over its own connection.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <pthread.h>
#include <unistd.h>

static pthread_barrier_t barrier;

struct job {
	enum status (*run)(struct job *job);
	struct connection *connection;
	struct token token;
	const char *code; // or the password
	const char *wanted;
	struct person_id person;
	int64_t now;
	enum status status;
	struct signed_in signed_in;
	struct link_used used;
};

static void *start(void *context)
{
	struct job *job = context;
	pthread_barrier_wait(&barrier);
	job->status = job->run(job);
	return NULL;
}

static void at_once(struct job *one, struct job *two)
{
	pthread_t threads[2];
	pthread_barrier_init(&barrier, NULL, 2);
	assert_int_equal(pthread_create(&threads[0], NULL, start, one), 0);
	assert_int_equal(pthread_create(&threads[1], NULL, start, two), 0);
	pthread_join(threads[0], NULL);
	pthread_join(threads[1], NULL);
	pthread_barrier_destroy(&barrier);
}

static enum status job_sign_in(struct job *job)
{
	struct sign_in_request request = request_of("joan", PASSWORD, job->code);
	return sign_in(&accounts, job->connection, &request, at(job->now), &job->signed_in, NULL);
}

static enum status job_switch(struct job *job)
{
	return switch_role(&accounts, job->connection, text_of(job->token.text), ROLE_SUPERVISOR,
		at(job->now), &job->signed_in.token, NULL);
}

static enum status job_sign_out(struct job *job)
{
	return sign_out_everywhere(job->connection, job->person, at(job->now), NULL);
}

static enum status job_leave(struct job *job)
{
	struct leaving leaving;
	return account_end(job->connection, operator_at(job->now), job->person, &leaving, NULL);
}

static enum status job_use_link(struct job *job)
{
	const struct link_form form = {TEXT("Jo"), TEXT("jojo"), TEXT(PASSWORD)};
	return one_time_link_use(&accounts, job->connection, text_of(job->token.text), &form,
		at(job->now), &job->used, NULL);
}

static enum status job_change(struct job *job)
{
	struct own_account own = own_of(job->person, job->code, job->now);
	return password_change(&accounts, job->connection, &own, TEXT(""), text_of(job->wanted), NULL);
}

static void a_code_signs_in_at_one_of_two_services(void **state)
{
	(void)state;
	struct recovery_code codes[RECOVERY_CODES];
	char code[TOTP_CODE_LENGTH + 1];
	struct totp_secret secret = set_up_second_step(add_account("joan", "officer"), 0, codes);
	for (int i = 1; i <= 20; i++) {
		totp_code(&secret, START / 30 + 2 * i, code);
		const char *shown = i % 2 ? code : codes[i / 2 - 1].text;
		struct job one = {.run = job_sign_in, .connection = web, .code = shown, .now = 60 * i};
		struct job two = one;
		two.connection = web_2;
		at_once(&one, &two);
		assert_int_equal(one.status, STATUS_OK);
		assert_int_equal(two.status, STATUS_OK);
		assert_int_equal(
			(one.signed_in.answer == SIGN_IN_DONE) + (two.signed_in.answer == SIGN_IN_DONE), 1);
	}
}

static void no_session_outlives_signing_out_everywhere(void **state)
{
	(void)state;
	struct person_id joan = add_account("joan", "officer,supervisor");
	for (int i = 1; i <= 40; i++) {
		struct signed_in before = sign_in_as("joan", 60 * i);
		struct job one = {
			.run = job_switch, .connection = web, .token = before.token, .now = 60 * i};
		struct job two = {.run = job_sign_out, .connection = web_2, .person = joan, .now = 60 * i};
		at_once(&one, &two);
		assert_int_equal(two.status, STATUS_OK);
		assert_true(one.status == STATUS_OK || one.status == STATUS_NOT_FOUND);
		expect(0, "SELECT count(*) FROM sign_in_session WHERE ended_at IS NULL");
	}
}

static void nobody_signs_in_beside_leaving(void **state)
{
	(void)state;
	add_account("boss", "administrator");
	struct person_id joan = add_account("joan", "officer");
	struct job one = {.run = job_sign_in, .connection = web, .now = 60};
	struct job two = {.run = job_leave, .connection = recorder, .person = joan, .now = 60};
	at_once(&one, &two);
	assert_int_equal(one.status, STATUS_OK);
	assert_int_equal(two.status, STATUS_OK);
	expect(0, "SELECT count(*) FROM sign_in_session WHERE ended_at IS NULL");
	assert_int_equal(try_to("joan", PASSWORD, NULL, 120).answer, SIGN_IN_REFUSED);
}

static void a_link_is_used_at_one_of_two_services(void **state)
{
	(void)state;
	bool needed = false;
	struct token link;
	must(first_administrator_link(recorder, &organisation, at(0), &needed, &link, NULL), NULL);
	assert_true(needed);
	struct job one = {.run = job_use_link, .connection = web, .token = link, .now = 60};
	struct job two = one;
	two.connection = web_2;
	at_once(&one, &two);
	assert_int_equal((one.status == STATUS_OK) + (two.status == STATUS_OK), 1);
	assert_int_equal((one.status == STATUS_NOT_FOUND) + (two.status == STATUS_NOT_FOUND), 1);
	expect(1, "SELECT count(*) FROM sign_in_session");
}

static void two_administrators_do_not_both_leave(void **state)
{
	(void)state;
	struct person_id ann = add_account("ann", "administrator");
	struct person_id bea = add_account("bea", "administrator");
	for (int i = 0; i < 20; i++) {
		struct job one = {.run = job_leave, .connection = recorder, .person = ann, .now = 60};
		struct job two = {.run = job_leave, .connection = recorder_2, .person = bea, .now = 60};
		at_once(&one, &two);
		assert_int_equal((one.status == STATUS_OK) + (two.status == STATUS_OK), 1);
		assert_int_equal((one.status == STATUS_DENIED) + (two.status == STATUS_DENIED), 1);
		expect(1, "SELECT count(*) FROM account WHERE state = 'active'");
		run("UPDATE account SET state = 'active', password_hash = 'x', password_set_at = at(0)");
	}
}

static void of_two_new_passwords_one_counts(void **state)
{
	(void)state;
	struct person_id jane = add_account("jane", "officer");
	const char *now = PASSWORD;
	for (int i = 0; i < 10; i++) {
		const char *first = i % 2 ? "milk at midnight" : "coffee at eleven";
		const char *second = i % 2 ? "bread at breakfast" : "water at any time";
		struct job one = {.run = job_change, .connection = web, .person = jane, .now = 600 * i};
		struct job two = one;
		one.code = two.code = now;
		one.wanted = first;
		two.wanted = second;
		two.connection = web_2;
		at_once(&one, &two);
		assert_int_equal((one.status == STATUS_OK) + (two.status == STATUS_OK), 1);
		assert_int_equal((one.status == STATUS_DENIED) + (two.status == STATUS_DENIED), 1);
		now = one.status == STATUS_OK ? first : second;
		assert_int_equal(try_to("jane", now, NULL, 600 * i).answer, SIGN_IN_DONE);
	}
}

// The old one was right when it was looked at, and is no longer when the session would begin.
static void a_password_that_was_changed_meanwhile_signs_nobody_in(void **state)
{
	(void)state;
	pthread_t thread;
	struct arena arena;
	struct account account;
	struct person_id joan = add_account("joan", "officer");
	struct job job = {.run = job_sign_in, .connection = web, .code = "", .now = 60};
	arena_init(&arena);
	must(transaction_begin(web_2, NULL), NULL);
	must(app_begin(web_2, &joan, NULL, NULL), NULL);
	must(account_own(web_2, joan, true, &arena, &account, NULL), NULL);
	pthread_barrier_init(&barrier, NULL, 1);
	assert_int_equal(pthread_create(&thread, NULL, start, &job), 0);
	for (int i = 0; i < 1000 && number("SELECT count(*) FROM pg_stat_activity"
									   " WHERE wait_event_type = 'Lock'") == 0;
		 i++)
		usleep(10000);
	must(account_password(web_2, joan, TEXT("another"), at(60), NULL), NULL);
	must(transaction_commit(web_2, NULL), NULL);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&barrier);
	arena_done(&arena);
	assert_int_equal(job.status, STATUS_OK);
	assert_int_equal(job.signed_in.answer, SIGN_IN_REFUSED);
	expect(0, "SELECT count(*) FROM sign_in_session WHERE ended_at IS NULL");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_accounts, leave_accounts)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_code_signs_in_at_one_of_two_services),
		TEST(no_session_outlives_signing_out_everywhere),
		TEST(nobody_signs_in_beside_leaving),
		TEST(a_link_is_used_at_one_of_two_services),
		TEST(two_administrators_do_not_both_leave),
		TEST(of_two_new_passwords_one_counts),
		TEST(a_password_that_was_changed_meanwhile_signs_nobody_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
