// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>

#include "web/load_chart.h"
#include "json/policy.h"

#define NOW_DAY 1000
#define MOST_POINTS 4096

static struct arena arena;
static struct policy policy;
static struct course course;

struct point {
	double x, y;
};

static struct logged_exposure entry(double days_ago, double dose)
{
	return (struct logged_exposure){
		.exposure = {.category = TEXT("INC_SUICIDE"),
			.occurred_at = {(int64_t)((NOW_DAY - days_ago) * (double)SECONDS_PER_DAY)}},
		.dose = dose,
	};
}

static struct load_chart chart_of(const struct logged_exposure *log, size_t count)
{
	struct load_chart chart;
	struct fault fault = {0};
	struct instant now = {NOW_DAY * SECONDS_PER_DAY};
	assert_int_equal(course_of(&policy, TEXT("response"), &(struct course_log){log, count, NULL, 0},
						 now, &arena, &course, &fault),
		STATUS_OK);
	assert_int_equal(load_chart_of(&course, 0, now, &arena, &chart, &fault), STATUS_OK);
	return chart;
}

static size_t read_points(struct text text, struct point *points)
{
	size_t count = 0;
	while (text.length) {
		struct text point = text_cut(&text, ' '), y = point;
		struct text x = text_cut(&y, ',');
		assert_true(count < MOST_POINTS);
		assert_true(text_to_number(x, &points[count].x) && text_to_number(y, &points[count].y));
		assert_true(points[count].x >= 0 && points[count].x <= LOAD_CHART_WIDTH);
		assert_true(points[count].y >= 0 && points[count].y <= LOAD_CHART_HEIGHT);
		count++;
	}
	return count;
}

static void the_load_jumps_at_an_entry_and_fades_after_it(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	const struct logged_exposure log[] = {entry(28, 200)};
	struct load_chart chart = chart_of(log, 1);
	size_t count = read_points(chart.load, points), jumps = 0;
	for (size_t i = 1; i < count; i++) {
		assert_true(points[i].x >= points[i - 1].x);
		if (points[i].y < points[i - 1].y - 0.11) {
			jumps++;
			assert_true(fabs(points[i].x - points[i - 1].x) < 1e-9);
			assert_true(fabs(points[i - 1].y - chart.base_y) < 0.06);
			assert_true(fabs(points[i].x - chart.entries[0].x) < 0.06);
		}
	}
	assert_int_equal(jumps, 1);
	// After a half-life half of its height is left.
	double tallest = chart.base_y;
	for (size_t i = 0; i < count; i++)
		tallest = fmin(tallest, points[i].y);
	assert_true(fabs((chart.base_y - chart.now_y) * 2 - (chart.base_y - tallest)) < 0.2);
	assert_true(fabs(points[count - 1].x - chart.now_x) < 0.06);
	assert_true(fabs(points[count - 1].y - chart.now_y) < 0.06);
}

static void what_is_over_the_line_is_marked_where_it_is_over(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	// Over 180 for a few days, twice, and still.
	const struct logged_exposure log[] = {entry(40, 200), entry(20, 150), entry(1, 100)};
	struct load_chart chart = chart_of(log, 3);
	assert_int_equal(chart.over_count, 3);
	for (size_t i = 0; i < chart.over_count; i++) {
		size_t count = read_points(chart.over[i], points);
		assert_true(count >= 3);
		assert_true(fabs(points[0].y - chart.line_y) < 0.06);
		assert_true(fabs(points[count - 1].y - chart.line_y) < 0.06);
		for (size_t j = 0; j < count; j++)
			assert_true(points[j].y <= chart.line_y + 0.06);
	}
}

static void without_entries_there_is_a_line_and_no_load(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	struct load_chart chart = chart_of(NULL, 0);
	size_t count = read_points(chart.load, points);
	assert_true(count > 1);
	for (size_t i = 0; i < count; i++)
		assert_true(fabs(points[i].y - chart.base_y) < 0.06);
	assert_int_equal(chart.over_count, 0);
	assert_int_equal(chart.entries_count, 0);
	assert_true(chart.line_y > 0 && chart.line_y < chart.base_y);
}

