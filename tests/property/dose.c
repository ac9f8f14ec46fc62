// SPDX-License-Identifier: MIT
// The dose of material: linear in minutes, so that it does not matter how a session is split.
#include "support/cmocka.h"

#include "core/load.h"
#include "core/policy.h"
#include "support/random.h"

#include <math.h>

static const struct policy_category category = {.code = TEXT_CONSTANT("MAT"),
	.modality = MODALITY_MATERIAL,
	.rate_per_hour = 7.3,
	.minutes_per_item = 1.7};
static const struct policy_modifier modifier = {.code = TEXT_CONSTANT("child"), .factor = 1.9};
static const struct policy policy = {
	.involvement = {1, 0.8, 0.6, 0.4},
	.modifier_product_least = 0.25,
	.modifier_product_most = 4,
	.categories = &category,
	.category_count = 1,
	.modifiers = &modifier,
	.modifier_count = 1,
};

static double dose_of(struct exposure exposure, int32_t minutes)
{
	double dose = -1;
	exposure.minutes = minutes;
	assert_int_equal(policy_dose(&policy, &exposure, &dose, NULL), STATUS_OK);
	return dose;
}

static struct exposure random_exposure(struct random *random)
{
	return (struct exposure){
		.category = category.code,
		.involvement = (enum involvement)random_between(random, 0, INVOLVEMENT_COUNT - 1),
		.modifiers = {modifier.code},
		.modifier_count = (size_t)random_between(random, 0, 1),
		.items = EXPOSURE_UNKNOWN,
	};
}

static void a_split_session_has_the_dose_of_the_whole(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 2000; round++) {
		struct exposure exposure = random_exposure(&random);
		int32_t whole = (int32_t)random_between(&random, 1, 720), left = whole;
		double sum = 0;
		while (left > 0) {
			int32_t part = (int32_t)random_between(&random, 1, left);
			sum += dose_of(exposure, part);
			left -= part;
		}
		assert_true(fabs(sum - dose_of(exposure, whole)) <= 1e-12 * sum);
	}
}

static void a_dose_is_proportional_to_its_minutes(void **state)
{
	(void)state;
	struct random random = random_start();
	for (int round = 0; round < 2000; round++) {
		struct exposure exposure = random_exposure(&random);
		int32_t minutes = (int32_t)random_between(&random, 1, 1000);
		int32_t times = (int32_t)random_between(&random, 1, 20);
		double many = dose_of(exposure, minutes * times);
		assert_true(fabs(many - dose_of(exposure, minutes) * times) <= 1e-12 * many);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_split_session_has_the_dose_of_the_whole),
		cmocka_unit_test(a_dose_is_proportional_to_its_minutes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
