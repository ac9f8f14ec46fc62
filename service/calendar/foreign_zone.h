// SPDX-License-Identifier: MIT
// The zones that a file names: by their names in tzdata, by Windows' names, or as the file itself
// describes them in a VTIMEZONE. Within this folder.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "calendar/content.h"
#include "core/seat.h"

#define FOREIGN_ZONES_LIMIT 50

// One STANDARD or DAYLIGHT part of a VTIMEZONE.
struct observance {
	struct civil start;
	bool has_start;
	int32_t from, to; // offsets, seconds
	struct text rule;
	struct civil *dates; // RDATE
	size_t date_count, date_size;
};

struct foreign_zone {
	struct text name;
	struct observance *observances;
	size_t observance_count, observance_size;
	struct zone zone; // count 0 until it is asked for
	bool unknown;     // neither known by name nor described
};

struct foreign_zones {
	struct arena *arena;
	struct interval window; // that the tables cover, with a year on both sides
	struct foreign_zone *list;
	size_t count;
	int64_t days_left;        // that rules may be looked at for, of the whole file
	const struct zone *other; // counts for names that are unknown
};

// Reads a VTIMEZONE, whose BEGIN was read, to its END. STATUS_LIMIT, STATUS_MEMORY.
CHECKED enum status foreign_zone_read(
	struct foreign_zones *zones, struct content *content, struct fault *fault);

// The zone of a name. `*unknown` is set where it is `other` for want of anything better.
CHECKED enum status foreign_zone_find(struct foreign_zones *zones, struct text name,
	const struct zone **out, bool *unknown, struct fault *fault);

// The name in tzdata of one of Windows' zones ("GMT Standard Time"); empty where there is none.
struct text windows_zone(struct text name);
