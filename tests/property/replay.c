// SPDX-License-Identifier: MIT
// A replay against the fold that the engine uses, crossing for crossing.
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>

#include "core/replay.h"
#include "property/random_line.h"

#define MOST 400
#define KINDS 12
#define ROUNDS 400

static struct arena arena;
static struct random source;
static struct policy policy;
static struct policy_line line;
static struct policy_category categories[KINDS];
static struct replay_kind kinds[KINDS];
static struct replay_exposure exposures[MOST];
static struct dose doses[MOST];
static size_t count;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	source = random_start();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

// Categories that the line sums, does not sum, and materials; weights that are whole numbers, so
// that loads meet levels exactly.
static void new_policy(struct policy_line with, bool whole)
{
	static char codes[KINDS][4];
	line = with;
	line.modalities = 1u << MODALITY_EVENT | 1u << MODALITY_MATERIAL;
	for (size_t i = 0; i < KINDS; i++) {
		snprintf(codes[i], sizeof codes[i], "K%02zu", i);
		double weight =
			whole ? (double)random_between(&source, 0, 8) * 5 : random_real(&source, 0, 40);
		categories[i] = (struct policy_category){
			.code = text_of(codes[i]),
			.modality = i < 2   ? MODALITY_INTERACTION
						: i < 4 ? MODALITY_MATERIAL
								: MODALITY_EVENT,
			.weight = weight,
			.rate_per_hour = random_real(&source, 1, 24),
			.minutes_per_item = 0.5,
		};
		kinds[i] = (struct replay_kind){.category = categories[i].code,
			.unit = i == 2   ? REPLAY_MINUTES
					: i == 3 ? REPLAY_ITEMS
							 : REPLAY_NO_AMOUNT};
	}
	policy = (struct policy){
		.involvement = {1, 1, 1, 1},
		.modifier_product_least = 0.25,
		.modifier_product_most = 3,
		.categories = categories,
		.category_count = KINDS,
		.lines = &line,
		.line_count = 1,
	};
}

static void new_log(int64_t seconds)
{
	uint32_t at = 1000000000;
	count = (size_t)random_between(&source, 0, MOST);
	for (size_t i = 0; i < count; i++) {
		if (random_between(&source, 0, 5) > 0)
			at += (uint32_t)random_between(&source, 0, seconds);
		uint16_t kind = (uint16_t)random_between(&source, 0, KINDS - 1);
		exposures[i] = (struct replay_exposure){at, kind, 0};
		if (kinds[kind].unit != REPLAY_NO_AMOUNT)
			exposures[i].amount = (uint16_t)random_between(&source, 1, 3000);
	}
}

static struct crossings folded(struct instant until)
{
	struct crossings crossings;
	size_t taken = 0;
	crossings_init(&crossings, &arena);
	for (size_t i = 0; i < count; i++) {
		const struct policy_category *category = &categories[exposures[i].kind];
		struct exposure exposure = {.category = category->code,
			.minutes = kinds[exposures[i].kind].unit == REPLAY_MINUTES ? exposures[i].amount : -1,
			.items = kinds[exposures[i].kind].unit == REPLAY_ITEMS ? exposures[i].amount : -1};
		struct dose *dose = &doses[taken];
		dose->at.seconds = exposures[i].second;
		if (!policy_line_sums(&line, category->modality, category->code) ||
			instant_before(until, dose->at))
			continue;
		assert_int_equal(policy_dose(&policy, &exposure, &dose->weight, NULL), STATUS_OK);
		dose->weight = policy_line_adds(&line, category, &exposure, dose->weight);
		taken++;
	}
	line_fold(&line, doses, taken, until, &crossings);
	return crossings;
}

static struct crossings replayed(struct instant until)
{
	struct crossings crossings;
	struct replay replay;
	crossings_init(&crossings, &arena);
	assert_int_equal(replay_prepare(&policy, kinds, KINDS, &arena, &replay, NULL), STATUS_OK);
	replay_line(&replay, 0, exposures, count, until, &crossings);
	return crossings;
}

