// SPDX-License-Identifier: MIT
// All that the rules ask of people, read for many of them at once and made ready: the same for one
// need that is placed at once and for thousands that are planned together.
#pragma once

#include "app/organisation/setting.h"
#include "core/shift.h"
#include "store/seats.h"

// What lies so far about a session can still say whether it cuts somebody's weekly rest, or whether
// its shift is covered.
#define FACTS_ABOUT (16 * SECONDS_PER_DAY)
#define FACTS_ABOUT_A_SHIFT (2 * SECONDS_PER_DAY)

struct facts {
	struct seat_facts known;
	struct roster roster;      // of all entries
	struct seat_person person; // for core/seat_rules
};

// In order of people; nothing of whom nobody knows. In the caller's transaction, as the recorder.
CHECKED enum status facts_read(struct connection *connection, const struct setting *setting,
	const struct person_id *people, size_t asked, struct interval within, struct arena *arena,
	struct facts **out, size_t *count, struct fault *fault);

// NULL where there is nothing of them.
const struct facts *facts_of(const struct facts *facts, size_t count, struct person_id person);

// Whether a need of theirs had a session already.
bool facts_had(const struct facts *facts, struct need_id need, struct session_id session);

// The shift of some of them; of whom nothing is known does not count.
CHECKED enum status facts_shift(const struct facts *facts, size_t count,
	const struct person_id *people, size_t asked, struct arena *arena, struct shift *out,
	struct fault *fault);

struct seat_terms facts_terms(const struct setting *setting);
