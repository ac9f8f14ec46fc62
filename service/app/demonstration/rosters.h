// SPDX-License-Identifier: MIT
// The working time of a demonstration's people: the shifts of their patterns, and their leave. Part
// of demonstration.
#pragma once

#include "app/demonstration/staff.h"
#include "app/organisation/setting.h"

#define DEMONSTRATION_ROSTER_BEFORE 21 // days before the founding
#define DEMONSTRATION_ROSTER_AFTER 91  // and after it

// Takes in rosters of the staff and of the officers, who work as the first of them do. Of each nine
// one is on leave for a week. Doing it again changes nothing.
CHECKED enum status demonstration_roster(struct connection *connection,
	const struct setting *setting, const struct person_id people[static STAFF_PEOPLE],
	const struct person_id *officers, size_t officer_count, struct fault *fault);
