// SPDX-License-Identifier: MIT
// Private to core/replay: the shape of its tables.
#pragma once

#include "core/replay.h"

#define REPLAY_PART_BITS 11
#define REPLAY_PART ((size_t)1 << REPLAY_PART_BITS)
#define REPLAY_HIGHEST ((size_t)1 << (32 - 2 * REPLAY_PART_BITS))
#define REPLAY_TABLE_AMOUNT 1440u // minutes of a day: larger amounts are weighed one by one

// What so much of a kind adds to a line (NULL: its dose, as a trigger has it), and what modality it
// is of; NaN where neither the policy nor one before it can weigh it.
double replay_weigh(const struct policy *policy, const struct policy_line *line,
	const struct replay_kind *kind, int32_t amount, enum modality *modality);
