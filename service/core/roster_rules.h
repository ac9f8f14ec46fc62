// SPDX-License-Identifier: MIT
// The numbers by which a session is put into working time; what they do is in core/roster.h and
// core/cover.h, and a policy says them.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct roster_rules {
	int32_t margin_minutes;      // how far a session may reach out of duty at either end
	int32_t daily_rest_hours;    // 1..23
	int32_t weekly_rest_hours;   // at least once in weekly_rest_days,
	int32_t weekly_rest_days;    // 7 from a Monday, or 14, in which it has to be there twice
	int32_t after_night_hours;   // free of sessions after a night shift
	int32_t notice_hours;        // from now to the start,
	int32_t urgent_notice_hours; // and where the person agrees to less
	int32_t last_minutes;        // before the end of duty, better left free: a wish
	int32_t cover_people;        // of one shift away at once: no more than this,
	int32_t cover_percent;       // and no more than this of it, rounded down,
	int32_t cover_least;         // but as many as this always
};

extern const struct roster_rules roster_rules_default;

bool roster_rules_equal(const struct roster_rules *left, const struct roster_rules *right);
