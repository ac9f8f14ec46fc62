// SPDX-License-Identifier: MIT
// Destroying the log of a person, or all of them: as the erasure role, which alone may, and can
// read little more than what it needs to find it.
//
// Nothing here begins or ends a transaction.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

enum erased_kind {
#define ERASED(name, ...) name,
#include "store/erasures.def"
#undef ERASED
	ERASED_COUNT
};

const char *erased_name(enum erased_kind kind);  // "calendar_links"
const char *erased_words(enum erased_kind kind); // "calendar links"

struct erased {
	int64_t counts[ERASED_COUNT];
};

struct leaver {
	bool there, has_account, left;
	struct instant left_at, changed_at; // where there is an account
};

// Locks a person with their account, so that nothing is recorded for them meanwhile.
CHECKED enum status erasure_lock(
	struct connection *erasure, struct person_id person, struct leaver *out, struct fault *fault);

// Destroys the log of a locked person and what comes of it; or everything of them but their trail.
// Adds to `out`.
CHECKED enum status erasure_of_log(
	struct connection *erasure, struct person_id person, struct erased *out, struct fault *fault);
CHECKED enum status erasure_of_person(
	struct connection *erasure, struct person_id person, struct erased *out, struct fault *fault);

// Which of some entries are in the log and not removed, by person; and which of some people are
// there. Role recorder.
struct listed_entry {
	struct person_id person;
	struct exposure_id exposure;
};
CHECKED enum status erasure_entries_there(struct connection *recorder,
	const struct person_id *people, const struct exposure_id *ids, size_t asked,
	struct arena *arena, struct listed_entry **out, size_t *count, struct fault *fault);

struct listed_person {
	struct person_id person;
	bool active; // has an account and has not left
};
CHECKED enum status erasure_people_there(struct connection *recorder,
	const struct person_id *people, size_t asked, struct arena *arena, struct listed_person **out,
	size_t *count, struct fault *fault);

// How many patterns of sessions a person leads. Role recorder.
CHECKED enum status series_led(
	struct connection *recorder, struct person_id person, int64_t *out, struct fault *fault);
