// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/instant.h"
#include "support/random.h"

#include <string.h>
#include <time.h>

#define FIRST_SECOND INT64_C(-62135596800)
#define LAST_SECOND INT64_C(253402300799)

static bool same_civil(struct civil a, struct civil b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day && a.hour == b.hour &&
		   a.minute == b.minute && a.second == b.second;
}

static void expect_as_libc(int64_t seconds)
{
	struct tm tm;
	time_t time = seconds;
	struct civil civil = civil_of((struct instant){seconds});
	assert_non_null(gmtime_r(&time, &tm));
	const struct civil expected = {
		tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec};
	if (!same_civil(civil, expected) || civil_as_utc(civil).seconds != timegm(&tm) ||
		civil_weekday(civil) != (tm.tm_wday + 6) % 7 + 1)
		fail_msg("at %lld", (long long)seconds);
}

static void dates_of_ten_thousand_years_are_those_of_the_c_library(void **state)
{
	(void)state;
	struct random random = random_start();
	expect_as_libc(FIRST_SECOND);
	expect_as_libc(LAST_SECOND);
	for (int64_t year = 0; year < 9998; year++) { // near the end of each year
		int64_t day = FIRST_SECOND / 86400 + year * 146097 / 400 + 364;
		for (int64_t near = day; near < day + 3; near++)
			expect_as_libc(near * 86400 + (year % 2 == 0 ? 0 : 86399));
	}
	for (int i = 0; i < 20000; i++)
		expect_as_libc(random_between(&random, FIRST_SECOND, LAST_SECOND));
}

static void an_instant_reads_back_as_it_was_written(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int i = 0; i < 20000; i++) {
		char text[INSTANT_TEXT_LENGTH + 1];
		struct instant instant = {random_between(&random, FIRST_SECOND, LAST_SECOND)}, again;
		instant_format(instant, text);
		assert_int_equal(strlen(text), INSTANT_TEXT_LENGTH);
		assert_true(instant_parse(text_of(text), &again));
		assert_int_equal(again.seconds, instant.seconds);
	}
}

// Up to eight changes of up to two hours, at least two days apart.
static size_t random_zone(struct random *random, struct zone_transition *transitions)
{
	size_t count = (size_t)random_between(random, 1, 8);
	int64_t from = random_between(random, 0, 86400 * 365);
	for (size_t i = 0; i < count; i++) {
		transitions[i] = (struct zone_transition){
			{from}, (int32_t)(random_between(random, -4, 4) * 1800 + 3600)};
		from += random_between(random, 2 * 86400, 200 * 86400);
	}
	return count;
}

static void a_local_time_is_the_first_instant_that_has_it(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 5000; round++) {
		struct zone_transition transitions[8];
		const struct zone zone = {transitions, random_zone(&random, transitions)};
		size_t near = (size_t)random_between(&random, 0, (int64_t)zone.count - 1);
		struct instant instant = {
			transitions[near].from.seconds + random_between(&random, -15000, 15000)};
		struct civil local = zone_local(&zone, instant);
		struct instant found = zone_instant(&zone, local);
		assert_true(same_civil(zone_local(&zone, found), local));
		assert_true(found.seconds <= instant.seconds);
		if (found.seconds == instant.seconds)
			continue;
		// It occurs twice: the clock went back by as much as lies between.
		bool went_back = false;
		for (size_t i = 1; i < zone.count; i++)
			went_back =
				went_back || transitions[i - 1].offset_seconds - transitions[i].offset_seconds ==
								 instant.seconds - found.seconds;
		assert_true(went_back);
	}
}

static void a_time_that_never_occurs_is_as_long_after_the_gap_as_it_is_in_it(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 5000; round++) {
		struct zone_transition transitions[8];
		const struct zone zone = {transitions, random_zone(&random, transitions)};
		struct civil local = civil_of((struct instant){
			transitions[zone.count - 1].from.seconds + random_between(&random, -15000, 15000)});
		struct instant found = zone_instant(&zone, local);
		struct civil there = zone_local(&zone, found);
		if (same_civil(there, local))
			continue;
		int64_t gap =
			transitions[zone.count - 1].offset_seconds - transitions[zone.count - 2].offset_seconds;
		assert_int_equal(civil_as_utc(there).seconds - civil_as_utc(local).seconds, gap);
		assert_true(found.seconds >= transitions[zone.count - 1].from.seconds &&
					found.seconds < transitions[zone.count - 1].from.seconds + gap);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_of_ten_thousand_years_are_those_of_the_c_library),
		cmocka_unit_test(an_instant_reads_back_as_it_was_written),
		cmocka_unit_test(a_local_time_is_the_first_instant_that_has_it),
		cmocka_unit_test(a_time_that_never_occurs_is_as_long_after_the_gap_as_it_is_in_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
