// SPDX-License-Identifier: MIT
#include "core/team_trigger.h"

#include <assert.h>

bool team_has_changed(const struct team_trigger *trigger, const struct team_course *course)
{
	assert(trigger->kind == TEAM_CHANGED);
	int64_t changed = course->before ? course->came + course->went : course->moved;
	int64_t people = course->before ? course->before : course->came;
	return changed > 0 && 100.0 * (double)changed >= trigger->percent_at_least * (double)people;
}

struct instant team_away_long(
	const struct team_trigger *trigger, const struct zone *zone, struct instant from)
{
	assert(trigger->kind == MANAGER_AWAY);
	struct instant local = civil_as_utc(zone_local(zone, from));
	local = instant_later(local, trigger->days_at_least * SECONDS_PER_DAY);
	return zone_instant(zone, civil_of(local));
}
