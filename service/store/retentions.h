// SPDX-License-Identifier: MIT
// How long an organisation keeps what it keeps for a while, and destroying what is older, in
// bounded steps. Nothing here begins or ends a transaction.
#pragma once

#include "core/audit.h"
#include "core/retention.h"
#include "store/erasures.h"

// The periods of an organisation: those it has set, and for the rest what it began with. Role
// recorder.
CHECKED enum status retention_read(struct connection *connection,
	struct organisation_id organisation, struct retention *out, struct fault *fault);
CHECKED enum status retention_set(struct connection *connection,
	struct organisation_id organisation, enum retention_kind kind, int32_t months,
	struct instant at, struct fault *fault);

// From when on what is kept for a while is old enough: what was over by then goes.
struct retention_limits {
	struct instant entries, bookings, audit;
	struct instant said_since; // chains that say since then that they were emptied are left alone
	struct instant over;       // now
};

// What would be destroyed.
CHECKED enum status retention_count(struct connection *erasure,
	const struct retention_limits *limits, struct erased *out, struct fault *fault);

// At most `most` people after an id who left by `before` and have a log yet, ascending.
CHECKED enum status retention_leavers(struct connection *erasure, struct instant before,
	struct person_id after, int32_t most, struct arena *arena, struct person_id **out,
	size_t *count, struct fault *fault);

// Destroys at most `most` of one kind that were over by `before`; `erased` is how many. Kinds:
// bookings, offers, sign-ins, links for signing in, and reads of ended calendar links.
CHECKED enum status retention_erase(struct connection *erasure, enum erased_kind kind,
	struct instant before, int32_t most, int64_t *erased, struct fault *fault);

// At most `most` chains to be emptied of what is from `before` or older.
CHECKED enum status retention_chains(struct connection *erasure, struct instant before,
	struct instant said_since, int32_t most, struct arena *arena, struct chain_id **out,
	size_t *count, struct fault *fault);

// The number of a chain's first entry from after `before`, 0 for none.
CHECKED enum status retention_chain_first(struct connection *erasure, struct chain_id chain,
	struct instant before, int32_t *out, struct fault *fault);
