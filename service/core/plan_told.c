// SPDX-License-Identifier: MIT
#include "core/plan_told.h"

static int64_t rounded_down(int64_t number)
{
	return number - number % PLAN_TOLD_STEP;
}

int32_t plan_told_people(int64_t people)
{
	return people < COHORT_LEAST ? PLAN_FEW : (int32_t)rounded_down(people);
}

static bool are_many(int64_t part, int64_t rest)
{
	return part >= COHORT_LEAST && rest >= COHORT_LEAST;
}

struct plan_told plan_told(const struct plan_numbers *numbers)
{
	struct plan_told told = {.needs = plan_told_people(numbers->needs),
		.unplaced = PLAN_FEW,
		.moved = PLAN_FEW,
		.sooner = PLAN_FEW,
		.days_sooner = PLAN_FEW};
	const int64_t placed = numbers->needs - numbers->unplaced;
	if (are_many(numbers->unplaced, placed))
		told.unplaced = plan_told_people(numbers->unplaced);
	const int64_t known = told.unplaced == PLAN_FEW ? numbers->needs : placed;
	if (are_many(numbers->moved, known - numbers->moved))
		told.moved = plan_told_people(numbers->moved);
	const struct cohort_amount *sooner = &numbers->sooner;
	if (told.moved == PLAN_FEW || !are_many(sooner->people, numbers->moved - sooner->people))
		return told;
	told.sooner = plan_told_people(sooner->people);
	if (cohort_is_safe(*sooner, COHORT_LEAST))
		told.days_sooner = (int32_t)rounded_down(sooner->total);
	return told;
}

int32_t plan_told_taken(int64_t taken, int64_t seats)
{
	if (taken < COHORT_LEAST || seats < PLAN_SEATS_LEAST)
		return PLAN_FEW;
	const int64_t most = seats - PLAN_TOLD_STEP;
	return (int32_t)rounded_down(taken < most ? taken : most);
}

int32_t plan_told_minutes(int64_t minutes, int64_t needs)
{
	if (needs < COHORT_LEAST)
		return PLAN_FEW;
	return (int32_t)((minutes + PLAN_TOLD_MINUTES - 1) / PLAN_TOLD_MINUTES * PLAN_TOLD_MINUTES);
}
