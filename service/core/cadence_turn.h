// SPDX-License-Identifier: MIT
// What becomes of one cadence of one person when it is looked at: whether a session is to be asked
// for now, and when to look again.
//
// Who begins, or comes back after long, falls due as if they began now, so that all who do so
// together do not fall due together. While something that begins with the same kind of session is
// asked for, it waits: what a crossing asks for is the next one, brought forward.
//
// By steps it is counted from the newest session that was accepted, whatever that came of, or from
// when one was last asked for. By minutes per month, sessions are asked for one after the other
// while minutes are missing and each was accepted; after one that was not, no more before the next
// month.
#pragma once

#include "core/cadence_month.h"

// What became of the session that it waits for.
enum cadence_answer {
	CADENCE_NOTHING_ASKED,
	CADENCE_UNANSWERED,
	CADENCE_ACCEPTED,
	CADENCE_NOT_ACCEPTED, // declined, not answered in time, or no seat was there
};

struct cadence_look {
	const struct cadence *cadence;
	const struct policy_response *response; // the cadence's
	const struct zone *zone;
	struct person_id person;
	struct instant joined; // NEVER: not known
	struct instant now;
	struct instant counted_from;            // NEVER: begins
	struct instant due;                     // NEVER: to be worked out anew
	enum cadence_answer answer;             // only for minutes per month
	const struct cadence_session *sessions; // that they have accepted, at least the newest of each
	size_t session_count;                   // kind and those of this month
	bool asked; // something that begins with the response's first kind is not answered yet
};

struct cadence_turn {
	bool ask;   // for a session, now
	bool waits; // for the answer to it, or to what is asked already
	bool keeps; // what it waited for in mind
	struct instant counted_from;
	struct instant due;    // to be looked at again; NEVER: not by itself
	struct instant latest; // a session that is asked for begins by then, if not sooner
};

struct cadence_turn cadence_turn(const struct cadence_look *look);
