// SPDX-License-Identifier: MIT
// What a policy has offered some time after what led to a need. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

struct follow_up {
	struct person_id person;
	struct need_id need;  // that it follows
	int32_t number;       // in the list of its response, from 0
	struct text response; // id of what is asked for
	struct instant due;
};

// Where something follows the need already, that stays as it is.
CHECKED enum status follow_ups_add(struct connection *connection,
	struct organisation_id organisation, struct instant at, const struct follow_up *list,
	size_t count, struct fault *fault);

// At most `most` that are due, by person, who are locked until the transaction ends; whoever
// another engine has is left out.
CHECKED enum status follow_ups_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct follow_up **out, size_t *count, struct fault *fault);

// One was asked for: it goes, and what else followed its need follows `by`.
CHECKED enum status follow_up_done(struct connection *connection, const struct follow_up *done,
	struct need_id by, struct fault *fault);

// Nothing follows a need any more, since it was declined; NULL: nothing follows anything of theirs.
CHECKED enum status follow_ups_end(struct connection *connection, struct person_id person,
	const struct need_id *need, struct fault *fault);