// Gives how many crossings there were.
static size_t compare(int64_t gap)
{
	int64_t last = count ? exposures[count - 1].second : 1000000000;
	struct instant until = {last + random_between(&source, -2 * gap, 200 * gap)};
	struct crossings expected = folded(until), found = replayed(until);
	assert_false(found.failed);
	assert_same_crossings(&found, &expected);
	return found.count;
}

static void a_replay_crosses_when_a_fold_does(void **state)
{
	(void)state;
	size_t crossings = 0;
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(&arena);
		new_policy(random_line(&source), false);
		new_log(round % 2 ? 400 : 40);
		crossings += compare(100);
	}
	assert_true(crossings > 10 * ROUNDS);
}

static void loads_that_meet_a_level_exactly_cross_it(void **state)
{
	(void)state;
	size_t crossings = 0;
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(&arena);
		struct policy_line with = random_line(&source);
		for (size_t i = 0; i < with.level_count; i++) {
			with.levels[i].on = 10 * (double)(i + 2);
			with.levels[i].off = 5 * (double)(i + 2);
		}
		new_policy(with, true);
		// Exposures of one second, or of whole half-lives: loads are whole numbers.
		with.model.half_life_days = 100.0 / 86400;
		line.model.half_life_days = with.model.half_life_days;
		new_log(1);
		for (size_t i = 0; i < count; i++)
			exposures[i].second = 1000000000 + (exposures[i].second - 1000000000) * 100;
		crossings += compare(100);
	}
	assert_true(crossings > ROUNDS);
}

static void years_of_a_real_line_are_those_of_a_fold(void **state)
{
	(void)state;
	size_t crossings = 0;
	for (int round = 0; round < 100; round++) {
		arena_reset(&arena);
		struct policy_line with = {
			.model.half_life_days = round % 3 ? 28 : random_real(&source, 0.5, 400),
			.level_count = 3};
		for (size_t i = 0; i < 3; i++)
			with.levels[i] = (struct policy_level){.on = (double[]){130, 180, 240}[i],
				.off = (double[]){104, 144, 192}[i],
				.off_delay_seconds = 86400,
				.realarm_seconds = i == 2 ? 28 * 86400 : 0};
		new_policy(with, false);
		new_log(7 * 86400);
		crossings += compare(86400);
	}
	assert_true(crossings > 1000);
}

static void loads_are_those_of_a_fold(void **state)
{
	(void)state;
	for (int round = 0; round < 100; round++) {
		arena_reset(&arena);
		new_policy(
			(struct policy_line){.model.half_life_days = random_real(&source, 1, 200)}, false);
		new_log(3 * 86400);
		struct instant at = {1000000000 + random_between(&source, 0, INT64_C(600) * 86400)};
		struct replay replay;
		struct load load = LOAD_NONE;
		assert_int_equal(replay_prepare(&policy, kinds, KINDS, &arena, &replay, NULL), STATUS_OK);
		for (size_t i = 0; i < count && exposures[i].second <= at.seconds; i++) {
			double dose = replay.lines[0].doses[exposures[i].kind];
			if (isnan(dose)) {
				struct exposure exposure = {.category = kinds[exposures[i].kind].category,
					.minutes = exposures[i].kind == 2 ? exposures[i].amount : -1,
					.items = exposures[i].kind == 3 ? exposures[i].amount : -1};
				assert_int_equal(policy_dose(&policy, &exposure, &dose, NULL), STATUS_OK);
			}
			load_add(&load, line.model.half_life_days, (struct instant){exposures[i].second}, dose);
		}
		double expected = load_at(load, line.model.half_life_days, at);
		double found = replay_load(&replay, 0, exposures, count, at);
		assert_true(fabs(found - expected) <= 1e-12 * expected);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_replay_crosses_when_a_fold_does),
		TEST(loads_that_meet_a_level_exactly_cross_it),
		TEST(years_of_a_real_line_are_those_of_a_fold),
		TEST(loads_are_those_of_a_fold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
