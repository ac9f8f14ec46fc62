// SPDX-License-Identifier: MIT
// A crew table from its file, described in docs/import.md.
#pragma once

#include "base/arena.h"
#include "core/crew.h"

#define CREW_PERIODS_LIMIT 2000000 // about 200 MB

// Reads a CSV file with the columns unit, person, from and until into the arena. Times without an
// offset are of the zone. Anything wrong in it is STATUS_INVALID with its line, and never a value.
CHECKED enum status crew_file_read(int descriptor, struct text zone, struct instant now,
	struct arena *arena, struct crew *out, struct fault *fault);
