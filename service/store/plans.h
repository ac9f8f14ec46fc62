// SPDX-License-Identifier: MIT
// What planning reads of everybody at once, and whose turn it is to plan. All as the recorder.
#pragma once

#include "store/needs.h"
#include "store/sessions.h"

// A need that nobody has answered, with all that is known of it but its response and `hold_from`.
struct plan_open {
	struct need need;
	struct hold hold; // its booking nil: nothing is held. Without `answer_by`
	struct team_id team;
	struct person_id met; // who led the last session they had by themselves
	bool in_team, has_met;
	bool first; // something of theirs was called off
};

// Those of whom something was called off, then the most pressing, then by person and id.
CHECKED enum status plan_needs(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct plan_open **out, size_t *count, struct fault *fault);

struct plan_seats {
	struct uuid id; // of a host
	int64_t seats;  // taken in all that they lead
};

// By id, ascending.
CHECKED enum status plan_host_loads(struct connection *connection,
	struct organisation_id organisation, struct instant at, struct arena *arena,
	struct plan_seats **out, size_t *count, struct fault *fault);

struct plan_state {
	struct instant planned_at; // 1970 where it never was
	int64_t needs, sessions;   // changed since
};

CHECKED enum status plan_state_read(struct connection *connection,
	struct organisation_id organisation, struct instant at, struct plan_state *out,
	struct fault *fault);

// Takes it on until an instant; `*claimed` is false where another service has it, or has planned
// since `planned_at`.
CHECKED enum status plan_claim(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct instant until, struct instant planned_at, bool *claimed,
	struct fault *fault);

// Also where nothing was taken on: from here on it is counted what changes.
CHECKED enum status plan_done(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct fault *fault);
