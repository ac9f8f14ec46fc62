// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "json/exposure.h"

#define NOW ((struct instant){1796115600}) // 2026-12-01T09:00:00Z
#define ID "01a21763-e186-722b-a804-61b15f3f97eb"
#define OTHER "01a21763-dbb0-7508-9217-77409b8b3735"
#define START "{\"id\":\"" ID "\",\"person\":\"E 12\",\"occurred_at\":\"2026-12-01T08:00:00Z\","

static struct json_faults faults;
static struct arena arena;
static struct policy policy;
static struct exposure_document *list;
static size_t count;
static bool single;

static int open_policy(void **state)
{
	(void)state;
	arena_init(&arena);
	return policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) != STATUS_OK;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_body(const char *body, bool lines)
{
	return exposures_read(
		text_of(body), lines, &policy, NOW, &arena, &list, &count, &single, &faults);
}

// The one fault of a document, by its path.
static void expect_fault(const char *body, const char *where)
{
	assert_int_equal(read_body(body, false), STATUS_INVALID);
	if (faults.count != 1 || strcmp(faults.list[0].where, where) != 0)
		fail_msg("%s: %zu faults, the first %s: %s", body, faults.count, faults.list[0].where,
			faults.list[0].message);
}

static void an_exposure_is_read_whole(void **state)
{
	(void)state;
	assert_int_equal(read_body(START "\"category\":\"INT_ABUSE_ONLINE\",\"involvement\":"
									 "\"remote_live\",\"modifiers\":[],\"corrects\":\"" OTHER "\"}",
						 false),
		STATUS_OK);
	assert_true(single);
	assert_int_equal(count, 1);
	const struct exposure *exposure = &list[0].exposure;
	assert_true(uuid_is_nil(exposure->person.uuid));
	assert_true(text_is(list[0].person, "E 12"));
	assert_int_equal(exposure->occurred_at.seconds, NOW.seconds - 3600);
	assert_int_equal(exposure->involvement, INVOLVEMENT_REMOTE_LIVE);
	assert_int_equal(exposure->source, EXPOSURE_SELF);
	assert_int_equal(exposure->minutes, EXPOSURE_UNKNOWN);
	assert_false(uuid_is_nil(exposure->corrects.uuid));
}

static void a_person_may_be_named_by_id(void **state)
{
	(void)state;
	assert_int_equal(read_body("{\"id\":\"" ID "\",\"person\":\"" OTHER
							   "\",\"occurred_at\":\"2026-12-01T08:00:00+01:00\","
							   "\"category\":\"INC_DISORDER\"}",
						 false),
		STATUS_OK);
	assert_false(uuid_is_nil(list[0].exposure.person.uuid));
	assert_int_equal(list[0].exposure.occurred_at.seconds, NOW.seconds - 7200);
}

static void a_material_is_told_in_minutes_or_items_and_nothing_else_is(void **state)
{
	(void)state;
	assert_int_equal(
		read_body(START "\"category\":\"MAT_CSAM_A\",\"minutes\":90}", false), STATUS_OK);
	assert_int_equal(list[0].exposure.minutes, 90);
	assert_int_equal(
		read_body(START "\"category\":\"MAT_CSAM_A\",\"items\":12}", false), STATUS_OK);
	assert_int_equal(list[0].exposure.items, 12);
	expect_fault(START "\"category\":\"MAT_CSAM_A\"}", "minutes");
	expect_fault(START "\"category\":\"MAT_CSAM_A\",\"minutes\":0}", "minutes");
	expect_fault(START "\"category\":\"MAT_CSAM_A\",\"minutes\":1.5}", "minutes");
	expect_fault(START "\"category\":\"MAT_CSAM_A\",\"minutes\":1441}", "minutes");
	expect_fault(START "\"category\":\"INC_DISORDER\",\"minutes\":5}", "minutes");
}

