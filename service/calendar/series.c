// SPDX-License-Identifier: MIT
#include <libical/ical.h>
#include <string.h>

#include "calendar/pattern.h"
#include "calendar/timezone.h"
#include "calendar/zone.h"

#define STARTS_LIMIT 5000
#define STEPS_LIMIT 20000 // occurrences looked at, those before the dates asked for included

// What the expansion of one series goes by, and its dates so far.
struct expansion {
	const struct holiday *holidays;
	size_t holiday_count;
	int64_t from, until; // days since 1970
	struct zone zone;
	struct arena *arena;
	struct civil *starts;
	size_t count, size;
	struct fault *fault;
};

static int64_t day_of(struct civil civil)
{
	civil.hour = civil.minute = civil.second = 0;
	return civil_as_utc(civil).seconds / SECONDS_PER_DAY;
}

static bool is_holiday(const struct expansion *expansion, int64_t day)
{
	for (size_t i = 0; i < expansion->holiday_count; i++)
		if (day_of(expansion->holidays[i].date) == day)
			return true;
	return false;
}

static enum status too_many(struct fault *fault)
{
	return fault_set(fault, STATUS_LIMIT, "rule",
		"A series gives at most %d dates at a time; ask for a shorter period.", STARTS_LIMIT);
}

static enum status never_gives(struct fault *fault)
{
	return fault_set(fault, STATUS_INVALID, "rule", "The rule of the series never gives a date.");
}

static enum status grow(struct expansion *expansion)
{
	size_t size = expansion->size ? expansion->size * 2 : 64;
	struct civil *larger = arena_array(expansion->arena, size, sizeof *larger);
	if (!larger)
		return fault_memory(expansion->fault);
	if (expansion->count)
		memcpy(larger, expansion->starts, expansion->count * sizeof *larger);
	expansion->starts = larger;
	expansion->size = size;
	return STATUS_OK;
}

static enum status take(struct expansion *expansion, struct civil start)
{
	int64_t day = day_of(start);
	if (day < expansion->from || day >= expansion->until || is_holiday(expansion, day))
		return STATUS_OK;
	if (expansion->count == STARTS_LIMIT)
		return too_many(expansion->fault);
	if (expansion->count == expansion->size) {
		enum status status = grow(expansion);
		if (status)
			return status;
	}
	expansion->starts[expansion->count++] =
		zone_local(&expansion->zone, zone_instant(&expansion->zone, start));
	return STATUS_OK;
}

static enum status walk(
	const struct series *series, const struct icalrecurrencetype *rule, struct expansion *expansion)
{
	if (!series->rule.length)
		return take(expansion, series->starts);
	icalrecur_iterator *iterator =
		icalrecur_iterator_new(*rule, timezone_local_time(series->starts));
	if (!iterator)
		return never_gives(expansion->fault);
	enum status status = STATUS_OK;
	for (int step = 0; !status; step++) {
		struct icaltimetype next = icalrecur_iterator_next(iterator);
		if (icaltime_is_null_time(next) || day_of(timezone_civil(next)) >= expansion->until)
			break;
		status =
			step < STEPS_LIMIT ? take(expansion, timezone_civil(next)) : too_many(expansion->fault);
	}
	icalrecur_iterator_free(iterator);
	return status;
}

// Finer rules than daily are nothing for sessions, and libical can take hours over one.
static enum status parse_rule(const struct series *series, struct arena *arena,
	struct icalrecurrencetype *out, struct fault *fault)
{
	struct text copy = text_copy(arena, series->rule);
	if (!copy.start)
		return fault_memory(fault);
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(copy.start);
	if (series->rule.length &&
		(rule.freq == ICAL_NO_RECURRENCE || rule.freq < ICAL_DAILY_RECURRENCE))
		return fault_set(fault, STATUS_INVALID, "rule",
			"The rule of a series has to be a daily, weekly, monthly or yearly RRULE.");
	*out = rule;
	return STATUS_OK;
}

enum status series_check(const struct series *series, struct arena *arena, struct fault *fault)
{
	struct icalrecurrencetype rule = {0};
	enum status status = parse_rule(series, arena, &rule, fault);
	if (status || !series->rule.length)
		return status;
	icalrecur_iterator *iterator =
		icalrecur_iterator_new(rule, timezone_local_time(series->starts));
	bool gives = iterator && !icaltime_is_null_time(icalrecur_iterator_next(iterator));
	if (iterator)
		icalrecur_iterator_free(iterator);
	return gives ? STATUS_OK : never_gives(fault);
}

enum status series_expand(const struct series *series, const struct holiday *holidays,
	size_t holiday_count, struct civil from, struct civil until, struct arena *arena,
	struct civil **out, size_t *count, struct fault *fault)
{
	struct expansion expansion = {
		.holidays = holidays,
		.holiday_count = holiday_count,
		.from = day_of(from),
		.until = day_of(until),
		.arena = arena,
		.fault = fault,
	};
	struct icalrecurrencetype rule = {0};
	enum status status = parse_rule(series, arena, &rule, fault);
	if (!status && expansion.from < expansion.until) {
		// Two days more at both ends, whatever the zone's offset is.
		status = zone_load(series->zone, instant_later(civil_as_utc(from), -2 * SECONDS_PER_DAY),
			instant_later(civil_as_utc(until), 2 * SECONDS_PER_DAY), arena, &expansion.zone, fault);
		if (!status)
			status = walk(series, &rule, &expansion);
	}
	if (status)
		return status;
	*out = expansion.starts;
	*count = expansion.count;
	return STATUS_OK;
}
