// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/cover.h"

#define HOUR 3600

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct interval hours(int64_t from, int64_t to)
{
	return (struct interval){{from * HOUR}, {to * HOUR}};
}

static struct cover cover_of(const struct interval *intervals, size_t count)
{
	struct cover cover;
	assert_int_equal(cover_prepare(intervals, count, &arena, &cover, NULL), STATUS_OK);
	return cover;
}

static void the_limit_is_two_or_fifteen_per_cent_but_one_may_always_go(void **state)
{
	(void)state;
	static const struct {
		size_t on_duty, limit;
	} rows[] = {
		{0, SIZE_MAX}, {1, 1}, {6, 1}, {7, 1}, {13, 1}, {14, 2}, {19, 2}, {20, 2}, {200, 2}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_true(cover_limit(&roster_rules_default, rows[i].on_duty) == rows[i].limit);
	struct roster_rules rules = roster_rules_default;
	rules.cover_people = 100; // fifteen per cent alone, rounded down
	assert_true(cover_limit(&rules, 19) == 2 && cover_limit(&rules, 20) == 3);
	rules.cover_least = 0;
	assert_true(cover_limit(&rules, 6) == 0 && cover_limit(&rules, 7) == 1);
}

static void those_who_are_away_at_the_same_moment_count(void **state)
{
	(void)state;
	struct interval duty[14];
	const struct interval away[] = {hours(8, 9), hours(9, 10), hours(10, 12), hours(11, 12)};
	for (size_t i = 0; i < 14; i++)
		duty[i] = hours(6, 14);
	struct cover on_duty = cover_of(duty, 14), all = cover_of(away, 4), two = cover_of(away, 2);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &two, hours(8, 10)), ROSTER_FITS);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &all, hours(9, 11)), ROSTER_FITS);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &all, hours(10, 12)), ROSTER_SHORT_COVER);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &all, hours(11, 12)), ROSTER_SHORT_COVER);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &all, hours(12, 13)), ROSTER_FITS);
}

static void who_goes_home_during_the_session_is_no_cover(void **state)
{
	(void)state;
	struct interval duty[14];
	const struct interval away[] = {hours(12, 16)};
	for (size_t i = 0; i < 14; i++)
		duty[i] = i ? hours(6, 18) : hours(6, 14);
	struct cover on_duty = cover_of(duty, 14), other = cover_of(away, 1);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &other, hours(12, 14)), ROSTER_FITS);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &other, hours(13, 15)), ROSTER_SHORT_COVER);
}

static void a_team_that_is_not_on_duty_needs_no_cover_until_it_is(void **state)
{
	(void)state;
	const struct interval duty[] = {hours(6, 14)}, away[] = {hours(4, 8)};
	struct cover on_duty = cover_of(duty, 1), other = cover_of(away, 1), none = cover_of(NULL, 0);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &other, hours(4, 6)), ROSTER_FITS);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &other, hours(5, 7)), ROSTER_SHORT_COVER);
	assert_int_equal(
		cover_allows(&roster_rules_default, &on_duty, &none, hours(5, 7)), ROSTER_FITS);
	assert_int_equal(cover_allows(&roster_rules_default, &none, &none, hours(5, 7)), ROSTER_FITS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_limit_is_two_or_fifteen_per_cent_but_one_may_always_go),
		TEST(those_who_are_away_at_the_same_moment_count),
		TEST(who_goes_home_during_the_session_is_no_cover),
		TEST(a_team_that_is_not_on_duty_needs_no_cover_until_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
