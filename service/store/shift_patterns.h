// SPDX-License-Identifier: MIT
// Shift patterns of an organisation's own, and who is on one of a name, shipped or not. As the
// recorder.
#pragma once

#include "core/shift_pattern.h"
#include "store/rosters.h"

// By name.
CHECKED enum status shift_patterns_list(struct connection *connection,
	struct organisation_id organisation, struct arena *arena, struct shift_pattern **out,
	size_t *count, struct fault *fault);

// Until the transaction ends nobody else saves one of them anew or removes one.
CHECKED enum status shift_patterns_hold(
	struct connection *connection, struct organisation_id organisation, struct fault *fault);

// In place of what had its name before; waits for those who hold them.
CHECKED enum status shift_pattern_save(struct connection *connection,
	struct organisation_id organisation, const struct shift_pattern *pattern, struct instant at,
	struct fault *fault);

// `*removed` is false where there is none; waits for those who hold them.
CHECKED enum status shift_pattern_remove(struct connection *connection,
	struct organisation_id organisation, struct text name, bool *removed, struct fault *fault);

struct pattern_users {
	struct text name;
	int64_t people;
};

// How many people have a roster from each pattern that is not over by an instant, by name.
CHECKED enum status shift_pattern_users(struct connection *connection,
	struct organisation_id organisation, struct instant at, struct arena *arena,
	struct pattern_users **out, size_t *count, struct fault *fault);

// What people have of rosters from one that is not over by an instant, by person and time, without
// entries.
CHECKED enum status shift_pattern_stretches(struct connection *connection,
	struct organisation_id organisation, struct text name, struct instant at, struct arena *arena,
	struct roster_stretch **out, size_t *count, struct fault *fault);
