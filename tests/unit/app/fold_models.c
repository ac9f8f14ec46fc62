// SPDX-License-Identifier: MIT
// Folding lines of other models than the half-life: found by time alone, late, and corrected; and
// of every model, what is stored against one fold of everything.
#include "support/cmocka.h"

#include "unit/app/desk.h"

#include <math.h>

#include "support/random.h"

#define ROUNDS 60 // of each model
#define DOSES 40
#define STEPS 25
#define LOG_HOURS 1440

static struct desk *desk;

static int start(void **state)
{
	(void)state;
	desk = desk_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	desk_free(desk);
	return 0;
}

static void set_line(struct model model, enum line_measure measure, double on, double off)
{
	struct policy_line *line = &desk->lines[LINE_EVENTS];
	line->model = model;
	line->measure = measure;
	line->levels[0] = (struct policy_level){
		.name = TEXT("reached"), .on = on, .off = off, .response = RESPONSE_AMBER};
	line->level_count = 1;
}

static const struct model three_days = {.kind = MODEL_WINDOW, .window = {SPAN_ELAPSED, 3}};

// Days of a mean of 10 and a deviation of 5; a day of 60 takes the chart to 9.5.
static const struct model daily_change = {
	.kind = MODEL_CHANGE,
	.change = {.span = SPAN_CALENDAR_DAY, .mean = 10, .deviation = 5, .allowance = 0.5},
};

static void assert_next(double hour)
{
	struct instant expected = hour < 0 ? INSTANT_NEVER : HOURS(hour);
	assert_int_equal(desk->stored_lines[0].next_change_at.seconds, expected.seconds);
}

static void a_chart_signals_at_midnight_by_time_alone(void **state)
{
	(void)state;
	set_line(daily_change, MEASURE_DOSE, 5, 2.5);
	desk_record(desk, 10, 10, 60);
	assert_int_equal(desk->known_count, 0);
	assert_next(24);
	desk_pass(desk, 23.99);
	assert_int_equal(desk->known_count, 0);
	desk_pass(desk, 24);
	expect_known(desk, "24 raise reached");
	// Each empty day takes 2.5 off, until 2 is left after the third.
	assert_next(96);
	desk_pass(desk, 200);
	expect_known(desk, "24 raise reached, 96 clear reached");
}

static void so_many_within_days_raise_at_the_last_and_clear_as_the_first_leaves(void **state)
{
	(void)state;
	set_line(three_days, MEASURE_EXPOSURES, 3, nextafter(3, 0));
	desk_record(desk, 0, 0, 5);
	desk_record(desk, 24, 24, 700);
	assert_next(-1);
	desk_record(desk, 48, 48, 0);
	expect_known(desk, "48 raise reached");
	assert_next(72);
	desk_pass(desk, 500);
	expect_known(desk, "48 raise reached, 72 clear reached");
	assert_int_equal(desk->need_count, 1);
}

static void minutes_clear_at_local_midnight_whatever_the_length_of_the_day(void **state)
{
	(void)state;
	// The clocks go back at hour 25: the second day begins at hour 23 and has 25 hours.
	static const struct zone_transition changes[] = {{{0}, 3600}, {{25 * 3600}, 0}};
	static const struct zone zone = {changes, 2};
	const struct model day = {
		.kind = MODEL_WINDOW, .zone = &zone, .window = {.span = SPAN_CALENDAR_DAY}};
	set_line(day, MEASURE_MINUTES, 240, nextafter(240, 0));
	desk->lines[LINE_EVENTS].modalities = 1u << MODALITY_MATERIAL;
	struct logged_exposure seen[] = {
		exposure_at(22, 1, "IMAGES"), exposure_at(24, 1, "IMAGES"), exposure_at(46, 1, "IMAGES")};
	for (size_t i = 0; i < 3; i++) {
		seen[i].exposure.minutes = 130;
		seen[i].exposure.items = EXPOSURE_UNKNOWN;
		desk_record_all(desk, seen[i].exposure.occurred_at, &seen[i], 1);
	}
	expect_known(desk, "46 raise reached"); // the first was on the day before
	assert_next(48);
	desk_pass(desk, 48);
	expect_known(desk, "46 raise reached, 48 clear reached");
}

