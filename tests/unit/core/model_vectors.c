// SPDX-License-Identifier: MIT
// Load models against vectors of others (docs/load.md), at whole seconds.
#include "support/cmocka.h"

#include "core/model.h"
#include "support/numbers.h"

#include <math.h>
#include <stdlib.h>

#define SIZE(list) (sizeof list / sizeof list[0])

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

static struct instant day(double days)
{
	return (struct instant){llround(days * (double)SECONDS_PER_DAY)};
}

static void expect_near(size_t row, double found, double expected, double tolerance)
{
	if (!(fabs(found - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("row %zu: found %.17g, expected %.17g", row, found, expected);
}

static void add(const struct model *model, struct model_state *state, double days, double weight)
{
	model_add(model, state, day(days), weight);
}

static double value(const struct model *model, const struct model_state *state, double days)
{
	return model_at(model, state, day(days));
}

static void the_mean_of_irregular_days_is_that_of_pandas_and_of_polars(void **state)
{
	(void)state;
	static const struct {
		double day, dose, adjusted, plain;
	} rows[] = {
		{0, 0, 0, 0},
		{2, 1, 0.585786437626905, 0.292893218813452},
		{9, 2, 1.52388878049859, 1.492474117435891},
		{16, 4, 3.2336858398518338, 3.254508094850321},
	};
	struct model adjusted = {MODEL_EWM_MEAN, .mean = {4, true}};
	struct model plain = {MODEL_EWM_MEAN, .mean = {4, false}};
	struct model_state a = model_start(&adjusted, &arena), b = model_start(&plain, &arena);
	assert_true(isnan(value(&adjusted, &a, 0)) && isnan(value(&plain, &b, 0)));
	for (size_t i = 0; i < SIZE(rows); i++) {
		add(&adjusted, &a, rows[i].day, rows[i].dose);
		add(&plain, &b, rows[i].day, rows[i].dose);
		expect_near(i, value(&adjusted, &a, rows[i].day), rows[i].adjusted, 1e-13);
		expect_near(i, value(&plain, &b, rows[i].day), rows[i].plain, 1e-13);
		expect_near(i, value(&adjusted, &a, rows[i].day + 5), rows[i].adjusted, 1e-13);
	}
}

static void means_are_those_of_the_tests_of_pandas(void **state)
{
	(void)state;
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	static const char *const at[] = {
		"2020-01-01T00:00:00Z", "2020-01-10T00:04:05Z", "2020-02-23T05:00:23Z"};
	static const char *const names[] = {"expected_adjust_false", "expected_adjust_true"};
	for (int adjusted = 0; adjusted < 2; adjusted++) {
		const char *section = "weighted_mean_irregular_times";
		double values[3], expected[3];
		assert_int_equal(numbers_find(&file, section, "values", values, 3), 3);
		assert_int_equal(numbers_find(&file, section, names[adjusted], expected, 3), 3);
		struct model model = {MODEL_EWM_MEAN, .mean = {23, adjusted}};
		struct model_state mean = model_start(&model, &arena);
		for (size_t i = 0; i < 3; i++) {
			struct instant when;
			assert_true(instant_parse(text_of(at[i]), &when));
			model_add(&model, &mean, when, values[i]);
			expect_near(i, model_at(&model, &mean, when), expected[i], 1e-13);
		}
	}
	// "com" c is a half-life of ln 2 / ln(1 + 1/c); these numbers were printed with six places.
	static const char *const equal[] = {"adjust_false", "adjust_true"};
	for (int adjusted = 0; adjusted < 2; adjusted++) {
		const char *section = "weighted_mean_equal_times";
		double values[4], expected[4];
		assert_int_equal(numbers_find(&file, section, "values", values, 4), 4);
		assert_int_equal(numbers_find(&file, section, equal[adjusted], expected, 4), 4);
		struct model model = {MODEL_EWM_MEAN, .mean = {1000 * log(2) / log(1.5), adjusted}};
		struct model_state mean = model_start(&model, &arena);
		for (size_t i = 0; i < 4; i++) {
			add(&model, &mean, 1000 * (double)i, values[i]);
			expect_near(i, value(&model, &mean, 1000 * (double)i), expected[i], 1e-6);
		}
	}
	free(file.start);
}

static double one_of(const struct text_file *file, const char *section, const char *name)
{
	double number;
	assert_true(number_find(file, section, name, &number));
	return number;
}

// pandas names one decay by its alpha, its centre of mass, its span or its half-life, of one step.
static void a_half_life_is_the_alpha_com_and_span_that_pandas_says_it_is(void **state)
{
	(void)state;
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	const char *section = "parameter_equivalence";
	double alpha = one_of(&file, section, "alpha");
	struct model model = {
		MODEL_EWM_MEAN, .mean = {1000 * one_of(&file, section, "halflife"), false}};
	struct model_state mean = model_start(&model, &arena);
	add(&model, &mean, 0, 0);
	add(&model, &mean, 1000, 1);
	expect_near(0, mean.load.value, alpha, 1e-9);
	expect_near(1, 1 / (1 + one_of(&file, section, "com")), alpha, 1e-12);
	expect_near(2, 2 / (1 + one_of(&file, section, "span")), alpha, 1e-12);
	free(file.start);
}

static void the_means_of_one_dose_among_none_sum_to_it(void **state)
{
	(void)state;
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	const char *section = "impulse_area";
	double alpha = 2 / (1 + one_of(&file, section, "span")), sum = 0;
	struct model model = {MODEL_EWM_MEAN, .mean = {1000 * log(2) / -log1p(-alpha), false}};
	struct model_state mean = model_start(&model, &arena);
	for (int i = 0; i < (int)one_of(&file, section, "n"); i++) {
		add(&model, &mean, 1000 * i, i == (int)one_of(&file, section, "impulse_at"));
		sum += mean.load.value;
	}
	assert_true(fabs(sum - one_of(&file, section, "expected_sum")) <
				one_of(&file, section, "sum_tolerance"));
	free(file.start);
}

// The test's moving average of a long series, and one that starts from the mean of ten.
static void a_long_series_ends_as_in_the_test_of_vividcortex(void **state)
{
	(void)state;
	struct text_file file;
	if (!text_file_read("decay/decay_reference.json", &file))
		skip();
	double samples[1000];
	size_t count = numbers_find(&file, "long_series", "samples", samples, 1000);
	assert_true(count > 50);
	free(file.start);
	struct model model = {MODEL_EWM_MEAN, .mean = {1000 * log(2) / -log1p(-2.0 / 31), false}};
	struct model_state mean = model_start(&model, &arena);
	for (size_t i = 0; i < count; i++)
		add(&model, &mean, 1000 * (double)i, samples[i]);
	expect_near(0, mean.load.value, 4734.500946466118, 1e-8);
	model.mean.half_life_days = 1000 * log(2) / -log1p(-2.0 / 6);
	mean = model_start(&model, &arena);
	double first = 0;
	for (size_t i = 0; i < 10; i++)
		first += samples[i] / 10;
	add(&model, &mean, 0, first);
	for (size_t i = 10; i < count; i++)
		add(&model, &mean, 1000 * (double)i, samples[i]);
	expect_near(1, mean.load.value, 5015.397367486725, 1e-8);
}

// JorgeDelro/ACWR's fixture, which gives what Williams 2017 prints (1.25, 1.43): 21 days of 30,
// 7 of 50.
static void acute_over_chronic_is_that_of_the_package_acwr(void **state)
{
	(void)state;
	static const double ratios[] = {1.4285714285714286, 1.6666666666666667, 1.2497455413109075};
	for (int ratio = RATIO_COUPLED; ratio <= RATIO_EWMA; ratio++) {
		struct model model = {
			MODEL_ACUTE_CHRONIC, .acute_chronic = {7, 28, (enum model_ratio)ratio}};
		struct model_state load = model_start(&model, &arena);
		for (int i = 0; i < 28; i++) {
			assert_int_equal(isnan(value(&model, &load, i)) != 0, i < 27);
			add(&model, &load, i + 0.5, i < 21 ? 15 : 25);
			add(&model, &load, i + 0.7, i < 21 ? 15 : 25);
			if (i == 21 && ratio == RATIO_EWMA) { // undefined still, but known
				expect_near(21, load.more[2], 35, 1e-13);
				expect_near(21, load.more[3], 31.3793103448276, 1e-13);
			}
		}
		expect_near((size_t)ratio, value(&model, &load, 27.9), ratios[ratio], 1e-13);
		if (ratio == RATIO_EWMA) {
			expect_near(0, load.more[2], 47.330322265625, 1e-13);
			expect_near(1, load.more[3], 37.8719672934207, 1e-13);
		}
	}
}

static void short_and_long_loads_are_those_of_goldencheetah(void **state)
{
	(void)state;
	static const struct {
		int day;
		double lasting, brief;
	} rows[] = {
		{1, 2.3528313347756735, 13.312210024981841},
		{7, 15.351827510938573, 63.21205588285578},
		{10, 21.187237225468866, 76.03489635582243},
		{17, 17.934609112281514, 27.971675180908484},
	};
	for (int output = OUTPUT_SHORT; output <= OUTPUT_EXCESS; output++) {
		struct model model = {
			MODEL_TRAINING_LOAD, .training_load = {7, 42, (enum model_output)output}};
		struct model_state load = model_start(&model, &arena);
		size_t row = 0;
		for (int i = 1; i <= 17; i++) {
			if (i <= 10)
				add(&model, &load, i + 0.3, 100);
			if (i != rows[row].day)
				continue;
			double expected = output == OUTPUT_SHORT  ? rows[row].brief
							  : output == OUTPUT_LONG ? rows[row].lasting
													  : rows[row].brief - rows[row].lasting;
			expect_near(row, value(&model, &load, i + 0.9), expected, 1e-13);
			row++;
		}
		assert_int_equal(row, SIZE(rows));
	}
}

// Fitness 100 and fatigue 60, a day later 50 of each: 147.647…, 102.012…, and 56.378… left.
static void a_day_of_banister_is_that_of_a_published_calculator(void **state)
{
	(void)state;
	struct model model = {MODEL_FITNESS_FATIGUE, .fitness_fatigue = {7, 42, 2, 1}};
	struct model_state load = model_start(&model, &arena);
	add(&model, &load, 0, 60);
	for (int i = 0; i < 100; i++)
		model_attend(&model, &load, day(0));
	add(&model, &load, 1, 50);
	for (int i = 0; i < 50; i++)
		model_attend(&model, &load, day(1));
	expect_near(0, load.more[0], 102.01267398501089, 1e-13);
	expect_near(1, load.more[1], 147.64716866522434, 1e-13);
	expect_near(2, value(&model, &load, 1), 56.37817930479744, 1e-13);
	expect_near(3, value(&model, &load, 1), 56.36, 0.05 / 56);
}

static void a_delayed_load_peaks_later(void **state)
{
	(void)state;
	static const double rows[][2] = {{10, 38.95468082109352}, {30, 97.21633133562905},
		{40, 97.3225048459031}, {100, 35.63462756127454}};
	struct model model = {MODEL_DELAYED, .peak_days = 30};
	struct model_state load = model_start(&model, &arena);
	add(&model, &load, 0, 60);
	expect_near(0, value(&model, &load, 30), 60, 1e-13);
	add(&model, &load, 10, 40);
	for (size_t i = 0; i < SIZE(rows); i++)
		expect_near(i, value(&model, &load, rows[i][0]), rows[i][1], 1e-13);
}

static void half_life_loads_are_those_of_the_table(void **state)
{
	(void)state;
	static const double days[] = {3, 10, 10.5, 14, 28, 42, 90};
	static const struct {
		double half_life, loads[7];
	} rows[] = {
		{7, {84.579828674, 122.289914337, 141.382718737, 99.972679161, 24.993169790, 6.248292448,
				0.053895892}},
		{28, {95.705494850, 160.478407539, 183.504308012, 168.274192392, 118.987822539,
				 84.137096196, 25.641067272}},
		{180, {99.310841221, 176.669603787, 201.329769835, 198.634479190, 188.209348737,
				  178.331370748, 148.235793437}},
	};
	static const double doses[][2] = {{0, 60}, {3, 40}, {10, 80}, {10.5, 25}};
	for (size_t i = 0; i < SIZE(rows); i++) {
		struct model model = {MODEL_HALF_LIFE, .half_life_days = rows[i].half_life};
		struct model_state load = model_start(&model, &arena);
		size_t next = 0;
		for (size_t j = 0; j < SIZE(days); j++) {
			while (next < SIZE(doses) && doses[next][0] <= days[j]) {
				add(&model, &load, doses[next][0], doses[next][1]);
				next++;
			}
			expect_near(j, value(&model, &load, days[j]), rows[i].loads[j], 1e-9);
		}
		if (i == 0)
			assert_int_equal(model_falls_to(&model, &load, day(10.5), 50).seconds,
				(int64_t)ceil(20.99724052833018 * 86400));
	}
}

// Lucas & Crosier's table: what a chart shows after each deviation, without and with a head start.
static void a_cusum_is_that_of_lucas_and_crosier(void **state)
{
	(void)state;
	static const double z[] = {.8, 1.9, 1.4, 2.0, 1.1, .7, 2.6};
	static const double plain[] = {.3, 1.7, 2.6, 4.1, 4.7, 4.9, 7.0};
	static const double started[] = {2.8, 4.2, 5.1, 6.6, 7.2, 7.4, 9.5};
	for (int head = 0; head < 2; head++) {
		struct model model = {MODEL_CHANGE, .change = {.chart = CHART_CUSUM,
												.span = SPAN_CALENDAR_DAY,
												.mean = 10,
												.deviation = 4,
												.allowance = 0.5,
												.head_start = head ? 2.5 : 0}};
		struct model_state chart = model_start(&model, &arena);
		assert_true(isnan(value(&model, &chart, 0)));
		for (size_t i = 0; i < SIZE(z); i++) {
			add(&model, &chart, (double)i + 0.4, 10 + 4 * z[i]);
			expect_near(
				i, value(&model, &chart, (double)i + 1), (head ? started : plain)[i], 1e-12);
		}
	}
}

// NIST handbook 6.3.2.4: mean 50, λ 0.3; the table is of Z to two places.
static void an_ewma_chart_is_that_of_the_nist_handbook(void **state)
{
	(void)state;
	static const double x[] = {52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6,
		47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
	static const double z[] = {50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
		50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99};
	struct model model = {MODEL_CHANGE, .change = {.chart = CHART_EWMA,
											.span = SPAN_CALENDAR_DAY,
											.mean = 50,
											.deviation = 2.0539,
											.smoothing = 0.3}};
	struct model_state chart = model_start(&model, &arena);
	double sigma = (52.5884 - 50) / 3;
	for (size_t i = 0; i < SIZE(x); i++) {
		add(&model, &chart, (double)i, x[i]);
		double found = 50 + sigma * value(&model, &chart, (double)i + 1);
		assert_true(fabs(found - z[i]) < 0.0051);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_mean_of_irregular_days_is_that_of_pandas_and_of_polars),
		TEST(means_are_those_of_the_tests_of_pandas),
		TEST(a_half_life_is_the_alpha_com_and_span_that_pandas_says_it_is),
		TEST(the_means_of_one_dose_among_none_sum_to_it),
		TEST(a_long_series_ends_as_in_the_test_of_vividcortex),
		TEST(acute_over_chronic_is_that_of_the_package_acwr),
		TEST(short_and_long_loads_are_those_of_goldencheetah),
		TEST(a_day_of_banister_is_that_of_a_published_calculator),
		TEST(a_delayed_load_peaks_later),
		TEST(half_life_loads_are_those_of_the_table),
		TEST(a_cusum_is_that_of_lucas_and_crosier),
		TEST(an_ewma_chart_is_that_of_the_nist_handbook),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
