// SPDX-License-Identifier: MIT
// The log of exposures. Append-only; as the recorder where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/policy.h"
#include "store/connection.h"

struct logged_exposure {
	struct exposure exposure;
	double dose; // under the version it was recorded with; core/weighing.h says what counts
	int32_t policy_version; // that version
};

// Appends exposures with their doses; those whose id is in the log stay as they are. `added` is how
// many were new.
CHECKED enum status exposure_add(struct connection *connection, struct organisation_id organisation,
	int32_t policy_version, struct instant recorded_at, const struct logged_exposure *exposures,
	size_t count, size_t *added, struct fault *fault);

// What the log knows of an exposure's id. Of the chain of corrections that begins there, the end
// says what stands.
struct known_exposure {
	struct logged_exposure first; // as it was recorded under that id
	struct logged_exposure last; // what a further correction replaces; id, time, kind and dose only
	struct instant earliest_at;  // of the chain
	bool by_import;              // nobody but imports has touched it
};

// Those of the ids that are in the log, in no order; removed ones too, until they are destroyed.
CHECKED enum status exposure_known(struct connection *connection, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct known_exposure **out,
	size_t *count, struct fault *fault);

// The logs of some people as they stand (what was corrected or removed is left out), by person,
// then in order. Of an exposure: person, id, time, kind, minutes and items. As the recorder, or as
// the web role for whom the transaction was begun.
CHECKED enum status exposure_log(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct logged_exposure **out, size_t *count,
	struct fault *fault);

#define EXPOSURE_LIST_START ((struct instant){INT64_C(-2208988800)}) // 1900: before any exposure

// At most `most` entries of a person's log after the place (time, id), in order, whole. As the web
// role for whom the transaction was begun.
CHECKED enum status exposure_list(struct connection *connection, struct person_id person,
	struct instant after_at, struct exposure_id after_id, int32_t most, struct arena *arena,
	struct logged_exposure **out, size_t *count, struct fault *fault);
