// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/dispatch.h"

#include <stdio.h>
#include <string.h>

static const struct dispatch_rule rules[] = {
	{TEXT_CONSTANT("Medical"), TEXT_CONSTANT("Life-Threatening"),
		TEXT_CONSTANT("INC_MEDICAL_CRITICAL")},
	{TEXT_CONSTANT("Medical"), {NULL, 0}, TEXT_CONSTANT("INC_MEDICAL")},
	{TEXT_CONSTANT("Alarms"), {NULL, 0}, {NULL, 0}},
};
static const struct text incident[] = {TEXT_CONSTANT("Incident Number")};
static const struct text on_scene[] = {TEXT_CONSTANT("On Scene DtTm")};
static const struct text forms[] = {TEXT_CONSTANT("YYYY-MM-DD hh:mm:ss"),
	TEXT_CONSTANT("DD/MM/YYYY"), TEXT_CONSTANT("epoch milliseconds"), TEXT_CONSTANT("epoch")};
static const struct dispatch_outcome outcomes[] = {
	{TEXT_CONSTANT("Child hurt"), TEXT_CONSTANT("child_involved")}};
static const struct dispatch_mapping mapping = {
	.incident = {incident, 1},
	.responder_column = TEXT_CONSTANT("Unit ID"),
	.time = {on_scene, 1},
	.time_forms = forms,
	.time_form_count = 3,
	.outcomes = outcomes,
	.outcome_count = 1,
	.type_column = TEXT_CONSTANT("Call Type"),
	.second_type_column = TEXT_CONSTANT("Call Type Group"),
	.rules = rules,
	.rule_count = 3,
};

static const struct text header[] = {TEXT_CONSTANT("Unit ID"), TEXT_CONSTANT(" Call Type "),
	TEXT_CONSTANT("Address"), TEXT_CONSTANT("Incident Number"), TEXT_CONSTANT("On Scene DtTm"),
	TEXT_CONSTANT("Call Type Group")};

static void columns_are_found_by_their_names(void **state)
{
	(void)state;
	struct dispatch_columns columns;
	struct dispatch_mapping without_second = mapping;
	assert_int_equal(dispatch_columns(&mapping, header, 6, &columns, NULL), STATUS_OK);
	assert_int_equal(columns.incident[0], 3);
	assert_int_equal(columns.responder, 0);
	assert_int_equal(columns.time[0], 4);
	assert_int_equal(columns.type, 1);
	assert_int_equal(columns.second_type, 5);
	without_second.second_type_column = (struct text){NULL, 0};
	assert_int_equal(dispatch_columns(&without_second, header, 5, &columns, NULL), STATUS_OK);
	assert_true(columns.second_type == SIZE_MAX);
	assert_true(columns.arrived == SIZE_MAX && columns.outcome == SIZE_MAX);
}

static void a_reference_can_be_made_of_several_columns(void **state)
{
	(void)state;
	struct dispatch_columns columns;
	static const struct text both[] = {TEXT_CONSTANT("Incident Number"), TEXT_CONSTANT("Address")};
	struct dispatch_mapping two = mapping;
	two.incident = (struct dispatch_names){both, 2};
	assert_int_equal(dispatch_columns(&two, header, 6, &columns, NULL), STATUS_OK);
	assert_int_equal(columns.incident[0], 3);
	assert_int_equal(columns.incident[1], 2);
}

