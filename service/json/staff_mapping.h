// SPDX-License-Identifier: MIT
// Mapping documents of staff imports: JSON, described in docs/staff.md.
#pragma once

#include "core/staff.h"
#include "json/policy.h"

// What a mapping can name beside what is fixed.
struct staff_names {
	const struct policy *policy; // whose role profiles
	const struct text *patterns; // shift patterns, by their names
	size_t pattern_count;
};

// Reads a document into a mapping whose memory is `arena`, checked against what it can name. Faults
// as policy_read.
CHECKED enum status staff_mapping_read(struct text document, const struct staff_names *known,
	struct arena *arena, struct staff_mapping *out, struct json_faults *faults);

// Whether a document says that it is one, whatever else is in it.
bool staff_mapping_is(struct text document);
