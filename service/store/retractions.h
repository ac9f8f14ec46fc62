// SPDX-License-Identifier: MIT
// Entries that their owners removed. The tombstone is kept, the entry itself is destroyed within a
// day by the erasure role, which alone may.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct retraction {
	struct person_id person;
	struct exposure_id exposure;
};

// Removes an entry with the whole chain of corrections it stands in; `removed` is how many entries
// that is, 0 where it is unknown or removed already. Role recorder.
CHECKED enum status retraction_add(struct connection *connection, struct person_id person,
	struct exposure_id exposure, struct organisation_id organisation, struct instant at,
	size_t *removed, struct fault *fault);

// Removes all entries of a person that are not removed yet. Role recorder.
CHECKED enum status retraction_add_all(struct connection *connection, struct person_id person,
	struct organisation_id organisation, struct instant at, size_t *removed, struct fault *fault);

// Which of the ids were removed, in no order. Role recorder.
CHECKED enum status retraction_read(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct retraction **out,
	size_t *count, struct fault *fault);

struct removed_entry {
	struct person_id person;
	struct exposure_id exposure;
	struct instant removed_at;
};

// At most `most` removed entries that are not noted as standing in the erasure list, in order of
// their removal; and noting that some do. Role recorder.
CHECKED enum status retraction_unlisted(struct connection *connection, int32_t most,
	struct arena *arena, struct removed_entry **out, size_t *count, struct fault *fault);
CHECKED enum status retraction_listed(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t count, struct instant at, struct fault *fault);

// Destroys what was removed at or before `before` and stands in the erasure list, all or nothing;
// `erased` is how many entries. Role erasure.
CHECKED enum status retraction_erase(struct connection *connection, struct instant before,
	struct instant at, size_t *erased, struct fault *fault);

// When the oldest entry still to be destroyed was removed; NEVER if there is none. Role erasure.
CHECKED enum status retraction_next(
	struct connection *connection, struct instant *out, struct fault *fault);
