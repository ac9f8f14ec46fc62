// SPDX-License-Identifier: MIT
// Within this folder: libical's time zones by their plain IANA name, and its times.
#pragma once

#include <libical/ical.h>

#include "base/fault.h"
#include "core/instant.h"

// A short VTIMEZONE of the zone that is right from `first` (local) on, its TZID the plain `name`
// (libical's own has a prefix). The caller frees it; NULL when out of memory or for a name the
// system does not have. libical's list of zones, which threads must not share, is not touched.
icalcomponent *timezone_describe(const char *name, struct civil first);

// The VTIMEZONE of UTC, which no event needs.
icalcomponent *timezone_describe_utc(void);

struct icaltimetype timezone_utc_time(struct instant instant);
struct icaltimetype timezone_local_time(struct civil civil); // without a zone
struct civil timezone_civil(struct icaltimetype time);
