// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>

#include "app/engine/engine.h"
#include "app/policies/try_parts.h"

// Everybody, their roles and the leaves of these, of one measure; leaves in which nobody could be
// are left out.
struct tree {
	const struct try_work *work;
	struct cohort_group *groups;
	size_t *leaf_of; // group of a leaf; SIZE_MAX: none
	size_t *role_of; // group of a role
	size_t roles, count;
};

static enum status tree_new(
	const struct try_work *work, struct arena *arena, struct tree *out, struct fault *fault)
{
	*out = (struct tree){.work = work, .roles = work->request->policy->profile_count};
	out->groups = arena_array(arena, 1 + out->roles + work->leaf_count, sizeof *out->groups);
	out->leaf_of = arena_array(arena, work->leaf_count, sizeof *out->leaf_of);
	out->role_of = arena_array(arena, out->roles, sizeof *out->role_of);
	return out->groups && out->leaf_of && out->role_of ? STATUS_OK : fault_memory(fault);
}

static size_t add_group(struct tree *tree, size_t within)
{
	tree->groups[tree->count] = (struct cohort_group){.within = within};
	return tree->count++;
}

// `lists` are the amounts by leaf; `could`, where it is given, has whom the measure is of.
static void hide(struct tree *tree, const struct cohort_amount *const *lists, size_t amounts,
	const struct cohort_amount *const could[2])
{
	tree->count = 0;
	(void)add_group(tree, COHORT_TOP);
	for (size_t i = 0; i < tree->roles; i++)
		tree->role_of[i] = SIZE_MAX;
	for (size_t i = 0; i < tree->work->leaf_count; i++) {
		size_t role = tree->work->leaves[i].role;
		tree->leaf_of[i] = SIZE_MAX;
		if (could && could[0][i].people + could[1][i].people == 0)
			continue;
		if (tree->role_of[role] == SIZE_MAX)
			tree->role_of[role] = add_group(tree, 0);
		tree->leaf_of[i] = add_group(tree, tree->role_of[role]);
		for (size_t j = 0; j < amounts; j++)
			tree->groups[tree->leaf_of[i]].amounts[j] = lists[j][i];
	}
	if (tree->count == 1) // of nobody at all
		tree->groups[0].answer = COHORT_SMALL;
	else
		cohort_hide(tree->groups, tree->count, amounts, COHORT_LEAST);
}

// The group of a scope; SIZE_MAX where the measure is of nobody in it.
static size_t group_of(const struct tree *tree, size_t scope)
{
	if (tree->work->team_leaf != SIZE_MAX)
		return tree->leaf_of[tree->work->team_leaf];
	return scope == 0 ? 0 : tree->role_of[scope - 1];
}

static bool is_told(const struct tree *tree, size_t scope)
{
	size_t group = group_of(tree, scope);
	return group != SIZE_MAX && tree->groups[group].answer == COHORT_SHOWN;
}

static int64_t total_of(const struct tree *tree, size_t scope, size_t amount)
{
	return is_told(tree, scope)
			   ? cohort_rounded(tree->groups[group_of(tree, scope)].amounts[amount].total)
			   : TRY_HIDDEN;
}

// Hours of who is in scope 0, where their sessions are told.
static int64_t hours_of(const struct try_work *work, const double *minutes)
{
	double sum = 0;
	for (size_t i = 0; i < work->leaf_count; i++) {
		if (work->team_leaf == SIZE_MAX || work->team_leaf == i)
			sum += minutes[i];
	}
	return cohort_rounded((int64_t)llround(sum / 60));
}

static enum status tell_levels(struct tree *tree, const struct try_policy *policy,
	const struct try_counts *counts, size_t scopes, struct arena *arena, struct try_outcome *out,
	struct fault *fault)
{
	const struct try_work *work = tree->work;
	size_t levels = policy->level_count, leaves = work->leaf_count;
	int64_t *raises = arena_array(arena, work->week_count * levels * scopes, sizeof *raises);
	int64_t *affected = arena_array(arena, levels * scopes, sizeof *affected);
	if (!raises || !affected)
		return fault_memory(fault);
	for (size_t i = 0; i < levels; i++) {
		const struct cohort_amount *const could[2] = {
			counts->affected + i * leaves, counts->spared + i * leaves};
		hide(tree, could, 2, could);
		for (size_t scope = 0; scope < scopes; scope++)
			affected[i * scopes + scope] = total_of(tree, scope, 0);
		for (size_t week = 0; week < work->week_count; week++) {
			const struct cohort_amount *const list = counts->raises + (week * levels + i) * leaves;
			hide(tree, &list, 1, could);
			for (size_t scope = 0; scope < scopes; scope++)
				raises[(week * levels + i) * scopes + scope] = total_of(tree, scope, 0);
		}
	}
	out->raises = raises;
	out->affected = affected;
	return STATUS_OK;
}

