// SPDX-License-Identifier: MIT
#include "app/trends/totals.h"

#include <math.h>
#include <stdlib.h>

#include "core/cohort.h"

#define LINE 100.0
#define LOW 0.1
#define HIGH 0.9

// The members of a team are a stretch of all of them.
struct team_members {
	struct team_id id;
	size_t role, first, count;
};

// A group of one measure: everybody, a role or a team; the teams in it are a stretch of all.
struct group {
	size_t role, first_team, team_count; // role SIZE_MAX: everybody
	bool is_team;
};

struct work {
	const struct policy *policy;
	const struct trend_member *members;
	struct team_members *teams;
	size_t team_count;
	struct group *groups;
	struct cohort_group *cohorts; // by group
	size_t group_count;
	double *values; // one for each member, to sort
	struct trend *out;
	size_t out_count;
};

static int compare_members(const void *a, const void *b)
{
	const struct trend_member *left = a, *right = b;
	return uuid_compare(left->team.uuid, right->team.uuid);
}

static int compare_teams(const void *a, const void *b)
{
	const struct team_members *left = a, *right = b;
	if (left->role != right->role)
		return left->role < right->role ? -1 : 1;
	return uuid_compare(left->id.uuid, right->id.uuid);
}

static int compare_numbers(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

static size_t commonest_profile(
	const struct policy *policy, const struct trend_member *members, size_t count)
{
	size_t best = 0, most = 0;
	for (size_t i = 0; i < policy->profile_count; i++) {
		size_t number = 0;
		for (size_t j = 0; j < count; j++)
			number += members[j].profile == i;
		if (number > most) {
			most = number;
			best = i;
		}
	}
	return best;
}

static void find_teams(struct work *work, size_t count)
{
	for (size_t i = 0; i < count;) {
		struct team_members *team = &work->teams[work->team_count++];
		*team = (struct team_members){.id = work->members[i].team, .first = i};
		while (i < count && uuid_equal(work->members[i].team.uuid, team->id.uuid))
			i++;
		team->count = i - team->first;
		team->role = commonest_profile(work->policy, work->members + team->first, team->count);
	}
	qsort(work->teams, work->team_count, sizeof *work->teams, compare_teams);
}

// Whether a measure is of a member at all.
static bool concerns(enum trend_measure measure, const struct trend_member *member)
{
	return measure != TREND_OVER || member->load >= 0;
}

// The contribution of each member to the amounts of a measure.
static size_t contributions(
	enum trend_measure measure, const struct trend_member *member, int64_t *out)
{
	switch (measure) {
	case TREND_OVER:
		out[0] = member->load >= LINE;
		out[1] = member->load < LINE;
		return 2;
	case TREND_EVENTS:
	case TREND_INTERACTIONS:
		out[0] = member->entries[measure - TREND_EVENTS];
		return 1;
	case TREND_MATERIALS:
		out[0] = member->entries[MODALITY_MATERIAL];
		out[1] = member->minutes;
		return 2;
	case TREND_OFFERS:
		out[0] = member->taken;
		out[1] = member->offered - member->taken;
		return 2;
	case TREND_LOAD:
	case TREND_MEASURE_COUNT:
		break;
	}
	out[0] = 1;
	return 1;
}

static void add_amounts(const struct work *work, enum trend_measure measure,
	const struct team_members *team, struct cohort_amount *amounts)
{
	for (size_t i = team->first; i < team->first + team->count; i++) {
		int64_t by[COHORT_AMOUNTS] = {0};
		if (!concerns(measure, &work->members[i]))
			continue;
		size_t number = contributions(measure, &work->members[i], by);
		for (size_t j = 0; j < number; j++)
			amounts[j] =
				cohort_together(amounts[j], (struct cohort_amount){by[j] > 0, by[j], by[j]});
	}
}

static bool has_any(
	const struct work *work, enum trend_measure measure, const struct team_members *team)
{
	for (size_t i = team->first; i < team->first + team->count; i++) {
		if (concerns(measure, &work->members[i]))
			return true;
	}
	return false;
}

static size_t add_group(struct work *work, struct group group, size_t within)
{
	work->groups[work->group_count] = group;
	work->cohorts[work->group_count] = (struct cohort_group){.within = within};
	return work->group_count++;
}

// Everybody, then each role with its teams behind it. What a measure cannot be of is left out.
static void find_groups(struct work *work, enum trend_measure measure)
{
	size_t role = COHORT_TOP;
	work->group_count = 0;
	size_t all = add_group(work, (struct group){SIZE_MAX, 0, work->team_count, false}, COHORT_TOP);
	for (size_t i = 0; i < work->team_count; i++) {
		const struct team_members *team = &work->teams[i];
		if (!has_any(work, measure, team))
			continue;
		if (role == COHORT_TOP || work->groups[role].role != team->role)
			role = add_group(work, (struct group){team->role, i, 0, false}, all);
		work->groups[role].team_count = i + 1 - work->groups[role].first_team;
		size_t group = add_group(work, (struct group){team->role, i, 1, true}, role);
		add_amounts(work, measure, team, work->cohorts[group].amounts);
	}
}

// Between the ranks of sorted values (Hyndman and Fan 1996, type 7).
static double quantile(const double *values, size_t count, double part)
{
	double place = part * (double)(count - 1);
	size_t below = (size_t)place;
	double above = below + 1 < count ? values[below + 1] : values[below];
	return values[below] + (above - values[below]) * (place - (double)below);
}

static double typical_wait(const struct trend_member *member)
{
	return member->taken ? member->waited_days / member->taken : TREND_NONE;
}

// Gathers what is at least 0 of each member of a group, sorted; returns how many there are.
static size_t sorted(const struct work *work, const struct group *group, bool waits)
{
	size_t count = 0;
	for (size_t i = group->first_team; i < group->first_team + group->team_count; i++) {
		const struct team_members *team = &work->teams[i];
		for (size_t j = team->first; j < team->first + team->count; j++) {
			const struct trend_member *member = &work->members[j];
			double value = waits ? typical_wait(member) : member->load;
			if (value >= 0)
				work->values[count++] = value;
		}
	}
	qsort(work->values, count, sizeof *work->values, compare_numbers);
	return count;
}

static void fill_load(const struct work *work, const struct group *group, struct trend *trend)
{
	size_t count = sorted(work, group, false);
	if (count >= COHORT_LEAST)
		trend->median = round(quantile(work->values, count, 0.5));
	if (count >= COHORT_PERCENTILES_LEAST) {
		trend->low = round(quantile(work->values, count, LOW));
		trend->high = round(quantile(work->values, count, HIGH));
	}
}

static void fill_offers(const struct work *work, const struct group *group,
	const struct cohort_amount *amounts, struct trend *trend)
{
	trend->taken = (int32_t)amounts[0].total;
	trend->offered = (int32_t)(amounts[0].total + amounts[1].total);
	size_t count = sorted(work, group, true);
	if (count >= COHORT_LEAST)
		trend->wait_days = round(quantile(work->values, count, 0.5));
}

static void fill(
	const struct work *work, enum trend_measure measure, size_t group, struct trend *trend)
{
	const struct cohort_amount *amounts = work->cohorts[group].amounts;
	switch (measure) {
	case TREND_LOAD:
		trend->people = (int32_t)amounts[0].people;
		fill_load(work, &work->groups[group], trend);
		break;
	case TREND_OVER:
		trend->over = (int32_t)amounts[0].people;
		break;
	case TREND_MATERIALS:
		trend->minutes = (int32_t)amounts[1].total;
		trend->entries = (int32_t)amounts[0].total;
		break;
	case TREND_EVENTS:
	case TREND_INTERACTIONS:
		trend->entries = (int32_t)amounts[0].total;
		break;
	case TREND_OFFERS:
		fill_offers(work, &work->groups[group], amounts, trend);
		break;
	case TREND_MEASURE_COUNT:
		break;
	}
}

static void add_measure(struct work *work, enum trend_measure measure)
{
	int64_t none[COHORT_AMOUNTS];
	const struct trend_member nobody = {.load = 0};
	find_groups(work, measure);
	cohort_hide(
		work->cohorts, work->group_count, contributions(measure, &nobody, none), COHORT_LEAST);
	for (size_t i = 0; i < work->group_count; i++) {
		const struct group *group = &work->groups[i];
		struct trend *trend = &work->out[work->out_count++];
		*trend = (struct trend){
			.measure = measure,
			.role = group->role == SIZE_MAX ? TEXT("") : work->policy->profiles[group->role].id,
			.hidden = work->cohorts[i].answer != COHORT_SHOWN,
			.people = TREND_NONE,
			.median = TREND_NONE,
			.low = TREND_NONE,
			.high = TREND_NONE,
			.over = TREND_NONE,
			.entries = TREND_NONE,
			.minutes = TREND_NONE,
			.offered = TREND_NONE,
			.taken = TREND_NONE,
			.wait_days = TREND_NONE,
		};
		if (group->is_team)
			trend->team = work->teams[group->first_team].id;
		if (!trend->hidden)
			fill(work, measure, i, trend);
	}
}

enum status trends_of(const struct policy *policy, int32_t weeks, struct trend_member *members,
	size_t count, struct arena *arena, struct trend **out, size_t *out_count, struct fault *fault)
{
	enum trend_measure first = weeks == TREND_WEEK ? TREND_LOAD : TREND_EVENTS;
	enum trend_measure last = weeks == TREND_WEEK ? TREND_OVER : TREND_OFFERS;
	struct work work = {.policy = policy, .members = members};
	*out_count = 0;
	if (count == 0)
		return STATUS_OK;
	qsort(members, count, sizeof *members, compare_members);
	work.teams = arena_array(arena, count, sizeof *work.teams);
	work.values = arena_array(arena, count, sizeof *work.values);
	if (!work.teams || !work.values)
		return fault_memory(fault);
	find_teams(&work, count);
	size_t most = 1 + policy->profile_count + work.team_count;
	work.groups = arena_array(arena, most, sizeof *work.groups);
	work.cohorts = arena_array(arena, most, sizeof *work.cohorts);
	work.out = arena_array(arena, most * TREND_MEASURE_COUNT, sizeof *work.out);
	if (!work.groups || !work.cohorts || !work.out)
		return fault_memory(fault);
	for (int measure = (int)first; measure <= (int)last; measure++)
		add_measure(&work, (enum trend_measure)measure);
	*out = work.out;
	*out_count = work.out_count;
	return STATUS_OK;
}
