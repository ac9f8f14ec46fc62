// SPDX-License-Identifier: MIT
// Filling a demonstration's database: people, teams and two years of history. Part of
// demonstration.
#pragma once

#include "app/organisation/setting.h"

// Adds people of one role profile, or finds them.
CHECKED enum status fill_people(struct connection *connection,
	const struct organisation *organisation, const struct text *references, struct text profile,
	size_t count, struct person_id *out, struct fault *fault);

// When the officers joined, and everybody's reporting lines began, of a history up to an instant.
struct instant fill_officers_joined(struct instant until);

// Adds the staff, the teams with the officers in the first, and the history, from where it was
// stopped. Of the first team half a dozen report to whom the first officer reports, and in every
// team each dozen to one of them. Adds to `added`.
CHECKED enum status fill_history(struct connection *connection, const struct setting *setting,
	const struct person_id *officers, size_t officer_count, size_t *added, struct fault *fault);
