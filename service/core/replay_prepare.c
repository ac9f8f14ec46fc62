// SPDX-License-Identifier: MIT
#include <assert.h>
#include <math.h>

#include "core/replay_tables.h"

static struct exposure whole_of(const struct replay_kind *kind, int32_t amount)
{
	struct exposure whole = {
		.category = kind->category,
		.involvement = kind->involvement,
		.modifier_count = kind->modifier_count,
		.minutes = kind->unit == REPLAY_MINUTES ? amount : EXPOSURE_UNKNOWN,
		.items = kind->unit == REPLAY_ITEMS ? amount : EXPOSURE_UNKNOWN,
	};
	for (size_t i = 0; i < kind->modifier_count; i++)
		whole.modifiers[i] = kind->modifiers[i];
	return whole;
}

double replay_weigh(const struct policy *policy, const struct policy_line *line,
	const struct replay_kind *kind, int32_t amount, enum modality *modality)
{
	struct exposure whole = whole_of(kind, amount);
	for (; policy; policy = policy->before) {
		double dose;
		if (policy_dose(policy, &whole, &dose, NULL) != STATUS_OK)
			continue;
		const struct policy_category *category = policy_category(policy, kind->category);
		if (modality)
			*modality = category->modality;
		bool again = line && line->measure == MEASURE_EXPOSURES
						 ? kind->continued
						 : kind->continued && category->modality != MODALITY_MATERIAL;
		if (again) // what is before it has been counted
			return 0;
		return line ? policy_line_adds(line, category, &whole, dose) : dose;
	}
	return (double)NAN;
}

static enum status unweighable(
	const struct policy *policy, const struct replay_kind *kind, struct fault *fault)
{
	if (!policy_category(policy, kind->category))
		return fault_set(fault, STATUS_INVALID, "categories",
			"The policy has no category %.*s, and exposures of it are in the log.",
			TEXT_ARGUMENTS(kind->category));
	for (size_t i = 0; i < kind->modifier_count; i++) {
		if (!policy_modifier(policy, kind->modifiers[i]))
			return fault_set(fault, STATUS_INVALID, "modifiers",
				"The policy has no modifier %.*s, and exposures with it are in the log.",
				TEXT_ARGUMENTS(kind->modifiers[i]));
	}
	return fault_set(fault, STATUS_INVALID, "categories",
		"The policy cannot weigh exposures of %.*s that are in the log: they have no %s.",
		TEXT_ARGUMENTS(kind->category),
		kind->unit == REPLAY_ITEMS ? "minutes, and it says no minutes_per_item" : "minutes");
}

static const double *weigh_amounts(const struct replay *replay, const struct policy_line *line,
	const struct replay_kind *kind, struct arena *arena)
{
	double *doses = arena_array(arena, REPLAY_TABLE_AMOUNT + 1, sizeof *doses);
	for (int32_t amount = 1; doses && amount <= (int32_t)REPLAY_TABLE_AMOUNT; amount++)
		doses[amount] = replay_weigh(replay->policy, line, kind, amount, NULL);
	return doses;
}

// What one kind adds to each line, and which triggers it reaches.
static enum status weigh(struct replay *replay, size_t index, double *const *doses,
	struct arena *arena, struct fault *fault)
{
	const struct policy *policy = replay->policy;
	const struct replay_kind *kind = &replay->kinds[index];
	enum modality modality = MODALITY_EVENT;
	double dose = replay_weigh(policy, NULL, kind, 1, &modality);
	if (isnan(dose))
		return unweighable(policy, kind, fault);
	for (size_t i = 0; i < policy->line_count; i++) {
		const struct policy_line *line = &policy->lines[i];
		bool summed = policy_line_sums(line, modality, kind->category);
		bool by_amount = modality == MODALITY_MATERIAL || line->measure == MEASURE_MINUTES;
		doses[i][index] = !summed     ? 0
						  : by_amount ? (double)NAN
									  : replay_weigh(policy, line, kind, 1, NULL);
		if (!summed || !by_amount)
			continue;
		replay->lines[i].amounts[index] = weigh_amounts(replay, line, kind, arena);
		if (!replay->lines[i].amounts[index])
			return fault_memory(fault);
	}
	for (size_t i = 0; i < policy->trigger_count && modality != MODALITY_MATERIAL; i++) {
		if (!kind->continued && dose >= policy->triggers[i].weight_at_least)
			replay->triggers[index] |= UINT64_C(1) << i;
	}
	return STATUS_OK;
}

static const double *fades_of(double half_life_seconds, struct arena *arena)
{
	double *fades = arena_array(arena, 2 * REPLAY_PART + REPLAY_HIGHEST, sizeof *fades);
	for (size_t i = 0; fades && i < 2 * REPLAY_PART + REPLAY_HIGHEST; i++) {
		size_t part = i / REPLAY_PART;
		double seconds =
			(double)(i - part * REPLAY_PART) * (double)(UINT32_C(1) << part * REPLAY_PART_BITS);
		fades[i] = exp2(-seconds / half_life_seconds);
	}
	return fades;
}

static enum status prepare_lines(
	struct replay *replay, double **doses, struct arena *arena, struct fault *fault)
{
	for (size_t i = 0; i < replay->policy->line_count; i++) {
		const struct policy_line *rule = &replay->policy->lines[i];
		struct replay_line *line = &replay->lines[i];
		*line = (struct replay_line){.rule = rule};
		if (rule->model.kind == MODEL_HALF_LIFE) {
			line->half_life_seconds = rule->model.half_life_days * (double)SECONDS_PER_DAY;
			line->fades = fades_of(line->half_life_seconds, arena);
			if (!line->fades)
				return fault_memory(fault);
		}
		line->amounts = arena_array(arena, replay->kind_count, sizeof *line->amounts);
		line->doses = doses[i] = arena_array(arena, replay->kind_count, sizeof *doses[i]);
		if (!line->amounts || !doses[i])
			return fault_memory(fault);
	}
	return STATUS_OK;
}

enum status replay_prepare(const struct policy *policy, const struct replay_kind *kinds,
	size_t count, struct arena *arena, struct replay *out, struct fault *fault)
{
	struct replay replay = {.policy = policy, .kinds = kinds, .kind_count = count};
	double **doses = arena_array(arena, policy->line_count, sizeof *doses);
	replay.lines = arena_array(arena, policy->line_count, sizeof *replay.lines);
	replay.triggers = arena_array(arena, count, sizeof *replay.triggers);
	assert(count <= REPLAY_KINDS_LIMIT && policy->trigger_count <= 64);
	if (!doses || !replay.lines || !replay.triggers)
		return fault_memory(fault);
	enum status status = prepare_lines(&replay, doses, arena, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = weigh(&replay, i, doses, arena, fault);
	if (status == STATUS_OK)
		*out = replay;
	return status;
}
