// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "json/policy.h"
#include "json/suggestion.h"

static struct json_faults faults;

static struct arena arena;
static struct policy policy;

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	memset(&policy, 0, sizeof policy);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_text(const char *document)
{
	return policy_read(text_of(document), &arena, &policy, &faults);
}

// The default policy with some text replaced where it first occurs.
static const char *with(const char *found, const char *replacement)
{
	struct text document = policy_shipped(TEXT("default"));
	const char *at = strstr(document.start, found);
	if (!at)
		fail_msg("the default policy has no %s", found);
	size_t before = (size_t)(at - document.start);
	struct text_builder out;
	builder_init(&out);
	builder_add(&out, (struct text){document.start, before});
	builder_string(&out, replacement);
	builder_string(&out, at + strlen(found));
	struct text copy = text_copy(&arena, builder_view(&out));
	builder_done(&out);
	assert_non_null(copy.start);
	return copy.start;
}

static void shipped_policies_are_read_without_a_fault(void **state)
{
	(void)state;
	static const char *const names[] = {"default", "equal-weights"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct text document = policy_shipped(text_of(names[i]));
		assert_non_null(document.start);
		if (policy_read(document, &arena, &policy, &faults) != STATUS_OK)
			fail_msg("%s: %s: %s", names[i], faults.list[0].where, faults.list[0].message);
		assert_int_equal(faults.count, 0);
		assert_true(text_is(policy.id, names[i]));
	}
}

static void working_time_is_as_shipped_where_nothing_is_said_of_it(void **state)
{
	(void)state;
	struct text document = policy_shipped(TEXT("default"));
	const char *from = strstr(document.start, "\"working_time\": {");
	const char *to = strstr(document.start, "\"categories\": [");
	char said[1024] = "";
	assert_true(from && to && to - from < (ptrdiff_t)sizeof said);
	memcpy(said, from, (size_t)(to - from));
	assert_int_equal(read_text(with(said, "")), STATUS_OK);
	assert_true(roster_rules_equal(&policy.roster_rules, &roster_rules_default));
	assert_int_equal(read_text(with("\"margin_minutes\": 0, \"daily_rest_hours\": 11, "
									"\"weekly_rest_hours\": 24, \"weekly_rest_days\": 7,",
						 "\"daily_rest_hours\": 12,")),
		STATUS_OK);
	struct roster_rules wanted = roster_rules_default;
	wanted.daily_rest_hours = 12;
	assert_true(roster_rules_equal(&policy.roster_rules, &wanted));
	assert_int_equal(
		policy_read(policy_shipped(TEXT("default")), &arena, &policy, &faults), STATUS_OK);
	assert_true(roster_rules_equal(&policy.roster_rules, &roster_rules_default));
	assert_int_equal(
		policy_read(policy_shipped(TEXT("equal-weights")), &arena, &policy, &faults), STATUS_OK);
	assert_true(roster_rules_equal(&policy.roster_rules, &roster_rules_default));
}

