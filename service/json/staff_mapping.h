// SPDX-License-Identifier: MIT
// Mapping documents of staff imports: JSON, described in docs/staff.md.
#pragma once

#include "core/staff.h"
#include "json/policy.h"

// Reads a document into a mapping whose memory is `arena`, checked against the policy whose role
// profiles it names. Faults as policy_read.
CHECKED enum status staff_mapping_read(struct text document, const struct policy *policy,
	struct arena *arena, struct staff_mapping *out, struct json_faults *faults);

// Whether a document says that it is one, whatever else is in it.
bool staff_mapping_is(struct text document);
