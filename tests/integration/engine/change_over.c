// SPDX-License-Identifier: MIT
// Changing over to a version of the policy: everybody's lines are folded by it once it is in force,
// whoever records meanwhile, however many engines there are and wherever one is stopped.
#include "support/cmocka.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/exposures/change_over.h"
#include "app/organisation/setting.h"
#include "integration/engine/fixture.h"
#include "secret/token.h"
#include "store/lines.h"
#include "store/people.h"
#include "json/policy.h"

#define PEOPLE 120
#define IN_FORCE (40 * DAY)

static struct arena arena;
static struct person_id people[PEOPLE];

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static void read_setting(int64_t now, struct setting *out)
{
	struct fault fault = {.status = STATUS_OK};
	if (setting_read(recorder, at(now), &arena, out, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
}

// Somebody has logged a thing, `now`, by the policy in force at `version_at`.
static enum status try_to_record(struct connection *connection, int64_t version_at, int person,
	int64_t now, const char *category, struct fault *fault)
{
	struct setting setting;
	struct record_report report = {0};
	struct arena own;
	arena_init(&own);
	assert_int_equal(setting_read(connection, at(version_at), &own, &setting, fault), STATUS_OK);
	struct recorder with = setting_recorder(&setting, connection);
	struct record_input input = {.exposure = {
									 .person = people[person],
									 .id = {uuid_v7((START + now) * 1000)},
									 .occurred_at = at(now),
									 .category = text_of(category),
									 .minutes = EXPOSURE_UNKNOWN,
									 .items = EXPOSURE_UNKNOWN,
								 }};
	enum status status = record_exposures(&with, &input, 1, at(now), NULL, &report, fault);
	arena_done(&own);
	return status;
}

static void record_by(int64_t version_at, int person, int64_t now, const char *category)
{
	struct fault fault = {.status = STATUS_OK};
	if (try_to_record(recorder, version_at, person, now, category, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
}

static void record(int person, int64_t now, const char *category)
{
	record_by(now, person, now, category);
}

static int begin(void **state)
{
	struct setting setting;
	struct person *list;
	size_t count;
	found_empty(state);
	add_people(PEOPLE);
	arena_init(&arena);
	read_setting(0, &setting);
	assert_int_equal(person_list(recorder, setting.organisation.id, TEXT(""), PEOPLE, &arena, &list,
						 &count, NULL),
		STATUS_OK);
	assert_int_equal(count, PEOPLE);
	for (size_t i = 0; i < PEOPLE; i++)
		people[i] = list[i].id;
	return 0;
}

static int end(void **state)
{
	arena_done(&arena);
	return leave(state);
}

// Version 2, in force at IN_FORCE: the document of version 1 with one part replaced by another.
static void approve(const char *part, const char *other)
{
	int64_t changed =
		number("WITH added AS (INSERT INTO policy (organisation_id, version, document,"
			   " in_force_from, recorded_at, approved_at) SELECT organisation_id, 2,"
			   " replace(document, '%s', '%s'), at(%lld), at(0), at(0) FROM policy"
			   " WHERE version = 1 AND position('%s' IN document) > 0 RETURNING 1)"
			   " SELECT count(*) FROM added",
			part, other, (long long)IN_FORCE, part);
	assert_int_equal(changed, 1);
}

static void approve_amber_at_90(void)
{
	approve("\"on\": 180, \"off\": 144", "\"on\": 90, \"off\": 72");
	run("UPDATE policy SET document = replace(document, '\"on\": 130, \"off\": 104',"
		" '\"on\": 80, \"off\": 64') WHERE version = 2");
}

static void what_a_new_line_finds_raised_is_raised_once_and_when_it_came_into_force(void **state)
{
	(void)state;
	record(0, IN_FORCE - 2 * DAY, "INC_SUICIDE"); // 50
	record(0, IN_FORCE - DAY, "INC_HOMICIDE");    // 55
	approve_amber_at_90();
	tick(IN_FORCE - HOUR, NULL);
	expect(0, "SELECT count(*) FROM crossing");
	struct engine_report report = tick(IN_FORCE, NULL);
	assert_int_equal(report.changed_over, PEOPLE);
	expect(2, "SELECT count(*) FROM crossing WHERE change = 'raised' AND policy_version = 2"
			  " AND crossed_at = at(40 * 86400) AND NOT found_late");
	expect(1, "SELECT count(*) FROM need");
	report = tick(IN_FORCE + HOUR, NULL);
	assert_int_equal(report.changed_over, 0);
	record(0, IN_FORCE + 2 * HOUR, "INC_MEDICAL");
	expect(2, "SELECT count(*) FROM crossing");
	expect(1, "SELECT count(*) FROM policy WHERE version = 2 AND changed_over_at IS NOT NULL");
	expect(1, "SELECT count(*) FROM audit_entry WHERE action = 'policy-changed'"
			  " AND acted_at >= at(40 * 86400)");
}

static void what_a_new_line_would_have_crossed_long_ago_is_not_raised(void **state)
{
	(void)state;
	record(0, 0, "INC_SUICIDE");
	record(0, HOUR, "INC_HOMICIDE"); // below 72 on the fortieth day
	approve_amber_at_90();
	tick(IN_FORCE, NULL);
	expect(0, "SELECT count(*) FROM crossing");
	// Late: the whole log is folded again.
	record_by(IN_FORCE + HOUR, 0, IN_FORCE - 39 * DAY, "INC_MEDICAL");
	record_by(IN_FORCE + HOUR, 0, IN_FORCE - 38 * DAY, "INC_MEDICAL");
	expect(0, "SELECT count(*) FROM crossing");
}

static void what_is_raised_and_stays_so_is_not_raised_again(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		record(0, IN_FORCE - 4 * DAY + i * DAY, "INC_HOMICIDE"); // to 200 and more
	int64_t raised = number("SELECT count(*) FROM crossing WHERE change = 'raised'");
	assert_int_equal(raised, 2);
	approve_amber_at_90();
	tick(IN_FORCE, NULL);
	expect(2, "SELECT count(*) FROM crossing");
}

static void a_line_that_is_raised_above_a_load_ends_its_alarm_when_it_comes_into_force(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		record(0, IN_FORCE - 4 * DAY + i * DAY, "INC_HOMICIDE");
	approve("\"on\": 180, \"off\": 144", "\"on\": 220, \"off\": 190");
	tick(IN_FORCE, NULL);
	expect(1, "SELECT count(*) FROM crossing WHERE change = 'cleared' AND level = 'amber'"
			  " AND crossed_at = at(40 * 86400)");
	expect(0, "SELECT count(*) FROM alarm WHERE level = 'amber' AND state <> 'clear'");
}

static double load_of(int person)
{
	return (double)number("SELECT round(load * 1000)::bigint FROM line_state WHERE line = 'events'"
						  " AND policy_version = 2 AND person_id = (SELECT person_id FROM person"
						  " WHERE reference = 'person %d')",
			   person) /
		   1000;
}

static void the_past_is_weighed_again_where_the_version_says_so(void **state)
{
	(void)state;
	record(0, IN_FORCE - HOUR, "INC_SUICIDE");
	approve("\"code\": \"INC_SUICIDE\", \"modality\": \"event\", \"weight\": 50",
		"\"code\": \"INC_SUICIDE\", \"modality\": \"event\", \"weight\": 60");
	run("UPDATE policy SET document = replace(document, '\"weigh_again\": false',"
		" '\"weigh_again\": true') WHERE version = 2");
	tick(IN_FORCE, NULL);
	assert_true(load_of(1) == 60);
	expect(50, "SELECT dose::bigint FROM exposure"); // the log stays as it is
}

static void the_past_keeps_its_weight_where_the_version_says_so(void **state)
{
	(void)state;
	record(0, IN_FORCE - HOUR, "INC_SUICIDE");
	approve("\"code\": \"INC_SUICIDE\", \"modality\": \"event\", \"weight\": 50",
		"\"code\": \"INC_SUICIDE\", \"modality\": \"event\", \"weight\": 60");
	tick(IN_FORCE, NULL);
	assert_true(load_of(1) == 50);
}

static void a_category_that_is_gone_still_counts(void **state)
{
	(void)state;
	record(0, IN_FORCE - HOUR, "INC_SUICIDE");
	approve("INC_SUICIDE", "INC_OTHER");
	run("UPDATE policy SET document = replace(document, '\"weigh_again\": false',"
		" '\"weigh_again\": true') WHERE version = 2");
	tick(IN_FORCE, NULL);
	assert_true(load_of(1) == 50);
}

static void cadences_that_changed_are_dated_anew_and_others_stay(void **state)
{
	(void)state;
	run("UPDATE person SET profile = 'reviewer' WHERE reference = 'person 1'");
	run("INSERT INTO person_cadence SELECT person_id, cadence, at(%lld), at(%lld) FROM person"
		" CROSS JOIN unnest(CASE profile WHEN 'reviewer' THEN "
		"'{monthly,half_yearly_review}'::text[]"
		" ELSE '{quarterly,yearly_review}' END) cadence",
		(long long)(IN_FORCE - 10 * DAY), (long long)(IN_FORCE + 60 * DAY));
	run("UPDATE person_cadence SET due_at = at(%lld) WHERE cadence LIKE '%%review'",
		(long long)(IN_FORCE + 200 * DAY));
	run("UPDATE person SET cadence_due_at = at(%lld)", (long long)(IN_FORCE + 60 * DAY));
	approve("{\"from_days\": 70, \"to_days\": 112}", "{\"from_days\": 35, \"to_days\": 49}");
	struct setting setting;
	struct record_report report = {0};
	size_t count, all = 0;
	read_setting(IN_FORCE, &setting);
	struct recorder with = setting_recorder(&setting, recorder);
	do {
		assert_int_equal(
			record_change_over(&with, setting.zone, 50, at(IN_FORCE), &count, &report, NULL),
			STATUS_OK);
		all += count;
	} while (count);
	assert_int_equal(all, PEOPLE);
	expect(1, "SELECT count(*) FROM person WHERE cadence_due_at = at(100 * 86400)");
	expect(PEOPLE - 1, "SELECT count(*) FROM person WHERE cadence_due_at"
					   " BETWEEN at(65 * 86400) AND at(79 * 86400)");
}

static void an_engine_that_is_stopped_is_gone_on_from(void **state)
{
	(void)state;
	for (int i = 0; i < PEOPLE; i++)
		record(i, IN_FORCE - DAY, "INC_SERIOUS_HARM");
	approve("\"on\": 130, \"off\": 104", "\"on\": 60, \"off\": 48");
	struct setting setting;
	struct record_report report = {0};
	size_t count;
	read_setting(IN_FORCE, &setting);
	struct recorder with = setting_recorder(&setting, recorder);
	assert_int_equal(
		record_change_over(&with, setting.zone, 50, at(IN_FORCE), &count, &report, NULL),
		STATUS_OK);
	assert_int_equal(count, 50);
	expect(70, "SELECT count(*) FROM person WHERE folded_version = 1");
	struct engine_report rest = tick(IN_FORCE + 60, NULL);
	assert_int_equal(rest.changed_over, 70);
	expect(PEOPLE, "SELECT count(*) FROM crossing WHERE rule = 'events' AND change = 'raised'");
}

struct other {
	pthread_t thread;
	struct connection *connection;
	bool records; // with the policy it knew before
	int failures;
};

static void *work(void *given)
{
	struct other *other = given;
	if (other->records) {
		for (int i = 0; i < PEOPLE; i += 3) {
			enum status status = try_to_record(
				other->connection, IN_FORCE - 1, i, IN_FORCE + 30 + i, "INC_MEDICAL", NULL);
			other->failures += status != STATUS_OK && status != STATUS_RETRY;
		}
		return NULL;
	}
	struct engine_report report = {0};
	struct instant next;
	for (int i = 0; i < 5; i++)
		other->failures += engine_tick(other->connection, at(IN_FORCE + 400 + i), &report, &next,
							   NULL) != STATUS_OK;
	return NULL;
}

static void engines_and_recorders_at_once_leave_everybody_by_the_new_version(void **state)
{
	(void)state;
	struct other others[3] = {{.records = true}};
	for (int i = 0; i < PEOPLE; i++)
		record(i, IN_FORCE - DAY, "INC_SERIOUS_HARM");
	approve("\"on\": 130, \"off\": 104", "\"on\": 60, \"off\": 48");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(
			connection_open(database, DATABASE_RECORDER, &others[i].connection, NULL), STATUS_OK);
		assert_int_equal(pthread_create(&others[i].thread, NULL, work, &others[i]), 0);
	}
	for (int i = 0; i < 3; i++) {
		pthread_join(others[i].thread, NULL);
		assert_int_equal(others[i].failures, 0);
		connection_close(others[i].connection);
	}
	tick(IN_FORCE + 500, NULL);
	expect(0, "SELECT count(*) FROM person WHERE folded_version <> 2");
	expect(0, "SELECT count(*) FROM line_state WHERE policy_version <> 2");
	expect(PEOPLE, "SELECT count(*) FROM crossing WHERE rule = 'events' AND level = 'notice'"
				   " AND change = 'raised'");
	expect(PEOPLE, "SELECT count(DISTINCT person_id) FROM crossing WHERE level = 'notice'");
}

static void who_records_by_the_version_before_sets_nobody_back_and_may_try_again(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	record(0, IN_FORCE - DAY, "INC_SERIOUS_HARM");
	approve("\"on\": 130, \"off\": 104", "\"on\": 60, \"off\": 48");
	tick(IN_FORCE, NULL);
	assert_int_equal(try_to_record(recorder, IN_FORCE - 1, 0, IN_FORCE + 30, "INC_MEDICAL", &fault),
		STATUS_RETRY);
	assert_string_equal(fault.message, "A newer policy has come into force meanwhile; try again.");
	expect(1, "SELECT count(*) FROM exposure");
	expect(0, "SELECT count(*) FROM person WHERE folded_version <> 2");
	record(0, IN_FORCE + 30, "INC_MEDICAL");
	expect(1, "SELECT count(*) FROM crossing WHERE rule = 'events'");
}

static void whoever_records_before_the_engine_came_is_folded_by_the_new_version_whole(void **state)
{
	(void)state;
	record(0, IN_FORCE - DAY, "INC_SUICIDE");
	approve("\"id\": \"events\"", "\"id\": \"happenings\"");
	run("UPDATE policy SET document = replace(document, '\"lines\": [\"events\"]',"
		" '\"lines\": [\"happenings\"]') WHERE version = 2");
	record(0, IN_FORCE + HOUR, "INC_SUICIDE");
	expect(1, "SELECT count(*) FROM line_state WHERE line = 'happenings' AND load > 98");
	expect(0, "SELECT count(*) FROM line_state WHERE line = 'events'"
			  " AND next_change_at < 'infinity'");
}

static void the_engine_wakes_when_a_version_comes_into_force(void **state)
{
	(void)state;
	int64_t next;
	approve_amber_at_90();
	tick(IN_FORCE - 60, &next);
	assert_true(next <= IN_FORCE);
}

static void a_version_that_another_has_replaced_is_not_waited_for(void **state)
{
	(void)state;
	int64_t next;
	approve_amber_at_90();
	run("INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at,"
		" approved_at) SELECT organisation_id, 3, document, in_force_from + interval '1 day',"
		" recorded_at, approved_at FROM policy WHERE version = 2");
	tick(IN_FORCE + 2 * DAY, &next);
	expect(0, "SELECT count(*) FROM policy WHERE changed_over_at IS NULL");
	assert_true(next > IN_FORCE + 2 * DAY);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_new_line_finds_raised_is_raised_once_and_when_it_came_into_force),
		TEST(what_a_new_line_would_have_crossed_long_ago_is_not_raised),
		TEST(what_is_raised_and_stays_so_is_not_raised_again),
		TEST(a_line_that_is_raised_above_a_load_ends_its_alarm_when_it_comes_into_force),
		TEST(the_past_is_weighed_again_where_the_version_says_so),
		TEST(the_past_keeps_its_weight_where_the_version_says_so),
		TEST(a_category_that_is_gone_still_counts),
		TEST(cadences_that_changed_are_dated_anew_and_others_stay),
		TEST(an_engine_that_is_stopped_is_gone_on_from),
		TEST(engines_and_recorders_at_once_leave_everybody_by_the_new_version),
		TEST(who_records_by_the_version_before_sets_nobody_back_and_may_try_again),
		TEST(whoever_records_before_the_engine_came_is_folded_by_the_new_version_whole),
		TEST(a_version_that_another_has_replaced_is_not_waited_for),
		TEST(the_engine_wakes_when_a_version_comes_into_force),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
