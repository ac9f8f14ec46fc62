// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/period.h"

#define HOUR SECONDS_PER_HOUR

static struct instant at(const char *text)
{
	struct instant instant = {0};
	assert_true(instant_parse(text_of(text), &instant));
	return instant;
}

// Europe/London in 2026, without the rest.
static struct zone_transition london_transitions[3];
static const struct zone london = {london_transitions, 3};

static int begin(void **state)
{
	(void)state;
	london_transitions[0] = (struct zone_transition){at("2025-10-26T01:00:00Z"), 0};
	london_transitions[1] = (struct zone_transition){at("2026-03-29T01:00:00Z"), 3600};
	london_transitions[2] = (struct zone_transition){at("2026-10-25T01:00:00Z"), 0};
	return 0;
}

static void days_and_weeks_have_their_hours(void **state)
{
	(void)state;
	static const struct {
		const char *in, *starts;
		enum model_span span;
		int hours;
	} rows[] = {
		{"2026-03-28T12:00:00Z", "2026-03-28T00:00:00Z", SPAN_CALENDAR_DAY, 24},
		{"2026-03-29T00:59:59Z", "2026-03-29T00:00:00Z", SPAN_CALENDAR_DAY, 23},
		{"2026-03-29T22:59:59Z", "2026-03-29T00:00:00Z", SPAN_CALENDAR_DAY, 23},
		{"2026-03-29T23:00:00Z", "2026-03-29T23:00:00Z", SPAN_CALENDAR_DAY, 24},
		{"2026-10-24T23:00:00Z", "2026-10-24T23:00:00Z", SPAN_CALENDAR_DAY, 25},
		{"2026-10-25T01:00:00Z", "2026-10-24T23:00:00Z", SPAN_CALENDAR_DAY, 25},
		{"2026-10-25T23:59:59Z", "2026-10-24T23:00:00Z", SPAN_CALENDAR_DAY, 25},
		{"2026-10-26T00:00:00Z", "2026-10-26T00:00:00Z", SPAN_CALENDAR_DAY, 24},
		{"2026-03-29T22:59:59Z", "2026-03-23T00:00:00Z", SPAN_CALENDAR_WEEK, 167},
		{"2026-03-29T23:00:00Z", "2026-03-29T23:00:00Z", SPAN_CALENDAR_WEEK, 168},
		{"2026-10-25T23:59:59Z", "2026-10-18T23:00:00Z", SPAN_CALENDAR_WEEK, 169},
		{"2026-10-26T00:00:00Z", "2026-10-26T00:00:00Z", SPAN_CALENDAR_WEEK, 168},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t period = period_of(&london, rows[i].span, at(rows[i].in));
		struct instant start = period_start(&london, rows[i].span, period),
					   end = period_start(&london, rows[i].span, period + 1);
		if (start.seconds != at(rows[i].starts).seconds ||
			end.seconds - start.seconds != rows[i].hours * HOUR)
			fail_msg("row %zu: %lld, %lld", i, (long long)start.seconds,
				(long long)(end.seconds - start.seconds));
	}
}

static void without_a_zone_periods_are_those_of_utc(void **state)
{
	(void)state;
	assert_int_equal(period_of(NULL, SPAN_CALENDAR_DAY, (struct instant){0}), 0);
	assert_int_equal(period_of(NULL, SPAN_CALENDAR_DAY, (struct instant){-1}), -1);
	assert_int_equal(period_of(NULL, SPAN_CALENDAR_WEEK, at("1970-01-04T23:59:59Z")), 0);
	assert_int_equal(period_of(NULL, SPAN_CALENDAR_WEEK, at("1970-01-05T00:00:00Z")), 1);
	assert_int_equal(
		period_start(NULL, SPAN_CALENDAR_WEEK, 0).seconds, at("1969-12-29T00:00:00Z").seconds);
	assert_int_equal(
		period_start(NULL, SPAN_CALENDAR_DAY, PERIOD_MOST + 1).seconds, INSTANT_NEVER.seconds);
	assert_int_equal(period_of(NULL, SPAN_CALENDAR_DAY, INSTANT_NEVER), PERIOD_MOST);
}

// Clocks that are put back from half past midnight, that leave midnight out, and that leave out a
// whole day.
static void periods_never_go_back(void **state)
{
	(void)state;
	const struct zone_transition transitions[] = {
		{{0}, 0},
		{{10 * SECONDS_PER_DAY + HOUR / 2}, -3600},
		{{20 * SECONDS_PER_DAY + HOUR / 2}, 0},
		{{30 * SECONDS_PER_DAY}, 24 * 3600},
	};
	const struct zone zone = {transitions, 4};
	int64_t last = -1;
	for (int64_t now = 0; now < 40 * SECONDS_PER_DAY; now += 600) {
		int64_t day = period_of(&zone, SPAN_CALENDAR_DAY, (struct instant){now});
		assert_true(day >= last);
		assert_true(period_start(&zone, SPAN_CALENDAR_DAY, day).seconds <= now);
		assert_true(period_start(&zone, SPAN_CALENDAR_DAY, day + 1).seconds > now);
		last = day;
	}
	assert_int_equal(period_start(&zone, SPAN_CALENDAR_DAY, 10).seconds, 10 * SECONDS_PER_DAY);
	assert_int_equal(
		period_start(&zone, SPAN_CALENDAR_DAY, 20).seconds, 20 * SECONDS_PER_DAY + HOUR / 2);
	assert_int_equal(period_start(&zone, SPAN_CALENDAR_DAY, 30).seconds,
		period_start(&zone, SPAN_CALENDAR_DAY, 31).seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_weeks_have_their_hours),
		cmocka_unit_test(without_a_zone_periods_are_those_of_utc),
		cmocka_unit_test(periods_never_go_back),
	};
	return cmocka_run_group_tests(tests, begin, NULL);
}
