// SPDX-License-Identifier: MIT
// Mappings as the commands use them: a file, or the name of one that was saved.
#pragma once

#include "process/workplace.h"
#include "json/mapping.h"
#include "json/roster_mapping.h"
#include "json/staff_mapping.h"

#define MAPPING_LIMIT ((size_t)1 << 20) // bytes

// Finds the document that --mapping means: what could be a name is one, anything else a path that
// was read before. STATUS_NOT_FOUND for a name nothing is saved under.
CHECKED enum status mapping_find(
	struct desk *desk, const char *given, struct text *document, struct fault *fault);

// Reads a document against the policy in force. Faults are printed with their paths on standard
// error; the fault says how many, under `name`.
CHECKED enum status mapping_use(struct text document, struct desk *desk, const char *name,
	struct dispatch_mapping *out, struct fault *fault);

// The same of a mapping of staff.
CHECKED enum status mapping_use_staff(struct text document, struct desk *desk, const char *name,
	struct staff_mapping *out, struct fault *fault);

// And of one of rosters, whose times are local where the organisation is.
CHECKED enum status mapping_use_roster(struct text document, struct desk *desk, const char *name,
	struct roster_mapping *out, struct fault *fault);
