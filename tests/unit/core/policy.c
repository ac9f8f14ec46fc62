// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/policy.h"

#include <math.h>
#include <string.h>

static const struct text online[] = {TEXT_CONSTANT("INT_ONLINE")};
static const struct policy_category categories[] = {
	{.code = TEXT_CONSTANT("INC_DEATH"), .modality = MODALITY_EVENT, .weight = 40},
	{.code = TEXT_CONSTANT("INT_ONLINE"), .modality = MODALITY_INTERACTION, .weight = 10},
	{.code = TEXT_CONSTANT("MAT_IMAGES"),
		.modality = MODALITY_MATERIAL,
		.rate_per_hour = 6,
		.minutes_per_item = 0.5},
	{.code = TEXT_CONSTANT("MAT_AUDIO"), .modality = MODALITY_MATERIAL, .rate_per_hour = 12},
	{.code = TEXT_CONSTANT("INT_LIVE_CALL"),
		.modality = MODALITY_INTERACTION,
		.weight = 20,
		.involvement_included = true},
};
static const struct policy_modifier modifiers[] = {
	{.code = TEXT_CONSTANT("child"), .factor = 2},
	{.code = TEXT_CONSTANT("known"), .factor = 1.5},
	{.code = TEXT_CONSTANT("personal_account"),
		.factor = 2,
		.categories = online,
		.category_count = 1},
	{.code = TEXT_CONSTANT("trained"), .factor = 0.25},
};
static const struct policy_profile profiles[] = {
	{.id = TEXT_CONSTANT("response")}, {.id = TEXT_CONSTANT("control_room")}};
static const struct policy policy = {
	.involvement = {1, 0.75, 0.5, 0.25},
	.modifier_product_least = 0.25,
	.modifier_product_most = 3,
	.categories = categories,
	.category_count = sizeof categories / sizeof categories[0],
	.modifiers = modifiers,
	.modifier_count = sizeof modifiers / sizeof modifiers[0],
	.profiles = profiles,
	.profile_count = 2,
};

static struct exposure exposure_of(const char *category, enum involvement involvement,
	const char *modifier, const char *other_modifier)
{
	struct exposure exposure = {
		.category = text_of(category),
		.involvement = involvement,
		.minutes = EXPOSURE_UNKNOWN,
		.items = EXPOSURE_UNKNOWN,
	};
	if (modifier)
		exposure.modifiers[exposure.modifier_count++] = text_of(modifier);
	if (other_modifier)
		exposure.modifiers[exposure.modifier_count++] = text_of(other_modifier);
	return exposure;
}

static void a_dose_is_weight_times_its_clamped_factors(void **state)
{
	(void)state;
	static const struct {
		const char *category;
		enum involvement involvement;
		const char *modifier, *other_modifier;
		double dose;
	} rows[] = {
		{"INC_DEATH", INVOLVEMENT_DIRECT, NULL, NULL, 40},
		{"INC_DEATH", INVOLVEMENT_WITNESS, NULL, NULL, 30},
		{"INC_DEATH", INVOLVEMENT_SECONDARY, NULL, NULL, 10},
		{"INC_DEATH", INVOLVEMENT_DIRECT, "child", NULL, 80},
		{"INC_DEATH", INVOLVEMENT_DIRECT, "child", "known", 120},
		{"INC_DEATH", INVOLVEMENT_REMOTE_LIVE, "child", "known", 60},
		{"INC_DEATH", INVOLVEMENT_DIRECT, "child", "child", 80},
		{"INC_DEATH", INVOLVEMENT_DIRECT, "personal_account", NULL, 40},
		{"INT_ONLINE", INVOLVEMENT_DIRECT, "personal_account", NULL, 20},
		{"INT_ONLINE", INVOLVEMENT_DIRECT, "personal_account", "child", 30}, // 4, at most 3
		{"INC_DEATH", INVOLVEMENT_SECONDARY, "trained", NULL, 10}, // 0.0625, at least 0.25
		{"INT_LIVE_CALL", INVOLVEMENT_REMOTE_LIVE, NULL, NULL, 20},
		{"INT_LIVE_CALL", INVOLVEMENT_REMOTE_LIVE, "known", NULL, 30},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		double dose = -1;
		struct exposure exposure = exposure_of(
			rows[i].category, rows[i].involvement, rows[i].modifier, rows[i].other_modifier);
		if (policy_dose(&policy, &exposure, &dose, NULL) != STATUS_OK || dose != rows[i].dose)
			fail_msg("row %zu: found %g, expected %g", i, dose, rows[i].dose);
	}
}