static void absurd_working_time_is_refused_with_what_was_meant(void **state)
{
	(void)state;
	static const struct {
		const char *found, *replacement, *where, *message;
	} cases[] = {
		{"\"daily_rest_hours\": 11", "\"daily_rest_hours\": 660", "working_time.daily_rest_hours",
			"\"daily_rest_hours\" must be hours, from 8 to 16, and is 660. Did you mean 11?"},
		{"\"daily_rest_hours\": 11", "\"daily_rest_hours\": 23", "working_time.daily_rest_hours",
			"\"daily_rest_hours\" must be a whole number from 8 to 16, and is 23."},
		{"\"weekly_rest_hours\": 24", "\"weekly_rest_hours\": 1440",
			"working_time.weekly_rest_hours",
			"\"weekly_rest_hours\" must be hours, from 12 to 72, and is 1440. Did you mean 24?"},
		{"\"daily_rest_hours\": 11", "\"dayly_rest_hours\": 11", "working_time.dayly_rest_hours",
			"The working time has no member of this name. Did you mean \"daily_rest_hours\"?"},
		{"\"daily_rest_hours\": 11, \"weekly_rest_hours\": 24",
			"\"daily_rest_hours\": 14, \"weekly_rest_hours\": 12", "working_time.weekly_rest_hours",
			"\"weekly_rest_hours\" must not be below \"daily_rest_hours\": they are 12 and 14."},
		{"\"weekly_rest_days\": 7", "\"weekly_rest_days\": 10", "working_time.weekly_rest_days",
			"\"weekly_rest_days\" must be 7 or 14, and is 10."},
		{"\"cover_percent\": 15", "\"cover_percent\": 0.15", "working_time.cover_percent",
			"\"cover_percent\" must be of a hundred, from 1 to 100, and is 0.15. Did you mean 15?"},
		{"\"cover_people\": 2", "\"cover_people\": 0", "working_time.cover_people",
			"\"cover_people\" must be a whole number from 1 to 100, and is 0."},
		{"\"margin_minutes\": 0", "\"margin_minutes\": -5", "working_time.margin_minutes",
			"\"margin_minutes\" must be a whole number from 0 to 240, and is -5."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(read_text(with(cases[i].found, cases[i].replacement)), STATUS_INVALID);
		assert_int_equal(faults.count, 1);
		assert_string_equal(faults.list[0].where, cases[i].where);
		assert_string_equal(faults.list[0].message, cases[i].message);
	}
}

static void only_shipped_policies_are_found_by_name(void **state)
{
	(void)state;
	static const char *const names[] = {"", "defaul", "default.json", "policy.schema", "schema"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		assert_null(policy_shipped(text_of(names[i])).start);
	assert_true(text_starts(policy_schema(), "{"));
}

static const struct policy_line *line_of(const char *profile)
{
	const struct policy_profile *found = policy_profile(&policy, text_of(profile));
	assert_non_null(found);
	const struct policy_line *line = found->line_count ? &policy.lines[found->lines[0]] : NULL;
	return line && !line->of_trigger ? line : NULL;
}

static void the_default_lines_are_those_of_the_roles(void **state)
{
	(void)state;
	static const struct {
		const char *profile;
		double notice, amber, red; // 0: no line
	} rows[] = {{"response", 130, 180, 240}, {"ambulance", 130, 180, 240}, {"fire", 130, 180, 240},
		{"control_room", 250, 320, 400}, {"front_desk", 0, 0, 0}, {"social_work", 0, 0, 0},
		{"su_officer", 0, 0, 0}, {"reviewer", 0, 0, 0}};
	assert_int_equal(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL), 0);
	assert_int_equal(policy.profile_count, sizeof rows / sizeof rows[0]);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct policy_line *line = line_of(rows[i].profile);
		assert_true(!line == (rows[i].notice == 0));
		if (!line)
			continue;
		assert_int_equal(line->level_count, 3);
		assert_true(line->model.half_life_days == 28);
		assert_true(line->levels[0].on == rows[i].notice);
		assert_true(line->levels[1].on == rows[i].amber);
		assert_true(line->levels[2].on == rows[i].red);
		assert_true(line->levels[0].response == POLICY_NO_RESPONSE);
	}
	assert_true(text_is(policy_profile_or_default(&policy, TEXT("?"))->id, "response"));
}

static void the_default_looks_at_reviewers_minutes_and_at_others_own_change(void **state)
{
	(void)state;
	assert_int_equal(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL), 0);
	const struct policy_profile *reviewer = policy_profile(&policy, TEXT("reviewer"));
	assert_int_equal(reviewer->line_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct policy_line *line = &policy.lines[reviewer->lines[i]];
		assert_true(line->of_trigger && line->measure == MEASURE_MINUTES);
		assert_int_equal(line->model.window.span, i ? SPAN_CALENDAR_WEEK : SPAN_CALENDAR_DAY);
		assert_true(line->levels[0].on == (i ? 16 * 60 : 240));
	}
	static const char *const others[] = {"front_desk", "social_work", "su_officer"};
	for (size_t i = 0; i < 3; i++) {
		const struct policy_profile *profile = policy_profile(&policy, text_of(others[i]));
		assert_int_equal(profile->line_count, 1);
		const struct policy_line *line = &policy.lines[profile->lines[0]];
		assert_true(line->of_trigger && line->model.kind == MODEL_CHANGE);
		assert_int_equal(line->model.change.baseline_periods, 12);
	}
}

