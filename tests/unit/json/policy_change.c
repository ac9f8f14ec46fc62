// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "json/policy.h"
#include "json/policy_change.h"

static struct arena arena;
static struct policy policy;
static struct json_faults faults;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

// The status of reading the default policy with "PATH=VALUE" changes.
static enum status changed(const char *const *changes, size_t count, struct fault *fault)
{
	struct policy_change list[4];
	struct text document;
	for (size_t i = 0; i < count; i++) {
		struct text rest = text_of(changes[i]);
		list[i].path = text_cut(&rest, '=');
		list[i].value = rest;
	}
	enum status status =
		policy_change(policy_shipped(TEXT("default")), list, count, &arena, &document, fault);
	return status == STATUS_OK ? policy_read(document, &arena, &policy, &faults) : status;
}

static enum status changed_once(const char *change, struct fault *fault)
{
	return changed(&change, 1, fault);
}

static void a_value_is_changed_by_the_names_on_its_path(void **state)
{
	(void)state;
	const char *const changes[] = {"lines.events.half_life_days=42",
		"profiles.response.cadences=[\"monthly\"]", "categories.INC_SUICIDE.weight=55.5"};
	assert_int_equal(changed(changes, 3, NULL), STATUS_OK);
	assert_true(policy.lines[0].model.half_life_days == 42);
	assert_true(text_is(policy.cadences[policy.profiles[0].cadences[0]].id, "monthly"));
	assert_true(policy_category(&policy, TEXT("INC_SUICIDE"))->weight == 55.5);
}

static void a_path_may_count_places_as_faults_do(void **state)
{
	(void)state;
	assert_int_equal(changed_once("lines[0].levels[2].on=300", NULL), STATUS_OK);
	assert_true(policy.lines[0].levels[2].on == 300);
	assert_int_equal(changed_once("lines.0.levels.2.realarm_days=7", NULL), STATUS_OK);
	assert_int_equal(policy.lines[0].levels[2].realarm_seconds, 7 * 86400);
}

static void off_keeps_its_share_of_on_unless_it_is_given(void **state)
{
	(void)state;
	const char *const both[] = {
		"lines.events.levels.amber.off=120", "lines.events.levels.amber.on=140"};
	assert_int_equal(changed_once("lines.events.levels.amber.on=140", NULL), STATUS_OK);
	assert_true(policy.lines[0].levels[1].on == 140);
	assert_true(policy.lines[0].levels[1].off == 112);
	assert_int_equal(changed(both, 2, NULL), STATUS_OK);
	assert_true(policy.lines[0].levels[1].off == 120);
}

static void the_changed_document_is_read_as_any_other(void **state)
{
	(void)state;
	assert_int_equal(changed_once("lines.events.levels.amber.on=120", NULL), STATUS_INVALID);
	assert_string_equal(faults.list[0].where, "lines[0].levels[1].on");
	assert_int_equal(changed_once("profiles.response.cadences[0]=montly", NULL), STATUS_INVALID);
	assert_non_null(strstr(faults.list[0].message, "monthly"));
}

static void a_path_that_leads_nowhere_is_named_with_what_may_be_meant(void **state)
{
	(void)state;
	static const struct {
		const char *change, *where, *message;
	} cases[] = {
		{"lines.event.levels.amber.on=1", "lines.event.levels.amber.on",
			"The policy has no event in lines. Did you mean events?"},
		{"lines.events.levels.amber.onn=1", "lines.events.levels.amber.onn",
			"The policy has no onn in lines.events.levels.amber. Did you mean on?"},
		{"line=1", "line", "The policy has no line at its top. Did you mean lines?"},
		{"lines[7].on=1", "lines[7].on", "The policy has no 7 in lines."},
		{"title.x=1", "title.x", "The policy has a single value at title, and nothing within it."},
		{"=1", "--set", "A change is PATH=VALUE, as lines.events.levels.amber.on=140."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct fault fault = {.status = STATUS_OK};
		assert_int_equal(changed_once(cases[i].change, &fault), STATUS_INVALID);
		assert_string_equal(fault.where, cases[i].where);
		assert_string_equal(fault.message, cases[i].message);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_value_is_changed_by_the_names_on_its_path),
		CASE(a_path_may_count_places_as_faults_do),
		CASE(off_keeps_its_share_of_on_unless_it_is_given),
		CASE(the_changed_document_is_read_as_any_other),
		CASE(a_path_that_leads_nowhere_is_named_with_what_may_be_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
