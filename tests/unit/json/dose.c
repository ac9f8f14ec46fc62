// SPDX-License-Identifier: MIT
// What exposures weigh under the shipped policies.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "json/policy.h"

static struct json_faults faults;

struct shelf {
	struct arena arena;
	struct policy policy;
};

static void read_shipped(struct shelf *shelf, const char *name)
{
	struct text document = policy_shipped(text_of(name));
	assert_non_null(document.start);
	arena_init(&shelf->arena);
	enum status status = policy_read(document, &shelf->arena, &shelf->policy, &faults);
	if (status != STATUS_OK)
		print_error("%s: %s\n", faults.list[0].where, faults.list[0].message);
	assert_int_equal(status, STATUS_OK);
}

struct dose_row {
	const char *category;
	enum involvement involvement;
	const char *modifiers[4];
	int32_t minutes, items;
	double expected;
};

#define NO_MATERIAL EXPOSURE_UNKNOWN, EXPOSURE_UNKNOWN

static double dose_of(const struct policy *policy, const struct dose_row *row)
{
	struct exposure exposure = {
		.category = text_of(row->category),
		.involvement = row->involvement,
		.minutes = row->minutes,
		.items = row->items,
	};
	for (size_t i = 0; i < 4 && row->modifiers[i]; i++)
		exposure.modifiers[exposure.modifier_count++] = text_of(row->modifiers[i]);
	double dose = NAN;
	struct fault fault = {.status = STATUS_OK};
	if (policy_dose(policy, &exposure, &dose, &fault) != STATUS_OK)
		print_error("%s: %s\n", row->category, fault.message);
	return dose;
}

static void check(const struct policy *policy, const struct dose_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		double dose = dose_of(policy, &rows[i]);
		if (!(fabs(dose - rows[i].expected) <= 1e-9))
			fail_msg(
				"row %zu, %s: %.12g instead of %.12g", i, rows[i].category, dose, rows[i].expected);
	}
}

static void the_default_policy_weighs_exposures_as_its_table_says(void **state)
{
	(void)state;
	static const struct dose_row rows[] = {
		{"INC_CHILD_DEATH", INVOLVEMENT_DIRECT, {NULL}, NO_MATERIAL, 70},
		{"INC_CHILD_DEATH", INVOLVEMENT_WITNESS, {"child_involved"}, NO_MATERIAL, 70},
		{"INC_CHILD_DEATH", INVOLVEMENT_WITNESS, {"child_involved", "known_victim"}, NO_MATERIAL,
			105},
		{"INC_SUDDEN_DEATH", INVOLVEMENT_SECONDARY, {NULL}, NO_MATERIAL, 15},
		{"INC_SUICIDE", INVOLVEMENT_REMOTE_LIVE, {"alone", "prolonged"}, NO_MATERIAL, 42.35},
		{"INC_DISORDER", INVOLVEMENT_DIRECT, {"own_injury"}, NO_MATERIAL, 12.5},
		{"INC_DISORDER", INVOLVEMENT_DIRECT, {"own_injury", "own_injury"}, NO_MATERIAL, 12.5},
		{"INT_HOSTILE_SCRUTINY", INVOLVEMENT_DIRECT, {"personal_account"}, NO_MATERIAL, 6},
	};
	struct shelf shelf;
	read_shipped(&shelf, "default");
	check(&shelf.policy, rows, sizeof rows / sizeof rows[0]);
	arena_done(&shelf.arena);
}

static void abuse_online_weighs_more_through_a_personal_account_up_to_three_times(void **state)
{
	(void)state;
	static const struct dose_row rows[] = {
		{"INT_ABUSE_ONLINE", INVOLVEMENT_DIRECT, {NULL}, NO_MATERIAL, 10},
		{"INT_ABUSE_ONLINE", INVOLVEMENT_DIRECT, {"personal_account"}, NO_MATERIAL, 20},
		{"INT_ABUSE_ONLINE", INVOLVEMENT_DIRECT, {"credible_threat"}, NO_MATERIAL, 25},
		{"INT_ABUSE_ONLINE", INVOLVEMENT_DIRECT, {"personal_account", "credible_threat"},
			NO_MATERIAL, 30},
		{"INT_ABUSE_ONLINE", INVOLVEMENT_SECONDARY, {"personal_account", "credible_threat"},
			NO_MATERIAL, 25},
	};
	struct shelf shelf;
	read_shipped(&shelf, "default");
	check(&shelf.policy, rows, sizeof rows / sizeof rows[0]);
	arena_done(&shelf.arena);
}

static void a_live_call_is_not_discounted_a_second_time(void **state)
{
	(void)state;
	static const struct dose_row rows[] = {
		{"INT_LIVE_CALL", INVOLVEMENT_DIRECT, {NULL}, NO_MATERIAL, 35},
		{"INT_LIVE_CALL", INVOLVEMENT_REMOTE_LIVE, {NULL}, NO_MATERIAL, 35},
		{"INT_LIVE_CALL", INVOLVEMENT_REMOTE_LIVE, {"child_involved"}, NO_MATERIAL, 43.75},
		{"INT_DISTRESS", INVOLVEMENT_REMOTE_LIVE, {NULL}, NO_MATERIAL, 5.6},
	};
	struct shelf shelf;
	read_shipped(&shelf, "default");
	check(&shelf.policy, rows, sizeof rows / sizeof rows[0]);
	arena_done(&shelf.arena);
}

