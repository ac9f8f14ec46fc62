// SPDX-License-Identifier: MIT
// Private to the dispatch import: counting what has to be reviewed, by name, in bounded memory.
#pragma once

#include "app/import/dispatch.h"

// Names are cut to this for the list; no mapping can name a longer one.
#define TALLY_NAME_LIMIT 200u

struct tally {
	void *tree; // of tsearch(3)
	size_t count;
	struct arena *arena; // the names live here
};

// Counts one row. Beyond DISPATCH_LISTED_LIMIT distinct names further new ones are counted together
// under an empty name. False when out of memory.
bool tally_count(struct tally *tally, struct text name, struct text second);

// The counts as a list, most rows first, in the arena; ends the tree. False when out of memory.
bool tally_end(struct tally *tally, struct dispatch_counted **out, size_t *count);
