// SPDX-License-Identifier: MIT
// What people are rostered for, and what is known of their working time. As the recorder where
// nothing else is said.
//
// A roster speaks of a stretch of time, and a later one of the same time takes its place. Who has
// any row at all has a roster: of a time that none speaks of nothing is known then. Leave and
// absences are not here but with store/absences.
#pragma once

#include "core/roster.h"
#include "store/connection.h"

// The shift pattern that a roster comes from, and a day on which a cycle of the person's begins,
// since 1970-01-01. Without a name it comes from none.
struct pattern_place {
	struct text name;
	int64_t anchor;
};

// What a roster says of one person for a stretch of time; entries begin in it.
struct roster_stretch {
	struct person_id person;
	struct interval covers;
	struct instant recorded_at;
	struct pattern_place pattern;
	const struct roster_entry
		*entries; // by when they begin; only of kinds that work, and rest days
	size_t count;
};

// Those of some people that touch a stretch of time, in order of people and time.
CHECKED enum status rosters_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct interval within, struct arena *arena, struct roster_stretch **out,
	size_t *count, struct fault *fault);

// Takes some back, which are told by person and covers, and keeps others. Those of one person must
// not overlap.
CHECKED enum status rosters_change(struct connection *connection,
	struct organisation_id organisation, const struct roster_stretch *gone, size_t gone_count,
	const struct roster_stretch *added, size_t added_count, struct fault *fault);

// What is known of somebody's working time about a stretch of time, absences as entries too. Lists
// in any order.
struct duty_record {
	struct interval *known; // whenever they are; none: nobody has a roster of them
	size_t known_count;
	struct roster_entry *entries;
	size_t entry_count;
	int64_t
		*holidays; // of the person's nation, days since 1970-01-01, ascending; only of duty_read
	size_t holiday_count;
};

CHECKED enum status duty_read(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct duty_record *out, struct fault *fault);

// A person's own, as the web role that works for them; `recorded_at` is when the newest of it was
// taken in, NEVER where there is none.
CHECKED enum status duty_own(struct connection *web, struct person_id person,
	struct interval within, struct arena *arena, struct duty_record *out,
	struct instant *recorded_at, struct fault *fault);

// Locks the team of a person until the transaction ends, so that no two of it are held a seat at
// once; `*in_one` is false for who is in none.
CHECKED enum status team_lock(
	struct connection *connection, struct person_id person, bool *in_one, struct fault *fault);
