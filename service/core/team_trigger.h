// SPDX-License-Identifier: MIT
// What becomes of a team, or of a line manager, and is enough for a session for all of the team.
//
// A team has changed where of its people so large a share came or went within a time. Whoever comes
// counts once, and so does whoever goes; a team that nobody was in before has changed where its
// people come from other teams, and not where they are new to the organisation. The team of a line
// manager is who reports to them. They are away from a day of the calendar on; where that begins in
// the middle of a day, from then.
#pragma once

#include "core/instant.h"

enum team_trigger_kind { TEAM_CHANGED, MANAGER_AWAY };

struct team_trigger {
	struct text id;
	enum team_trigger_kind kind;
	double percent_at_least; // TEAM_CHANGED: of the people before, came and went
	int64_t within_seconds;  // TEAM_CHANGED
	int32_t days_at_least;   // MANAGER_AWAY: of the calendar, in a row
	size_t response;         // of the policy
};

// What became of a team in a time.
struct team_course {
	int64_t before; // people in it when the time began
	int64_t came;   // in it now, and not then
	int64_t moved;  // of those: from another team that they were in within the time
	int64_t went;   // in it then, and not now
};

bool team_has_changed(const struct team_trigger *trigger, const struct team_course *course);

// When somebody who is away from an instant on will have been for the trigger's days.
struct instant team_away_long(
	const struct team_trigger *trigger, const struct zone *zone, struct instant from);
