// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "json/staff_mapping.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct policy policy;
static struct json_faults faults;
static struct staff_mapping mapping;

static int read_policy(void **state)
{
	(void)state;
	arena_init(&arena);
	mapping = (struct staff_mapping){0};
	return policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) != STATUS_OK;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_text(const char *document)
{
	static const struct text patterns[] = {TEXT_CONSTANT("panama"),
		TEXT_CONSTANT("two-two-two-four"), TEXT_CONSTANT("five-team-rota")};
	const struct staff_names known = {&policy, patterns, 3};
	return staff_mapping_read(text_of(document), &known, &arena, &mapping, &faults);
}

static void a_mapping_is_read_whole(void **state)
{
	(void)state;
	if (read_text(
			"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"First\", \"Last\"],"
			" \"sign_in\": \"E-mail\", \"team\": \"Team\", \"manager\": \"Boss\","
			" \"joined\": \"Joined\", \"left\": \"Left\", \"date\": \"DD/MM/YYYY\","
			" \"profile\": {\"column\": \"Job\", \"values\": ["
			"{\"value\": \"PC\", \"means\": \"response\"}], \"otherwise\": \"front_desk\"}}") !=
		STATUS_OK)
		fail_msg("%s: %s", faults.list[0].where, faults.list[0].message);
	assert_true(text_is(mapping.number, "No"));
	assert_int_equal(mapping.name_count, 2);
	assert_true(text_is(mapping.names[1], "Last"));
	assert_true(text_is(mapping.sign_in, "E-mail"));
	assert_true(text_is(mapping.team, "Team"));
	assert_true(text_is(mapping.manager, "Boss"));
	assert_int_equal(mapping.date_form_count, 1);
	assert_int_equal(mapping.profile.value_count, 1);
	assert_true(text_is(mapping.profile.values[0].means, "response"));
	assert_true(text_is(mapping.profile.otherwise, "front_desk"));
	assert_null(mapping.language.column.start); // there is none
}

// Each refused, with where the fault is.
static void a_fault_is_named_with_its_path(void **state)
{
	(void)state;
	static const struct {
		const char *document, *where;
	} wrong[] = {
		{"{\"staff_mapping\": 1, \"name\": [\"N\"], \"sign_in\": \"E\"}", "number"},
		{"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"N\"], \"sign_in\": \"E\","
		 " \"salary\": \"Pay\"}",
			"salary"},
		{"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"N\"], \"sign_in\": \"E\","
		 " \"profile\": {\"column\": \"Job\", \"values\": ["
		 "{\"value\": \"PC\", \"means\": \"pirate\"}]}}",
			"means"},
		{"{\"staff_mapping\": 2, \"number\": \"No\", \"name\": [\"N\"], \"sign_in\": \"E\"}",
			"staff_mapping"},
		{"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"N\"],"
		 " \"shift_pattern\": \"P\"}",
			"shift_pattern_from"},
		{"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"N\"],"
		 " \"shift_pattern_from\": \"D\", \"date\": \"DD/MM/YYYY\"}",
			"shift_pattern"},
		{"{\"staff_mapping\": 1, \"number\": \"No\", \"name\": [\"N\"],"
		 " \"shift_pattern_from\": \"D\", \"date\": \"DD/MM/YYYY\", \"shift_pattern\": {"
		 "\"column\": \"P\", \"values\": [{\"value\": \"A\", \"means\": \"pannama\"}]}}",
			"Did you mean \"panama\"?"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		bool named = false;
		faults = (struct json_faults){0};
		assert_int_equal(read_text(wrong[i].document), STATUS_INVALID);
		for (size_t j = 0; j < faults.count; j++)
			named = named || strstr(faults.list[j].where, wrong[i].where) ||
					strstr(faults.list[j].message, wrong[i].where);
		if (!named)
			fail_msg("%zu: %s: %s", i, faults.list[0].where, faults.list[0].message);
	}
}

static void a_document_says_itself_that_it_is_one(void **state)
{
	(void)state;
	assert_true(staff_mapping_is(TEXT("{\"staff_mapping\": 1, \"more\": []}")));
	assert_false(staff_mapping_is(TEXT("{\"mapping\": 1}")));
	assert_false(staff_mapping_is(TEXT("staff_mapping")));
}

int main(void)
{
#define READS(name) cmocka_unit_test_setup_teardown(name, read_policy, close_arena)
	const struct CMUnitTest tests[] = {
		READS(a_mapping_is_read_whole),
		READS(a_fault_is_named_with_its_path),
		READS(a_document_says_itself_that_it_is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
