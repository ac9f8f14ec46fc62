// SPDX-License-Identifier: MIT
// Keeping the erasure list, and doing again what it says: after a backup was restored, and whenever
// the service starts, before it answers.
#pragma once

#include "app/exposures/record.h"

// Adds to the list what its owners removed since; `listed` is how many entries. As the recorder.
CHECKED enum status erase_list_removed(struct connection *recorder, const char *list,
	struct organisation_id organisation, struct instant now, size_t *listed, struct fault *fault);

struct erase_again_report {
	bool found;             // there is a list
	size_t entries, people; // that were there again and are gone
	size_t others, damaged; // lines of other organisations, and such as could not be read
	size_t kept;            // people who cannot be erased as they are: `because` of the first
	struct fault because;
};

// Removes what the list says was removed, folding the logs anew, destroys it at once, and erases
// whom it says was erased. Doing it again finds nothing to do. By the service of itself.
CHECKED enum status erase_again(const struct recorder *recorder, struct connection *erasure,
	const char *list, struct instant now, struct erase_again_report *out, struct fault *fault);
