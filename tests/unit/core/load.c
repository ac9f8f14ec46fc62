// SPDX-License-Identifier: MIT
// Vectors of other projects: their numbers, computed elsewhere, at whole seconds.
#include "support/cmocka.h"

#include "core/load.h"
#include "support/numbers.h"

#include <math.h>
#include <stdlib.h>

#define LN2 0.69314718055994530942

static struct instant day(double days)
{
	return (struct instant){llround(days * (double)SECONDS_PER_DAY)};
}

static void expect_near(size_t row, double found, double expected, double tolerance)
{
	if (!(fabs(found - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("row %zu: found %.17g, expected %.17g", row, found, expected);
}

// The half-life sum of the series that pandas and polars use for their weighted means:
// 2020-01-01, 01-03, 01-10, 01-15 (nothing), 01-17; half-life 4 days.
static void a_sum_over_irregular_days_is_that_of_pandas(void **state)
{
	(void)state;
	static const struct {
		double day, weight, sum;
	} rows[] = {
		{0, 0, 0},
		{2, 1, 1},
		{9, 2, 2.29730177875068},
		{14, 0, 0.965896415253715},
		{16, 4, 4.682991905149679},
	};
	struct load load = LOAD_NONE;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		load_add(&load, 4, day(rows[i].day), rows[i].weight);
		expect_near(i, load_at(load, 4, day(rows[i].day)), rows[i].sum, 1e-14);
	}
}

// go-metrics' moving averages fall as 0.6·e^(−m/τ): a half-life of τ·ln 2.
static void one_dose_fades_as_in_go_metrics(void **state)
{
	(void)state;
	static const struct {
		double tau, steps, expected;
	} rows[] = {
		{1, 1, 0.22072766470286553},
		{1, 2, 0.08120116994196772},
		{1, 3, 0.029872241020718428},
		{5, 1, 0.49123845184678905},
		{5, 5, 0.2207276647028654},
		{15, 1, 0.5613041910189706},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct load load = LOAD_NONE;
		load_add(&load, rows[i].tau * LN2, day(0), 0.6);
		expect_near(
			i, load_at(load, rows[i].tau * LN2, day(rows[i].steps)), rows[i].expected, 1e-14);
	}
}

static void one_dose_fades_as_in_the_reference_data(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		double tau;
	} rows[] = {{"tau_1", 1}, {"tau_5", 5}, {"tau_15", 15}};
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		double expected[64];
		size_t count = numbers_find(&file, "pure_exponential_decay", rows[i].name, expected, 64);
		assert_int_equal(count, 16);
		struct load load = LOAD_NONE;
		load_add(&load, rows[i].tau * LN2, day(0), expected[0]);
		for (size_t step = 0; step < count; step++)
			expect_near(i * 100 + step, load_at(load, rows[i].tau * LN2, day((double)step)),
				expected[step], 1e-14);
	}
	free(file.start);
}

static void a_missing_day_still_fades_as_in_the_reference_data(void **state)
{
	(void)state;
	double values[8], expected[8];
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	assert_int_equal(numbers_find(&file, "decayed_sum", "values", values, 8), 4);
	assert_int_equal(
		numbers_find(&file, "decayed_sum", "expected_missing_day_still_decays", expected, 8), 4);
	struct load load = LOAD_NONE;
	for (size_t i = 0; i < 4; i++) {
		if (!isnan(values[i]))
			load_add(&load, 1, day((double)i), values[i]);
		expect_near(i, load_at(load, 1, day((double)i)), expected[i], 1e-14);
	}
	free(file.start);
}

// (day, weight): (0, 60) (3, 40) (10, 80) (10.5, 25).
static const struct dose four_doses[] = {
	{{0}, {{{1}}}, 60},
	{{3 * 86400}, {{{2}}}, 40},
	{{10 * 86400}, {{{3}}}, 80},
	{{10 * 86400 + 43200}, {{{4}}}, 25},
};

