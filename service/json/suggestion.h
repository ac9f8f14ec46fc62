// SPDX-License-Identifier: MIT
// "Did you mean …": the nearest of some names to one that is not among them.
#pragma once

#include "base/text.h"

struct suggestion {
	struct text word;
	struct text nearest; // start is NULL while nothing is near enough
	size_t distance;
};

struct suggestion suggestion_for(struct text word);

// Takes the name if it is nearer than those before it and near enough: at most one slip (a letter
// too many, missing, wrong or swapped with the next) for every three letters. Capitals do not
// count, and - and _ are alike.
void suggestion_consider(struct suggestion *suggestion, struct text name);
