// SPDX-License-Identifier: MIT
// Time zones of the system's tzdata, as the plain tables that core works with.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/instant.h"

#define ZONE_FIRST_YEAR 1900
#define ZONE_LAST_YEAR 2200

// The transitions of an IANA zone ("Europe/London", "UTC") that matter between two instants; the
// first entry holds the offset at `from`. Any thread may read any zone.
// STATUS_NOT_FOUND for an unknown name, STATUS_LIMIT outside the years above.
CHECKED enum status zone_load(struct text name, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault);
