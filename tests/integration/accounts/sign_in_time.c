// SPDX-License-Identifier: MIT
// How long a refusal takes tells nothing of its reason.
#include "support/cmocka.h"

#include "integration/accounts/fixture.h"

#include <time.h>

#define ROUNDS 25

static double seconds(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const struct {
	const char *name, *password, *what;
} rows[] = {
	{"jane", "a wrong password", "a wrong password"},
	{"nobody", "a wrong password", "an unknown name"},
	{"joan", PASSWORD, "a right password without its code"},
	{"new", "a wrong password", "an account without a password"},
	{"not a name", "a wrong password", "what is no name"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

struct cost {
	double work, wait; // seconds of the processor, and on the clock
};

static void measure(struct cost *least, size_t row, int round)
{
	double work = seconds(CLOCK_THREAD_CPUTIME_ID), wait = seconds(CLOCK_MONOTONIC);
	assert_int_equal(
		try_to(rows[row].name, rows[row].password, "123456", 3600 * round).answer, SIGN_IN_REFUSED);
	work = seconds(CLOCK_THREAD_CPUTIME_ID) - work;
	wait = seconds(CLOCK_MONOTONIC) - wait;
	least->work = round && least->work < work ? least->work : work;
	least->wait = round && least->wait < wait ? least->wait : wait;
}

// The least of many is what it costs; the rest is other work on the machine. The clock is told of
// but not judged by, as everything else that runs is on it.
static void a_refusal_costs_the_same_whatever_its_reason(void **state)
{
	(void)state;
	struct cost least[ROWS];
	struct recovery_code codes[RECOVERY_CODES];
	struct link_made token;
	const struct new_account invited = {
		TEXT("new"), TEXT("New"), TEXT("new"), roles_of("officer"), TEXT("cy")};
	accounts.cost = PASSWORD_COST;
	must(account_open(recorder, &organisation, operator_at(0), &invited, &token, NULL), NULL);
	add_account("jane", "officer");
	set_up_second_step(add_account("joan", "officer"), 0, codes);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < ROWS; i++)
			measure(&least[i], i, round);
	}
	for (size_t i = 0; i < ROWS; i++)
		print_message("# %s: %.2f ms of work, %.2f ms on the clock\n", rows[i].what,
			1000 * least[i].work, 1000 * least[i].wait);
	for (size_t i = 0; i < ROWS; i++) {
		double ratio = least[i].work / least[0].work;
		if (ratio < 0.8 || ratio > 1.25)
			fail_msg("%s takes %.3f times as much work", rows[i].what, ratio);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_refusal_costs_the_same_whatever_its_reason, found_accounts, leave_accounts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
