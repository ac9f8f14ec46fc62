// SPDX-License-Identifier: MIT
// Loads that their owners share with a clinician for a while.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/accounts.h"

struct share_id {
	struct uuid uuid;
};

struct share {
	struct share_id id;
	struct person_id other; // the clinician to whose load it is, and the other way round
	struct instant ends_at;
};

// Clinicians who can sign in, by name, but for one person. Role recorder.
CHECKED enum status share_clinicians(struct connection *connection,
	struct organisation_id organisation, struct person_id but, struct arena *arena,
	struct person_name **out, size_t *count, struct fault *fault);

// Shares a person's load with `share->other`; what they shared with them before ends.
// STATUS_NOT_FOUND where that is no clinician who can sign in, or the person themselves. Role
// recorder.
CHECKED enum status share_add(struct connection *connection, struct organisation_id organisation,
	struct person_id person, const struct share *share, struct instant at, struct fault *fault);

// `*ended` is whether it was in force. Role recorder.
CHECKED enum status share_end(struct connection *connection, struct person_id person,
	struct share_id share, struct instant at, bool *ended, struct fault *fault);

// What a person shares at an instant; as the web role, for whom the transaction was begun.
CHECKED enum status shares_own(struct connection *connection, struct person_id person,
	struct instant at, struct arena *arena, struct share **out, size_t *count, struct fault *fault);

// Begins a transaction of the web role for a clinician: what is shared with them at the instant can
// be listed, and of one share what is shared can be read until it ends; it is the person's whose
// load it is. STATUS_NOT_FOUND where it is not in force. `share` and `out` NULL: only to list.
CHECKED enum status share_begin(struct connection *connection, struct person_id clinician,
	const struct share_id *share, struct instant at, struct person_id *out, struct fault *fault);
CHECKED enum status shares_with(struct connection *connection, struct person_id clinician,
	struct arena *arena, struct share **out, size_t *count, struct fault *fault);