static void what_is_older_than_the_picture_still_weighs_and_has_no_lollipop(void **state)
{
	(void)state;
	const struct logged_exposure log[] = {entry(56, 200)};
	struct load_chart chart = chart_of(log, 1);
	assert_int_equal(chart.entries_count, 0);
	assert_true(chart.now_y < chart.base_y - 1);
}

static void a_thousand_entries_at_any_weight_stay_in_the_picture(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	static struct logged_exposure log[1000];
	for (int power = -3; power <= 6; power++) {
		for (int i = 0; i < 1000; i++)
			log[i] = entry(60 - i * 0.06, pow(10, power));
		struct load_chart chart = chart_of(log, 1000);
		read_points(chart.load, points);
		read_points(chart.area, points);
		read_points(chart.falling, points);
		assert_int_equal(chart.grid[0].value, 0);
		for (size_t i = 0; i < chart.entries_count; i++)
			assert_true(chart.entries[i].y > 0 && chart.entries[i].y <= chart.entries_y);
	}
}

static struct load_chart chart_for(
	const char *profile, const struct logged_exposure *log, size_t count)
{
	struct load_chart chart;
	struct instant now = {NOW_DAY * SECONDS_PER_DAY};
	assert_int_equal(course_of(&policy, text_of(profile), &(struct course_log){log, count, NULL, 0},
						 now, &arena, &course, NULL),
		STATUS_OK);
	assert_int_equal(load_chart_of(&course, 0, now, &arena, &chart, NULL), STATUS_OK);
	return chart;
}

static void minutes_of_a_day_fall_straight_down_at_midnight(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	struct logged_exposure log[] = {entry(10.5, 80), entry(5.25, 80)};
	for (size_t i = 0; i < 2; i++) {
		log[i].exposure.category = TEXT("MAT_CSAM_A");
		log[i].exposure.minutes = 250;
	}
	struct load_chart chart = chart_for("reviewer", log, 2);
	size_t count = read_points(chart.load, points), up = 0, down = 0;
	for (size_t i = 1; i < count; i++) {
		double rise = points[i - 1].y - points[i].y;
		assert_true(points[i].x - points[i - 1].x < 0.06 || fabs(rise) < 0.06);
		up += rise > 1;
		down += rise < -1;
	}
	assert_int_equal(up, 2);
	assert_int_equal(down, 2);
	assert_int_equal(chart.over_count, 2); // 250 of 240
}

static void a_chart_without_a_baseline_draws_no_load_and_never_0(void **state)
{
	(void)state;
	struct logged_exposure log[] = {entry(10, 8)};
	log[0].exposure.category = TEXT("INT_DISTRESS");
	struct load_chart chart = chart_for("front_desk", log, 1);
	assert_int_equal(chart.load.length, 0);
	assert_int_equal(chart.area.length, 0);
	assert_int_equal(chart.falling.length, 0);
	assert_false(chart.now_shown);
	assert_int_equal(chart.entries_count, 1);
}

static void a_chart_is_drawn_from_its_baseline_on(void **state)
{
	(void)state;
	static struct point points[MOST_POINTS];
	static struct logged_exposure log[100];
	for (int i = 0; i < 100; i++) {
		log[i] = entry(100 - i, i % 14 < 7 ? 8 : 16);
		log[i].exposure.category = TEXT("INT_DISTRESS");
	}
	struct load_chart chart = chart_for("front_desk", log, 100);
	size_t count = read_points(chart.load, points);
	assert_true(count > 1 && points[0].x > chart.left + 10);
	assert_true(chart.now_shown);
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
		cmocka_unit_test(the_load_jumps_at_an_entry_and_fades_after_it),
		cmocka_unit_test(what_is_over_the_line_is_marked_where_it_is_over),
		cmocka_unit_test(without_entries_there_is_a_line_and_no_load),
		cmocka_unit_test(what_is_older_than_the_picture_still_weighs_and_has_no_lollipop),
		cmocka_unit_test(a_thousand_entries_at_any_weight_stay_in_the_picture),
		cmocka_unit_test(minutes_of_a_day_fall_straight_down_at_midnight),
		cmocka_unit_test(a_chart_without_a_baseline_draws_no_load_and_never_0),
		cmocka_unit_test(a_chart_is_drawn_from_its_baseline_on),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