// By week only of everybody, and only where every week may be told: with the sum, all but one
// would tell that one.
static enum status tell_weeks(const struct try_work *work, const struct try_counts *counts,
	double seats_per_week, struct arena *arena, struct try_outcome *out, struct fault *fault)
{
	int64_t *weeks = arena_array(arena, work->week_count, sizeof *weeks);
	if (!weeks)
		return fault_memory(fault);
	out->busiest = out->short_of_seats = out->short_at_most = TRY_HIDDEN;
	for (size_t i = 0; i < work->week_count; i++) {
		if (work->team_leaf != SIZE_MAX || !cohort_is_safe(counts->by_week[i], COHORT_LEAST))
			return STATUS_OK;
		weeks[i] = cohort_rounded(counts->by_week[i].total);
		out->busiest = weeks[i] > out->busiest ? weeks[i] : out->busiest;
	}
	out->by_week = weeks;
	if (seats_per_week < 0)
		return STATUS_OK;
	double all = 0, most = 0;
	for (size_t i = 0; i < work->week_count; i++) {
		double missing = (double)weeks[i] - seats_per_week;
		all += missing > 0 ? missing : 0;
		most = missing > most ? missing : most;
	}
	out->short_of_seats = (int64_t)llround(all);
	out->short_at_most = (int64_t)llround(most);
	return STATUS_OK;
}

static void tell_sessions(
	struct tree *tree, const struct try_counts *counts, struct try_outcome *out)
{
	const struct try_work *work = tree->work;
	const struct cohort_amount *const all = counts->sessions;
	const struct cohort_amount *const parts[2] = {counts->forward, counts->cadences};
	hide(tree, &all, 1, NULL);
	out->sessions = total_of(tree, 0, 0);
	bool told = is_told(tree, 0);
	out->host_hours = told ? hours_of(work, counts->host_minutes) : TRY_HIDDEN;
	out->duty_hours = told ? hours_of(work, counts->duty_minutes) : TRY_HIDDEN;
	hide(tree, parts, 2, NULL);
	out->brought_forward = told ? total_of(tree, 0, 0) : TRY_HIDDEN;
}

static void tell_same(struct tree *tree, const struct try_counts *counts, struct try_answer *answer)
{
	const struct cohort_amount *const people = counts->people;
	hide(tree, &people, 1, NULL);
	answer->people = total_of(tree, 0, 0);
	for (size_t i = 0; i < 3; i++) {
		const struct cohort_amount *const met = counts->met[i];
		hide(tree, &met, 1, NULL);
		answer->met[i] = total_of(tree, 0, 0);
	}
}

enum status try_tell(const struct try_work *work, const struct try_policy *policy,
	const struct try_counts *counts, struct arena *arena, struct try_outcome *out,
	struct try_answer *answer, struct fault *fault)
{
	struct tree tree;
	*out = (struct try_outcome){.policy = policy->policy, .level_count = policy->level_count};
	struct text *levels = arena_array(arena, policy->level_count, sizeof *levels);
	if (!levels)
		return fault_memory(fault);
	for (size_t i = 0; i < policy->level_count; i++)
		levels[i] = policy->levels[i];
	out->levels = levels;
	enum status status = tree_new(work, arena, &tree, fault);
	if (status == STATUS_OK)
		status = tell_levels(&tree, policy, counts, answer->scopes, arena, out, fault);
	if (status == STATUS_OK)
		status = tell_weeks(work, counts, answer->seats_per_week, arena, out, fault);
	if (status != STATUS_OK)
		return status;
	tell_sessions(&tree, counts, out);
	tell_same(&tree, counts, answer);
	return STATUS_OK;
}
