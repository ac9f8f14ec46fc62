// SPDX-License-Identifier: MIT
// The rule of a POSIX TZ string ("GMT0BST,M3.5.0/1,M10.5.0"; POSIX.1-2017 §8.3, and RFC 9636 §3.3.1
// for hours beyond a day): what a zone does for ever after. Within this folder.
#pragma once

#include "core/instant.h"

// The local date and time at which clocks change, each year.
struct posix_tz_change {
	char form;            // 'M': the `week`th `day` of the month, 'J': without, '0': with leap days
	int month, week, day; // week 5 is the last; the day is of the week (0 Sunday) or of the year
	int32_t seconds;      // after midnight, by the clock before the change
};

struct posix_tz {
	int32_t standard, daylight; // seconds east of UTC
	bool changes;               // else it is standard time for ever
	struct posix_tz_change to_daylight, to_standard;
};

// False leaves `out`.
bool posix_tz_parse(struct text text, struct posix_tz *out);

// The two changes of a year, in no order.
void posix_tz_year(const struct posix_tz *rule, int year, struct zone_transition out[static 2]);

int32_t posix_tz_offset(const struct posix_tz *rule, struct instant at);