static void a_profile_has_the_tiles_it_lists(void **state)
{
	(void)state;
	assert_int_equal(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL), 0);
	const struct policy_profile *profile = &policy.profiles[0];
	assert_true(text_is(profile->label, "Response policing"));
	assert_int_equal(profile->tile_count, POLICY_TILES_LIMIT);
	assert_true(text_is(policy.categories[profile->tiles[0]].code, "INC_SUDDEN_DEATH"));
}

static void units_become_seconds_and_references_indexes(void **state)
{
	(void)state;
	assert_int_equal(policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL), 0);
	const struct policy_level *red = &line_of("control_room")->levels[2];
	const struct policy_response *response = &policy.responses[red->response];
	assert_true(text_is(response->id, "red"));
	assert_int_equal(response->kind_count, 2);
	assert_int_equal(response->kinds[1], SESSION_SUPPORT_GROUP);
	assert_int_equal(response->earliest_seconds, 24 * SECONDS_PER_HOUR);
	assert_int_equal(response->latest_seconds, 7 * SECONDS_PER_DAY);
	assert_int_equal(response->notice_seconds, 24 * SECONDS_PER_HOUR);
	assert_int_equal(response->answer_seconds, 24 * SECONDS_PER_HOUR);
	assert_int_equal(response->minutes, 60);
	assert_int_equal(response->priority, 20);
	assert_int_equal(red->on_delay_seconds, 0);
	assert_int_equal(red->off_delay_seconds, SECONDS_PER_DAY);
	assert_int_equal(red->realarm_seconds, 28 * SECONDS_PER_DAY);
	assert_int_equal(red->cooldown_seconds, 14 * SECONDS_PER_DAY);
	assert_true(red->off == 320);
	assert_int_equal(policy.import_hold_after_seconds, 72 * SECONDS_PER_HOUR);
	const struct policy_trigger *trigger = &policy.triggers[policy.profiles[0].triggers[0]];
	assert_true(trigger->weight_at_least == 60);
	assert_true(text_is(policy.responses[trigger->response].id, "single_event"));
	assert_true(
		policy_line_sums(line_of("control_room"), MODALITY_INTERACTION, TEXT("INT_LIVE_CALL")));
	assert_false(
		policy_line_sums(line_of("control_room"), MODALITY_INTERACTION, TEXT("INT_DISTRESS")));
	assert_true(policy_category(&policy, TEXT("INT_LIVE_CALL"))->involvement_included);
	assert_false(policy_category(&policy, TEXT("INC_SUICIDE"))->involvement_included);
}

// A small policy with ten slips, the kind that hands make.
static const char ten_slips[] =
	"{\"policy\": 1, \"id\": \"force\", \"title\": \"\",\n"
	" \"involvement\": {\"direct\": 1, \"witness\": -0.8, \"remote_live\": 0.7,\n"
	"  \"secondary\": 0.5, \"evidence\": \"judgement\"},\n"
	" \"modifier_product\": {\"least\": 0.25, \"most\": 3},\n"
	" \"import\": {\"hold_after_hours\": \"72\", \"evidence\": \"judgement\"},\n"
	" \"categories\": [\n"
	"  {\"code\": \"INC_SUICIDE\", \"label\": \"Suicide\", \"modality\": \"event\",\n"
	"   \"wieght\": 50, \"evidence\": \"judgement\"},\n"
	"  {\"code\": \"INC_SUICIDE\", \"label\": \"Death\", \"modality\": \"event\",\n"
	"   \"weight\": 30, \"evidence\": \"judgement\"},\n"
	"  {\"code\": \"MAT_TEXT\", \"label\": \"Text\", \"modality\": \"material\",\n"
	"   \"rate_per_hour\": 6000, \"minutes_per_item\": 5, \"evidence\": \"judgement\"}],\n"
	" \"modifiers\": [],\n"
	" \"responses\": [{\"id\": \"amber\", \"kinds\": [\"debrief\"], \"earliest_hours\": 0,\n"
	"  \"latest_days\": 7, \"notice_hours\": 24, \"answer_hours\": 24, \"minutes\": 60,\n"
	"  \"priority\": 1, \"evidence\": \"judgement\"}],\n"
	" \"lines\": [{\"id\": \"all\", \"half_life_days\": 28, \"modalities\": [\"event\"],\n"
	"  \"evidence\": \"judgement\", \"levels\": [{\"name\": \"amber\", \"on\": 100, \"off\": 120,\n"
	"   \"on_delay_hours\": 0, \"off_delay_hours\": 24, \"realarm_days\": 28,\n"
	"   \"cooldown_days\": 14, \"response\": \"amber\", \"evidence\": \"judgement\"}]}],\n"
	" \"triggers\": [],\n"
	" \"profiles\": [{\"id\": \"all\", \"label\": \"Everybody\", \"lines\": [\"al\"],\n"
	"  \"triggers\": []}]}\n";

