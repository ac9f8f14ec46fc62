// SPDX-License-Identifier: MIT
// Within this folder: libical's time zones by their plain IANA name, and its times.
#pragma once

#include <libical/ical.h>

#include "base/fault.h"
#include "core/instant.h"

// The built-in zone, which libical owns. STATUS_NOT_FOUND for a name the system does not have.
CHECKED enum status timezone_find(struct text name, icaltimezone **out, struct fault *fault);

// A short VTIMEZONE that is right from `first` (local) on, its TZID the plain `name` (libical's
// own has a prefix). The caller frees it; NULL when out of memory.
icalcomponent *timezone_describe(icaltimezone *zone, const char *name, struct civil first);

// The VTIMEZONE of UTC, which no event needs.
icalcomponent *timezone_describe_utc(void);

struct icaltimetype timezone_utc_time(struct instant instant);
struct icaltimetype timezone_local_time(struct civil civil); // without a zone
struct civil timezone_civil(struct icaltimetype time);
