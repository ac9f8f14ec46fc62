// SPDX-License-Identifier: MIT
// The trail as an auditor reviews it: over all chains by time, and what verifying came to. All as
// the recorder.
#pragma once

#include "store/audit_roots.h"

// Where a page of entries begins: at a time or before it, but for the first ones of these. It says
// nothing of whose they are.
struct audit_place {
	struct instant at;
	int32_t skip;
};

// Before none.
#define AUDIT_PLACE_NEWEST ((struct audit_place){INSTANT_NEVER, 0})

struct audit_access {
	struct chain_id chain;
	struct audit_entry entry;
};

// At most `most` entries of an organisation from a place on, newest first, of what was not done by
// a person with their own record and is not erased; of one action alone where `action` is not NULL.
// STATUS_VERSION for one that this program cannot read. AUDIT_SHARED_LOAD_SEEN comes with the
// beginning of its day (UTC) and no chain, that is all 0.
CHECKED enum status audit_accesses(struct connection *connection,
	struct organisation_id organisation, const struct audit_place *from,
	const enum audit_action *action, int32_t most, struct arena *arena, struct audit_access **out,
	size_t *count, struct fault *fault);

// At most `most` roots before a number (INT32_MAX: the newest), newest first.
CHECKED enum status audit_roots_recent(struct connection *connection,
	struct organisation_id organisation, int32_t before, int32_t most, struct arena *arena,
	struct audit_root **out, size_t *count, struct fault *fault);

struct audit_verified {
	struct instant at;
	int64_t chains, entries, findings;
};

CHECKED enum status audit_verified_set(struct connection *connection,
	struct organisation_id organisation, const struct audit_verified *verified,
	struct fault *fault);

// STATUS_NOT_FOUND where nothing has been verified yet.
CHECKED enum status audit_verified_read(struct connection *connection,
	struct organisation_id organisation, struct audit_verified *out, struct fault *fault);