static void ten_slips_give_ten_faults_that_say_what_would_be_right(void **state)
{
	(void)state;
	static const char *const expected[][2] = {
		{"title", "\"title\" must be one line of 1 to 80 characters without space around it, and "
				  "is \"\"."},
		{"involvement.witness", "\"witness\" must be a number from 0 to 10, and is -0.8."},
		{"modifier_product.evidence",
			"\"evidence\" is missing; it must be one line of at most 400 characters saying where "
			"the numbers come from, or \"judgement\"."},
		{"import.hold_after_hours",
			"\"hold_after_hours\" must be a number from 0 to 720, and is \"72\"."},
		{"categories[0].wieght", "An event has no member of this name. Did you mean \"weight\"?"},
		{"categories[1].code",
			"\"INC_SUICIDE\" is already the code of categories[0]; use another."},
		{"categories[2].rate_per_hour",
			"\"rate_per_hour\" must be a number from 0 to 100, and is 6000."},
		{"responses[0].kinds[0]",
			"This item must be \"reflective_supervision\", \"support_group\", \"phone_in\", "
			"\"webinar\", \"wellbeing_review\", \"check_in\", \"wellbeing_visit\", "
			"\"open_conversation\" or \"recognition\", and is \"debrief\"."},
		{"lines[0].levels[0].off", "\"off\" must be below \"on\", which is 100, and is 120."},
		{"profiles[0].lines[0]", "Nothing in lines has the id \"al\". Did you mean \"all\"?"},
	};
	assert_int_equal(read_text(ten_slips), STATUS_INVALID);
	for (size_t i = 0; i < faults.count && i < 10; i++) {
		assert_string_equal(faults.list[i].where, expected[i][0]);
		assert_string_equal(faults.list[i].message, expected[i][1]);
	}
	assert_int_equal(faults.count, 10);
	assert_int_equal(faults.omitted, 0);
}

struct slip_row {
	const char *found, *replacement;
	const char *path, *message;
};

static void check_slips(const struct slip_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum status status = read_text(with(rows[i].found, rows[i].replacement));
		if (status != STATUS_INVALID || faults.count != 1)
			fail_msg("row %zu: status %d, %zu faults, the second at %s: %s", i, (int)status,
				faults.count, faults.list[1].where, faults.list[1].message);
		if (strcmp(faults.list[0].where, rows[i].path) != 0 ||
			!strstr(faults.list[0].message, rows[i].message))
			fail_msg("row %zu: %s: %s", i, faults.list[0].where, faults.list[0].message);
	}
}

