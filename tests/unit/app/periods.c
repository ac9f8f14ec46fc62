// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "app/trends/periods.h"

// London: summer time from 2026-03-29T01:00:00Z to 2026-10-25T01:00:00Z.
static const struct zone_transition transitions[] = {
	{{1761440400}, 0}, {{1774746000}, 3600}, {{1792890000}, 0}};
static const struct zone london = {transitions, 3};

static struct instant at(const char *text)
{
	struct instant instant = {0};
	assert_true(instant_parse(text_of(text), &instant));
	return instant;
}

static void assert_closed(const char *now, int32_t weeks, const char *from, const char *to)
{
	struct trend_period period =
		trends_period(&london, weeks, trends_closed(&london, weeks, at(now)));
	assert_int_equal(period.during.from.seconds, at(from).seconds);
	assert_int_equal(period.during.to.seconds, at(to).seconds);
}

static void a_week_is_closed_at_six_on_the_monday_after(void **state)
{
	(void)state;
	assert_closed("2026-11-23T05:59:59Z", 1, "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z");
	assert_closed("2026-11-23T06:00:00Z", 1, "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z");
	assert_closed("2026-11-29T23:59:59Z", 1, "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z");
}

static void a_week_in_which_the_clocks_change_is_longer_or_shorter(void **state)
{
	(void)state;
	assert_closed("2026-10-26T06:00:00Z", 1, "2026-10-18T23:00:00Z", "2026-10-26T00:00:00Z");
	assert_closed("2026-03-30T05:00:00Z", 1, "2026-03-23T00:00:00Z", "2026-03-29T23:00:00Z");
	assert_closed("2026-03-30T04:59:59Z", 1, "2026-03-16T00:00:00Z", "2026-03-23T00:00:00Z");
}

static void periods_of_four_weeks_follow_one_another_without_overlap(void **state)
{
	(void)state;
	int64_t number = trends_number(&london, 4, at("2026-11-20T12:00:00Z"));
	struct trend_period before = trends_period(&london, 4, number - 1);
	struct trend_period period = trends_period(&london, 4, number);
	assert_int_equal(before.during.to.seconds, period.during.from.seconds);
	assert_int_equal(trends_number(&london, 4, period.during.from), number);
	assert_int_equal(trends_number(&london, 4, instant_later(period.during.from, -1)), number - 1);
	assert_int_equal(period.during.to.seconds - period.during.from.seconds, 28 * SECONDS_PER_DAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_week_is_closed_at_six_on_the_monday_after),
		cmocka_unit_test(a_week_in_which_the_clocks_change_is_longer_or_shorter),
		cmocka_unit_test(periods_of_four_weeks_follow_one_another_without_overlap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
