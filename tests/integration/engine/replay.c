// SPDX-License-Identifier: MIT
// The columnar cache against the database, and a replay of it against what the recorder and the
// engine recorded as it happened.
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exposures/record.h"
#include "app/organisation/setting.h"
#include "core/replay.h"
#include "integration/engine/fixture.h"
#include "secret/token.h"
#include "store/columns.h"
#include "store/lines.h"
#include "store/people.h"
#include "support/random.h"

#define PEOPLE 12
#define STEPS 900
#define YEAR (365 * DAY)

static struct arena arena;
static struct random source;
static struct setting setting;
static struct recorder writer;
static struct person people[PEOPLE];
static char folder[64], path[96];

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static int compare_people(const void *a, const void *b)
{
	const struct person *left = a, *right = b;
	return uuid_compare(left->id.uuid, right->id.uuid);
}

static int begin(void **state)
{
	struct person *list;
	size_t count;
	found_empty(state);
	add_people(PEOPLE);
	run("UPDATE person SET profile = 'control_room' WHERE reference IN ('person 2', 'person 5')");
	run("UPDATE person SET profile = 'reviewer' WHERE reference = 'person 3'");
	arena_init(&arena);
	source = random_start();
	assert_int_equal(setting_read(recorder, at(0), &arena, &setting, NULL), STATUS_OK);
	writer = setting_recorder(&setting, recorder);
	assert_int_equal(person_list(recorder, setting.organisation.id, TEXT(""), PEOPLE, &arena, &list,
						 &count, NULL),
		STATUS_OK);
	assert_int_equal(count, PEOPLE);
	memcpy(people, list, sizeof people);
	qsort(people, PEOPLE, sizeof people[0], compare_people);
	snprintf(folder, sizeof folder, "/tmp/plimsoll-replay-XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/columns", folder);
	return 0;
}

static int end(void **state)
{
	char lock[128];
	snprintf(lock, sizeof lock, "%s.lock", path);
	column_remove(path);
	unlink(lock);
	rmdir(folder);
	arena_done(&arena);
	return leave(state);
}

static struct record_input input(size_t person, int64_t seconds, const char *category)
{
	bool images = strcmp(category, "MAT_VIOLENCE") == 0;
	return (struct record_input){
		.exposure =
			{
				.person = people[person].id,
				.id = {uuid_v7((START + seconds) * 1000)},
				.occurred_at = at(seconds),
				.category = text_of(category),
				.involvement = (enum involvement)random_between(&source, 0, 2),
				.modifiers = {TEXT("alone")},
				.modifier_count = (size_t)random_between(&source, 0, 1),
				.minutes = images ? (int32_t)random_between(&source, 1, 300) : EXPOSURE_UNKNOWN,
				.items = EXPOSURE_UNKNOWN,
			},
	};
}