static void one_that_comes_late_is_folded_in_order_and_found_late(void **state)
{
	(void)state;
	set_line(three_days, MEASURE_EXPOSURES, 3, nextafter(3, 0));
	desk_record(desk, 0, 0, 5);
	desk_record(desk, 48, 48, 5);
	desk_record(desk, 125, 125, 5);
	desk_record(desk, 126, 40, 5);
	assert_int_equal(desk->last.refolded, 1);
	assert_int_equal(desk->known_count, 2);
	assert_true(desk->known[0].found_late && desk->known[1].found_late);
	expect_known(desk, "48 late raise reached, 72 late clear reached");
}

static void a_correction_folds_anew_and_takes_nothing_back(void **state)
{
	(void)state;
	set_line(three_days, MEASURE_EXPOSURES, 2, 1);
	desk_record(desk, 0, 0, 5);
	desk_record(desk, 24, 24, 5);
	expect_known(desk, "24 raise reached");
	desk_correct(desk, HOURS(30), 0, HOURS(-60));
	assert_int_equal(desk->last.refolded, 1);
	assert_true(desk->known_count == 2 && desk->known[0].change == ALARM_RAISE);
	assert_true(desk->known[1].change == ALARM_CLEARED);
	struct line_state now = desk_state(desk, LINE_EVENTS);
	assert_true(model_at(&three_days, &now.model, HOURS(30)) == 1);
}

static void a_line_whose_model_changed_is_folded_anew(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 80);
	desk_record(desk, 24, 24, 80);
	set_line(three_days, MEASURE_EXPOSURES, 2, 1);
	desk->version++;
	desk_pass(desk, 25);
	assert_int_equal(desk->last.refolded, 1);
	struct line_state now = desk_state(desk, LINE_EVENTS);
	assert_true(model_at(&three_days, &now.model, HOURS(25)) == 2);
	assert_next(72);
}

static const struct zone_transition clocks[] = {{{0}, 0}, {{700 * 3600}, 3600}};
static const struct zone summer = {clocks, 2};

static struct model random_model(struct random *random, enum model_kind kind)
{
	struct model model = {.kind = kind, .zone = &summer};
	double days = random_real(random, 0.5, 20);
	int whole = (int)random_between(random, 1, 6);
	switch (kind) {
	case MODEL_WINDOW:
		model.window.span = (enum model_span)random_between(random, 0, 2);
		model.window.days = days;
		break;
	case MODEL_DELAYED:
		model.peak_days = days;
		break;
	case MODEL_POWER_LAW:
		model.power_law.per_day = 1;
		model.power_law.exponent = random_real(random, 0.3, 1.5);
		break;
	case MODEL_EWM_MEAN:
		model.mean = (struct model_mean){days, random_between(random, 0, 1)};
		break;
	case MODEL_FITNESS_FATIGUE:
		model.fitness_fatigue = (struct model_fitness_fatigue){days, days * 3, 2, 1};
		break;
	case MODEL_TRAINING_LOAD:
		model.training_load = (struct model_training_load){
			days, days * 4, (enum model_output)random_between(random, 0, 2)};
		break;
	case MODEL_ACUTE_CHRONIC:
		model.acute_chronic = (struct model_acute_chronic){
			whole, whole * 4, (enum model_ratio)random_between(random, 0, 2)};
		break;
	case MODEL_CHANGE:
		model.change = (struct model_change){
			.chart = (enum model_chart)random_between(random, 0, 1),
			.span = (enum model_span)random_between(random, 1, 2),
			.baseline_periods = (int)random_between(random, 0, 1) * (whole + 1),
			.mean = 20,
			.deviation = 9,
			.allowance = 0.5,
			.smoothing = 0.3,
		};
		break;
	case MODEL_HALF_LIFE:
	case MODEL_KIND_COUNT:
		model.half_life_days = days;
		break;
	}
	model_fit(&model);
	return model;
}

