// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "words/date.h"

static struct text_builder out;

static int begin(void **state)
{
	(void)state;
	builder_init(&out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	builder_done(&out);
	return 0;
}

static void expect(const char *expected)
{
	struct text text = builder_view(&out);
	assert_false(out.failed);
	if (!text_is(text, expected))
		fail_msg("“%.*s” instead of “%s”", TEXT_ARGUMENTS(text), expected);
	builder_reset(&out);
}

static struct civil civil(const char *text)
{
	struct civil value;
	assert_true(civil_parse(text_of(text), &value));
	return value;
}

static struct instant instant(const char *text)
{
	struct instant value;
	assert_true(instant_parse(text_of(text), &value));
	return value;
}

static void dates_are_said_in_both_languages(void **state)
{
	(void)state;
	static const struct {
		enum date_form form;
		const char *english, *welsh;
	} rows[] = {
		{DATE_DAY, "Tuesday 24 November", "dydd Mawrth 24 Tachwedd"},
		{DATE_FULL, "Tuesday 24 November 2026", "dydd Mawrth 24 Tachwedd 2026"},
		{DATE_PLAIN, "24 November 2026", "24 Tachwedd 2026"},
		{DATE_MONTH, "November 2026", "Tachwedd 2026"},
	};
	struct civil date = civil("2026-11-24T23:59:59");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_date(&out, LANGUAGE_ENGLISH, date, rows[i].form);
		expect(rows[i].english);
		words_date(&out, LANGUAGE_WELSH, date, rows[i].form);
		expect(rows[i].welsh);
	}
	words_date(&out, LANGUAGE_WELSH, civil("0987-03-01T00:00:00"), DATE_PLAIN);
	expect("1 Mawrth 987");
}

static void weekdays_and_months_have_their_names(void **state)
{
	(void)state;
	static const char *const weekdays[] = {
		"Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"};
	static const char *const months[] = {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
		"Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"};
	for (int i = 1; i <= 7; i++) {
		builder_format(&out, "dydd %s", weekdays[i - 1]);
		assert_true(text_equal(words_weekday(LANGUAGE_WELSH, i), builder_view(&out)));
		builder_reset(&out);
	}
	for (int i = 1; i <= 12; i++)
		assert_true(text_is(words_month(LANGUAGE_WELSH, i), months[i - 1]));
	assert_true(text_is(words_weekday(LANGUAGE_ENGLISH, 7), "Sunday"));
	assert_true(text_is(words_month(LANGUAGE_ENGLISH, 5), "May"));
}

static void times_have_two_digits_each(void **state)
{
	(void)state;
	words_time(&out, civil("2026-11-24T14:30:59"));
	expect("14:30");
	words_time(&out, civil("2026-11-24T00:05:00"));
	expect("00:05");
}

