// SPDX-License-Identifier: MIT
// Destroying what its owners removed: half a day later, well within the day that people are
// promised.
#pragma once

#include "core/instant.h"
#include "store/connection.h"

#define ERASE_AFTER (12 * SECONDS_PER_HOUR)
#define ERASE_LOOK SECONDS_PER_HOUR // at least this often

// Destroys what is due, as the erasure role; `erased` is how many entries, `next` when to look
// again.
CHECKED enum status engine_erase(struct connection *erasure, struct instant now, size_t *erased,
	struct instant *next, struct fault *fault);
