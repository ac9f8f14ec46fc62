// SPDX-License-Identifier: MIT
// Who of a team may be away in a session while the others of it are at theirs: rules that tie
// people to each other. Pure.
//
// Cover is that of a team so far as it has rosters; who is in no team is missed by no shift.
#pragma once

#include "core/cover.h"

struct shift_person {
	struct person_id person;
	const struct roster *roster;
	const struct interval *busy; // sessions they are at or are held a seat in, that take time
	size_t busy_count;
};

struct shift_session {
	struct person_id person;
	struct interval during;
};

// When a team is on duty, and which of that the sessions take that people of it are at.
struct shift {
	struct cover on_duty;
	struct shift_session *sessions;
	size_t session_count;
};

// STATUS_MEMORY.
CHECKED enum status shift_of(const struct shift_person *people, size_t count, struct arena *arena,
	struct shift *out, struct fault *fault);

// Whether a person may be away during a session while the others of the shift are at theirs.
CHECKED enum status shift_allows(const struct shift *shift, const struct roster_rules *rules,
	struct person_id person, struct interval session, struct arena *arena, bool *allowed,
	struct fault *fault);
