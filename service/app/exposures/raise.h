// SPDX-License-Identifier: MIT
// From a crossing or a trigger to a need. Part of folding.
#pragma once

#include "app/exposures/fold.h"

// Before when no seat is held for what an exposure leads to: now, or later for an import's.
struct instant raise_hold_from(const struct fold *fold, const struct exposure *exposure);

// Records a crossing of a line; a raise or re-alarm whose level has a response leads to a need, for
// which no seat is held before `hold_from`.
void raise_crossing(const struct fold *fold, const struct policy_line *line,
	const struct crossing *crossing, struct instant hold_from, struct batch *batch);

// Records each fresh exposure whose dose reaches a trigger of the profile, and its need.
void raise_triggers(const struct fold *fold, struct batch *batch);
