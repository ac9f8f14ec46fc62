// SPDX-License-Identifier: MIT
// Lines of every model, and triggers that look at more than one exposure, as documents say them.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "json/policy.h"

static struct arena arena;
static struct policy policy;
static struct json_faults faults;

// A policy around one line and the triggers of one profile.
static enum status read_with(const struct zone *zone, const char *line, const char *triggers)
{
	char document[4000];
	snprintf(document, sizeof document,
		"{\"policy\": 1, \"id\": \"p\", \"title\": \"P\", \"involvement\": {\"direct\": 1,"
		" \"witness\": 1, \"remote_live\": 1, \"secondary\": 1, \"evidence\": \"judgement\"},"
		" \"modifier_product\": {\"least\": 1, \"most\": 1, \"evidence\": \"judgement\"},"
		" \"import\": {\"hold_after_hours\": 0, \"evidence\": \"judgement\"},"
		" \"categories\": [{\"code\": \"A\", \"label\": \"A\", \"modality\": \"event\","
		" \"weight\": 10, \"evidence\": \"judgement\"}, {\"code\": \"M\", \"label\": \"M\","
		" \"modality\": \"material\", \"rate_per_hour\": 6, \"minutes_per_item\": 0.5,"
		" \"evidence\": \"judgement\"}], \"modifiers\": [], \"responses\": [{\"id\": \"r\","
		" \"kinds\": [\"webinar\"], \"earliest_hours\": 0, \"latest_days\": 14,"
		" \"notice_hours\": 0, \"answer_hours\": 1, \"minutes\": 30, \"priority\": 1,"
		" \"evidence\": \"judgement\"}], \"lines\": [{\"id\": \"line\", %s, \"modalities\":"
		" [\"material\"], \"evidence\": \"judgement\", \"levels\": [{\"name\": \"amber\","
		" \"on\": 10, \"off\": 5, \"on_delay_hours\": 0, \"off_delay_hours\": 0,"
		" \"realarm_days\": 0, \"cooldown_days\": 0, \"response\": \"r\", \"evidence\":"
		" \"judgement\"}]}], \"triggers\": [%s], \"profiles\": [{\"id\": \"p\", \"label\": \"P\","
		" \"lines\": [\"line\"], \"triggers\": [%s]}]}",
		line, triggers, *triggers ? "\"one\", \"three\", \"day\", \"week\", \"own\"" : "");
	return policy_read_in(text_of(document), zone, &arena, &policy, &faults);
}

static const struct model *model_of(const char *parameters)
{
	char line[500];
	snprintf(line, sizeof line, "\"model\": {%s, \"evidence\": \"judgement\"}", parameters);
	if (read_with(NULL, line, "") != STATUS_OK)
		fail_msg("%s: %s: %s", parameters, faults.list[0].where, faults.list[0].message);
	return &policy.lines[0].model;
}