static void one_slip_in_the_default_policy_is_one_fault(void **state)
{
	(void)state;
	static const struct slip_row rows[] = {
		{"\"policy\": 1", "\"policy\": 2", "policy", "must be 1, the version"},
		{"\"id\": \"default\"", "\"id\": \"My policy\"", "id", "40 small letters"},
		{"\"least\": 0.25", "\"least\": 1.5", "modifier_product.least", "from 0 to 1, and is 1.5"},
		{"\"most\": 3", "\"most\": 0.5", "modifier_product.most", "from 1 to 100"},
		{"\"triggers\": [", "\"trigers\": [", "trigers", "Did you mean \"triggers\"?"},
		{"\"weight\": 65", "\"weight\": 1e300", "categories[0].weight", "and is 1e+300"},
		{"\"weight\": 65", "\"weight\": 99999999999999999999", "categories[0].weight",
			"and is 1e+20"},
		{"\"weight\": 65", "\"weight\": null", "categories[0].weight", "and is null"},
		{"\"weight\": 65", "\"weight\": 65, \"colour\": 1", "categories[0].colour",
			"An event has no member of this name; remove it."},
		{"\"weight\": 65", "\"weight\": 65, \"a b\\u0007\": 1", "categories[0][\"a b \"]",
			"remove it"},
		{"\"code\": \"INC_COLLEAGUE_DEATH\"", "\"code\": \"Inc\"", "categories[0].code",
			"capital letters"},
		{"\"involvement\": \"included\"", "\"involvement\": \"direct\"",
			"categories[24].involvement", "must be \"included\""},
		{"\"minutes_per_item\": 0.5", "\"minutes_per_item\": 0", "categories[33].minutes_per_item",
			"from 0.01 to 1440"},
		{"\"categories\": [\"INT_ABUSE_ONLINE\"]", "\"categories\": [\"INT_ABUSE_ONLIEN\"]",
			"modifiers[7].categories[0]", "Did you mean \"INT_ABUSE_ONLINE\"?"},
		{"\"categories\": [\"INT_ABUSE_ONLINE\"]", "\"categories\": [7]",
			"modifiers[7].categories[0]", "one of the codes in categories, and is 7"},
		{"\"support_group\"", "\"reflective_supervision\"", "responses[0].kinds[1]",
			"\"reflective_supervision\" is listed twice"},
		{"\"earliest_hours\": 72", "\"earliest_hours\": 700", "responses[0].earliest_hours",
			"which is 672 hours"},
		{"\"notice_hours\": 168", "\"notice_hours\": 700", "responses[0].notice_hours",
			"which is 672 hours"},
		{"\"minutes\": 60", "\"minutes\": 60.5", "responses[0].minutes", "a whole number"},
		{"\"answer_hours\": 72", "\"answer_hours\": 0", "responses[0].answer_hours", "0.25"},
		{"\"on\": 180", "\"on\": 140", "lines[0].levels[1].off", "below \"on\", which is 140"},
		{"\"on\": 180, \"off\": 144", "\"on\": 130, \"off\": 120", "lines[0].levels[1].on",
			"above the 130 of the level before"},
		{"\"off\": 144", "\"off\": 100", "lines[0].levels[1].off",
			"at least the 104 of the level before"},
		{"\"name\": \"amber\"", "\"name\": \"notice\"", "lines[0].levels[1].name",
			"already the name of levels[0]"},
		{"\"response\": \"amber\"", "\"response\": \"ember\"", "lines[0].levels[1].response",
			"Did you mean \"amber\"?"},
		{"\"response\": \"amber\"", "\"response\": \"whatever\"", "lines[0].levels[1].response",
			"one of the ids in responses, and is \"whatever\""},
		{"\"modalities\": [\"event\"]", "\"modalities\": []", "lines[0].modalities",
			"sums nothing"},
		{"\"modalities\": [\"event\"]", "\"modalities\": \"event\"", "lines[0].modalities",
			"a list of 0 to 3 items"},
		{"\"half_life_days\": 28", "\"half_life_days\": true", "lines[0].half_life_days",
			"and is true"},
		{"\"response\": \"single_event\"", "\"response\": null", "triggers[0].response",
			"and is null"},
		{"\"lines\": [\"events\"]", "\"lines\": [\"events\", \"events\"]", "profiles[0].lines[1]",
			"listed twice"},
		{"\"tiles\": [\"INC_SUDDEN_DEATH\"", "\"tiles\": [\"INC_RESCUE\", \"INC_SUDDEN_DEATH\"",
			"profiles[0].tiles", "room for 8 tiles, and this lists 9"},
		{"\"tiles\": [\"INC_SUDDEN_DEATH\"", "\"tiles\": [\"INC_SUDEN_DEATH\"",
			"profiles[0].tiles[0]", "Did you mean \"INC_SUDDEN_DEATH\"?"},
		{"\"title\": \"Plimsoll's default policy\"", "\"title\": \" x\"", "title", "without space"},
	};
	check_slips(rows, sizeof rows / sizeof rows[0]);
}

