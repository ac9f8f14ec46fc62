// SPDX-License-Identifier: MIT
// What is told of a plan is turned against itself: of all plans there could be, which would be told
// in the same words? A number that is the same in all of those has been worked out.
#include "support/cmocka.h"

#include "core/plan_told.h"

#include <stdlib.h>
#include <string.h>

#define MOST 44
#define PARTS 10

struct seen {
	struct plan_told told;
	int64_t least[PARTS], most[PARTS];
};

static struct seen *classes;
static size_t class_count;

static struct seen *class_of(const struct plan_told *told)
{
	for (size_t i = 0; i < class_count; i++) {
		if (memcmp(&classes[i].told, told, sizeof *told) == 0)
			return &classes[i];
	}
	struct seen *made = &classes[class_count++];
	made->told = *told;
	for (int i = 0; i < PARTS; i++) {
		made->least[i] = INT64_MAX;
		made->most[i] = INT64_MIN;
	}
	return made;
}

// Every number of people that the words are about, and every sum and difference of them.
static void see(int64_t needs, int64_t unplaced, int64_t moved, int64_t sooner)
{
	const struct plan_numbers numbers = {needs, unplaced, moved, {sooner, sooner, sooner > 0}};
	struct plan_told told = plan_told(&numbers);
	struct seen *seen = class_of(&told);
	const int64_t parts[PARTS] = {needs, unplaced, moved, sooner, needs - unplaced, needs - moved,
		needs - unplaced - moved, moved - sooner, unplaced + moved, needs - sooner};
	for (int i = 0; i < PARTS; i++) {
		seen->least[i] = parts[i] < seen->least[i] ? parts[i] : seen->least[i];
		seen->most[i] = parts[i] > seen->most[i] ? parts[i] : seen->most[i];
	}
}

static void see_every_plan(void)
{
	classes = calloc(20000, sizeof *classes);
	assert_non_null(classes);
	class_count = 0;
	for (int64_t needs = 0; needs <= MOST; needs++) {
		for (int64_t unplaced = 0; unplaced <= needs; unplaced++) {
			for (int64_t moved = 0; moved <= needs - unplaced; moved++) {
				for (int64_t sooner = 0; sooner <= moved; sooner++)
					see(needs, unplaced, moved, sooner);
			}
		}
	}
}

// Needs of MOST and less are looked at, so what may be more than that is not bounded by it.
static void no_number_under_ten_follows_from_what_is_told(void **state)
{
	(void)state;
	see_every_plan();
	assert_true(class_count > 20);
	for (size_t i = 0; i < class_count; i++) {
		const struct seen *seen = &classes[i];
		for (int part = 0; part < PARTS; part++) {
			if (seen->least[part] < COHORT_LEAST && seen->most[0] < MOST)
				assert_true(seen->most[part] - seen->least[part] >= 4);
		}
	}
	free(classes);
}

// The same of all ways in which each night could have been: how many more or fewer they are.
static void no_change_under_ten_follows_from_one_night_and_the_next(void **state)
{
	(void)state;
	see_every_plan();
	for (size_t i = 0; i < class_count; i++) {
		for (size_t j = 0; j < class_count; j++) {
			const struct seen *before = &classes[i], *after = &classes[j];
			if (before->most[0] >= MOST || after->most[0] >= MOST)
				continue;
			for (int part = 0; part < PARTS; part++) {
				int64_t fewest = after->least[part] - before->most[part];
				int64_t most = after->most[part] - before->least[part];
				if (labs(fewest) < COHORT_LEAST || labs(most) < COHORT_LEAST)
					assert_true(most - fewest >= 4);
			}
		}
	}
	free(classes);
}

// What whoever knows `told` and the number of seats knows of how many are taken.
static void taken_between(int32_t told, int64_t seats, int64_t *least, int64_t *most)
{
	*least = INT64_MAX;
	*most = INT64_MIN;
	for (int64_t taken = 0; taken <= seats; taken++) {
		if (plan_told_taken(taken, seats) != told)
			continue;
		*least = taken < *least ? taken : *least;
		*most = taken;
	}
}

// A session of up to nine seats among all of a week: it has at least what the others cannot have.
static void how_many_are_in_one_of_the_sessions_of_a_week_is_never_known(void **state)
{
	(void)state;
	for (int64_t seats = 1; seats <= 90; seats++) {
		for (int64_t taken = 0; taken <= seats; taken++) {
			int64_t least, most;
			int32_t told = plan_told_taken(taken, seats);
			taken_between(told, seats, &least, &most);
			assert_true(told == PLAN_FEW || (told <= taken && told >= COHORT_LEAST));
			for (int64_t size = 1; size < COHORT_LEAST && size <= seats; size++) {
				int64_t fewest = least - (seats - size) > 0 ? least - (seats - size) : 0;
				int64_t largest = most < size ? most : size;
				assert_true(largest - fewest >= (size < 4 ? size : 4));
			}
		}
	}
}

static void what_a_week_gains_from_night_to_night_is_never_known(void **state)
{
	(void)state;
	for (int64_t seats = 1; seats <= 60; seats++) {
		for (int64_t later = seats; later <= seats + 9; later++) { // sessions are added
			for (int64_t taken = 0; taken <= seats; taken++) {
				for (int64_t then = 0; then <= later; then++) {
					int64_t before[2], after[2];
					taken_between(plan_told_taken(taken, seats), seats, &before[0], &before[1]);
					taken_between(plan_told_taken(then, later), later, &after[0], &after[1]);
					int64_t width = after[1] - before[0] - (after[0] - before[1]);
					assert_true(width >= (seats < 4 ? seats : 4));
				}
			}
		}
	}
}

static void missing_host_time_is_told_in_steps_that_few_people_do_not_move(void **state)
{
	(void)state;
	assert_int_equal(plan_told_minutes(9 * 60, 9), PLAN_FEW);
	assert_int_equal(plan_told_minutes(10 * 60, 10), 600);
	assert_int_equal(plan_told_minutes(10 * 60 + 1, 11), 1200);
	assert_int_equal(plan_told_minutes(20 * 60, 20), 1200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_number_under_ten_follows_from_what_is_told),
		cmocka_unit_test(no_change_under_ten_follows_from_one_night_and_the_next),
		cmocka_unit_test(how_many_are_in_one_of_the_sessions_of_a_week_is_never_known),
		cmocka_unit_test(what_a_week_gains_from_night_to_night_is_never_known),
		cmocka_unit_test(missing_host_time_is_told_in_steps_that_few_people_do_not_move),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