static void four_doses_are_summed_at_three_half_lives(void **state)
{
	(void)state;
	static const double half_lives[] = {7, 28, 180};
	static const struct {
		double day;
		double expected[3];
	} rows[] = {
		{3, {84.579828674, 95.705494850, 99.310841221}},
		{10, {122.289914337, 160.478407539, 176.669603787}},
		{10.5, {141.382718737, 183.504308012, 201.329769835}},
		{14, {99.972679161, 168.274192392, 198.634479190}},
		{28, {24.993169790, 118.987822539, 188.209348737}},
		{42, {6.248292448, 84.137096196, 178.331370748}},
		{90, {0.053895892, 25.641067272, 148.235793437}},
	};
	for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
		for (size_t i = 0; i < 3; i++) {
			size_t count = 0;
			while (count < 4 && four_doses[count].at.seconds <= day(rows[row].day).seconds)
				count++;
			struct load load = load_fold(half_lives[i], four_doses, count);
			double found = load_at(load, half_lives[i], day(rows[row].day));
			if (fabs(found - rows[row].expected[i]) > 5.1e-10)
				fail_msg("day %g, half-life %g: found %.12g", rows[row].day, half_lives[i], found);
		}
	}
}

static void a_load_falls_to_a_level_at_the_first_second_it_is_there(void **state)
{
	(void)state;
	struct load load = load_fold(7, four_doses, 4);
	struct instant fall = load_falls_to(load, 7, 50);
	assert_int_equal(fall.seconds, (int64_t)ceil(20.99724052833018 * 86400));
	assert_true(load_at(load, 7, fall) <= 50);
	assert_true(load_at(load, 7, instant_later(fall, -1)) > 50);
}

static void half_of_a_load_is_left_after_exactly_one_half_life(void **state)
{
	(void)state;
	struct load load = {100, {1000}};
	assert_int_equal(load_falls_to(load, 28, 50).seconds, 1000 + 28 * SECONDS_PER_DAY);
	assert_int_equal(load_falls_to(load, 28, 25).seconds, 1000 + 56 * SECONDS_PER_DAY);
	assert_true(load_at(load, 28, (struct instant){1000 + 28 * SECONDS_PER_DAY}) == 50);
}

static void a_load_that_is_already_there_falls_now(void **state)
{
	(void)state;
	struct load load = {100, {1000}};
	assert_int_equal(load_falls_to(load, 28, 100).seconds, 1000);
	assert_int_equal(load_falls_to(load, 28, 200).seconds, 1000);
	assert_int_equal(load_falls_to(load, 28, nextafter(100, 0)).seconds, 1001);
}

static void a_late_dose_adds_what_is_left_of_it(void **state)
{
	(void)state;
	struct load load = LOAD_NONE;
	load_add(&load, 28, day(56), 10);
	load_add(&load, 28, day(0), 40);
	assert_true(load.value == 20);
	assert_int_equal(load.at.seconds, day(56).seconds);
}

static void reading_a_load_does_not_change_it(void **state)
{
	(void)state;
	const struct load load = {100, {0}};
	double once = load_at(load, 7, day(30));
	for (int i = 0; i < 1000; i++)
		assert_true(load_at(load, 7, day(30)) == once);
	assert_true(load_at(LOAD_NONE, 7, day(1)) == 0);
	assert_true(load_at(load, 7, INSTANT_NEVER) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sum_over_irregular_days_is_that_of_pandas),
		cmocka_unit_test(one_dose_fades_as_in_go_metrics),
		cmocka_unit_test(one_dose_fades_as_in_the_reference_data),
		cmocka_unit_test(a_missing_day_still_fades_as_in_the_reference_data),
		cmocka_unit_test(four_doses_are_summed_at_three_half_lives),
		cmocka_unit_test(a_load_falls_to_a_level_at_the_first_second_it_is_there),
		cmocka_unit_test(half_of_a_load_is_left_after_exactly_one_half_life),
		cmocka_unit_test(a_load_that_is_already_there_falls_now),
		cmocka_unit_test(a_late_dose_adds_what_is_left_of_it),
		cmocka_unit_test(reading_a_load_does_not_change_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
