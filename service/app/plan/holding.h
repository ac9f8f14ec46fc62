// SPDX-License-Identifier: MIT
// Holding a seat for a need and letting it go again, and saying so to whom it concerns. In the
// caller's transaction, as the recorder.
#pragma once

#include "store/needs.h"
#include "store/sessions.h"

// STATUS_FULL or STATUS_BUSY leaves the transaction to be rolled back.
CHECKED enum status holding_take(struct connection *connection, const struct need *need,
	const struct seat *seat, struct instant now, struct fault *fault);

// `*released` is false, and nothing is changed, where it was answered meanwhile.
CHECKED enum status holding_let_go(struct connection *connection, const struct hold *hold,
	struct instant now, bool *released, struct fault *fault);

// Notes that no seat was found, and for which reason; it is looked for again in a day.
CHECKED enum status holding_none(struct connection *connection, const struct need *need,
	enum seat_answer reason, struct instant now, struct fault *fault);