static void assert_as_one_fold(struct instant now)
{
	const struct policy_line *line = &desk->lines[LINE_EVENTS];
	struct dose doses[2 * DOSES];
	struct crossings crossings;
	for (size_t i = 0; i < desk->log_count; i++)
		doses[i] = (struct dose){desk->log[i].exposure.occurred_at, desk->log[i].exposure.id,
			line->measure == MEASURE_EXPOSURES ? 1 : desk->log[i].dose};
	crossings_init(&crossings, &desk->arena);
	struct line_state whole = line_fold(line, doses, desk->log_count, now, &crossings);
	struct line_state stored = desk_state(desk, LINE_EVENTS);
	for (int hours = 0; hours < 1000; hours += 37) {
		struct instant at = instant_later(now, hours * SECONDS_PER_HOUR);
		double expected = model_at(&line->model, &whole.model, at);
		double found = model_at(&line->model, &stored.model, at);
		if (!(isnan(expected) && isnan(found)) &&
			!(fabs(found - expected) <= 1e-9 * fmax(1, fabs(expected))))
			fail_msg("model %d after %d h: %.17g, not %.17g", (int)line->model.kind, hours, found,
				expected);
	}
	assert_int_equal(whole.alarms[0].state, stored.alarms[0].state);
	assert_int_equal(
		line_next_change(line, &whole).seconds, desk->stored_lines[0].next_change_at.seconds);
}

static void run_round(struct random *random, enum model_kind kind)
{
	bool small = kind == MODEL_ACUTE_CHRONIC || kind == MODEL_CHANGE;
	double on = small ? 1.5 : random_real(random, 5, 60), hour = 0;
	desk = desk_new();
	set_line(random_model(random, kind),
		random_between(random, 0, 1) ? MEASURE_DOSE : MEASURE_EXPOSURES, on, on * 0.7);
	for (int i = 0; i < STEPS; i++) {
		hour += random_real(random, 1, 2.0 * LOG_HOURS / STEPS);
		double at = hour - (random_between(random, 0, 3) ? 0 : random_real(random, 0, 300));
		if (desk->log_count > 3 && random_between(random, 0, 6) == 0)
			desk_correct(desk, HOURS(hour), (size_t)random_between(random, 0, 3), HOURS(at));
		else if (random_between(random, 0, 4))
			desk_record(desk, hour, at, random_real(random, 0, 40));
		else
			desk_pass(desk, hour);
		assert_as_one_fold(HOURS(hour));
	}
	desk_free(desk);
}

static void what_is_stored_is_one_fold_of_everything_for_every_model(void **state)
{
	(void)state;
	struct random random = random_start();
	for (enum model_kind kind = 0; kind < MODEL_KIND_COUNT; kind++) {
		for (int i = 0; i < ROUNDS; i++)
			run_round(&random, kind);
	}
}

int main(void)
{
#define ON_A_DESK(test) cmocka_unit_test_setup_teardown(test, start, end)
	const struct CMUnitTest tests[] = {
		ON_A_DESK(a_chart_signals_at_midnight_by_time_alone),
		ON_A_DESK(so_many_within_days_raise_at_the_last_and_clear_as_the_first_leaves),
		ON_A_DESK(minutes_clear_at_local_midnight_whatever_the_length_of_the_day),
		ON_A_DESK(one_that_comes_late_is_folded_in_order_and_found_late),
		ON_A_DESK(a_correction_folds_anew_and_takes_nothing_back),
		ON_A_DESK(a_line_whose_model_changed_is_folded_anew),
		cmocka_unit_test(what_is_stored_is_one_fold_of_everything_for_every_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
