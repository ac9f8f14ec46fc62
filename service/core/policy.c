// SPDX-License-Identifier: MIT
#include "core/policy.h"

#include <assert.h>

const struct policy_category *policy_category(const struct policy *policy, struct text code)
{
	for (size_t i = 0; i < policy->category_count; i++) {
		if (text_equal(policy->categories[i].code, code))
			return &policy->categories[i];
	}
	return NULL;
}

const struct policy_modifier *policy_modifier(const struct policy *policy, struct text code)
{
	for (size_t i = 0; i < policy->modifier_count; i++) {
		if (text_equal(policy->modifiers[i].code, code))
			return &policy->modifiers[i];
	}
	return NULL;
}

const struct policy_response *policy_response(const struct policy *policy, struct text id)
{
	for (size_t i = 0; i < policy->response_count; i++) {
		if (text_equal(policy->responses[i].id, id))
			return &policy->responses[i];
	}
	return NULL;
}

const struct cadence *policy_cadence(const struct policy *policy, struct text id)
{
	for (size_t i = 0; i < policy->cadence_count; i++) {
		if (text_equal(policy->cadences[i].id, id))
			return &policy->cadences[i];
	}
	return NULL;
}

const struct policy_profile *policy_profile(const struct policy *policy, struct text id)
{
	for (size_t i = 0; i < policy->profile_count; i++) {
		if (text_equal(policy->profiles[i].id, id))
			return &policy->profiles[i];
	}
	return NULL;
}

const struct policy_profile *policy_profile_or_default(const struct policy *policy, struct text id)
{
	assert(policy->profile_count > 0);
	const struct policy_profile *profile = policy_profile(policy, id);
	return profile ? profile : &policy->profiles[0];
}

static bool list_has(const struct text *list, size_t count, struct text code)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal(list[i], code))
			return true;
	}
	return false;
}

// involvement × modifiers, clamped. A modifier that is given twice counts once.
static enum status factors_of(const struct policy *policy, const struct policy_category *category,
	const struct exposure *exposure, double *out, struct fault *fault)
{
	assert((size_t)exposure->involvement < INVOLVEMENT_COUNT);
	assert(exposure->modifier_count <= EXPOSURE_MODIFIERS_LIMIT);
	double product =
		category->involvement_included ? 1 : policy->involvement[exposure->involvement];
	for (size_t i = 0; i < exposure->modifier_count; i++) {
		struct text code = exposure->modifiers[i];
		const struct policy_modifier *modifier = policy_modifier(policy, code);
		if (!modifier)
			return fault_set(fault, STATUS_INVALID, "modifiers",
				"Modifier %zu is not in the policy in force; choose one that it lists.", i + 1);
		bool applies = modifier->category_count == 0 ||
					   list_has(modifier->categories, modifier->category_count, exposure->category);
		if (applies && !list_has(exposure->modifiers, i, code))
			product *= modifier->factor;
	}
	if (product < policy->modifier_product_least)
		product = policy->modifier_product_least;
	if (product > policy->modifier_product_most)
		product = policy->modifier_product_most;
	*out = product;
	return STATUS_OK;
}

double policy_minutes(const struct policy_category *category, const struct exposure *exposure)
{
	if (exposure->minutes > 0)
		return exposure->minutes;
	return exposure->items > 0 ? exposure->items * category->minutes_per_item : 0;
}

static enum status minutes_of(const struct policy_category *category,
	const struct exposure *exposure, double *out, struct fault *fault)
{
	double minutes = policy_minutes(category, exposure);
	if (minutes > 0) {
		*out = minutes;
		return STATUS_OK;
	}
	return fault_set(fault, STATUS_INVALID, "minutes",
		"Material of this category needs its minutes%s.",
		category->minutes_per_item > 0 ? " or its number of items" : "");
}

enum status policy_dose(
	const struct policy *policy, const struct exposure *exposure, double *out, struct fault *fault)
{
	double factors = 0, minutes = 0;
	const struct policy_category *category = policy_category(policy, exposure->category);
	if (!category)
		return fault_set(fault, STATUS_INVALID, "category",
			"The category is not in the policy in force; choose one that it lists.");
	enum status status = factors_of(policy, category, exposure, &factors, fault);
	if (status != STATUS_OK)
		return status;
	if (category->modality != MODALITY_MATERIAL) {
		*out = category->weight * factors;
		return STATUS_OK;
	}
	status = minutes_of(category, exposure, &minutes, fault);
	if (status != STATUS_OK)
		return status;
	*out = category->rate_per_hour * minutes / 60 * factors;
	return STATUS_OK;
}

bool policy_line_sums(const struct policy_line *line, enum modality modality, struct text category)
{
	return (line->modalities & 1u << modality) != 0 ||
		   list_has(line->categories, line->category_count, category);
}

bool policy_line_shown(const struct policy_line *line)
{
	return !line->of_trigger || line->measure == MEASURE_MINUTES ||
		   line->model.kind == MODEL_CHANGE;
}

bool policy_line_is_sum(const struct policy_line *line)
{
	return line->model.kind == MODEL_HALF_LIFE || line->model.kind == MODEL_WINDOW ||
		   line->model.kind == MODEL_DELAYED || line->model.kind == MODEL_POWER_LAW;
}

double policy_line_adds(const struct policy_line *line, const struct policy_category *category,
	const struct exposure *exposure, double dose)
{
	switch (line->measure) {
	case MEASURE_EXPOSURES:
		return 1;
	case MEASURE_MINUTES:
		return policy_minutes(category, exposure);
	case MEASURE_DOSE:
	case MEASURE_COUNT:
		break;
	}
	return dose;
}
