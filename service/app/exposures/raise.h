// SPDX-License-Identifier: MIT
// From a crossing or a trigger to a need. Part of folding.
#pragma once

#include "app/exposures/fold.h"

// Records a crossing of a line; a raise or re-alarm whose level has a response leads to a need.
void raise_crossing(const struct fold *fold, const struct policy_line *line,
	const struct crossing *crossing, struct batch *batch);

// Records each fresh exposure whose dose reaches a trigger of the profile, and its need.
void raise_triggers(const struct fold *fold, struct batch *batch);
