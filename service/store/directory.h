// SPDX-License-Identifier: MIT
// Accounts as an administrator looks for them. All as the recorder.
#pragma once

#include "store/accounts.h"

struct directory_entry {
	struct listed_account listed; // without what people sign in with
	struct text profile;          // role profile; empty: none
	struct instant leaves_at;     // their last day is over then; NEVER: no end is known
};

// Where a page of the directory begins: after this name and person. Of all zero: at the first.
struct directory_place {
	struct text name;
	struct person_id person;
};

// At most `most` of those whose name or staff number has `part` in it, in capitals or small (empty:
// all), by name.
CHECKED enum status directory_search(struct connection *connection,
	struct organisation_id organisation, struct text part, const struct directory_place *after,
	int32_t most, struct arena *arena, struct directory_entry **out, size_t *count,
	struct fault *fault);

// STATUS_NOT_FOUND for whoever has no account in the organisation.
CHECKED enum status directory_read(struct connection *connection,
	struct organisation_id organisation, struct person_id person, struct arena *arena,
	struct directory_entry *out, struct fault *fault);
