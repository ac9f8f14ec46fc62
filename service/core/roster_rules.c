// SPDX-License-Identifier: MIT
#include "core/roster_rules.h"

const struct roster_rules roster_rules_default = {
	.margin_minutes = 0,
	.daily_rest_hours = 11,
	.weekly_rest_hours = 24,
	.weekly_rest_days = 7,
	.after_night_hours = 11,
	.notice_hours = 7 * 24,
	.urgent_notice_hours = 24,
	.last_minutes = 60,
	.cover_people = 2,
	.cover_percent = 15,
	.cover_least = 1,
};

bool roster_rules_equal(const struct roster_rules *left, const struct roster_rules *right)
{
	return left->margin_minutes == right->margin_minutes &&
		   left->daily_rest_hours == right->daily_rest_hours &&
		   left->weekly_rest_hours == right->weekly_rest_hours &&
		   left->weekly_rest_days == right->weekly_rest_days &&
		   left->after_night_hours == right->after_night_hours &&
		   left->notice_hours == right->notice_hours &&
		   left->urgent_notice_hours == right->urgent_notice_hours &&
		   left->last_minutes == right->last_minutes && left->cover_people == right->cover_people &&
		   left->cover_percent == right->cover_percent && left->cover_least == right->cover_least;
}
