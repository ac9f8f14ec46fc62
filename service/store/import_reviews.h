// SPDX-License-Identifier: MIT
// What dispatch imports left out, for somebody to review. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

enum import_list { IMPORT_TYPES, IMPORT_UNITS, IMPORT_RESPONDERS, IMPORT_LIST_COUNT };

// A name that a list counts, in how many rows; `second` is empty but for some types.
struct import_left_out {
	struct text name, second;
	int64_t rows;
	struct text source; // import_reviews_list() only, as is:
	struct instant imported_at;
};

// Removes what earlier imports of a source left out, and what is older than `before` of any. Inside
// a transaction.
CHECKED enum status import_reviews_forget(struct connection *connection,
	struct organisation_id organisation, struct text source, struct instant before,
	struct fault *fault);

// Adds to a list what an import left out; the same name twice is counted together. More than
// INT32_MAX rows of one are kept as that.
CHECKED enum status import_reviews_add(struct connection *connection,
	struct organisation_id organisation, struct text source, enum import_list list,
	const struct import_left_out *items, size_t count, struct instant at, struct fault *fault);

// At most `most` of a list, most rows first.
CHECKED enum status import_reviews_list(struct connection *connection,
	struct organisation_id organisation, enum import_list list, int32_t most, struct arena *arena,
	struct import_left_out **out, size_t *count, struct fault *fault);
