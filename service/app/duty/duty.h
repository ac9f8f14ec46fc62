// SPDX-License-Identifier: MIT
// Which of some sessions a person can be at without leaving their working time, cutting their rest
// or leaving too few of their shift.
//
// Of whom nobody has a roster all that counts is when they are away, and public holidays. Cover is
// that of the person's team now, so far as it has rosters; who is in no team is missed by no shift.
#pragma once

#include "core/cover.h"
#include "core/seat.h"
#include "store/rosters.h"

// Sets what of working time stands against each of `seats`. With `lock` the person's team is
// locked before its cover is counted. In the caller's transaction, as the recorder.
CHECKED enum status duty_bar(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	bool lock, struct arena *arena, struct fault *fault);

// The two parts of it, for whoever asks for many people of a team at once.

// All but cover; `*covered` is whether that counts for any seat that is left.
CHECKED enum status duty_bar_own(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	struct arena *arena, bool *covered, struct fault *fault);

struct shift_session {
	struct person_id person;
	struct interval during;
};

// When a team is on duty about a stretch of time, and which of that the sessions take that people
// of it are at or are held a seat in.
struct shift {
	struct cover on_duty;
	struct shift_session *sessions;
	size_t session_count;
};

// Of a person's team, them included.
CHECKED enum status shift_read(struct connection *connection, const struct zone *zone,
	struct person_id person, struct interval within, struct arena *arena, struct shift *out,
	struct fault *fault);

// Whether a person may be away during a session while the others of the shift are at theirs.
CHECKED enum status shift_allows(const struct shift *shift, const struct roster_rules *rules,
	struct person_id person, struct interval session, struct arena *arena, bool *allowed,
	struct fault *fault);
