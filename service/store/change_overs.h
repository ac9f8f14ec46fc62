// SPDX-License-Identifier: MIT
// People whose lines an earlier version of the policy folded, and noting that another has. As the
// recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

struct person_behind {
	struct person_id person;
	struct text profile;
	int32_t policy_version; // by which they were folded
	struct instant joined;  // NEVER: not known
};

// Locks, until the transaction ends, at most `most` people whose lines were last folded by a
// version before this one, in no order. Whom somebody else has is left out.
CHECKED enum status people_behind(struct connection *connection, int32_t version, int32_t most,
	struct arena *arena, struct person_behind **out, size_t *count, struct fault *fault);

// In a transaction that has locked them.
CHECKED enum status people_folded_by(struct connection *connection, const struct person_id *people,
	size_t count, int32_t version, struct fault *fault);

// Notes that everybody's lines are folded by the version, unless somebody's are not. `done`: that
// it was noted now, and not before.
CHECKED enum status policy_changed_over(struct connection *connection,
	struct organisation_id organisation, int32_t version, struct instant at, bool *done,
	struct fault *fault);
