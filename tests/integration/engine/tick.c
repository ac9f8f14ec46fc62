// SPDX-License-Identifier: MIT
// The engine's clock: when it wakes, stops, repeated ticks and clocks that are stepped.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include "app/demonstration/demonstration.h"

// Officers with some weeks of exposures, recorded at START.
static int found_with_officers(void **state)
{
	struct arena arena;
	struct setting setting;
	size_t added;
	struct fault fault = {.status = STATUS_OK};
	if (found_demonstration(state) != 0)
		return 1;
	arena_init(&arena);
	enum status status = setting_read(recorder, (struct instant){START}, &arena, &setting, &fault);
	if (status == STATUS_OK)
		status = demonstration_record(recorder, &setting, DEMONSTRATION_SMALL, &added, &fault);
	arena_done(&arena);
	return status != STATUS_OK;
}

// When anything is due, after START; what is published is due a day after it was last.
static int64_t due(void)
{
	return number("SELECT extract(epoch FROM least("
				  "(SELECT min(next_change_at) FROM line_state),"
				  "(SELECT min(answer_by) FROM diary WHERE state = 'held'),"
				  "(SELECT min(due_at) FROM contact WHERE NOT listed),"
				  "(SELECT min(due_at) FROM follow_up),"
				  "(SELECT min(look_at) FROM absence),"
				  "(SELECT min(look_at) FROM team),"
				  "(SELECT min(cadence_due_at) FROM person),"
				  "(SELECT min(try_at) FROM need WHERE state IN ('open', 'no_seat', 'held')),"
				  "(SELECT min(published_until) - interval '55 days' FROM series))"
				  " - at(0))::bigint");
}

static void an_officer_with_a_hard_fortnight_is_held_a_seat(void **state)
{
	(void)state;
	int64_t needs = number("SELECT count(*) FROM need");
	assert_true(needs > 0);
	struct engine_report report = tick(0, NULL);
	assert_int_equal(report.held, needs);
	expect(0, "SELECT count(*) FROM diary JOIN need USING (person_id, need_id) WHERE"
			  " NOT lower(during) BETWEEN earliest_at AND latest_at"
			  " OR lower(during) < at(0) + make_interval(secs => notice_seconds)");
}

static void the_engine_wakes_no_later_than_anything_is_due(void **state)
{
	(void)state;
	int64_t now = 0, next;
	int ticks = 0;
	for (; now < 90 * DAY; ticks++) {
		tick(now, &next);
		int64_t first = due();
		assert_true(first > now); // all that was due is done
		if (next > first)
			fail_msg("at %lld: next is %lld, but something is due at %lld", (long long)now,
				(long long)next, (long long)first);
		now = next;
	}
	assert_true(ticks < 400);
	expect(0, "SELECT count(*) FROM alarm WHERE state <> 'clear' AND person_id NOT IN"
			  " (SELECT person_id FROM line_state WHERE load > 300)");
	assert_true(number("SELECT count(*) FROM crossing WHERE change = 'cleared'") > 0);
}

static void a_tick_in_between_does_not_put_off_publication(void **state)
{
	(void)state;
	int64_t next;
	tick(0, NULL);
	tick(DAY - HOUR, &next);
	assert_true(next <= DAY);
}

static void a_tick_repeated_at_one_instant_changes_nothing(void **state)
{
	(void)state;
	for (int64_t now = 0; now <= 30 * DAY; now += 5 * DAY + 7) {
		int64_t first, second;
		tick(now, &first);
		int64_t before = fingerprint();
		struct engine_report report = tick(now, &second);
		assert_true(fingerprint() == before);
		assert_int_equal(first, second);
		assert_int_equal(report.published + report.changed + report.held + report.no_seat +
							 report.lapsed + report.released + report.escalated,
			0);
	}
}

static void a_tick_after_a_long_stop_catches_up(void **state)
{
	(void)state;
	tick(0, NULL);
	int64_t holds = number("SELECT count(*) FROM diary WHERE state = 'held'");
	assert_true(holds > 0);
	struct engine_report report = tick(30 * DAY, NULL);
	assert_int_equal(report.lapsed, holds);
	assert_true(report.published > 50);
	assert_true(report.changed > 0);
	assert_true(due() > 30 * DAY);
	expect(0, "SELECT extract(epoch FROM published_until - at(86 * 86400))::bigint FROM"
			  " series GROUP BY 1");
}

// The same crossings at the same instants as an engine that never stopped.
static void a_stop_loses_no_crossing(void **state)
{
	(void)state;
	static const char crossed[] =
		"SELECT coalesce(sum(hashtextextended(reference || rule || level || change || crossed_at,"
		" 0) / 1000), 0)::bigint FROM crossing JOIN person USING (person_id)";
	int64_t next = 0;
	tick(40 * DAY, NULL);
	int64_t stopped = number("%s", crossed);
	leave(state);
	assert_int_equal(found_with_officers(state), 0);
	for (int64_t now = 0; now < 40 * DAY; now = next)
		tick(now, &next);
	tick(40 * DAY, NULL);
	assert_true(number("%s", crossed) == stopped);
}

static void a_clock_that_is_stepped_back_does_no_harm(void **state)
{
	(void)state;
	tick(0, NULL);
	tick(10 * DAY, NULL);
	int64_t before = fingerprint();
	struct engine_report report = tick(10 * DAY - HOUR, NULL);
	assert_true(fingerprint() == before);
	assert_int_equal(report.published + report.changed + report.held + report.lapsed, 0);
	tick(10 * DAY, NULL);
	assert_true(fingerprint() == before);
}

static void without_anything_to_do_the_engine_looks_again_each_night(void **state)
{
	(void)state;
	int64_t next;
	tick(0, &next);
	assert_int_equal(next, 3 * HOUR); // for the root
	tick(3 * HOUR, &next);
	assert_int_equal(next, DAY + 3 * HOUR); // for both
}

int main(void)
{
#define OFFICERS(name) cmocka_unit_test_setup_teardown(name, found_with_officers, leave)
	const struct CMUnitTest tests[] = {
		OFFICERS(an_officer_with_a_hard_fortnight_is_held_a_seat),
		OFFICERS(the_engine_wakes_no_later_than_anything_is_due),
		OFFICERS(a_tick_in_between_does_not_put_off_publication),
		OFFICERS(a_tick_repeated_at_one_instant_changes_nothing),
		OFFICERS(a_tick_after_a_long_stop_catches_up),
		OFFICERS(a_stop_loses_no_crossing),
		OFFICERS(a_clock_that_is_stepped_back_does_no_harm),
		cmocka_unit_test_setup_teardown(
			without_anything_to_do_the_engine_looks_again_each_night, found_empty, leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
