// SPDX-License-Identifier: MIT
// What each kind of load model does at its edges; numbers of others are in model_vectors.c.
#include "support/cmocka.h"

#include "core/model.h"

#include <math.h>

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

static struct instant at(const char *text)
{
	struct instant instant = {0};
	assert_true(instant_parse(text_of(text), &instant));
	return instant;
}

static struct instant hours(double count)
{
	return (struct instant){(int64_t)(count * 3600)};
}

static void expect_at(struct instant found, struct instant expected)
{
	assert_int_equal(found.seconds, expected.seconds);
}

static void a_dose_leaves_the_window_as_the_span_has_passed(void **state)
{
	(void)state;
	struct model model = {MODEL_WINDOW, .window = {SPAN_ELAPSED, 2}};
	struct model_state load = model_start(&model, &arena);
	model_add(&model, &load, hours(1), 5);
	model_add(&model, &load, hours(1), 1);
	model_add(&model, &load, hours(3), 2);
	assert_int_equal(load.more_count, 4);
	assert_true(model_at(&model, &load, instant_later(hours(49), -1)) == 8);
	assert_true(model_at(&model, &load, hours(49)) == 2);
	expect_at(model_next_step(&model, &load, hours(3)), hours(49));
	expect_at(model_next_step(&model, &load, hours(49)), hours(51));
	expect_at(model_next_step(&model, &load, hours(51)), INSTANT_NEVER);
	expect_at(model_falls_to(&model, &load, hours(3), 7), hours(49));
	expect_at(model_falls_to(&model, &load, hours(3), 0), hours(51));
	expect_at(model_reaches(&model, &load, hours(3), 8), hours(3));
	model_add(&model, &load, hours(50), 1);
	assert_int_equal(load.more_count, 4);
	assert_true(load.load.value == 3);
}

static void a_window_of_very_many_doses_is_bounded_and_never_holds_too_little(void **state)
{
	(void)state;
	struct model model = {MODEL_WINDOW, .window = {SPAN_ELAPSED, 1}};
	struct model_state load = model_start(&model, &arena);
	for (int i = 0; i < 3 * SECONDS_PER_DAY; i += 7) {
		model_add(&model, &load, (struct instant){i}, 1);
		assert_true(load.more_count <= 2 * MODEL_WINDOW_LIMIT);
		double exact = fmin(i / 7 + 1, ceil(86400 / 7.0));
		assert_true(load.load.value >= exact - 1 && load.load.value <= exact * 1.01 + 1);
	}
}

