// SPDX-License-Identifier: MIT
// People, and what outside systems call them. As the recorder where nothing else is said.
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

// The people of these references who are there, in no order.
CHECKED enum status people_find(struct connection *connection, struct organisation_id organisation,
	const struct text *references, size_t asked, struct arena *arena, struct person **out,
	size_t *count, struct fault *fault); // without their profiles

// Locks the rows of some people until the transaction ends and tells their role profiles and by
// which version of the policy their lines were folded, in the order of the people, who are
// ascending; start is NULL for one who is not there. What folds a log does this first.
CHECKED enum status people_lock(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct arena *arena, struct text *profiles, int32_t *versions,
	struct fault *fault);

// Says, as the web role, for whom the transaction works: what is theirs can be read until it ends.
CHECKED enum status person_begin(
	struct connection *connection, struct person_id person, struct fault *fault);