static void material_weighs_by_its_minutes_or_else_its_items(void **state)
{
	(void)state;
	static const struct {
		const char *category;
		int32_t minutes, items;
		double dose; // -1: refused
	} rows[] = {
		{"MAT_IMAGES", 60, EXPOSURE_UNKNOWN, 6},
		{"MAT_IMAGES", 90, EXPOSURE_UNKNOWN, 9},
		{"MAT_IMAGES", EXPOSURE_UNKNOWN, 60, 3},
		{"MAT_IMAGES", 60, 1000, 6},
		{"MAT_IMAGES", EXPOSURE_UNKNOWN, EXPOSURE_UNKNOWN, -1},
		{"MAT_IMAGES", 0, 0, -1},
		{"MAT_AUDIO", 30, EXPOSURE_UNKNOWN, 6},
		{"MAT_AUDIO", EXPOSURE_UNKNOWN, 30, -1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		double dose = -1;
		struct fault fault = {0};
		struct exposure exposure = exposure_of(rows[i].category, INVOLVEMENT_DIRECT, NULL, NULL);
		exposure.minutes = rows[i].minutes;
		exposure.items = rows[i].items;
		enum status status = policy_dose(&policy, &exposure, &dose, &fault);
		if (status != (rows[i].dose < 0 ? STATUS_INVALID : STATUS_OK) || dose != rows[i].dose)
			fail_msg("row %zu: found %g, expected %g", i, dose, rows[i].dose);
		if (status != STATUS_OK)
			assert_string_equal(fault.where, "minutes");
	}
}

static void what_the_policy_does_not_know_is_refused(void **state)
{
	(void)state;
	double dose = 42;
	struct fault fault = {0};
	struct exposure exposure = exposure_of("INC_UNKNOWN", INVOLVEMENT_DIRECT, NULL, NULL);
	assert_int_equal(policy_dose(&policy, &exposure, &dose, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "category");
	fault_clear(&fault);
	exposure = exposure_of("INC_DEATH", INVOLVEMENT_DIRECT, "child", "unknown");
	assert_int_equal(policy_dose(&policy, &exposure, &dose, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "modifiers");
	assert_non_null(strstr(fault.message, "Modifier 2 "));
	assert_true(dose == 42);
}

static void a_line_sums_its_modalities_and_its_categories(void **state)
{
	(void)state;
	const struct policy_line line = {
		.modalities = 1u << MODALITY_EVENT, .categories = online, .category_count = 1};
	assert_true(policy_line_sums(&line, MODALITY_EVENT, TEXT("INC_DEATH")));
	assert_true(policy_line_sums(&line, MODALITY_INTERACTION, TEXT("INT_ONLINE")));
	assert_false(policy_line_sums(&line, MODALITY_INTERACTION, TEXT("INT_ABUSE")));
	assert_false(policy_line_sums(&line, MODALITY_MATERIAL, TEXT("MAT_IMAGES")));
}

static void an_unknown_profile_is_the_first(void **state)
{
	(void)state;
	assert_ptr_equal(policy_profile_or_default(&policy, TEXT("control_room")), &profiles[1]);
	assert_ptr_equal(policy_profile_or_default(&policy, TEXT("fire")), &profiles[0]);
	assert_null(policy_profile(&policy, TEXT("fire")));
	assert_null(policy_category(&policy, TEXT("inc_death")));
	assert_ptr_equal(policy_modifier(&policy, TEXT("known")), &modifiers[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dose_is_weight_times_its_clamped_factors),
		cmocka_unit_test(material_weighs_by_its_minutes_or_else_its_items),
		cmocka_unit_test(what_the_policy_does_not_know_is_refused),
		cmocka_unit_test(a_line_sums_its_modalities_and_its_categories),
		cmocka_unit_test(an_unknown_profile_is_the_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
