// SPDX-License-Identifier: MIT
#include "plan_fixture.h"

#include "core/plan_change.h"

static void what_people_get_is_told_by_level(void **state)
{
	(void)state;
	const struct plan_pool pools[] = {SEATS(9)};
	const struct plan_candidate candidates[] = {
		{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
	const struct plan_meeting meetings[] = {
		{{5000}, 1, true, false}, {{2000}, 0, false, true}, // moved: sooner, a host known
		{{1000}, 0, true, true}, {{1300}, 0, true, true},   // moved: later
		{{4000}, 0, false, false},                          // kept
		{{7000}, 2, false, false},                          // given
		{{8000}, 0, false, false},                          // taken
		{{9000}, 0, false, false},                          // neither
	};
	struct plan_need needs[] = {
		NEED(0, 0, 2), NEED(0, 2, 2), NEED(0, 4, 1), NEED(1, 5, 1), NEED(1, 6, 1), NEED(1, 7, 1)};
	uint32_t chosen[] = {1, 1, 0, 0, PLAN_NONE, PLAN_NONE};
	const struct plan_problem problem = PROBLEM(needs, candidates, pools, 2);
	const struct plan plan = {.chosen = chosen};
	struct plan_change change[2];
	needs[0].held = needs[1].held = needs[2].held = needs[4].held = 0;
	plan_change(&problem, &plan, meetings, change);

	const struct plan_change first = {.needs = 3,
		.before = {.placed = 3, .preferred_kind = 2, .same_host = 1, .wished_manner = 2},
		.after = {.placed = 3, .preferred_kind = 3, .same_host = 2, .wished_manner = 1},
		.kept = 1,
		.moved = 2,
		.sooner = 1,
		.later = 1,
		.seconds_sooner = 3000,
		.seconds_later = 300};
	const struct plan_change second = {.needs = 3,
		.before = {.placed = 1, .preferred_kind = 1, .same_host = 1, .wished_manner = 1},
		.after = {.placed = 1, .preferred_kind = 0, .same_host = 1, .wished_manner = 1},
		.given = 1,
		.taken = 1};
	assert_memory_equal(&change[0], &first, sizeof first);
	assert_memory_equal(&change[1], &second, sizeof second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_get_is_told_by_level),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
