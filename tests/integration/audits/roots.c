// SPDX-License-Identifier: MIT
// Roots, made each night by the engine or when asked for, and what they show later.
#include "support/cmocka.h"

#include "integration/audits/trail.h"

#include <pthread.h>
#include <string.h>

static struct audit_root make(int64_t now)
{
	struct audit_root root;
	bool made;
	struct fault fault = {.status = STATUS_OK};
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, now);
	if (audit_root_make(recorder, by.organisation, by.now, INSTANT_NEVER, &root, &made, &fault) !=
		STATUS_OK)
		fail_msg("%s", fault.message);
	assert_true(made);
	return root;
}

static struct audit_kept_root keep(const struct audit_root *root)
{
	char line[AUDIT_ROOT_LINE_LENGTH];
	struct audit_kept_root kept;
	audit_root_line(root, line);
	assert_true(audit_root_line_parse(text_of(line), &kept));
	return kept;
}

static void the_engine_makes_a_root_each_night_at_three_in_the_organisations_zone(void **state)
{
	(void)state;
	int64_t next;
	look(1, 0);
	struct engine_report report = tick(0, &next); // midnight in December, and none was made yet
	assert_true(report.rooted);
	assert_int_equal(report.root.number, 1);
	assert_int_equal(report.root.chains, 1);
	assert_int_equal(next, 3 * HOUR);
	assert_false(tick(3 * HOUR - 1, NULL).rooted);
	look(2, 3 * HOUR - 1);
	report = tick(3 * HOUR, &next);
	assert_true(report.rooted);
	assert_int_equal(report.root.chains, 2);
	assert_false(tick(3 * HOUR, NULL).rooted);
	assert_false(tick(DAY, NULL).rooted);
	assert_true(tick(5 * DAY, NULL).rooted); // the machine was off
	int64_t july = 212 * DAY;                // an hour ahead of UTC
	assert_true(tick(july, &next).rooted);
	assert_int_equal(next, july + 2 * HOUR);
	assert_true(tick(july + 2 * HOUR, NULL).rooted);
	expect(5, "SELECT count(*) FROM audit_root");
	expect(2, "SELECT count(*) FROM audit_mark"); // one for each time a chain had grown
	expect_whole(2, 2);
}

static void *root_at_night(void *made)
{
	struct connection *connection = open_as(DATABASE_RECORDER);
	struct audit_root root;
	struct audit_actor by = actor_of(AUDIT_BY_SERVICE, 3 * HOUR);
	enum status status =
		audit_root_make(connection, by.organisation, by.now, by.now, &root, (bool *)made, NULL);
	connection_close(connection);
	return status == STATUS_OK ? made : NULL;
}

static void of_two_engines_one_makes_the_root_of_a_night(void **state)
{
	(void)state;
	pthread_t threads[4];
	bool made[4] = {false};
	int count = 0;
	look(1, 0);
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, root_at_night, &made[i]), 0);
	for (int i = 0; i < 4; i++) {
		void *ended;
		pthread_join(threads[i], &ended);
		assert_non_null(ended);
		count += made[i];
	}
	assert_int_equal(count, 1);
	expect(1, "SELECT count(*) FROM audit_root");
}

static void chains_grow_on_and_every_line_that_was_kept_still_holds(void **state)
{
	(void)state;
	struct audit_kept_root kept[6];
	for (int i = 0; i < 6; i++) {
		look(1 + i % 3, i);
		if (i % 2)
			look(40 + i, i);
		struct audit_root root = make(i);
		kept[i] = keep(&root);
		assert_int_equal(kept[i].chains, root.chains);
	}
	look(1, 7);
	look(90, 8);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(verify(&kept[i], 1).counts.findings, 0);
	assert_int_equal(verify(kept, 6).counts.findings, 0);
	assert_int_equal(verify(kept, 6).counts.roots, 6);
}

static void a_root_of_more_chains_than_a_page_holds_counts_them_all(void **state)
{
	(void)state;
	struct chain_id chains[2500];
	struct audit_actor by = actor_of(AUDIT_BY_SHELL, 0);
	for (size_t i = 0; i < 2500; i++) {
		chains[i] = chain_of(0);
		chains[i].uuid.bytes[3] = (uint8_t)(i >> 8 | 0x10);
		chains[i].uuid.bytes[4] = (uint8_t)i;
	}
	assert_int_equal(look_as(recorder, &by, chains, 2500), STATUS_OK);
	struct audit_root root = make(0);
	assert_int_equal(root.chains, 2500);
	struct audit_kept_root kept = keep(&root);
	struct verified found = verify(&kept, 1);
	assert_int_equal(found.counts.findings, 0);
	assert_int_equal(found.counts.chains, 2500);
}

static void a_root_that_was_changed_or_taken_away_is_found(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		enum audit_fault fault;
		int number;
	} rows[] = {
		{"UPDATE audit_root SET chains = chains - 1 WHERE number = 2", AUDIT_ROOT_CHANGED, 2},
		{"UPDATE audit_root SET made_at = made_at - interval '1 day' WHERE number = 1",
			AUDIT_ROOT_CHANGED, 1},
		{"UPDATE audit_root SET made_at = 'infinity' WHERE number = 1", AUDIT_ROOT_CHANGED, 1},
		{"DELETE FROM audit_root WHERE number = 2", AUDIT_ROOT_MISSING, 2},
		{"DELETE FROM audit_root WHERE number = 3", AUDIT_KEPT_UNKNOWN, 0},
		{"DELETE FROM audit_mark WHERE root_number = 3", AUDIT_ROOT_DIFFERS, 3},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		run("TRUNCATE audit_entry, audit_head, audit_root, audit_mark");
		struct audit_root newest;
		for (int n = 1; n <= 3; n++) {
			look(1, n);
			newest = make(n);
		}
		struct audit_kept_root kept = keep(&newest);
		assert_int_equal(verify(&kept, 1).counts.findings, 0);
		run("%s", rows[i].sql);
		struct verified found = verify(&kept, 1);
		assert_true(found.counts.findings > 0);
		if (found.findings[0].fault != rows[i].fault || found.findings[0].number != rows[i].number)
			fail_msg("row %zu: %d at %d", i, found.findings[0].fault, found.findings[0].number);
	}
}

static void what_is_no_line_of_a_root_is_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {"", "2026-11-26T03:00:00Z", "2026-11-26T03:00:00Z 3",
		"2026-11-26T03:00:00Z three "
		"f36e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a6",
		"2026-11-26T03:00:00Z 3 f36e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a",
		"yesterday 3 f36e8d1d60d17fa687165a1ef1e00f0f691e704eb56512fa0defcc62158901a6"};
	struct audit_kept_root kept = {.chains = 7};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_false(audit_root_line_parse(text_of(rows[i]), &kept));
		assert_int_equal(kept.chains, 7);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_trail, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_engine_makes_a_root_each_night_at_three_in_the_organisations_zone),
		TEST(of_two_engines_one_makes_the_root_of_a_night),
		TEST(chains_grow_on_and_every_line_that_was_kept_still_holds),
		TEST(a_root_of_more_chains_than_a_page_holds_counts_them_all),
		TEST(a_root_that_was_changed_or_taken_away_is_found),
		cmocka_unit_test(what_is_no_line_of_a_root_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
