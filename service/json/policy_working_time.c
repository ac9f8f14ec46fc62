// SPDX-License-Identifier: MIT
// How a session is put into working time. What a document leaves out is as roster_rules_default.
#include <math.h>

#include "json/policy_parts.h"

#define MARGIN_MINUTES_MOST 240
#define DAILY_REST_LEAST 8
#define DAILY_REST_MOST 16
#define WEEKLY_REST_LEAST 12
#define WEEKLY_REST_MOST 72
#define AFTER_NIGHT_MOST 48
#define COVER_MOST 100
#define MINUTES_PER_HOUR 60

// A number that would be right in another unit is asked about.
static bool is_in_other_unit(const struct object *object, const char *name, double factor,
	const char *unit, int32_t least, int32_t most)
{
	const json_t *value = json_object_get(object->value, name);
	double number = json_number_value(value), meant = number * factor;
	struct place here = {object->place, name, 0};
	if (!json_is_number(value) || (number >= least && number <= most) || meant < least ||
		meant > most || meant != floor(meant))
		return false;
	reader_fault(object->reader, &here,
		"\"%s\" must be %s, from %d to %d, and is %.6g. Did you mean %.0f?", name, unit, least,
		most, number, meant);
	return true;
}

static void read_hours(
	const struct object *object, const char *name, int32_t least, int32_t most, int32_t *out)
{
	if (object_has(object, name) &&
		!is_in_other_unit(object, name, 1.0 / MINUTES_PER_HOUR, "hours", least, most))
		*out = object_integer(object, name, least, most);
}

static void read_cover(const struct object *object, struct roster_rules *rules)
{
	if (object_has(object, "cover_people"))
		rules->cover_people = object_integer(object, "cover_people", 1, COVER_MOST);
	if (object_has(object, "cover_percent") &&
		!is_in_other_unit(object, "cover_percent", 100, "of a hundred", 1, COVER_MOST))
		rules->cover_percent = object_integer(object, "cover_percent", 1, COVER_MOST);
}

// Weeks, or pairs of them.
static void read_weekly_rest_days(const struct object *object, struct roster_rules *rules)
{
	const json_t *value = json_object_get(object->value, "weekly_rest_days");
	struct place here = {object->place, "weekly_rest_days", 0};
	if (!object_has(object, "weekly_rest_days"))
		return;
	if (json_number_value(value) == 7 || json_number_value(value) == 14)
		rules->weekly_rest_days = (int32_t)json_number_value(value);
	else
		reader_unexpected(object->reader, &here, "7 or 14", value);
}

static void check_rests(const struct object *object, const struct roster_rules *rules)
{
	struct place here = {object->place,
		object_has(object, "weekly_rest_hours") ? "weekly_rest_hours" : "daily_rest_hours", 0};
	if (rules->weekly_rest_hours < rules->daily_rest_hours)
		reader_fault(object->reader, &here,
			"\"weekly_rest_hours\" must not be below \"daily_rest_hours\": they are %d and %d.",
			rules->weekly_rest_hours, rules->daily_rest_hours);
}

void policy_read_working_time(const struct object *document, struct policy *policy)
{
	static const char *const known[] = {"margin_minutes", "daily_rest_hours", "weekly_rest_hours",
		"weekly_rest_days", "after_night_hours", "cover_people", "cover_percent", "evidence", NULL};
	struct place place;
	struct roster_rules *rules = &policy->roster_rules;
	*rules = roster_rules_default;
	if (!document->value || !json_object_get(document->value, "working_time"))
		return;
	size_t faults = document->reader->fault_count;
	struct object object =
		object_object(document, &place, "working_time", "The working time", known);
	if (object_has(&object, "margin_minutes"))
		rules->margin_minutes = object_integer(&object, "margin_minutes", 0, MARGIN_MINUTES_MOST);
	read_hours(
		&object, "daily_rest_hours", DAILY_REST_LEAST, DAILY_REST_MOST, &rules->daily_rest_hours);
	read_hours(&object, "weekly_rest_hours", WEEKLY_REST_LEAST, WEEKLY_REST_MOST,
		&rules->weekly_rest_hours);
	read_weekly_rest_days(&object, rules);
	read_hours(&object, "after_night_hours", 0, AFTER_NIGHT_MOST, &rules->after_night_hours);
	read_cover(&object, rules);
	object_evidence(&object);
	if (document->reader->fault_count == faults)
		check_rests(&object, rules);
}
