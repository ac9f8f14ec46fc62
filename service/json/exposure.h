// SPDX-License-Identifier: MIT
// Exposures as a person's device sends them: JSON, described in docs/api/openapi.yaml.
//
// There is no member for a text about what happened, and unknown members are refused, so no story
// can come in by mistake.
#pragma once

#include "json/policy.h"

#define EXPOSURES_LIMIT 1000 // in one request

struct exposure_document {
	struct exposure exposure; // its person is nil where the document gives a reference
	struct text person;       // as given: an id or a reference
};

// Reads one exposure, a list of them, or with `lines` one on each line (NDJSON), into the arena.
// `single` tells whether it was one that stood alone. Checked against the policy, and against
// `now`: a time up to EXPOSURE_FUTURE_TOLERANCE ahead is let through. Every fault with its path, in
// a list or on lines with the number of the exposure: "[2].category". Faults as policy_read.
CHECKED enum status exposures_read(struct text body, bool lines, const struct policy *policy,
	struct instant now, struct arena *arena, struct exposure_document **out, size_t *count,
	bool *single, struct json_faults *faults);
