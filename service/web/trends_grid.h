// SPDX-License-Identifier: MIT
// Private to web: one measure of the trends as a grid, groups by periods.
#pragma once

#include "store/trends.h"

// A group in the course of time. Texts are of the rows it was made of.
struct trend_series {
	struct text role, name; // both empty: everybody; no name: a whole role
	struct team_id team;
	const struct trend **cells; // by period; NULL where there is no row
	const struct trend *newest; // of the newest period; NULL where there is none
};

struct trends_grid {
	enum trend_measure measure;
	struct instant *periods; // ascending
	size_t period_count;
	struct trend_series *series; // everybody first, then by role and name, a role before its teams
	size_t count;
};

// From rows in the order of trend_list(). STATUS_MEMORY.
CHECKED enum status trends_grid_of(const struct trend *rows, size_t count,
	enum trend_measure measure, struct arena *arena, struct trends_grid *out, struct fault *fault);

// What is chosen: everybody, a role (its id) or a team.
struct trends_scope {
	struct text role;
	struct team_id team; // nil: none
};

// The series of what is chosen; NULL where there is none.
const struct trend_series *trends_grid_find(
	const struct trends_grid *grid, const struct trends_scope *scope);

// Whether a series is a team that is within what is chosen.
bool trends_is_team_within(const struct trend_series *series, const struct trends_scope *scope);
