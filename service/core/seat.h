// SPDX-License-Identifier: MIT
// Which free seat a need gets: the earliest that keeps every rule.
//
// Pure: candidates and the person's diary come in, the index of a candidate or a reason comes out.
#pragma once

#include "core/meeting.h"
#include "core/policy.h"

struct interval {
	struct instant from, to; // from < to; `to` is not part of it
};

// A seat, or why there is none: of what stands against the sessions what is nearest to a seat.
enum seat_answer {
	SEAT_FOUND,
	SEAT_NONE_OFFERED,   // no session of any of these kinds starts in the window
	SEAT_OWN_MANAGER,    // there are some, and the person's line manager leads each
	SEAT_OTHER_LANGUAGE, // the others are in a language in which they cannot meet
	SEAT_OTHER_MANNER,   // or in a manner in which they cannot
	SEAT_ROSTER_UNKNOWN, // of the others nobody knows whether the person is on duty
	SEAT_OFF_DUTY,  // the others are outside their working time, cut their rest or are on a holiday
	SEAT_ALL_TAKEN, // the others are without a free seat
	SEAT_DIARY_FULL,  // there are free seats, and the person has something else at each
	SEAT_SHORT_COVER, // and while they were there too few of their shift would be left
	SEAT_ANSWER_COUNT
};

const char *seat_answer_name(enum seat_answer answer); // "off_duty"

struct seat {
	struct session_id session;
	enum session_kind kind;
	struct interval during;
	struct person_id host;
	int32_t free; // seats left
	struct meeting meeting;
	enum seat_answer
		barred; // what core/seat_rules or the cover of a shift says; SEAT_FOUND: nothing
};

struct seat_need {
	struct person_id person;
	struct need_id need;            // what it has had already is not looked at
	const enum session_kind *kinds; // in order of preference
	size_t kind_count;
	struct instant earliest, latest; // bounds on the session's start, both allowed
	int32_t minutes;                 // shortest session that will do
};

// Whether a seat that is held already answers a need that has become more pressing: of a kind it
// names, long enough, not led by their line manager, within their working time and no later. One
// before its window was held for what came first, and is kept.
bool seat_answers(const struct seat_need *need, const struct seat *held);

bool interval_overlaps(struct interval a, struct interval b);

// What stands against one seat for a need, as seat_choose weighs it; SEAT_FOUND: nothing does.
enum seat_answer seat_against(const struct seat_need *need, const struct seat *seat,
	const struct interval *diary, size_t diary_count);

// Which of two the need gets first: by kind in order of preference, then by start, then by id.
bool seat_precedes(const struct seat_need *need, const struct seat *a, const struct seat *b);

// The first by kind in order of preference, then by start, then by session id. `diary` holds the
// person's held and confirmed intervals. What people drop in on takes no diary and never clashes.
// Nobody is seated with themselves as host, nor with whom they report to, of whatever kind.
enum seat_answer seat_choose(const struct seat_need *need, const struct seat *seats, size_t count,
	const struct interval *diary, size_t diary_count, size_t *chosen);
