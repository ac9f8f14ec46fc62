// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/time_form.h"

#include <stdio.h>
#include <string.h>

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
		bool taken = time_form_read(text_of(times[i].form), text_of(times[i].value), &time);
		snprintf(found, sizeof found, "%04d-%02d-%02d %02d:%02d:%02d", time.year, time.month,
			time.day, time.hour, time.minute, time.second);
		if (taken != (times[i].expected != NULL) ||
			(taken && strcmp(found, times[i].expected) != 0))
			fail_msg("row %zu: %s gave %s", i, times[i].value, found);
		if (!taken)
			assert_int_equal(time.year, 42);
	}
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
		if (time_form_is_valid(text_of(rows[i].form)) != rows[i].good)
			fail_msg("row %zu: %s", i, rows[i].form);
	}
}

static void a_number_since_1970_is_read_by_its_form_alone(void **state)
{
	(void)state;
	struct instant at = {-1};
	assert_true(time_form_epoch(TEXT("epoch"), TEXT("1515486360"), &at));
	assert_int_equal(at.seconds, 1515486360);
	assert_true(time_form_epoch(TEXT("epoch milliseconds"), TEXT("1515486360999"), &at));
	assert_int_equal(at.seconds, 1515486360);
	assert_false(time_form_epoch(TEXT("epoch"), TEXT("-1"), &at));
	assert_false(time_form_epoch(TEXT("YYYY-MM-DD"), TEXT("1515486360"), &at));
	assert_int_equal(at.seconds, 1515486360);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_read_after_their_form),
		cmocka_unit_test(a_form_has_a_whole_date_and_a_time_of_day_or_none),
		cmocka_unit_test(a_number_since_1970_is_read_by_its_form_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