static void days_near_today_are_said_by_name(void **state)
{
	(void)state;
	static const struct {
		const char *day, *today, *english, *welsh;
	} rows[] = {
		{"2026-11-24T23:59:59", "2026-11-24T00:00:00", "today", "heddiw"},
		{"2026-11-25T00:00:00", "2026-11-24T23:59:59", "tomorrow", "yfory"},
		{"2026-12-31T00:00:00", "2027-01-01T12:00:00", "yesterday", "ddoe"},
		{"2026-11-26T00:00:00", "2026-11-24T12:00:00", "Thursday 26 November",
			"dydd Iau 26 Tachwedd"},
		{"2027-01-01T00:00:00", "2026-11-24T12:00:00", "Friday 1 January 2027",
			"dydd Gwener 1 Ionawr 2027"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_day(&out, LANGUAGE_ENGLISH, civil(rows[i].day), civil(rows[i].today));
		expect(rows[i].english);
		words_day(&out, LANGUAGE_WELSH, civil(rows[i].day), civil(rows[i].today));
		expect(rows[i].welsh);
	}
}

static const struct zone_transition london_autumn[] = {
	{{0}, 3600}, {{1792890000}, 0}, // 2026-10-25T01:00:00Z
};
static const struct zone london = {london_autumn, 2};

static void what_is_past_is_so_long_ago(void **state)
{
	(void)state;
	static const struct {
		const char *then, *now, *english, *welsh;
	} rows[] = {
		{"2026-11-24T12:00:00Z", "2026-11-24T12:00:59Z", "just now", "eiliad yn ôl"},
		{"2026-11-24T12:00:01Z", "2026-11-24T12:00:00Z", "just now", "eiliad yn ôl"},
		{"2026-11-30T12:00:00Z", "2026-11-24T12:00:00Z", "just now", "eiliad yn ôl"},
		{"2026-11-24T12:00:00Z", "2026-11-24T12:01:00Z", "1 minute ago", "1 munud yn ôl"},
		{"2026-11-24T12:00:00Z", "2026-11-24T12:02:59Z", "2 minutes ago", "2 funud yn ôl"},
		{"2026-11-24T12:00:00Z", "2026-11-24T12:59:59Z", "59 minutes ago", "59 munud yn ôl"},
		{"2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z", "1 hour ago", "1 awr yn ôl"},
		{"2026-11-23T21:00:00Z", "2026-11-24T06:00:00Z", "9 hours ago", "9 awr yn ôl"},
		{"2026-11-23T12:00:01Z", "2026-11-24T12:00:00Z", "23 hours ago", "23 awr yn ôl"},
		{"2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z", "yesterday", "ddoe"},
		{"2026-11-22T23:00:00Z", "2026-11-24T00:30:00Z", "2 days ago", "2 ddiwrnod yn ôl"},
		{"2026-11-18T00:00:00Z", "2026-11-24T23:59:59Z", "6 days ago", "6 diwrnod yn ôl"},
		{"2026-11-17T23:59:59Z", "2026-11-24T00:00:00Z", "on 17 November 2026",
			"ar 17 Tachwedd 2026"},
		// The day of 25 hours, by London's calendar.
		{"2026-10-24T23:00:00Z", "2026-10-25T23:30:00Z", "24 hours ago", "24 awr yn ôl"},
		{"2026-10-23T23:30:00Z", "2026-10-25T00:00:00Z", "yesterday", "ddoe"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_ago(&out, LANGUAGE_ENGLISH, instant(rows[i].then), instant(rows[i].now), &london);
		expect(rows[i].english);
		words_ago(&out, LANGUAGE_WELSH, instant(rows[i].then), instant(rows[i].now), &london);
		expect(rows[i].welsh);
	}
}

static void no_instant_is_out_of_reach(void **state)
{
	(void)state;
	struct instant now = instant("2026-11-24T12:00:00Z");
	words_ago(&out, LANGUAGE_ENGLISH, INSTANT_NEVER, now, &london);
	expect("just now");
	words_ahead(&out, LANGUAGE_ENGLISH, (struct instant){INT64_MIN}, now, &london);
	expect("in a moment");
}

static void what_is_to_come_is_so_far_ahead(void **state)
{
	(void)state;
	static const struct {
		const char *then, *now, *english, *welsh;
	} rows[] = {
		{"2026-11-24T12:00:59Z", "2026-11-24T12:00:00Z", "in a moment", "ymhen eiliad"},
		{"2026-11-20T12:00:00Z", "2026-11-24T12:00:00Z", "in a moment", "ymhen eiliad"},
		{"2026-11-24T12:02:00Z", "2026-11-24T12:00:00Z", "in 2 minutes", "ymhen 2 funud"},
		{"2026-11-25T03:00:00Z", "2026-11-24T12:00:00Z", "in 15 hours", "ymhen 15 awr"},
		{"2026-11-25T12:00:00Z", "2026-11-24T12:00:00Z", "tomorrow", "yfory"},
		{"2026-11-26T12:00:00Z", "2026-11-24T12:00:00Z", "in 2 days", "ymhen 2 ddiwrnod"},
		{"2026-11-27T12:00:00Z", "2026-11-24T12:00:00Z", "in 3 days", "ymhen 3 diwrnod"},
		{"2026-12-01T12:00:00Z", "2026-11-24T12:00:00Z", "on 1 December 2026", "ar 1 Rhagfyr 2026"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		words_ahead(&out, LANGUAGE_ENGLISH, instant(rows[i].then), instant(rows[i].now), &london);
		expect(rows[i].english);
		words_ahead(&out, LANGUAGE_WELSH, instant(rows[i].then), instant(rows[i].now), &london);
		expect(rows[i].welsh);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(dates_are_said_in_both_languages, begin, end),
		cmocka_unit_test_setup_teardown(weekdays_and_months_have_their_names, begin, end),
		cmocka_unit_test_setup_teardown(times_have_two_digits_each, begin, end),
		cmocka_unit_test_setup_teardown(days_near_today_are_said_by_name, begin, end),
		cmocka_unit_test_setup_teardown(what_is_past_is_so_long_ago, begin, end),
		cmocka_unit_test_setup_teardown(no_instant_is_out_of_reach, begin, end),
		cmocka_unit_test_setup_teardown(what_is_to_come_is_so_far_ahead, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
