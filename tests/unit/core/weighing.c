// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/weighing.h"

// Three versions, each in force after the one before. The second no longer knows INC_OLD.
static const struct policy_category first_categories[] = {
	{.code = TEXT_CONSTANT("INC_DEATH"), .modality = MODALITY_EVENT, .weight = 40},
	{.code = TEXT_CONSTANT("INC_OLD"), .modality = MODALITY_EVENT, .weight = 8},
};
static const struct policy_category second_categories[] = {
	{.code = TEXT_CONSTANT("INC_DEATH"), .modality = MODALITY_EVENT, .weight = 50},
};
static const struct policy_category third_categories[] = {
	{.code = TEXT_CONSTANT("INC_DEATH"), .modality = MODALITY_EVENT, .weight = 60},
};
static const struct policy_line events = {.modalities = 1u << MODALITY_EVENT};
static struct policy first, second, third;

static struct policy version_of(int32_t version, const struct policy_category *categories,
	size_t count, const struct policy *before)
{
	return (struct policy){
		.involvement = {1, 1, 1, 1},
		.modifier_product_least = 0.25,
		.modifier_product_most = 3,
		.categories = categories,
		.category_count = count,
		.version = version,
		.before = before,
	};
}

static int start(void **state)
{
	(void)state;
	first = version_of(1, first_categories, 2, NULL);
	second = version_of(2, second_categories, 1, &first);
	third = version_of(3, third_categories, 1, &second);
	return 0;
}

static double dose_of(const char *category, int32_t version, double recorded)
{
	struct exposure exposure = {
		.category = text_of(category), .minutes = EXPOSURE_UNKNOWN, .items = EXPOSURE_UNKNOWN};
	return weighing_dose(&third, &exposure, version, recorded);
}

static void an_entry_keeps_its_dose_when_no_version_weighs_the_past_again(void **state)
{
	(void)state;
	assert_true(dose_of("INC_DEATH", 1, 40) == 40);
	assert_true(dose_of("INC_DEATH", 3, 60) == 60);
}

static void a_version_that_weighs_again_gives_its_weight_to_all_that_was_before(void **state)
{
	(void)state;
	third.weighs_past_again = true;
	assert_true(dose_of("INC_DEATH", 1, 40) == 60);
	assert_true(dose_of("INC_DEATH", 2, 50) == 60);
}

static void an_earlier_version_that_weighed_again_still_does_for_what_it_found(void **state)
{
	(void)state;
	second.weighs_past_again = true;
	assert_true(dose_of("INC_DEATH", 1, 40) == 50);
	assert_true(dose_of("INC_DEATH", 2, 50) == 50);
}

static void what_was_recorded_under_a_version_is_never_weighed_by_it_again(void **state)
{
	(void)state;
	third.weighs_past_again = true;
	assert_true(dose_of("INC_DEATH", 3, 61) == 61);
}

static void what_the_weighing_version_does_not_know_keeps_its_dose(void **state)
{
	(void)state;
	second.weighs_past_again = third.weighs_past_again = true;
	assert_true(dose_of("INC_OLD", 1, 8) == 8);
}

static void a_line_goes_on_summing_a_category_that_has_left_the_policy(void **state)
{
	(void)state;
	assert_true(weighing_counts(&third, &events, TEXT("INC_OLD")));
	assert_false(weighing_counts(&third, &events, TEXT("INC_NEVER")));
	assert_ptr_equal(weighing_category(&third, TEXT("INC_OLD")), &first_categories[1]);
	assert_ptr_equal(weighing_category(&third, TEXT("INC_DEATH")), &third_categories[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
			an_entry_keeps_its_dose_when_no_version_weighs_the_past_again, start),
		cmocka_unit_test_setup(
			a_version_that_weighs_again_gives_its_weight_to_all_that_was_before, start),
		cmocka_unit_test_setup(
			an_earlier_version_that_weighed_again_still_does_for_what_it_found, start),
		cmocka_unit_test_setup(
			what_was_recorded_under_a_version_is_never_weighed_by_it_again, start),
		cmocka_unit_test_setup(what_the_weighing_version_does_not_know_keeps_its_dose, start),
		cmocka_unit_test_setup(a_line_goes_on_summing_a_category_that_has_left_the_policy, start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
