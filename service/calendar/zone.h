// SPDX-License-Identifier: MIT
// Time zones of the system's tzdata, as the plain tables that core works with.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/instant.h"

// The transitions of an IANA zone ("Europe/London", "UTC") that matter between two instants; the
// first entry holds the offset at `from`. STATUS_NOT_FOUND for an unknown name.
CHECKED enum status zone_load(struct text name, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault);
