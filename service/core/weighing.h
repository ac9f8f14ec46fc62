// SPDX-License-Identifier: MIT
// What an entry of the log weighs once other versions of the policy have come into force.
//
// An entry keeps the dose it was recorded with, until a version comes into force that weighs the
// past again: from then on it counts with what the latest such version gives it. What that version
// does not know keeps its dose, so that nothing that was met ever counts as nothing because a
// catalogue has changed. Every load is summed with these two, so that all of them agree.
#pragma once

#include "core/policy.h"

// The dose with which an entry counts under the policy in force, which was recorded under version
// `recorded_under` with the dose `recorded`.
double weighing_dose(const struct policy *in_force, const struct exposure *exposure,
	int32_t recorded_under, double recorded);

// The category as the latest version has it that knows it; NULL where none ever did.
const struct policy_category *weighing_category(const struct policy *in_force, struct text code);

// Whether an exposure of this category counts towards a line of the policy in force, which may know
// it no more.
bool weighing_counts(
	const struct policy *in_force, const struct policy_line *line, struct text category);

// What an entry adds to a line of the policy in force, by what the line counts: its dose as above,
// 1, or its minutes. False where the line does not sum it.
bool weighing_adds(const struct policy *in_force, const struct policy_line *line,
	const struct exposure *exposure, int32_t recorded_under, double recorded, double *out);
