// SPDX-License-Identifier: MIT
// What trends show of a period, from what each person who was in a team at its beginning did in it.
// No database here, and nobody's id.
//
// Groups are everybody, roles and teams. A team counts to the role that most of its people have (of
// several the policy's first), so that each person is in one team, each team in one role, and no
// filter cuts across another (core/cohort.h says why). Load is in hundredths of each person's own
// line, so that 100 is the line of everybody whatever their role; who has none is counted among the
// people, and has no load here.
#pragma once

#include "base/arena.h"
#include "core/policy.h"
#include "store/trends.h"

#define TRENDS_KINDS 3 // by enum modality

struct trend_member {
	struct team_id team;
	size_t profile; // index in the policy
	double load;    // at the end; TREND_NONE where the profile has no line
	int32_t entries[TRENDS_KINDS];
	int32_t minutes; // with materials
	int32_t offered, taken;
	double waited_days; // the sum over what was taken
};

// All rows of a period of one week or four, the hidden ones too. Sorts the members. STATUS_MEMORY.
CHECKED enum status trends_of(const struct policy *policy, int32_t weeks,
	struct trend_member *members, size_t count, struct arena *arena, struct trend **out,
	size_t *out_count, struct fault *fault);