static void each_kind_is_read_with_its_parameters(void **state)
{
	(void)state;
	const struct model *model = model_of("\"kind\": \"half_life\", \"half_life_days\": 7");
	assert_true(model->kind == MODEL_HALF_LIFE && model->half_life_days == 7);
	model = model_of("\"kind\": \"window\", \"days\": 30");
	assert_true(model->kind == MODEL_WINDOW && model->window.span == SPAN_ELAPSED);
	assert_true(model->window.days == 30);
	model = model_of("\"kind\": \"window\", \"per\": \"week\"");
	assert_true(model->window.span == SPAN_CALENDAR_WEEK);
	model = model_of("\"kind\": \"delayed\", \"peak_days\": 21");
	assert_true(model->kind == MODEL_DELAYED && model->peak_days == 21);
	model = model_of("\"kind\": \"ewm_mean\", \"half_life_days\": 4, \"adjusted\": true");
	assert_true(model->mean.half_life_days == 4 && model->mean.adjusted);
	model = model_of("\"kind\": \"fitness_fatigue\", \"fatigue_days\": 7, \"fitness_days\": 42,"
					 " \"fatigue_factor\": 2, \"fitness_factor\": 1");
	assert_true(model->fitness_fatigue.fatigue_days == 7 && model->fitness_fatigue.fatigue == 2);
	assert_true(model->fitness_fatigue.fitness_days == 42 && model->fitness_fatigue.fitness == 1);
	model = model_of("\"kind\": \"training_load\", \"short_days\": 7, \"long_days\": 42, "
					 "\"output\": \"excess\"");
	assert_true(model->training_load.output == OUTPUT_EXCESS);
	model = model_of("\"kind\": \"acute_chronic\", \"acute_days\": 7, \"chronic_days\": 28,"
					 " \"ratio\": \"uncoupled\"");
	assert_int_equal(model->acute_chronic.chronic_days, 28);
	assert_true(model->acute_chronic.ratio == RATIO_UNCOUPLED);
	model = model_of("\"kind\": \"change\", \"chart\": \"cusum\", \"per\": \"week\","
					 " \"baseline_periods\": 12, \"allowance\": 0.5, \"head_start\": 2.5");
	assert_true(model->change.chart == CHART_CUSUM && model->change.span == SPAN_CALENDAR_WEEK);
	assert_true(model->change.allowance == 0.5 && model->change.head_start == 2.5);
	assert_int_equal(model->change.baseline_periods, 12);
	model = model_of("\"kind\": \"change\", \"chart\": \"ewma\", \"per\": \"day\", \"mean\": 40,"
					 " \"deviation\": 9, \"smoothing\": 0.2");
	assert_true(model->change.chart == CHART_EWMA && model->change.span == SPAN_CALENDAR_DAY);
	assert_true(model->change.mean == 40 && model->change.deviation == 9);
	assert_int_equal(model->change.baseline_periods, 0);
}

static void a_line_counts_doses_exposures_or_minutes(void **state)
{
	(void)state;
	static const char *const words[] = {
		"", ", \"counts\": \"dose\"", ", \"counts\": \"exposures\"", ", \"counts\": \"minutes\""};
	static const enum line_measure measures[] = {
		MEASURE_DOSE, MEASURE_DOSE, MEASURE_EXPOSURES, MEASURE_MINUTES};
	const struct exposure items = {.category = TEXT("M"), .minutes = EXPOSURE_UNKNOWN, .items = 90};
	static const double added[] = {7, 7, 1, 45};
	for (size_t i = 0; i < 4; i++) {
		char line[100];
		snprintf(line, sizeof line, "\"half_life_days\": 28%s", words[i]);
		assert_int_equal(read_with(NULL, line, ""), STATUS_OK);
		assert_int_equal(policy.lines[0].measure, measures[i]);
		assert_true(
			policy_line_adds(&policy.lines[0], &policy.categories[1], &items, 7) == added[i]);
	}
}

static const char *const five_triggers =
	"{\"id\": \"one\", \"weight_at_least\": 60, \"response\": \"r\", \"evidence\": \"judgement\"},"
	"{\"id\": \"three\", \"exposures_at_least\": 3, \"categories\": [\"A\"], \"within_days\": 30,"
	" \"response\": \"r\", \"evidence\": \"judgement\"},"
	"{\"id\": \"day\", \"material_minutes_at_least\": 240, \"per\": \"day\", \"response\": \"r\","
	" \"evidence\": \"judgement\"},"
	"{\"id\": \"week\", \"material_minutes_at_least\": 960, \"per\": \"week\", \"categories\":"
	" [\"M\"], \"response\": \"r\", \"evidence\": \"judgement\"},"
	"{\"id\": \"own\", \"signal_at\": 5, \"modalities\": [\"event\"], \"model\": {\"kind\":"
	" \"change\", \"chart\": \"cusum\", \"per\": \"week\", \"baseline_periods\": 12,"
	" \"allowance\": 0.5, \"head_start\": 0, \"evidence\": \"judgement\"}, \"response\": \"r\","
	" \"evidence\": \"judgement\"}";