static void a_calendar_week_ends_where_clocks_say(void **state)
{
	(void)state;
	const struct zone_transition transitions[] = {
		{at("2025-10-26T01:00:00Z"), 0},
		{at("2026-03-29T01:00:00Z"), 3600},
		{at("2026-10-25T01:00:00Z"), 0},
	};
	const struct zone london = {transitions, 3};
	struct model week = {MODEL_WINDOW, &london, .window = {SPAN_CALENDAR_WEEK, 0}};
	struct model day = {MODEL_WINDOW, &london, .window = {SPAN_CALENDAR_DAY, 0}};
	static const struct {
		const char *dose, *day_ends, *week_ends;
	} rows[] = {
		{"2026-03-29T00:30:00Z", "2026-03-29T23:00:00Z", "2026-03-29T23:00:00Z"},
		{"2026-10-24T23:30:00Z", "2026-10-26T00:00:00Z", "2026-10-26T00:00:00Z"},
		{"2026-07-01T23:30:00Z", "2026-07-02T23:00:00Z", "2026-07-05T23:00:00Z"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct model_state a = model_start(&day, &arena), b = model_start(&week, &arena);
		struct instant dose = at(rows[i].dose);
		model_add(&day, &a, dose, 3);
		model_add(&week, &b, dose, 3);
		model_add(&week, &b, instant_later(dose, -8 * SECONDS_PER_DAY), 4);
		expect_at(model_next_step(&day, &a, dose), at(rows[i].day_ends));
		expect_at(model_next_step(&week, &b, dose), at(rows[i].week_ends));
		expect_at(model_falls_to(&day, &a, dose, 2), at(rows[i].day_ends));
		assert_true(model_at(&day, &a, instant_later(at(rows[i].day_ends), -1)) == 3);
		assert_true(model_at(&day, &a, at(rows[i].day_ends)) == 0);
		assert_true(model_at(&week, &b, dose) == 3);
	}
}

static void a_delayed_load_reaches_a_level_on_its_way_up_and_falls_to_it_after(void **state)
{
	(void)state;
	struct model model = {MODEL_DELAYED, .peak_days = 30};
	struct model_state load = model_start(&model, &arena);
	model_add(&model, &load, hours(0), 100);
	struct instant up = model_reaches(&model, &load, hours(0), 80);
	struct instant down = model_falls_to(&model, &load, up, 80);
	assert_true(up.seconds > 0 && up.seconds < 30 * SECONDS_PER_DAY);
	assert_true(down.seconds > 30 * SECONDS_PER_DAY);
	assert_true(model_at(&model, &load, up) >= 80);
	assert_true(model_at(&model, &load, instant_later(up, -1)) < 80);
	expect_at(model_reaches(&model, &load, hours(0), 100.001), INSTANT_NEVER);
	expect_at(model_falls_to(&model, &load, hours(0), 80), hours(0));
	expect_at(model_reaches(&model, &load, down, 80.1), INSTANT_NEVER);
}

static void attended_sessions_take_from_fatigue_and_it_comes_back(void **state)
{
	(void)state;
	struct model model = {MODEL_FITNESS_FATIGUE, .fitness_fatigue = {42, 7, 1, 10}};
	struct model_state load = model_start(&model, &arena);
	model_add(&model, &load, hours(0), 30);
	model_attend(&model, &load, hours(0));
	assert_true(load.load.value == 20);
	struct instant again = model_reaches(&model, &load, hours(0), 21.5);
	assert_true(model_at(&model, &load, again) >= 21.5 && again.seconds > 0);
	assert_true(model_at(&model, &load, instant_later(again, -1)) < 21.5);
}

static void a_mean_is_undefined_before_a_dose_and_stands_still_after(void **state)
{
	(void)state;
	struct model model = {MODEL_EWM_MEAN, .mean = {7, true}};
	struct model_state mean = model_start(&model, &arena);
	expect_at(model_undefined(&model, &mean, hours(5)), hours(5));
	expect_at(model_falls_to(&model, &mean, hours(5), 1000), INSTANT_NEVER);
	model_add(&model, &mean, hours(5), 10);
	expect_at(model_undefined(&model, &mean, hours(5)), INSTANT_NEVER);
	assert_true(model_at(&model, &mean, hours(1e7)) == 10);
	expect_at(model_falls_to(&model, &mean, hours(6), 10), hours(6));
	expect_at(model_falls_to(&model, &mean, hours(6), 9), INSTANT_NEVER);
}

static void a_ratio_over_nothing_is_undefined_and_so_is_one_not_warmed_up(void **state)
{
	(void)state;
	struct model model = {MODEL_ACUTE_CHRONIC, .acute_chronic = {7, 28, RATIO_UNCOUPLED}};
	struct model_state load = model_start(&model, &arena);
	model_add(&model, &load, hours(12), 10);
	struct instant warm = hours(27 * 24);
	assert_true(isnan(model_at(&model, &load, instant_later(warm, -1))));
	assert_true(model_at(&model, &load, warm) == 0);
	expect_at(model_next_step(&model, &load, hours(12)), warm);
	// The dose leaves the chronic mean a day later.
	assert_true(isnan(model_at(&model, &load, hours(28 * 24))));
	expect_at(model_undefined(&model, &load, warm), hours(28 * 24));
	expect_at(model_falls_to(&model, &load, hours(12), 0), warm);
	expect_at(model_falls_to(&model, &load, hours(28 * 24), 0), INSTANT_NEVER);
}

static struct model own_chart(double head_start)
{
	return (struct model){MODEL_CHANGE, .change = {.chart = CHART_CUSUM,
											.span = SPAN_CALENDAR_DAY,
											.baseline_periods = 4,
											.allowance = 0.5,
											.head_start = head_start}};
}

static void a_chart_begins_when_its_own_baseline_is_there(void **state)
{
	(void)state;
	struct model model = own_chart(2.5);
	struct model_state chart = model_start(&model, &arena);
	model_add(&model, &chart, hours(10), 4);
	model_add(&model, &chart, hours(34), 8);
	// Sums 4, 8, 0, 0: mean 3, deviation √(44/3).
	assert_true(isnan(model_at(&model, &chart, instant_later(hours(96), -1))));
	assert_true(model_at(&model, &chart, hours(96)) == 2.5);
	expect_at(model_next_step(&model, &chart, hours(34)), hours(96));
	model_add(&model, &chart, hours(100), 20);
	double up = 2.5 + 17 / sqrt(44.0 / 3) - 0.5;
	assert_true(fabs(model_at(&model, &chart, hours(120)) - up) < 1e-12);
	expect_at(model_reaches(&model, &chart, hours(100), 5), hours(120));
	double idle = 3 / sqrt(44.0 / 3) + 0.5;
	expect_at(model_falls_to(&model, &chart, hours(120), 0), hours(120 + 24 * ceil(up / idle)));
	expect_at(model_next_step(&model, &chart, hours(120 + 24 * ceil(up / idle))), INSTANT_NEVER);
}

static void a_baseline_that_never_varies_says_nothing(void **state)
{
	(void)state;
	struct model model = own_chart(0);
	struct model_state chart = model_start(&model, &arena);
	for (int i = 0; i < 40; i++)
		model_add(&model, &chart, hours(24 * i), i < 20 ? 0.1 : 7);
	assert_true(isnan(model_at(&model, &chart, hours(24 * 41))));
	expect_at(model_next_step(&model, &chart, hours(24 * 41)), INSTANT_NEVER);
	expect_at(model_reaches(&model, &chart, hours(24 * 41), 0), INSTANT_NEVER);
}

static void a_copy_of_a_state_is_independent(void **state)
{
	(void)state;
	struct model model = {MODEL_WINDOW, .window = {SPAN_ELAPSED, 2}};
	struct model_state load = model_start(&model, &arena);
	model_add(&model, &load, hours(1), 5);
	struct model_state copy = model_copy(&load, &arena);
	model_add(&model, &copy, hours(1), 1);
	model_add(&model, &copy, hours(90), 1);
	assert_true(model_at(&model, &load, hours(1)) == 5);
	assert_true(model_at(&model, &copy, hours(90)) == 1);
}

static void every_power_law_is_within_a_hundredth(void **state)
{
	(void)state;
	static const double rates[] = {0.001, 0.01, 0.1, 1, 10, 1000};
	static const double exponents[] = {0.01, 0.1, 0.3, 0.5, 1, 1.5, 2, 5, 10};
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
		for (size_t j = 0; j < sizeof exponents / sizeof exponents[0]; j++) {
			struct model model = {
				MODEL_POWER_LAW, .power_law = {rates[i], exponents[j], {{0}, {0}, 0}}};
			model_fit(&model);
			struct model_state load = model_start(&model, &arena);
			struct dose dose = {.at = {0}, .weight = 60};
			model_add(&model, &load, dose.at, dose.weight);
			double worst = 0;
			for (int k = 0; k <= 4000; k++) {
				double seconds = k ? 3600 * exp2(k / 4000.0 * log2(3653 * 24)) : 0;
				struct instant now = {(int64_t)seconds};
				double exact = model_power_law_exact(&model, &dose, 1, now);
				worst = fmax(worst, fabs(model_at(&model, &load, now) / exact - 1));
			}
			if (!(worst <= 0.01))
				fail_msg("β %g, ψ %g: %zu terms, %g", rates[i], exponents[j],
					model.power_law.terms.count, worst);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dose_leaves_the_window_as_the_span_has_passed),
		TEST(a_window_of_very_many_doses_is_bounded_and_never_holds_too_little),
		TEST(a_calendar_week_ends_where_clocks_say),
		TEST(a_delayed_load_reaches_a_level_on_its_way_up_and_falls_to_it_after),
		TEST(attended_sessions_take_from_fatigue_and_it_comes_back),
		TEST(a_mean_is_undefined_before_a_dose_and_stands_still_after),
		TEST(a_ratio_over_nothing_is_undefined_and_so_is_one_not_warmed_up),
		TEST(a_chart_begins_when_its_own_baseline_is_there),
		TEST(a_baseline_that_never_varies_says_nothing),
		TEST(a_copy_of_a_state_is_independent),
		TEST(every_power_law_is_within_a_hundredth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