static void record(const struct record_input *inputs, size_t count, int64_t now)
{
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	if (record_exposures(&writer, inputs, count, at(now), NULL, &report, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
}

// A year, each exposure recorded when it happened, with the engine at work between.
static void live(void)
{
	static const char *const met[] = {"INC_DISORDER", "INC_SUDDEN_DEATH", "INC_SUICIDE",
		"INC_ASSAULT_SELF", "INT_DISTRESS", "INT_LIVE_CALL", "MAT_VIOLENCE", "INC_CHILD_DEATH"};
	int64_t now = DAY;
	for (int step = 0; step < STEPS; step++) {
		now += random_between(&source, 0, 2 * YEAR / STEPS);
		// Now and then what one knows already happens again, and to several at once.
		size_t person = (size_t)random_between(&source, 0, PEOPLE - 1);
		struct record_input inputs[2] = {input(person, now, met[random_between(&source, 0, 7)]),
			input((person + 1) % PEOPLE, now, met[random_between(&source, 0, 7)])};
		record(inputs, step % 3 ? 1 : 2, now);
		if (step % 4 == 0) {
			now += random_between(&source, 0, DAY);
			tick(now, NULL);
		}
	}
	tick(now + 100 * DAY, NULL);
}

static struct column_file *follow(enum columns_how how, struct columns_report *report)
{
	struct column_file *file = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (columns_follow(recorder, path, how, &file, report, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return file;
}

struct line_of_text {
	char text[120];
};

static int compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void note(struct line_of_text *out, struct instant when, struct text rule, struct text level,
	enum alarm_change change)
{
	snprintf(out->text, sizeof out->text, "%lld %.*s %.*s %d", (long long)when.seconds,
		TEXT_ARGUMENTS(rule), TEXT_ARGUMENTS(level), (int)change);
}

static size_t recorded(size_t person, struct line_of_text *out)
{
	struct stored_crossing *list;
	size_t count;
	assert_int_equal(
		crossings_read(recorder, &people[person].id, 1, &arena, &list, &count, NULL), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		assert_false(list[i].found_late);
		note(&out[i], list[i].at, list[i].rule, list[i].level, list[i].change);
	}
	return count;
}

static size_t replayed(const struct replay *replay, size_t person,
	const struct column_person *columns, struct instant until, struct line_of_text *out)
{
	const struct policy *policy = &setting.policy;
	const struct policy_profile *profile = policy_profile(policy, people[person].profile);
	size_t number = 0;
	for (size_t i = 0; i < profile->line_count; i++) {
		const struct policy_line *line = &policy->lines[profile->lines[i]];
		struct crossings crossings;
		crossings_init(&crossings, &arena);
		replay_line(
			replay, profile->lines[i], columns->exposures, columns->count, until, &crossings);
		for (size_t j = 0; j < crossings.count; j++)
			note(&out[number++], crossings.list[j].at, line->id,
				line->levels[crossings.list[j].level].name, crossings.list[j].change);
	}
	for (size_t i = 0; i < profile->trigger_count; i++) {
		struct crossings crossings;
		crossings_init(&crossings, &arena);
		replay_trigger(
			replay, profile->triggers[i], columns->exposures, columns->count, until, &crossings);
		for (size_t j = 0; j < crossings.count; j++)
			note(&out[number++], crossings.list[j].at, policy->triggers[profile->triggers[i]].id,
				TEXT(""), ALARM_RAISE);
	}
	return number;
}

static void a_replay_crosses_where_the_engine_did(void **state)
{
	(void)state;
	static struct line_of_text known[2000], found[2000];
	struct columns_report report;
	struct replay replay;
	size_t kinds, count, total = 0;
	live();
	struct column_file *file = follow(COLUMNS_FOLLOW, &report);
	assert_true(report.built);
	const struct replay_kind *names = column_file_kinds(file, &kinds);
	const struct column_person *columns = column_file_people(file, &count);
	assert_int_equal(count, PEOPLE);
	assert_int_equal(
		replay_prepare(&setting.policy, names, kinds, &arena, &replay, NULL), STATUS_OK);
	struct instant until = {number("SELECT date_part('epoch', max(settled_at))::bigint FROM "
								   "line_state")};
	for (size_t i = 0; i < PEOPLE; i++) {
		size_t expected = recorded(i, known);
		size_t found_count =
			replayed(&replay, i, &columns[i], instant_later(until, 200 * DAY), found);
		qsort(known, expected, sizeof known[0], compare_texts);
		qsort(found, found_count, sizeof found[0], compare_texts);
		assert_true(uuid_equal(columns[i].person.uuid, people[i].id.uuid));
		for (size_t j = 0; j < expected && j < found_count; j++)
			assert_string_equal(found[j].text, known[j].text);
		assert_int_equal(found_count, expected);
		total += expected;
	}
	assert_true(total > 200);
	column_file_close(file);
}

// Whether the file has what exposure_log tells of everybody, and of nobody else.
static void assert_follows(struct column_file *file)
{
	size_t count, kinds, place = 0;
	const struct column_person *columns = column_file_people(file, &count);
	const struct replay_kind *names = column_file_kinds(file, &kinds);
	for (size_t i = 0; i < PEOPLE; i++) {
		struct logged_exposure *log;
		size_t logged;
		assert_int_equal(
			exposure_log(recorder, &people[i].id, 1, &arena, &log, &logged, NULL), STATUS_OK);
		if (logged == 0)
			continue;
		const struct column_person *own = &columns[place++];
		assert_true(place <= count && uuid_equal(own->person.uuid, people[i].id.uuid));
		assert_int_equal(own->count, logged);
		for (size_t j = 0; j < logged; j++) {
			const struct replay_kind *kind = &names[own->exposures[j].kind];
			assert_int_equal(own->exposures[j].second, log[j].exposure.occurred_at.seconds);
			assert_true(text_equal(kind->category, log[j].exposure.category));
			assert_int_equal(kind->involvement, log[j].exposure.involvement);
			assert_int_equal(kind->modifier_count, log[j].exposure.modifier_count);
		}
	}
	assert_int_equal(place, count);
	column_file_close(file);
}

static void what_is_recorded_corrected_and_removed_is_followed(void **state)
{
	(void)state;
	struct columns_report report;
	struct record_report recording = {0};
	const struct audit_actor by = {.kind = AUDIT_BY_PERSON,
		.organisation = setting.organisation.id,
		.person = people[0].id,
		.now = at(3 * DAY)};
	struct record_input inputs[3] = {input(0, 0, "INC_SUICIDE"), input(0, HOUR, "INC_DISORDER"),
		input(4, HOUR, "INC_SUDDEN_DEATH")};
	assert_null(follow(COLUMNS_REFRESH, &report));
	record(inputs, 3, DAY);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	assert_true(report.built);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	assert_int_equal(report.people, 0);

	struct record_input corrected = input(4, HOUR, "INC_FATAL_RTC");
	corrected.exposure.corrects = inputs[2].exposure.id;
	record(&corrected, 1, 2 * DAY);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	assert_int_equal(report.people, 1);
	assert_false(report.built || report.written_anew);

	assert_int_equal(
		record_retraction(&writer, people[0].id, inputs[0].exposure.id, &by, &recording, NULL),
		STATUS_OK);
	struct column_file *file = follow(COLUMNS_FOLLOW, &report);
	assert_true(column_file_has_lost(file));
	assert_follows(file);
	file = follow(COLUMNS_REFRESH, &report);
	assert_true(report.written_anew);
	assert_false(column_file_has_lost(file));
	size_t kinds;
	const struct replay_kind *names = column_file_kinds(file, &kinds);
	for (size_t i = 0; i < kinds; i++)
		assert_false(text_is(names[i].category, "INC_SUICIDE"));
	assert_follows(file);
}

static void somebody_who_is_destroyed_is_taken_out(void **state)
{
	(void)state;
	struct columns_report report;
	struct record_input inputs[2] = {input(1, 0, "INC_SUICIDE"), input(6, HOUR, "INC_DISORDER")};
	record(inputs, 2, DAY);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	char id[UUID_TEXT_LENGTH + 1];
	uuid_format(people[1].id.uuid, id);
	run("DELETE FROM exposure WHERE person_id = '%s'; UPDATE person SET folded_at = 'epoch' WHERE "
		"person_id = '%s'",
		id, id);
	assert_follows(follow(COLUMNS_REFRESH, &report));
	assert_true(report.written_anew);
	uuid_format(people[6].id.uuid, id);
	run("SET session_replication_role = replica; DELETE FROM exposure; DELETE FROM person WHERE "
		"person_id = '%s'",
		id);
	struct column_file *file = follow(COLUMNS_REFRESH, &report);
	size_t count;
	assert_true(report.written_anew);
	(void)column_file_people(file, &count);
	assert_int_equal(count, 0);
	column_file_close(file);
}

static void a_file_of_another_database_is_built_anew(void **state)
{
	(void)state;
	struct columns_report report;
	struct record_input first = input(0, 0, "INC_SUICIDE");
	struct column_writer *other;
	record(&first, 1, DAY);
	assert_int_equal(column_writer_base(path, "another", &other, NULL), STATUS_OK);
	assert_int_equal(column_writer_person(other, people[3].id, NULL), STATUS_OK);
	assert_int_equal(column_writer_finish(other, 1, NULL), STATUS_OK);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	assert_true(report.built);
	assert_string_equal(report.because, "it is of another database");
	assert_int_equal(truncate(path, 300), 0);
	assert_follows(follow(COLUMNS_FOLLOW, &report));
	assert_string_equal(report.because, "it is cut off");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_replay_crosses_where_the_engine_did),
		TEST(what_is_recorded_corrected_and_removed_is_followed),
		TEST(somebody_who_is_destroyed_is_taken_out),
		TEST(a_file_of_another_database_is_built_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
