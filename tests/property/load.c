// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/load.h"
#include "support/random.h"

#include <math.h>
#include <stdlib.h>

#define DOSES 200
#define TWO_YEARS (730 * SECONDS_PER_DAY)

static const double half_lives[] = {0.01, 1, 7, 28, 180};
#define HALF_LIVES (sizeof half_lives / sizeof half_lives[0])

static void random_doses(struct random *random, struct dose *doses)
{
	for (size_t i = 0; i < DOSES; i++) {
		doses[i] = (struct dose){
			.at = {random_between(random, 0, TWO_YEARS)}, .weight = random_real(random, 0, 100)};
		doses[i].id.uuid.bytes[0] = (uint8_t)i;
	}
	qsort(doses, DOSES, sizeof doses[0], dose_compare);
}

// Within 1e-9 of each other, or both as good as nothing.
static bool is_near(double found, double expected)
{
	return fabs(found - expected) <= 1e-9 * fabs(expected) + 1e-200;
}

static void doses_in_any_order_give_the_load_of_a_refold(void **state)
{
	(void)state;
	struct random random = random_start();
	for (size_t round = 0; round < 100; round++) {
		struct dose doses[DOSES];
		double half_life = half_lives[round % HALF_LIVES];
		random_doses(&random, doses);
		struct load refolded = load_fold(half_life, doses, DOSES), load = LOAD_NONE;
		random_shuffle(&random, doses, DOSES, sizeof doses[0]);
		for (size_t i = 0; i < DOSES; i++)
			load_add(&load, half_life, doses[i].at, doses[i].weight);
		assert_int_equal(load.at.seconds, refolded.at.seconds);
		assert_true(is_near(load.value, refolded.value));
	}
}

static void a_load_is_the_sum_of_what_is_left_of_each_dose(void **state)
{
	(void)state;
	struct random random = random_start();
	for (size_t round = 0; round < 100; round++) {
		struct dose doses[DOSES];
		double half_life = half_lives[round % HALF_LIVES];
		struct instant now = {TWO_YEARS + random_between(&random, 0, 86400)};
		long double sum = 0;
		random_doses(&random, doses);
		for (size_t i = 0; i < DOSES; i++)
			sum += (long double)doses[i].weight *
				   exp2l(-(long double)(now.seconds - doses[i].at.seconds) / 86400 /
						 (long double)half_life);
		assert_true(
			is_near(load_at(load_fold(half_life, doses, DOSES), half_life, now), (double)sum));
	}
}

static void a_level_is_reached_at_its_second_and_not_before(void **state)
{
	(void)state;
	struct random random = random_start();
	for (size_t round = 0; round < 5000; round++) {
		double half_life = half_lives[round % HALF_LIVES];
		struct load load = {
			exp2(random_real(&random, -20, 20)), {random_between(&random, 0, TWO_YEARS)}};
		// Any level, or one that the load has at a second.
		double level =
			round % 2 == 0
				? load.value * random_real(&random, 1e-12, 1.1)
				: load_at(load, half_life,
					  instant_later(load.at, random_between(&random, 0, SECONDS_PER_DAY / 4)));
		struct instant fall = load_falls_to(load, half_life, level);
		assert_true(fall.seconds >= load.at.seconds);
		assert_true(load_at(load, half_life, fall) <= level);
		if (fall.seconds > load.at.seconds)
			assert_true(load_at(load, half_life, instant_later(fall, -1)) > level);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doses_in_any_order_give_the_load_of_a_refold),
		cmocka_unit_test(a_load_is_the_sum_of_what_is_left_of_each_dose),
		cmocka_unit_test(a_level_is_reached_at_its_second_and_not_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
