// SPDX-License-Identifier: MIT
// What may be told of the newest plan of a night, and what that is made from. As the recorder where
// nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/plan_told.h"
#include "core/session.h"
#include "store/connection.h"
#include "store/query.h"

enum plan_area_kind { PLAN_OF_TEAM, PLAN_OF_NO_TEAM, PLAN_OF_ALL };

struct plan_lacking {
	enum plan_area_kind area;
	struct team_id team; // nil but for PLAN_OF_TEAM
	struct text name;    // of the team, as it is read
	enum session_kind kind;
	struct instant week; // when it begins; NEVER: of all weeks together
	int32_t minutes;     // of hosts; PLAN_FEW
};

struct plan_week {
	enum session_kind kind;
	struct instant week;
	int32_t sessions, seats, taken; // the last PLAN_FEW
};

struct plan_outcome {
	struct instant made_at;
	bool verified;
	struct plan_told told;
	int32_t hosts, load_least, load_most;
	struct plan_lacking *lacking;
	size_t lacking_count;
	struct plan_week *weeks; // by kind, in order
	size_t week_count;
};

// Takes the place of what was told of the plan before; in the caller's transaction.
CHECKED enum status plan_outcome_keep(struct connection *connection,
	struct organisation_id organisation, const struct plan_outcome *outcome, struct fault *fault);

// As the web role; `*found` is false before the first.
CHECKED enum status plan_outcome_read(struct connection *web, struct organisation_id organisation,
	struct arena *arena, struct plan_outcome *out, bool *found, struct fault *fault);

struct plan_people {
	struct team_id team; // nil: in none
	int64_t people;
};

CHECKED enum status plan_areas(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct plan_people **out, size_t *count, struct fault *fault);

// Weeks with all that is taken, however few.
CHECKED enum status plan_programme(struct connection *connection,
	struct organisation_id organisation, struct interval within, struct text zone,
	struct arena *arena, struct plan_week **out, size_t *count, struct fault *fault);
