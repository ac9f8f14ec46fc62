// SPDX-License-Identifier: MIT
#include "calendar/pattern.h"
#include "calendar/recurrence.h"
#include "calendar/zone.h"

#define DAYS_LIMIT 400000 // looked at for one rule: a thousand years

static bool is_holiday(const struct holiday *holidays, size_t count, int64_t day)
{
	for (size_t i = 0; i < count; i++) {
		if (recurrence_day_of(holidays[i].date) == day)
			return true;
	}
	return false;
}

static enum status parse_rule(
	const struct series *series, struct recurrence *out, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	enum status status = recurrence_parse(series->rule, out, &own);
	return status ? fault_set(fault, status, "rule", "%s: %s", own.where, own.message) : STATUS_OK;
}

// UNTIL as a local time of the series.
static enum status local_until(const struct series *series, const struct recurrence *rule,
	struct arena *arena, struct civil *out, struct fault *fault)
{
	struct zone zone;
	*out = rule->until;
	if (!rule->has_until || !rule->until_is_utc)
		return STATUS_OK;
	struct instant until = civil_as_utc(rule->until);
	enum status status =
		zone_load(series->zone, until, instant_later(until, SECONDS_PER_DAY), arena, &zone, fault);
	if (status == STATUS_OK)
		*out = zone_local(&zone, until);
	return status;
}

// RFC 5545 leaves undefined what a rule means that does not give the first date of its series, and
// calendars differ in it.
enum status series_check(const struct series *series, struct arena *arena, struct fault *fault)
{
	struct recurrence rule;
	struct civil until;
	if (!series->rule.length)
		return STATUS_OK;
	enum status status = parse_rule(series, &rule, fault);
	if (status == STATUS_OK)
		status = local_until(series, &rule, arena, &until, fault);
	if (status == STATUS_OK && !recurrence_gives_first(&rule, series->starts, until))
		status = fault_set(fault, STATUS_INVALID, "rule",
			"The rule of the series does not give the date at which it begins.");
	return status;
}

// The days of the series within [from, until).
static enum status days_of(const struct series *series, int64_t from, int64_t until,
	struct arena *arena, int64_t **out, size_t *count, struct fault *fault)
{
	struct recurrence rule;
	struct civil last;
	int64_t days_left = DAYS_LIMIT;
	if (!series->rule.length) {
		int64_t *day = arena_array(arena, 1, sizeof *day);
		if (!day)
			return fault_memory(fault);
		*day = recurrence_day_of(series->starts);
		*out = day;
		*count = *day >= from && *day < until;
		return STATUS_OK;
	}
	enum status status = parse_rule(series, &rule, fault);
	if (status == STATUS_OK)
		status = local_until(series, &rule, arena, &last, fault);
	return status ? status
				  : recurrence_expand(&rule, series->starts, last, from, until - 1, &days_left,
						arena, out, count, fault);
}

enum status series_expand(const struct series *series, const struct holiday *holidays,
	size_t holiday_count, struct civil from, struct civil until, struct arena *arena,
	struct civil **out, size_t *count, struct fault *fault)
{
	int64_t *days = NULL;
	size_t found = 0, kept = 0;
	struct zone zone;
	// Two days more at both ends, whatever the zone's offset is.
	enum status status =
		zone_load(series->zone, instant_later(civil_as_utc(from), -2 * SECONDS_PER_DAY),
			instant_later(civil_as_utc(until), 2 * SECONDS_PER_DAY), arena, &zone, fault);
	if (status == STATUS_OK)
		status = days_of(
			series, recurrence_day_of(from), recurrence_day_of(until), arena, &days, &found, fault);
	if (status != STATUS_OK)
		return status;
	struct civil *starts = arena_array(arena, found, sizeof *starts);
	if (!starts)
		return fault_memory(fault);
	for (size_t i = 0; i < found; i++) {
		struct civil start = recurrence_date(days[i]);
		start.hour = series->starts.hour;
		start.minute = series->starts.minute;
		start.second = series->starts.second;
		if (!is_holiday(holidays, holiday_count, days[i]))
			starts[kept++] = zone_local(&zone, zone_instant(&zone, start));
	}
	*out = starts;
	*count = kept;
	return STATUS_OK;
}
