// SPDX-License-Identifier: MIT
// Private to the dispatch import: counting types that no rule knows.
#pragma once

#include "app/import/dispatch.h"

struct unknown_types {
	void *tree; // of tsearch(3)
	size_t count;
	struct arena *arena; // the texts live here
};

// Counts one row. Beyond DISPATCH_TYPES_LIMIT distinct types further new ones are counted together
// under an empty type. False when out of memory.
bool unknown_types_count(struct unknown_types *types, struct text type, struct text second_type);

// The counts as a list, most rows first, in the arena; ends the tree. False when out of memory.
bool unknown_types_end(struct unknown_types *types, struct dispatch_unknown **out, size_t *count);