static void what_depends_on_a_broken_part_is_no_fault_of_its_own(void **state)
{
	(void)state;
	static const struct slip_row rows[] = {
		{"\"responses\": [", "\"responses\": 1, \"triggers_\": [", "", ""},
		{"\"id\": \"amber\"", "\"id\": \"Amber\"", "responses[0].id", ""},
		{"\"id\": \"events\"", "\"id\": 7", "lines[0].id", ""},
		{"\"on\": 130, ", "\"on\": \"130\", ", "lines[0].levels[0].on", ""},
	};
	check_slips(rows + 1, sizeof rows / sizeof rows[0] - 1);
	assert_int_equal(read_text(with(rows[0].found, rows[0].replacement)), STATUS_INVALID);
	assert_int_equal(faults.count, 2); // the list that is none, and the member that is unknown
}

static void a_policy_that_is_refused_changes_nothing(void **state)
{
	(void)state;
	struct policy before, after;
	memset(&before, 0x5A, sizeof before);
	memcpy(&after, &before, sizeof after);
	assert_int_equal(policy_read(TEXT("{}"), &arena, &after, NULL), STATUS_INVALID);
	assert_memory_equal(&before, &after, sizeof before);
	assert_int_equal(read_text(with("\"on\": 180", "\"on\": 1")), STATUS_INVALID);
	assert_int_equal(read_text(policy_shipped(TEXT("default")).start), STATUS_OK);
	assert_int_equal(faults.count, 0);
}

static void a_slip_is_told_by_the_nearest_name(void **state)
{
	(void)state;
	static const struct {
		const char *word, *nearest; // NULL: none is near enough
	} rows[] = {
		{"wieght", "weight"},
		{"Weight", "weight"},
		{"weights", "weight"},
		{"eight", "weight"},
		{"answer-hours", "answer_hours"},
		{"ansewr_hour", "answer_hours"},
		{"on_", "on"},
		{"of", "off"},
		{"colour", NULL},
		{"", NULL},
		{"x", NULL},
		{"a_name_that_is_longer_than_any_name_may_be", NULL},
	};
	static const char *const names[] = {"weight", "answer_hours", "on", "off"};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct suggestion suggestion = suggestion_for(text_of(rows[i].word));
		for (size_t j = 0; j < sizeof names / sizeof names[0]; j++)
			suggestion_consider(&suggestion, text_of(names[j]));
		struct text expected = text_of(rows[i].nearest);
		if (!text_equal(suggestion.nearest, expected) ||
			!suggestion.nearest.start != !rows[i].nearest)
			fail_msg("row %zu: \"%.*s\"", i, TEXT_ARGUMENTS(suggestion.nearest));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shipped_policies_are_read_without_a_fault),
		TEST(working_time_is_as_shipped_where_nothing_is_said_of_it),
		TEST(absurd_working_time_is_refused_with_what_was_meant),
		TEST(only_shipped_policies_are_found_by_name),
		TEST(the_default_lines_are_those_of_the_roles),
		TEST(the_default_looks_at_reviewers_minutes_and_at_others_own_change),
		TEST(a_profile_has_the_tiles_it_lists),
		TEST(units_become_seconds_and_references_indexes),
		TEST(ten_slips_give_ten_faults_that_say_what_would_be_right),
		TEST(one_slip_in_the_default_policy_is_one_fault),
		TEST(what_depends_on_a_broken_part_is_no_fault_of_its_own),
		TEST(a_policy_that_is_refused_changes_nothing),
		TEST(a_slip_is_told_by_the_nearest_name),
	};
	return cmocka_run_group_tests_name("reading policies", tests, NULL, NULL);
}
