// SPDX-License-Identifier: MIT
// Loads of a demonstration's people at an instant, worked out from the log.
//
// An individual's load is theirs alone, so in an organisation of real people this answers
// STATUS_DENIED whoever asks.
#pragma once

#include "app/audits/audit.h"
#include "app/organisation/setting.h"
#include "core/load.h"
#include "store/people.h"
#include "store/teams.h"

struct line_load {
	const struct policy_line *line;
	struct model_state state; // of all up to the instant
	double load;              // NAN while it is undefined
	int level;                // highest level whose `on` the load reaches, or -1
	struct instant falls; // when it falls to the lowest level's `off`, NEVER when it is under it
};

// What a state of the line says at an instant.
struct line_load line_load_of(
	const struct policy_line *line, const struct model_state *state, struct instant at);

struct person_loads {
	struct person_id person;
	struct text reference, profile;
	struct text team; // at the instant; empty: in none
	size_t exposures; // up to the instant, counted whatever they weigh
	struct line_load *lines;
	size_t line_count;
};

struct loads_request {
	struct text reference; // one person; start NULL: everybody
	struct text team;      // only the people of this one; start NULL: of all
	struct instant at;
	const struct policy *policy; // weigh the log by this one; NULL: doses as they were recorded
};

// By reference. As the recorder, in one transaction that adds it to the trail of each of them.
// STATUS_NOT_FOUND for a team that nobody was in.
CHECKED enum status loads_read(struct connection *connection, const struct setting *setting,
	const struct loads_request *request, const struct audit_actor *by, struct arena *arena,
	struct person_loads **out, size_t *count, struct fault *fault);
