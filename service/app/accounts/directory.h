// SPDX-License-Identifier: MIT
// People as an administrator sees them: who they are, where in the organisation, what they may, and
// nothing of what they log, are offered or have booked. As the recorder, in a transaction of its
// own that says on the trail who looked.
#pragma once

#include "app/audits/audit.h"
#include "store/directory.h"
#include "store/sessions.h"

struct directory_person {
	struct directory_entry entry;
	struct text team;         // empty: in none
	struct person_id manager; // nil: they report to nobody
	struct text manager_name;
};

struct directory_look {
	struct text part;       // of the name or the staff number; empty: of everybody
	struct person_id after; // the last one of the page before; nil: from the first
	int32_t most;
};

// A page of people by name. That somebody looked is on the organisation's trail.
// STATUS_NOT_FOUND where nobody is after whom it was to begin.
CHECKED enum status directory_look(struct connection *recorder, const struct audit_actor *by,
	const struct directory_look *look, struct arena *arena, struct directory_person **out,
	size_t *count, struct fault *fault);

// One person; that somebody looked is on their trail. STATUS_NOT_FOUND.
CHECKED enum status directory_look_at(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct directory_person *out,
	struct fault *fault);

struct directory_ending {
	struct sessions_led leads; // sessions to come, which would need somebody else
	size_t reports;            // people who would have no line manager any more
};

// The same, with what it would mean for others if they left. Not what they have booked themselves.
CHECKED enum status directory_look_ahead(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct arena *arena, struct directory_person *out,
	struct directory_ending *ending, struct fault *fault);