static void ids_are_of_version_7(void **state)
{
	(void)state;
	static const char *const ids[] = {"", "x", "21cbbbfa-0783-82f5-b1d5-8c4a7e941532",
		"00000000-0000-0000-0000-000000000000", "01a21763e186722ba80461b15f3f97eb"};
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		char body[400];
		snprintf(body, sizeof body,
			"{\"id\":\"%s\",\"person\":\"a\",\"occurred_at\":\"2026-12-01T08:00:00Z\","
			"\"category\":\"INC_DISORDER\"}",
			ids[i]);
		expect_fault(body, "id");
	}
	expect_fault(START "\"category\":\"INC_DISORDER\",\"corrects\":\"" ID "\"}", "");
}

static void a_time_is_an_instant_that_has_come(void **state)
{
	(void)state;
	static const struct {
		const char *time;
		bool good;
	} times[] = {
		{"2026-12-01T09:05:00Z", true},
		{"2026-12-01T09:05:01Z", false},
		{"1970-01-01T00:00:00Z", true},
		{"1969-12-31T23:59:59Z", false},
		{"2026-12-01", false},
		{"2026-12-01T08:00:00", false},
		{"2026-02-30T08:00:00Z", false},
	};
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		char body[400];
		snprintf(body, sizeof body,
			"{\"id\":\"" ID "\",\"person\":\"a\",\"occurred_at\":\"%s\","
			"\"category\":\"INC_DISORDER\"}",
			times[i].time);
		if (times[i].good)
			assert_int_equal(read_body(body, false), STATUS_OK);
		else
			expect_fault(body, "occurred_at");
	}
}

static void every_fault_of_a_list_has_the_number_of_its_exposure(void **state)
{
	(void)state;
	assert_int_equal(read_body("[" START "\"category\":\"INC_DISORDRE\"},"
							   "7," START "\"category\":\"INC_DISORDER\",\"story\":\"…\"}]",
						 false),
		STATUS_INVALID);
	assert_int_equal(faults.count, 3);
	assert_string_equal(faults.list[0].where, "[0].category");
	assert_non_null(strstr(faults.list[0].message, "INC_DISORDER"));
	assert_string_equal(faults.list[1].where, "[1]");
	assert_string_equal(faults.list[2].where, "[2].story");
}

static void lines_are_counted_without_the_blank_ones(void **state)
{
	(void)state;
	assert_int_equal(read_body(START "\"category\":\"INC_DISORDER\"}\r\n\n" START
									 "\"category\":\"INC_DISORDER\"}",
						 true),
		STATUS_OK);
	assert_int_equal(count, 2);
	assert_false(single);
	assert_int_equal(
		read_body("\n" START "\"category\":\"INC_DISORDER\"}\n{", true), STATUS_INVALID);
	assert_string_equal(faults.list[0].where, "[1]");
}

static void a_request_without_an_exposure_or_with_too_many_is_refused(void **state)
{
	(void)state;
	expect_fault("[]", "");
	expect_fault("", "");
	struct text_builder body;
	builder_init(&body);
	builder_character(&body, '[');
	for (int i = 0; i < EXPOSURES_LIMIT + 1; i++)
		builder_format(&body, "%s" START "\"category\":\"INC_DISORDER\"}", i ? "," : "");
	builder_character(&body, ']');
	expect_fault(builder_view(&body).start, "[1000]");
	builder_done(&body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_exposure_is_read_whole),
		cmocka_unit_test(a_person_may_be_named_by_id),
		cmocka_unit_test(a_material_is_told_in_minutes_or_items_and_nothing_else_is),
		cmocka_unit_test(ids_are_of_version_7),
		cmocka_unit_test(a_time_is_an_instant_that_has_come),
		cmocka_unit_test(every_fault_of_a_list_has_the_number_of_its_exposure),
		cmocka_unit_test(lines_are_counted_without_the_blank_ones),
		cmocka_unit_test(a_request_without_an_exposure_or_with_too_many_is_refused),
	};
	return cmocka_run_group_tests(tests, open_policy, close_arena);
}
