// SPDX-License-Identifier: MIT
#include "core/weighing.h"

double weighing_dose(const struct policy *in_force, const struct exposure *exposure,
	int32_t recorded_under, double recorded)
{
	const struct policy *policy = in_force;
	while (policy && policy->version != recorded_under && !policy->weighs_past_again)
		policy = policy->before;
	double dose = recorded;
	if (policy && policy->version != recorded_under &&
		policy_dose(policy, exposure, &dose, NULL) != STATUS_OK)
		return recorded;
	return dose;
}

const struct policy_category *weighing_category(const struct policy *in_force, struct text code)
{
	const struct policy_category *category = NULL;
	for (const struct policy *policy = in_force; policy && !category; policy = policy->before)
		category = policy_category(policy, code);
	return category;
}

bool weighing_counts(
	const struct policy *in_force, const struct policy_line *line, struct text category)
{
	const struct policy_category *known = weighing_category(in_force, category);
	return known && policy_line_sums(line, known->modality, known->code);
}

bool weighing_adds(const struct policy *in_force, const struct policy_line *line,
	const struct exposure *exposure, int32_t recorded_under, double recorded, double *out)
{
	const struct policy_category *category = weighing_category(in_force, exposure->category);
	if (!category || !policy_line_sums(line, category->modality, category->code))
		return false;
	double dose = line->measure == MEASURE_DOSE
					  ? weighing_dose(in_force, exposure, recorded_under, recorded)
					  : recorded;
	*out = policy_line_adds(line, category, exposure, dose);
	return true;
}
