// SPDX-License-Identifier: MIT
// The demonstration's twelve teams: who is in them, what they work and how often they meet what.
//
// Nobody here is real, and every reference says so: demonstration-response-1-07. Besides these, the
// six officers of demonstration.h are in the first team.
#pragma once

#include "core/shift_pattern.h"

#define STAFF_TEAMS 12
#define STAFF_PEOPLE 294
#define STAFF_REFERENCE_LIMIT 64

// How often a category is met, in 10,000 shifts of the role, and how.
struct rate {
	struct text category;
	int often;
	enum { RATE_DIRECT, RATE_ON_SCENE, RATE_REMOTE, RATE_ONLINE, RATE_MATERIAL } how;
};

struct team_plan {
	const char *reference, *name, *profile;
	size_t size;
	const char *pattern; // one that is shipped (calendar/shifts)
	int phase;           // of the first watch
	int watches;         // 1: all together; else in turn, two days apart
	const struct rate *rates;
	size_t rate_count;
	double busy;        // times the rates
	bool hard_november; // one of the two that had it
};

extern const struct team_plan staff_teams[STAFF_TEAMS];

struct staff_member {
	size_t team;    // index
	size_t number;  // in the team, from 1
	int64_t anchor; // a day on which a cycle of their pattern begins
};

// The patterns of the teams, by team.
CHECKED enum status staff_patterns(
	struct arena *arena, struct shift_pattern out[static STAFF_TEAMS], struct fault *fault);

// Everybody in order of team and number.
struct staff_member staff_member(size_t index);

void staff_reference(struct staff_member member, char out[static STAFF_REFERENCE_LIMIT]);
