// SPDX-License-Identifier: MIT
// The system's time zone files (RFC 9636), read into tables. Within this folder.
//
// libical reads them too, into one list for the whole process that it changes while others search
// it; here nothing is shared, so any thread may read any zone.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/instant.h"

// Whether the name can be a zone's, so that it stays within the system's folder of zones.
bool tzif_name_is_harmless(struct text name);

// The bytes of a zone's file; STATUS_NOT_FOUND for a name the system does not have.
CHECKED enum status tzif_open(
	struct text name, struct arena *arena, struct text *out, struct fault *fault);

// The offset at `from` and each change after it up to `until`. Beyond the last change that is
// listed the rule at the file's end counts. STATUS_INVALID for what is no such file.
CHECKED enum status tzif_read(struct text file, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault);
