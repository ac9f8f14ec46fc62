// SPDX-License-Identifier: MIT
// Mapping documents of dispatch imports: JSON, described in docs/import.md.
#pragma once

#include "core/dispatch.h"
#include "json/policy.h"

// Reads a document into a mapping whose memory is `arena`, checked against the policy whose
// categories its rules name. Faults as policy_read.
CHECKED enum status mapping_read(struct text document, const struct policy *policy,
	struct arena *arena, struct dispatch_mapping *out, struct json_faults *faults);

// Whether a mapping can be saved under this name; no path looks like one that has a dot or a slash.
bool mapping_name_is_valid(struct text name);