static void a_trigger_over_several_exposures_is_a_line_of_its_profiles(void **state)
{
	(void)state;
	const struct zone_transition always = {{0}, 3600};
	const struct zone zone = {&always, 1};
	if (read_with(&zone, "\"half_life_days\": 28", five_triggers) != STATUS_OK)
		fail_msg("%s: %s", faults.list[0].where, faults.list[0].message);
	const struct policy_profile *profile = &policy.profiles[0];
	assert_int_equal(profile->trigger_count, 1);
	assert_true(text_is(policy.triggers[profile->triggers[0]].id, "one"));
	assert_int_equal(profile->line_count, 5);
	static const char *const ids[] = {"line", "three", "day", "week", "own"};
	static const double on[] = {10, 3, 240, 960, 5};
	for (size_t i = 0; i < 5; i++) {
		const struct policy_line *line = &policy.lines[profile->lines[i]];
		assert_true(text_is(line->id, ids[i]));
		assert_int_equal(line->of_trigger, i > 0);
		assert_int_equal(line->level_count, 1);
		assert_true(line->levels[0].on == on[i] && line->levels[0].off < on[i]);
		assert_int_equal(line->levels[0].response, 0);
		assert_true(i == 0 || line->model.zone == &zone);
	}
	const struct policy_line *three = &policy.lines[1], *day = &policy.lines[2];
	assert_true(three->measure == MEASURE_EXPOSURES && three->model.window.days == 30);
	assert_false(policy_line_shown(three));
	assert_true(policy_line_sums(three, MODALITY_EVENT, TEXT("A")));
	assert_true(day->measure == MEASURE_MINUTES && day->model.window.span == SPAN_CALENDAR_DAY);
	assert_true(policy_line_shown(day));
	assert_true(policy_line_sums(day, MODALITY_MATERIAL, TEXT("M")));
}

static void slips_are_told_where_they_are_and_what_was_meant(void **state)
{
	(void)state;
#define EVIDENT ", \"evidence\": \"judgement\"}"
	static const struct {
		const char *line, *path, *message;
	} rows[] = {
		{"\"model\": {\"kind\": \"windw\", \"days\": 7" EVIDENT, "lines[0].model.kind",
			"Did you mean \"window\"?"},
		{"\"model\": {\"kind\": \"window\", \"dayz\": 7" EVIDENT, "lines[0].model.dayz",
			"Did you mean \"days\"?"},
		{"\"model\": {\"kind\": \"window\", \"days\": 7, \"per\": \"day\"" EVIDENT,
			"lines[0].model.per", "This model has no member of this name; remove it."},
		{"\"model\": {\"kind\": \"delayed\", \"peak_days\": 0" EVIDENT, "lines[0].model.peak_days",
			"must be a number from 0.1 to 3650, and is 0."},
		{"\"model\": {\"kind\": \"delayed\", \"peak_days\": 7}", "lines[0].model.evidence",
			"is missing"},
		{"\"half_life_days\": 28, \"model\": {\"kind\": \"delayed\", \"peak_days\": 7" EVIDENT,
			"lines[0].model", "either \"half_life_days\" or \"model\"; remove one of them."},
		{"\"half_lif_days\": 28", "lines[0].half_lif_days", "Did you mean \"half_life_days\"?"},
		{"\"half_life_days\": 28, \"counts\": \"minute\"", "lines[0].counts",
			"Did you mean \"minutes\"?"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		enum status status = read_with(NULL, rows[i].line, "");
		if (status != STATUS_INVALID || faults.count != 1 ||
			strcmp(faults.list[0].where, rows[i].path) != 0 ||
			!strstr(faults.list[0].message, rows[i].message))
			fail_msg("row %zu: %d, %zu faults, %s: %s", i, (int)status, faults.count,
				faults.list[0].where, faults.list[0].message);
	}
}

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_read_with_its_parameters),
		cmocka_unit_test(a_line_counts_doses_exposures_or_minutes),
		cmocka_unit_test(a_trigger_over_several_exposures_is_a_line_of_its_profiles),
		cmocka_unit_test(slips_are_told_where_they_are_and_what_was_meant),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
