// SPDX-License-Identifier: MIT
// The other times somebody can have instead of what is held for them or booked: what the rules of
// placing allow at the moment of the look, the one that the engine would choose first. As the
// recorder, in the caller's transaction.
#pragma once

#include "app/organisation/setting.h"
#include "store/offers.h"

struct choices {
	struct seat *list; // the best first; of several alike in kind and time one
	size_t count;
};

CHECKED enum status choices_read(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct instant now, struct arena *arena, struct choices *out,
	struct fault *fault);

// Whether a session can be had instead; who else of the team is placed waits until the transaction
// ends.
CHECKED enum status choice_check(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct session_id session, struct instant now, struct arena *arena,
	struct seat *out, bool *allowed, struct fault *fault);
