// SPDX-License-Identifier: MIT
// Teams, and who was in which at what time. All as the recorder.
//
// A person is in at most one team at a time. With the person's role profile that is what trends are
// counted by.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/seat.h"
#include "store/connection.h"

struct team {
	struct team_id id;
	struct text name;
};

struct team_member {
	struct person_id person;
	struct team_id team;
	struct interval during; // until NEVER: they are still in it
};

// Adds a team; nothing changes if the name or the id is known.
CHECKED enum status team_add(struct connection *connection, struct organisation_id organisation,
	const struct team *team, struct instant at, struct fault *fault);

// Adds memberships. One that overlaps another of the same person is left out, so that adding again
// changes nothing.
CHECKED enum status team_members_add(struct connection *connection,
	struct organisation_id organisation, const struct team_member *members, size_t count,
	struct instant at, struct fault *fault);

// Who is in the team of a name now, ascending; none where there is no such team.
CHECKED enum status team_named(struct connection *connection, struct organisation_id organisation,
	struct text name, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault);

// Ends the membership of somebody who leaves.
CHECKED enum status team_leave(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault);

// The teams that some people were in at an instant, in the order of the people; the name's start is
// NULL for one who was in none.
CHECKED enum status teams_of(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct arena *arena, struct team *out, struct fault *fault);