static void a_missing_column_is_named_with_what_there_is(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct dispatch_columns columns = {.responder = 42};
	assert_int_equal(dispatch_columns(&mapping, header, 4, &columns, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "time");
	assert_string_equal(fault.message, "The file has no column \"On Scene DtTm\"; it has: "
									   "Unit ID, Call Type, Address, Incident Number.");
	assert_int_equal(columns.responder, 42);
}

static void a_doubled_column_is_refused_only_where_it_matters(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct dispatch_columns columns;
	struct text doubled[7];
	memcpy(doubled, header, sizeof header);
	doubled[6] = TEXT("Address");
	assert_int_equal(dispatch_columns(&mapping, doubled, 7, &columns, NULL), STATUS_OK);
	doubled[6] = TEXT("Unit ID ");
	assert_int_equal(dispatch_columns(&mapping, doubled, 7, &columns, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "responder");
	assert_non_null(strstr(fault.message, "\"Unit ID\" twice"));
}

static void a_long_header_is_cut_in_the_message(void **state)
{
	(void)state;
	static char names[200][8];
	struct text wide[200];
	char long_name[400];
	struct dispatch_columns columns;
	struct fault fault = {0};
	for (size_t i = 0; i < 200; i++) {
		snprintf(names[i], sizeof names[i], "c%zu", i);
		wide[i] = text_of(names[i]);
	}
	wide[199] = TEXT("Call Type");
	assert_int_equal(dispatch_columns(&mapping, wide, 200, &columns, &fault), STATUS_INVALID);
	assert_non_null(strstr(fault.message, "it has: c0, c1, "));
	assert_string_equal(fault.message + strlen(fault.message) - 6, ", ….");
	memset(long_name, 'x', sizeof long_name);
	wide[0] = (struct text){long_name, sizeof long_name};
	fault_clear(&fault);
	assert_int_equal(dispatch_columns(&mapping, wide, 200, &columns, &fault), STATUS_INVALID);
	assert_non_null(strstr(fault.message, "it has: …."));
	fault_clear(&fault);
	assert_int_equal(dispatch_columns(&mapping, NULL, 0, &columns, &fault), STATUS_INVALID);
}

static void a_first_line_that_is_no_header_is_not_repeated(void **state)
{
	(void)state;
	static const struct text row[] = {
		TEXT_CONSTANT("7"), TEXT_CONSTANT("Some Person"), TEXT_CONSTANT("1 Some Street")};
	struct dispatch_columns columns;
	struct fault fault = {0};
	assert_int_equal(dispatch_columns(&mapping, row, 3, &columns, &fault), STATUS_INVALID);
	assert_string_equal(fault.message, "The file has no column \"Incident Number\": its first line "
									   "names none of the mapping's columns.");
}

static void a_time_much_before_what_came_first_is_of_the_next_day(void **state)
{
	(void)state;
	const struct zone_transition none[] = {{{0}, 0}};
	const struct zone zone = {none, 1};
	static const struct {
		const char *value, *before, *expected;
	} rows[] = {
		{"2026-11-10 23:00:00", "2026-11-10T22:00:00Z", "2026-11-10T23:00:00Z"},
		{"2026-11-10 22:00:00", "2026-11-10T22:00:00Z", "2026-11-10T22:00:00Z"},
		{"2026-11-10 21:00:00", "2026-11-10T22:00:00Z", "2026-11-10T21:00:00Z"},
		{"2026-11-10 20:59:59", "2026-11-10T22:00:00Z", "2026-11-11T20:59:59Z"},
		{"2026-12-31 00:00:00", "2026-12-31T22:00:00Z", "2027-01-01T00:00:00Z"},
		{"9999-12-31 00:00:00", "9999-12-31T22:00:00Z", "9999-12-31T00:00:00Z"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant at, before;
		char text[INSTANT_TEXT_LENGTH + 1];
		assert_true(instant_parse(text_of(rows[i].before), &before));
		assert_true(dispatch_instant_after(&mapping, &zone, text_of(rows[i].value), before, &at));
		instant_format(at, text);
		assert_string_equal(text, rows[i].expected);
	}
}

static void the_first_form_that_fits_gives_the_instant(void **state)
{
	(void)state;
	static const struct zone_transition summer[] = {{{0}, 3600}};
	static const struct zone zone = {summer, 1};
	static const struct {
		const char *value;
		int64_t seconds; // -1: refused
	} rows[] = {
		{"2018-01-09 09:26:00", 1515486360},
		{"09/01/2018", 1515452400}, // midnight, an hour ahead of UTC
		{"1515486360123", 1515486360},
		{"1515486360", 1515486}, // milliseconds are tried first
		{"-1", -1},
		{"253402300800000", -1},
		{"9 Jan 2018", -1},
		{"", -1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant instant = {-1};
		dispatch_instant(&mapping, &zone, text_of(rows[i].value), &instant);
		if (instant.seconds != rows[i].seconds)
			fail_msg("row %zu: %lld", i, (long long)instant.seconds);
	}
}

static void an_outcome_can_raise_a_modifier(void **state)
{
	(void)state;
	assert_true(text_is(dispatch_modifier(&mapping, TEXT("Child hurt")), "child_involved"));
	assert_null(dispatch_modifier(&mapping, TEXT("Nobody hurt")).start);
}

static void the_first_rule_that_fits_counts(void **state)
{
	(void)state;
	assert_ptr_equal(dispatch_rule(&mapping, TEXT("Medical"), TEXT("Life-Threatening")), &rules[0]);
	assert_ptr_equal(dispatch_rule(&mapping, TEXT("Medical"), TEXT("Other")), &rules[1]);
	assert_ptr_equal(dispatch_rule(&mapping, TEXT("Medical"), TEXT("")), &rules[1]);
	assert_ptr_equal(dispatch_rule(&mapping, TEXT("Alarms"), TEXT("")), &rules[2]);
	assert_null(rules[2].category.start);
	assert_null(dispatch_rule(&mapping, TEXT("medical"), TEXT("")));
	assert_null(dispatch_rule(&mapping, TEXT("Structure Fire"), TEXT("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_found_by_their_names),
		cmocka_unit_test(a_missing_column_is_named_with_what_there_is),
		cmocka_unit_test(a_doubled_column_is_refused_only_where_it_matters),
		cmocka_unit_test(a_long_header_is_cut_in_the_message),
		cmocka_unit_test(a_first_line_that_is_no_header_is_not_repeated),
		cmocka_unit_test(a_time_much_before_what_came_first_is_of_the_next_day),
		cmocka_unit_test(a_reference_can_be_made_of_several_columns),
		cmocka_unit_test(the_first_form_that_fits_gives_the_instant),
		cmocka_unit_test(an_outcome_can_raise_a_modifier),
		cmocka_unit_test(the_first_rule_that_fits_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
