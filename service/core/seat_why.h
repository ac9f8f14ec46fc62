// SPDX-License-Identifier: MIT
// Why somebody was held this seat and no other: which of their rules and wishes it keeps, for them
// alone. As reasons, never as sentences.
#pragma once

#include "core/meeting.h"

enum seat_why {
	SEAT_WHY_BEST, // of what kept every rule, the soonest, or the best when all were planned
	SEAT_WHY_SHIFTS,
	SEAT_WHY_NO_ROSTER, // nobody knows when they work
	SEAT_WHY_LANGUAGE,
	SEAT_WHY_OTHER_LANGUAGE, // not the one they would rather have, but one that will do
	SEAT_WHY_MANNER,
	SEAT_WHY_OTHER_MANNER,
	SEAT_WHY_MET,        // its host has led one with them before
	SEAT_WHY_OTHER_KIND, // in the kind that is preferred there was none
	SEAT_WHY_COUNT
};

struct seat_why_facts {
	struct meeting_wish wish;
	struct meeting meeting;
	bool roster;  // it is known when they work
	bool outside; // it is outside of that by now
	bool met, first_kind;
};

// In the order in which they are told; gives how many.
size_t seat_why(const struct seat_why_facts *facts, enum seat_why out[static SEAT_WHY_COUNT]);
