// SPDX-License-Identifier: MIT
// When people's next session of their cadence falls due. As the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

// What somebody's cadence follows from. Times that are unknown, or have not been, are NEVER.
struct cadence_case {
	struct person_id person;
	struct text profile;
	struct instant joined;
	struct instant counted_from;
	struct instant due;          // NEVER: to be worked out anew
	struct instant last_session; // start of the newest they have accepted, past or to come
	bool can_answer;             // they have an account and have signed up
	bool asked;                  // something is open or held for them already
};

// Locks, until the transaction ends, at most `most` people whose cadence is to be looked at at
// `at`: first those for whom it was never worked out. Whom another engine has is left out.
CHECKED enum status cadences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct cadence_case **out, size_t *count, struct fault *fault);

struct cadence_setting {
	struct person_id person;
	struct instant counted_from; // NEVER: it is not counted
	struct instant due;          // to be looked at again then; NEVER: not by itself
};

CHECKED enum status cadences_set(struct connection *connection,
	const struct cadence_setting *settings, size_t count, struct fault *fault);
