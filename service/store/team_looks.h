// SPDX-License-Identifier: MIT
// Teams that the engine looks at, since somebody came or went. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/team_trigger.h"
#include "store/connection.h"

struct team_look {
	struct team_id team;
	struct instant counted_from; // who came and went before counts no more
};

// Teams to look at at `at`, locked. In the caller's transaction.
CHECKED enum status teams_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct team_look **out, size_t *count, struct fault *fault);

CHECKED enum status team_course(struct connection *connection, struct team_id team,
	struct instant since, struct team_course *out, struct fault *fault);

// A team was looked at; who came and went is counted from an instant on, never from an earlier one.
CHECKED enum status team_looked(struct connection *connection, struct team_id team,
	struct instant counted_from, struct fault *fault);

struct team_person {
	struct person_id person;
	struct text profile;
};

// Who is in a team, or reports to somebody, of those who can answer what they are offered; by
// person, ascending.
CHECKED enum status team_people(struct connection *connection, struct team_id team,
	struct arena *arena, struct team_person **out, size_t *count, struct fault *fault);
CHECKED enum status team_reports(struct connection *connection, struct person_id manager,
	struct arena *arena, struct team_person **out, size_t *count, struct fault *fault);