static void material_weighs_by_the_minute_or_by_the_item(void **state)
{
	(void)state;
	static const struct dose_row rows[] = {
		{"MAT_CSAM_A", INVOLVEMENT_DIRECT, {NULL}, 90, EXPOSURE_UNKNOWN, 36},
		{"MAT_CSAM_A", INVOLVEMENT_DIRECT, {NULL}, 45, EXPOSURE_UNKNOWN, 18},
		{"MAT_CSAM_A", INVOLVEMENT_DIRECT, {NULL}, EXPOSURE_UNKNOWN, 180, 36},
		{"MAT_CSAM_B", INVOLVEMENT_DIRECT, {"greyscale_or_blur"}, 60, EXPOSURE_UNKNOWN, 18},
		{"MAT_CSAM_C", INVOLVEMENT_SECONDARY, {NULL}, 60, EXPOSURE_UNKNOWN, 5},
		{"MAT_TEXT_AUDIO", INVOLVEMENT_DIRECT, {"sound_on"}, 60, EXPOSURE_UNKNOWN, 7.5},
		{"MAT_VIOLENCE", INVOLVEMENT_SECONDARY, {NULL}, EXPOSURE_UNKNOWN, 12, 6},
	};
	struct shelf shelf;
	read_shipped(&shelf, "default");
	check(&shelf.policy, rows, sizeof rows / sizeof rows[0]);
	arena_done(&shelf.arena);
}

static void the_product_of_factors_is_clamped_at_both_ends(void **state)
{
	(void)state;
	static const struct dose_row rows[] = {
		// 1.25 × 1.5 × 1.25 × 1.1 = 2.578125 is within the range
		{"INC_SUICIDE", INVOLVEMENT_DIRECT,
			{"child_involved", "known_victim", "own_injury", "alone"}, NO_MATERIAL, 128.90625},
		// 2 × 2.5 × 1.5 = 7.5 is not
		{"INT_ABUSE_ONLINE", INVOLVEMENT_DIRECT,
			{"personal_account", "credible_threat", "known_victim"}, NO_MATERIAL, 30},
	};
	struct shelf shelf;
	read_shipped(&shelf, "default");
	check(&shelf.policy, rows, sizeof rows / sizeof rows[0]);
	struct policy narrow = shelf.policy;
	narrow.modifier_product_least = 0.75;
	check(&narrow,
		&(struct dose_row){"INC_SUICIDE", INVOLVEMENT_SECONDARY, {NULL}, NO_MATERIAL, 37.5}, 1);
	arena_done(&shelf.arena);
}

static void equal_weights_count_every_exposure_once(void **state)
{
	(void)state;
	struct shelf shelf;
	read_shipped(&shelf, "equal-weights");
	for (size_t i = 0; i < shelf.policy.category_count; i++) {
		const struct policy_category *category = &shelf.policy.categories[i];
		for (int involvement = 0; involvement < INVOLVEMENT_COUNT; involvement++) {
			struct exposure exposure = {
				.category = category->code,
				.involvement = (enum involvement)involvement,
				.modifiers = {TEXT("child_involved"), TEXT("credible_threat"), TEXT("alone")},
				.modifier_count = 3,
				.minutes = category->modality == MODALITY_MATERIAL ? 60 : EXPOSURE_UNKNOWN,
				.items = EXPOSURE_UNKNOWN,
			};
			double dose = 0;
			assert_int_equal(policy_dose(&shelf.policy, &exposure, &dose, NULL), STATUS_OK);
			assert_true(dose == 1);
		}
	}
	arena_done(&shelf.arena);
}

static void both_policies_know_the_same_categories_and_modifiers(void **state)
{
	(void)state;
	struct shelf weighed, equal;
	read_shipped(&weighed, "default");
	read_shipped(&equal, "equal-weights");
	assert_int_equal(weighed.policy.category_count, equal.policy.category_count);
	for (size_t i = 0; i < weighed.policy.category_count; i++)
		assert_non_null(policy_category(&equal.policy, weighed.policy.categories[i].code));
	assert_int_equal(weighed.policy.modifier_count, equal.policy.modifier_count);
	for (size_t i = 0; i < weighed.policy.modifier_count; i++)
		assert_non_null(policy_modifier(&equal.policy, weighed.policy.modifiers[i].code));
	arena_done(&weighed.arena);
	arena_done(&equal.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_default_policy_weighs_exposures_as_its_table_says),
		cmocka_unit_test(abuse_online_weighs_more_through_a_personal_account_up_to_three_times),
		cmocka_unit_test(a_live_call_is_not_discounted_a_second_time),
		cmocka_unit_test(material_weighs_by_the_minute_or_by_the_item),
		cmocka_unit_test(the_product_of_factors_is_clamped_at_both_ends),
		cmocka_unit_test(equal_weights_count_every_exposure_once),
		cmocka_unit_test(both_policies_know_the_same_categories_and_modifiers),
	};
	return cmocka_run_group_tests_name("doses under the shipped policies", tests, NULL, NULL);
}
