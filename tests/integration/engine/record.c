// SPDX-License-Identifier: MIT
// Recording against a real database: groups, corrections and removals, and the state that is left.
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/engine/erase.h"
#include "app/exposures/record.h"
#include "app/organisation/setting.h"
#include "app/retention/erase_again.h"
#include "integration/engine/fixture.h"
#include "secret/token.h"
#include "store/exposures.h"
#include "store/lines.h"
#include "store/people.h"
#include "support/random.h"

#define PEOPLE 4
#define STEPS 120

static struct arena arena;
static struct setting setting;
static struct recorder writer;
static struct person_id people[PEOPLE];

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static int compare_people(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	found_empty(state);
	add_people(PEOPLE);
	arena_init(&arena);
	assert_int_equal(setting_read(recorder, at(0), &arena, &setting, &fault), STATUS_OK);
	writer = setting_recorder(&setting, recorder);
	struct person *list;
	size_t count;
	assert_int_equal(person_list(recorder, setting.organisation.id, TEXT(""), PEOPLE, &arena, &list,
						 &count, &fault),
		STATUS_OK);
	assert_int_equal(count, PEOPLE);
	for (size_t i = 0; i < PEOPLE; i++)
		people[i] = list[i].id;
	qsort(people, PEOPLE, sizeof people[0], compare_people);
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

static struct record_input input(int person, int64_t seconds, const char *category, size_t group)
{
	return (struct record_input){
		.exposure =
			{
				.person = people[person],
				.id = {uuid_v7((START + seconds) * 1000)},
				.occurred_at = at(seconds),
				.category = text_of(category),
				.minutes = EXPOSURE_UNKNOWN,
				.items = EXPOSURE_UNKNOWN,
			},
		.group = group,
	};
}

static enum status record(
	struct record_input *inputs, size_t count, int64_t now, struct record_result *results)
{
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	return record_groups(&writer, inputs, count, at(now), results, &report, &fault);
}

static void a_request_that_cannot_be_written_hurts_nobody_else(void **state)
{
	(void)state;
	struct record_result results[4];
	struct record_input inputs[] = {
		input(0, 10, "INC_MEDICAL", 0),
		input(1, 20, "INC_RESCUE", 1),
		input(1, 30, "INC_MEDICAL", 1),
		input(1, 40, "INC_MEDICAL", 2),
	};
	run("ALTER TABLE exposure ADD CONSTRAINT planted CHECK (category <> 'INC_RESCUE')");
	assert_int_not_equal(record(inputs, 4, 100, results), STATUS_OK);
	run("ALTER TABLE exposure DROP CONSTRAINT planted");
	assert_int_equal(results[0].outcome, RECORD_ADDED);
	assert_int_equal(results[1].outcome, RECORD_FAILED);
	assert_int_equal(results[2].outcome, RECORD_FAILED);
	assert_int_equal(results[3].outcome, RECORD_ADDED);
	expect(2, "SELECT count(*) FROM exposure");
	assert_int_equal(record(inputs, 4, 100, results), STATUS_OK);
	assert_int_equal(results[0].outcome, RECORD_KNOWN);
	assert_int_equal(results[1].outcome, RECORD_ADDED);
	expect(4, "SELECT count(*) FROM exposure");
}

static void who_does_not_look_at_results_is_told_of_a_refusal(void **state)
{
	(void)state;
	struct record_report report = {0};
	struct record_input inputs[] = {input(0, 10, "INC_MEDICAL", 0), input(0, 20, "NO_SUCH", 0)};
	assert_int_equal(
		record_exposures(&writer, inputs, 2, at(100), NULL, &report, NULL), STATUS_INVALID);
	assert_int_equal(report.added, 0);
	expect(0, "SELECT count(*) FROM exposure");
}

static void a_lost_database_fails_every_request_and_leaves_nothing(void **state)
{
	(void)state;
	struct record_result results[2];
	struct record_input inputs[] = {
		input(0, 10, "INC_MEDICAL", 0),
		input(1, 20, "INC_MEDICAL", 1),
	};
	expect(1, "SELECT count(*) FROM pg_stat_activity, pg_terminate_backend(pid) ended "
			  "WHERE usename = 'plimsoll_recorder' AND datname = current_database() AND ended");
	assert_int_equal(record(inputs, 2, 100, results), STATUS_UNAVAILABLE);
	assert_int_equal(results[0].outcome, RECORD_FAILED);
	assert_int_equal(results[1].outcome, RECORD_FAILED);
	expect(0, "SELECT count(*) FROM exposure");
}

// The state of every line is that of the whole log, and no crossing is out of turn.
static void expect_consistent(int64_t now)
{
	struct stored_states states;
	struct fault fault = {.status = STATUS_OK};
	struct arena own;
	arena_init(&own);
	assert_int_equal(states_read(recorder, people, PEOPLE, &own, &states, &fault), STATUS_OK);
	for (size_t i = 0; i < states.line_count; i++) {
		struct logged_exposure *log;
		size_t count;
		double sum = 0;
		const struct stored_line *line = &states.lines[i];
		assert_int_equal(
			exposure_log(recorder, &line->person, 1, &own, &log, &count, &fault), STATUS_OK);
		for (size_t j = 0; j < count; j++)
			sum +=
				log[j].dose *
				exp2(-(double)(at(now).seconds - log[j].exposure.occurred_at.seconds) / (28 * DAY));
		double load = load_at(line->load, 28, at(now));
		if (fabs(load - sum) > 1e-9 * (sum + 1))
			fail_msg("load %.15g, the log sums to %.15g", load, sum);
	}
	arena_done(&own);
	expect(0,
		"SELECT count(*) FROM (SELECT change, lag(change) OVER (PARTITION BY person_id, rule, "
		"level ORDER BY crossed_at, recorded_at, change) AS before FROM crossing "
		"WHERE level <> '') told WHERE change = 'raised' AND before IN ('raised', "
		"'realarmed')");
}

static void whatever_is_recorded_corrected_and_removed_the_state_is_that_of_the_log(void **state)
{
	(void)state;
	static const char *const kinds[] = {"INC_MEDICAL", "INC_SUICIDE", "INC_HOMICIDE"};
	struct exposure_id ids[STEPS];
	int owners[STEPS], count = 0;
	struct random random = random_start();
	for (int64_t step = 1; step <= STEPS; step++) {
		int64_t now = step * 7 * HOUR;
		struct record_result result;
		uint64_t dice = random_next(&random) % 10;
		int person = (int)(random_next(&random) % PEOPLE);
		struct record_input entry = input(person, now - random_between(&random, 0, 400 * HOUR),
			kinds[random_next(&random) % 3], 0);
		if (dice < 2 && count) {
			struct record_report report = {0};
			const struct audit_actor by = {.organisation = writer.organisation->id, .now = at(now)};
			size_t which = random_next(&random) % (size_t)count;
			assert_int_equal(
				record_retraction(&writer, people[owners[which]], ids[which], &by, &report, NULL),
				STATUS_OK);
		} else {
			if (dice < 4 && count) {
				size_t which = random_next(&random) % (size_t)count;
				entry.exposure.person = people[owners[which]];
				entry.exposure.corrects = ids[which];
				person = owners[which];
			}
			assert_int_equal(record(&entry, 1, now, &result), STATUS_OK);
			if (result.outcome == RECORD_ADDED) {
				owners[count] = person;
				ids[count++] = entry.exposure.id;
			}
		}
		expect_consistent(now);
	}
}

static void what_is_removed_leaves_the_database_when_it_is_due_and_not_before(void **state)
{
	(void)state;
	struct record_result result;
	struct record_report report = {0};
	const struct audit_actor by = {.organisation = writer.organisation->id, .now = at(200)};
	struct record_input entry = input(0, 10, "INC_MEDICAL", 0);
	assert_int_equal(record(&entry, 1, 100, &result), STATUS_OK);
	assert_int_equal(
		record_retraction(&writer, people[0], entry.exposure.id, &by, &report, NULL), STATUS_OK);
	expect(1, "SELECT count(*) FROM exposure");
	struct connection *erasure;
	struct instant next;
	size_t erased = 0;
	assert_int_equal(connection_open(database, DATABASE_ERASURE, &erasure, NULL), STATUS_OK);
	char list[] = "/tmp/plimsoll-erasures-XXXXXX";
	size_t listed = 0;
	close(mkstemp(list));
	assert_int_equal(engine_erase(erasure, at(200 + ERASE_AFTER), &erased, &next, NULL), STATUS_OK);
	assert_int_equal(erased, 0); // what is not in the list yet is not destroyed
	assert_int_equal(erase_list_removed(
						 writer.connection, list, writer.organisation->id, at(200), &listed, NULL),
		STATUS_OK);
	assert_int_equal(listed, 1);
	unlink(list);
	assert_int_equal(
		engine_erase(erasure, at(200 + ERASE_AFTER - 1), &erased, &next, NULL), STATUS_OK);
	assert_int_equal(erased, 0);
	assert_int_equal(next.seconds, START + 200 + ERASE_AFTER);
	assert_int_equal(engine_erase(erasure, next, &erased, &next, NULL), STATUS_OK);
	assert_int_equal(erased, 1);
	assert_int_equal(next.seconds, START + 200 + ERASE_AFTER + ERASE_LOOK);
	connection_close(erasure);
	expect(0, "SELECT count(*) FROM exposure");
	expect(1, "SELECT count(*) FROM retraction WHERE erased_at IS NOT NULL");
	assert_int_equal(record(&entry, 1, 300 + ERASE_AFTER, &result), STATUS_OK);
	assert_int_equal(result.outcome, RECORD_REMOVED);
}

static void a_grave_event_seeks_a_sooner_seat_than_the_line_had(void **state)
{
	(void)state;
	struct record_input entries[7], grave = input(1, DAY, "INC_CHILD_DEATH", 0);
	struct record_result results[7];
	for (int i = 0; i < 7; i++)
		entries[i] = input(1, 10 * i, "INC_SUDDEN_DEATH", 0);
	add_session("reflective_supervision", 1, 20 * DAY, 60, 1, 4); // led by another person
	assert_int_equal(record(entries, 7, 100, results), STATUS_OK);
	expect(1, "SELECT count(*) FROM need WHERE response = 'amber'");
	assert_int_equal(tick(100, NULL).held, 1);
	add_session("reflective_supervision", 2, 5 * DAY, 60, 1, 4);
	assert_int_equal(record(&grave, 1, DAY, results), STATUS_OK);
	struct engine_report report = tick(DAY, NULL);
	assert_int_equal(report.released, 1);
	assert_int_equal(report.held, 1);
	expect(1, "SELECT count(*) FROM need WHERE response = 'single_event' AND state = 'held'");
	expect(1, "SELECT count(*) FROM diary WHERE state = 'held' AND session_id = id('session', 2)");
	expect(1, "SELECT sum(taken) FROM session_seat");
	expect(1, "SELECT count(DISTINCT need_id) FROM crossing WHERE need_id IS NOT NULL");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_request_that_cannot_be_written_hurts_nobody_else),
		TEST(who_does_not_look_at_results_is_told_of_a_refusal),
		TEST(a_lost_database_fails_every_request_and_leaves_nothing),
		TEST(whatever_is_recorded_corrected_and_removed_the_state_is_that_of_the_log),
		TEST(a_grave_event_seeks_a_sooner_seat_than_the_line_had),
		TEST(what_is_removed_leaves_the_database_when_it_is_due_and_not_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
