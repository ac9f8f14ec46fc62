// SPDX-License-Identifier: MIT
// When people are away. All as the recorder.
//
// Each source has its own, so that a roster takes nothing back that a file of absences says. Why
// somebody is away is not kept.
#pragma once

#include "core/absence.h"
#include "store/connection.h"

enum absence_source { ABSENCE_FROM_FILE, ABSENCE_FROM_ROSTER };

// What is known of some people from one source, in order of people and time.
CHECKED enum status absences_read(struct connection *connection, const struct person_id *people,
	size_t asked, enum absence_source source, struct arena *arena, struct absence **out,
	size_t *count, struct fault *fault);

// Takes some back and adds others, which the engine looks at. Those of one person must not overlap.
CHECKED enum status absences_change(struct connection *connection,
	struct organisation_id organisation, enum absence_source source, const struct absence *gone,
	size_t gone_count, const struct absence *added, size_t added_count, struct instant at,
	struct fault *fault);

struct absence_look {
	struct absence absence;
	enum absence_source source;
};

// Absences to look at at `at`, locked. In the caller's transaction.
CHECKED enum status absences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct absence_look **out, size_t *count, struct fault *fault);

// One was looked at; `again` NEVER: for good.
CHECKED enum status absence_looked(struct connection *connection, const struct absence_look *look,
	int32_t offered_days, struct instant again, struct fault *fault);

// All that are not over are looked at again: what is enough for an offer may be another now.
CHECKED enum status absences_look_again(
	struct connection *connection, struct instant at, struct fault *fault);

// What is held for some people, or was not found, or waited for, is looked at again: their time has
// changed.
CHECKED enum status needs_look_again(struct connection *connection, const struct person_id *people,
	size_t count, struct instant at, struct fault *fault);
