// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <math.h>

#include "app/loads/course.h"
#include "json/policy.h"

static struct arena arena;
static struct policy policy;

static struct logged_exposure entry(const char *category, int64_t days, double dose)
{
	return (struct logged_exposure){
		.exposure = {.category = text_of(category), .occurred_at = {days * SECONDS_PER_DAY}},
		.dose = dose,
	};
}

static struct course course_at(
	const char *profile, const struct logged_exposure *log, size_t count, int64_t days)
{
	struct course course;
	struct fault fault = {0};
	struct instant at = {days * SECONDS_PER_DAY};
	if (course_of(&policy, text_of(profile), &(struct course_log){log, count, NULL, 0}, at, &arena,
			&course, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	return course;
}

static void assert_near(double a, double b)
{
	if (fabs(a - b) > 1e-9 * fmax(fabs(a), fabs(b)))
		fail_msg("%.17g is not %.17g", a, b);
}

static void what_is_left_of_an_entry_halves_with_every_half_life(void **state)
{
	(void)state;
	const struct logged_exposure log[] = {entry("INC_SUICIDE", 0, 50)};
	assert_near(course_at("response", log, 1, 0).entries[0].left[0], 50);
	assert_near(course_at("response", log, 1, 28).entries[0].left[0], 25);
	assert_near(course_at("response", log, 1, 84).entries[0].left[0], 6.25);
}

static void what_is_left_of_the_entries_sums_to_the_load(void **state)
{
	(void)state;
	struct logged_exposure log[200];
	for (int i = 0; i < 200; i++)
		log[i] = entry(i % 3 ? "INC_SUICIDE" : "INT_DISTRESS", i * 2, 1 + i % 17);
	struct course course = course_at("response", log, 200, 300);
	double sum = 0;
	assert_int_equal(course.entry_count, 151);
	for (size_t i = 0; i < course.entry_count; i++)
		sum += course.entries[i].left[0] == COURSE_UNCOUNTED ? 0 : course.entries[i].left[0];
	assert_int_equal(course.line_count, 1);
	assert_near(sum, course.lines[0].load);
}

static void an_entry_that_a_line_does_not_sum_is_there_and_uncounted(void **state)
{
	(void)state;
	const struct logged_exposure log[] = {
		entry("INC_SUICIDE", 0, 50), entry("INT_DISTRESS", 1, 8), entry("GONE", 2, 5)};
	struct course course = course_at("response", log, 3, 3);
	assert_int_equal(course.entry_count, 3);
	assert_true(course.entries[1].left[0] == COURSE_UNCOUNTED);
	assert_true(course.entries[2].left[0] == COURSE_UNCOUNTED); // no longer in the policy
	assert_true(course.entries[1].dose == 8);
}

static void a_chart_has_entries_and_no_load_before_its_baseline(void **state)
{
	(void)state;
	const struct logged_exposure log[] = {entry("INT_DISTRESS", 0, 8)};
	struct course course = course_at("front_desk", log, 1, 1);
	assert_int_equal(course.line_count, 1);
	assert_int_equal(course.entry_count, 1);
	assert_true(isnan(course.lines[0].load));
	assert_int_equal(course.lines[0].level, -1);
	assert_true(course.lines[0].falls.seconds == INSTANT_NEVER.seconds);
	assert_true(course.entries[0].added[0] == 8);
	assert_true(isnan(course.entries[0].left[0])); // a chart has no parts
}

static void minutes_of_material_count_until_their_day_and_week_are_over(void **state)
{
	(void)state;
	// 1970-01-01 was a Thursday: day 3 is a Sunday, day 4 a Monday.
	struct logged_exposure log[] = {entry("MAT_CSAM_A", 2, 40), entry("MAT_CSAM_A", 3, 24)};
	log[0].exposure.minutes = 100;
	log[1].exposure.minutes = EXPOSURE_UNKNOWN;
	log[1].exposure.items = 120; // of half a minute
	struct course sunday = course_at("reviewer", log, 2, 3),
				  monday = course_at("reviewer", log, 2, 4);
	assert_int_equal(sunday.line_count, 2);
	assert_true(sunday.lines[0].load == 60 && sunday.lines[1].load == 160);
	assert_true(sunday.entries[0].left[0] == 0 && sunday.entries[0].left[1] == 100);
	assert_true(sunday.entries[1].left[0] == 60 && sunday.entries[1].added[0] == 60);
	assert_true(monday.lines[0].load == 0 && monday.lines[1].load == 0);
}

static void an_empty_log_has_no_load(void **state)
{
	(void)state;
	struct course course = course_at("response", NULL, 0, 1);
	assert_int_equal(course.entry_count, 0);
	assert_true(course.lines[0].load == 0);
	assert_int_equal(course.lines[0].level, -1);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) != STATUS_OK;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_of_an_entry_halves_with_every_half_life),
		cmocka_unit_test(what_is_left_of_the_entries_sums_to_the_load),
		cmocka_unit_test(an_entry_that_a_line_does_not_sum_is_there_and_uncounted),
		cmocka_unit_test(a_chart_has_entries_and_no_load_before_its_baseline),
		cmocka_unit_test(minutes_of_material_count_until_their_day_and_week_are_over),
		cmocka_unit_test(an_empty_log_has_no_load),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
