// SPDX-License-Identifier: MIT
// People, and what outside systems call them. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct person {
	struct person_id id;
	struct text reference; // staff number, or the responder of a dispatch export
	struct text profile;   // role profile of the policy
};

// STATUS_NOT_FOUND for a reference nobody has; the fault does not repeat it.
CHECKED enum status person_read(struct connection *connection, struct organisation_id organisation,
	struct text reference, struct arena *arena, struct person *out, struct fault *fault);

// Adds a person; nothing changes if the reference or the id is known.
CHECKED enum status person_add(struct connection *connection, struct organisation_id organisation,
	const struct person *person, struct instant at, struct fault *fault);

// At most `most` people after a reference (empty: from the first), in its order.
CHECKED enum status person_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct person **out, size_t *count,
	struct fault *fault);

// Locks the person's row until the transaction ends and tells the role profile: what folds a log
// does this first, people in ascending id.
CHECKED enum status person_fold(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct text *profile, struct fault *fault);
