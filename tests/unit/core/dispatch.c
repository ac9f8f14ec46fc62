// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/dispatch.h"

#include <stdio.h>
#include <string.h>

static const struct text null_words[] = {TEXT_CONSTANT("null"), TEXT_CONSTANT("N/A")};
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
	.null_words = null_words,
	.null_word_count = 2,
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

static void null_words_and_white_space_are_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value;
	} rows[] = {
		{" E07 ", "E07"},
		{"null", ""},
		{" NULL", ""},
		{"n/a\t", ""},
		{"  ", ""},
		{"", ""},
		{"nullable", "nullable"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!text_is(dispatch_value(&mapping, text_of(rows[i].field)), rows[i].value))
			fail_msg("row %zu", i);
	}
}

static const char american[] = "MM/DD/YYYY hh:mm:ss AM";
static const char iso[] = "YYYY-MM-DDThh:mm:ss";
static const char british[] = "DD/MM/YYYY hh:mm";
static const struct {
	const char *form, *value, *expected; // NULL: refused
} times[] = {
	{american, "01/09/2018 09:26:01 AM", "2018-01-09 09:26:01"},
	{american, "12/31/2016 11:57:56 PM", "2016-12-31 23:57:56"},
	{american, "06/07/2014 12:09:00 AM", "2014-06-07 00:09:00"},
	{american, "06/07/2014 12:09:00 PM", "2014-06-07 12:09:00"},
	{american, "06/07/2014 01:09:00 pm", "2014-06-07 13:09:00"},
	{american, "06/07/2014 00:09:00 AM", NULL},
	{american, "06/07/2014 13:09:00 PM", NULL},
	{american, "06/07/2014 12:09:00 XM", NULL},
	{american, "06/07/2014 12:09:00", NULL},
	{american, "13/07/2014 12:09:00 AM", NULL},
	{american, "6/7/2014 12:09:00 AM", NULL},
	{iso, "2018-01-09T09:26:00", "2018-01-09 09:26:00"},
	{iso, "2018-01-09T09:26:00.000", NULL},
	{iso, "2018-01-09 09:26:00", NULL},
	{iso, "2018-01-09T24:00:00", NULL},
	{iso, "2016-02-29T00:00:00", "2016-02-29 00:00:00"},
	{iso, "2018-02-29T00:00:00", NULL},
	{iso, "1900-02-29T00:00:00", NULL},
	{iso, "2000-02-29T00:00:00", "2000-02-29 00:00:00"},
	{iso, "2018-04-31T00:00:00", NULL},
	{iso, "", NULL},
	{iso, "201x-01-09T09:26:00", NULL},
	{"YYYY-MM-DDThh:mm:ss.000", "2018-01-09T09:26:00.000", "2018-01-09 09:26:00"},
	{british, "31/12/2016 00:00", "2016-12-31 00:00:00"},
	{british, "12/31/2016 00:00", NULL},
	{british, "31/12/2016 00:00 ", NULL},
	{"YYYYMMDDhhmmss", "20180109092600", "2018-01-09 09:26:00"},
};

static void times_are_read_after_their_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		struct civil time = {.year = 42};
		char found[64];
		bool taken = dispatch_time(text_of(times[i].form), text_of(times[i].value), &time);
		snprintf(found, sizeof found, "%04d-%02d-%02d %02d:%02d:%02d", time.year, time.month,
			time.day, time.hour, time.minute, time.second);
		if (taken != (times[i].expected != NULL) ||
			(taken && strcmp(found, times[i].expected) != 0))
			fail_msg("row %zu: %s gave %s", i, times[i].value, found);
		if (!taken)
			assert_int_equal(time.year, 42);
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

static void a_form_has_a_whole_date_and_a_time_of_day_or_none(void **state)
{
	(void)state;
	static const struct {
		const char *form;
		bool good;
	} rows[] = {
		{"MM/DD/YYYY hh:mm:ss AM", true},
		{"DD.MM.YYYY hh:mm", true},
		{"YYYY-MM-DDThh:mm:ssZ", true},
		{"YYYY-MM-DD", true},
		{"YYYY-MM-DD hh", false},
		{"YYYY-MM-DD AM", false},
		{"epoch", true},
		{"epoch milliseconds", true},
		{"epoch seconds", false},
		{"YYYY-MM hh:mm", false},
		{"MM-DD hh:mm", false},
		{"YYYY-MM-DD hh:ss", false},
		{"YYYY-MM-DD mm", false},
		{"YYYY-MM-DD hh:mm MM", false},
		{"YYYY-MM-DD hh:mm:ss:ss", false},
		{"", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (dispatch_form_is_valid(text_of(rows[i].form)) != rows[i].good)
			fail_msg("row %zu: %s", i, rows[i].form);
	}
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
		cmocka_unit_test(null_words_and_white_space_are_nothing),
		cmocka_unit_test(times_are_read_after_their_form),
		cmocka_unit_test(a_form_has_a_whole_date_and_a_time_of_day_or_none),
		cmocka_unit_test(a_reference_can_be_made_of_several_columns),
		cmocka_unit_test(the_first_form_that_fits_gives_the_instant),
		cmocka_unit_test(an_outcome_can_raise_a_modifier),
		cmocka_unit_test(the_first_rule_that_fits_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
