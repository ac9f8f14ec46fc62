// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/policies/try_parts.h"
#include "core/weighing.h"

// Where a name stands among the levels; it is added where it does not.
static size_t level_named(struct try_policy *policy, struct text name)
{
	size_t i = 0;
	while (i < policy->level_count && !text_equal(policy->levels[i], name))
		i++;
	if (i == policy->level_count && i < TRY_LEVELS_LIMIT)
		policy->levels[policy->level_count++] = name;
	return i;
}

// Only what some profile uses is told of.
static void name_levels(struct try_policy *out, size_t *level_of)
{
	const struct policy *policy = out->policy;
	for (size_t i = 0; i < policy->line_count; i++) {
		for (size_t j = 0; j < policy->lines[i].level_count; j++)
			level_of[i * POLICY_LEVELS_LIMIT + j] =
				level_named(out, policy->lines[i].of_trigger ? policy->lines[i].id
															 : policy->lines[i].levels[j].name);
	}
	for (size_t i = 0; i < policy->trigger_count; i++)
		level_of[policy->line_count * POLICY_LEVELS_LIMIT + i] =
			level_named(out, policy->triggers[i].id);
}

enum status try_policy_prepare(const struct policy *policy, const struct try_work *work,
	struct arena *arena, struct try_policy *out, struct fault *fault)
{
	size_t rules = policy->line_count * POLICY_LEVELS_LIMIT + policy->trigger_count;
	size_t *level_of = arena_array(arena, rules, sizeof *level_of);
	uint8_t *modalities = arena_array(arena, work->kind_count, sizeof *modalities);
	*out = (struct try_policy){.policy = policy, .level_of = level_of, .modalities = modalities};
	if (!level_of || !modalities)
		return fault_memory(fault);
	name_levels(out, level_of);
	for (size_t i = 0; i < rules; i++) {
		if (level_of[i] == TRY_LEVELS_LIMIT)
			return fault_set(fault, STATUS_LIMIT, "lines",
				"A policy can be tried with up to %d different names of levels and triggers.",
				TRY_LEVELS_LIMIT);
	}
	enum status status =
		replay_prepare(policy, work->kinds, work->kind_count, arena, &out->replay, fault);
	for (size_t i = 0; status == STATUS_OK && i < work->kind_count; i++)
		modalities[i] = (uint8_t)weighing_category(policy, work->kinds[i].category)->modality;
	return status;
}

static struct cohort_amount *amounts(struct arena *arena, size_t count, bool *failed)
{
	struct cohort_amount *list = arena_array(arena, count, sizeof *list);
	*failed |= !list;
	return list;
}

enum status try_counts_new(const struct try_work *work, const struct try_policy *policy,
	struct arena *arena, struct try_counts *out, struct fault *fault)
{
	size_t leaves = work->leaf_count, levels = policy->level_count;
	bool failed = false;
	out->raises = amounts(arena, work->week_count * levels * leaves, &failed);
	out->affected = amounts(arena, levels * leaves, &failed);
	out->spared = amounts(arena, levels * leaves, &failed);
	out->sessions = amounts(arena, leaves, &failed);
	out->forward = amounts(arena, leaves, &failed);
	out->cadences = amounts(arena, leaves, &failed);
	out->by_week = amounts(arena, work->week_count, &failed);
	out->people = amounts(arena, leaves, &failed);
	for (size_t i = 0; i < 3; i++)
		out->met[i] = amounts(arena, leaves, &failed);
	out->host_minutes = arena_array(arena, leaves, sizeof *out->host_minutes);
	out->duty_minutes = arena_array(arena, leaves, sizeof *out->duty_minutes);
	return failed || !out->host_minutes || !out->duty_minutes ? fault_memory(fault) : STATUS_OK;
}

static void add_all(struct cohort_amount *to, const struct cohort_amount *from, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = cohort_together(to[i], from[i]);
}

void try_counts_add(const struct try_work *work, const struct try_policy *policy,
	struct try_counts *to, const struct try_counts *from)
{
	size_t leaves = work->leaf_count, levels = policy->level_count;
	add_all(to->raises, from->raises, work->week_count * levels * leaves);
	add_all(to->affected, from->affected, levels * leaves);
	add_all(to->spared, from->spared, levels * leaves);
	add_all(to->sessions, from->sessions, leaves);
	add_all(to->forward, from->forward, leaves);
	add_all(to->cadences, from->cadences, leaves);
	add_all(to->by_week, from->by_week, work->week_count);
	add_all(to->people, from->people, leaves);
	for (size_t i = 0; i < 3; i++)
		add_all(to->met[i], from->met[i], leaves);
	for (size_t i = 0; i < leaves; i++) {
		to->host_minutes[i] += from->host_minutes[i];
		to->duty_minutes[i] += from->duty_minutes[i];
	}
}
