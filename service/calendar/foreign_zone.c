// SPDX-License-Identifier: MIT
#include "calendar/foreign_zone.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/recurrence.h"
#include "calendar/tzif.h"
#include "calendar/windows_zones.h"
#include "calendar/zone.h"

#define OBSERVANCES_LIMIT 200
#define DATES_LIMIT 1000
#define YEAR_SECONDS (INT64_C(366) * SECONDS_PER_DAY)

static bool is_name(const struct content_line *line, const char *name)
{
	return text_equal_ignoring_case(line->name, text_of(name));
}

// "+0100", "-053000"
static bool read_offset(struct text value, int32_t *out)
{
	int64_t digits;
	value = text_trim(value);
	if ((value.length != 5 && value.length != 7) || (*value.start != '+' && *value.start != '-') ||
		!text_to_integer((struct text){value.start + 1, value.length - 1}, &digits) || digits < 0)
		return false;
	if (value.length == 5)
		digits *= 100;
	int64_t seconds = digits / 10000 * 3600 + digits / 100 % 100 * 60 + digits % 100;
	if (seconds >= SECONDS_PER_DAY)
		return false;
	*out = (int32_t)(*value.start == '-' ? -seconds : seconds);
	return true;
}

static enum status read_dates(struct foreign_zones *zones, struct observance *observance,
	struct text values, struct fault *fault)
{
	struct text value;
	while (content_value(&values, &value)) {
		struct civil date;
		bool is_date, is_utc;
		if (!recurrence_time_parse(value, &date, &is_date, &is_utc))
			continue;
		if (observance->date_count == DATES_LIMIT)
			return fault_set(fault, STATUS_LIMIT, "VTIMEZONE", "A time zone has too many dates.");
		if (!arena_grow(zones->arena, (void **)&observance->dates, observance->date_count,
				&observance->date_size, sizeof *observance->dates))
			return fault_memory(fault);
		observance->dates[observance->date_count++] = date;
	}
	return STATUS_OK;
}

static enum status read_observance(struct foreign_zones *zones, struct content *content,
	struct observance *out, struct fault *fault)
{
	struct content_line line;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && content_next(content, &line) && !is_name(&line, "END")) {
		bool is_date, is_utc;
		if (is_name(&line, "DTSTART"))
			out->has_start =
				recurrence_time_parse(text_trim(line.value), &out->start, &is_date, &is_utc);
		else if (is_name(&line, "TZOFFSETFROM"))
			(void)read_offset(line.value, &out->from);
		else if (is_name(&line, "TZOFFSETTO"))
			(void)read_offset(line.value, &out->to);
		else if (is_name(&line, "RRULE"))
			out->rule = line.value;
		else if (is_name(&line, "RDATE"))
			status = read_dates(zones, out, line.value, fault);
	}
	return status;
}

// A TZID property is TEXT, where commas and semicolons have a backslash; a TZID parameter has not.
static struct text unescaped(struct arena *arena, struct text value)
{
	char *out = arena_allocate(arena, value.length + 1);
	size_t length = 0;
	for (size_t i = 0; out && i < value.length; i++) {
		if (value.start[i] == '\\' && i + 1 < value.length)
			i++;
		out[length++] = value.start[i];
	}
	return (struct text){out, length};
}

enum status foreign_zone_read(
	struct foreign_zones *zones, struct content *content, struct fault *fault)
{
	struct content_line line;
	struct foreign_zone zone = {0};
	if (!zones->list)
		zones->list = arena_array(zones->arena, FOREIGN_ZONES_LIMIT, sizeof *zones->list);
	if (!zones->list)
		return fault_memory(fault);
	while (content_next(content, &line) && !is_name(&line, "END")) {
		if (is_name(&line, "TZID"))
			zone.name = unescaped(zones->arena, text_trim(line.value));
		if (!is_name(&line, "BEGIN"))
			continue;
		if (zone.observance_count == OBSERVANCES_LIMIT)
			return fault_set(fault, STATUS_LIMIT, "VTIMEZONE", "A time zone has too many parts.");
		if (!arena_grow(zones->arena, (void **)&zone.observances, zone.observance_count,
				&zone.observance_size, sizeof *zone.observances))
			return fault_memory(fault);
		zone.observances[zone.observance_count] = (struct observance){0};
		enum status status =
			read_observance(zones, content, &zone.observances[zone.observance_count++], fault);
		if (status != STATUS_OK)
			return status;
	}
	if (zones->count == FOREIGN_ZONES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "VTIMEZONE", "The calendar has more than %d zones.",
			FOREIGN_ZONES_LIMIT);
	if (zone.name.length > 0)
		zones->list[zones->count++] = zone;
	return STATUS_OK;
}

struct text windows_zone(struct text name)
{
	for (const struct windows_zone *zone = windows_zones; zone->name; zone++) {
		if (text_equal_ignoring_case(name, text_of(zone->name)))
			return text_of(zone->zone);
	}
	return TEXT("");
}

struct transitions {
	struct zone_transition *list;
	size_t count, size;
};

static enum status add_transition(struct foreign_zones *zones, struct transitions *transitions,
	struct civil local, const struct observance *observance, struct fault *fault)
{
	if (!arena_grow(zones->arena, (void **)&transitions->list, transitions->count,
			&transitions->size, sizeof *transitions->list))
		return fault_memory(fault);
	transitions->list[transitions->count++] = (struct zone_transition){
		instant_later(civil_as_utc(local), -observance->from), observance->to};
	return STATUS_OK;
}

// A year that is far enough from the ends of the calendar for what is added to it.
static int64_t window_day(struct instant at, int64_t more)
{
	return instant_later(at, more).seconds / SECONDS_PER_DAY;
}

// Every onset of an observance within the window and the year before it, and its first.
static enum status add_observance(struct foreign_zones *zones, struct transitions *transitions,
	const struct observance *observance, struct fault *fault)
{
	struct recurrence rule;
	int64_t *days, from = window_day(zones->window.from, -2 * YEAR_SECONDS);
	size_t count = 0;
	if (!observance->has_start)
		return STATUS_OK;
	enum status status = add_transition(zones, transitions, observance->start, observance, fault);
	for (size_t i = 0; status == STATUS_OK && i < observance->date_count; i++)
		status = add_transition(zones, transitions, observance->dates[i], observance, fault);
	if (status != STATUS_OK || observance->rule.length == 0)
		return status;
	// Only what zones do: another rule would be one that nobody keeps, or an attack.
	if (recurrence_parse(observance->rule, &rule, NULL) != STATUS_OK ||
		rule.frequency != RECURRENCE_YEARLY)
		return STATUS_OK;
	struct civil until = rule.until_is_utc
							 ? civil_of(instant_later(civil_as_utc(rule.until), observance->from))
							 : rule.until;
	status = recurrence_expand(&rule, observance->start, until, from,
		window_day(zones->window.to, YEAR_SECONDS), &zones->days_left, zones->arena, &days, &count,
		fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct civil local = recurrence_date(days[i]);
		local.hour = observance->start.hour;
		local.minute = observance->start.minute;
		local.second = observance->start.second;
		status = add_transition(zones, transitions, local, observance, fault);
	}
	return status;
}

static int compare_transitions(const void *a, const void *b)
{
	const struct zone_transition *left = a, *right = b;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

static enum status build(
	struct foreign_zones *zones, struct foreign_zone *zone, struct fault *fault)
{
	struct transitions transitions = {0};
	for (size_t i = 0; i < zone->observance_count; i++) {
		enum status status = add_observance(zones, &transitions, &zone->observances[i], fault);
		if (status != STATUS_OK)
			return status;
	}
	if (transitions.count)
		qsort(transitions.list, transitions.count, sizeof *transitions.list, compare_transitions);
	zone->zone = (struct zone){transitions.list, transitions.count};
	zone->unknown = transitions.count == 0;
	return STATUS_OK;
}

// The end of a name such as "/mozilla.org/20050126_1/Europe/London" that tzdata knows.
static enum status load_known(
	struct foreign_zones *zones, struct text name, struct zone *out, struct fault *fault)
{
	struct interval window = zones->window;
	struct text windows = windows_zone(name);
	if (windows.length > 0)
		name = windows;
	for (;;) {
		if (name.length > 0 && tzif_name_is_harmless(name)) {
			enum status status = zone_load(name, instant_later(window.from, -YEAR_SECONDS),
				instant_later(window.to, YEAR_SECONDS), zones->arena, out, NULL);
			if (status != STATUS_NOT_FOUND && status != STATUS_INVALID)
				return status == STATUS_OK
						   ? status
						   : fault_set(fault, status, "TZID", "A time zone could not be read.");
		}
		if (!memchr(name.start, '/', name.length))
			return STATUS_NOT_FOUND;
		text_cut(&name, '/');
		if (name.length == 0)
			return STATUS_NOT_FOUND;
	}
}

static struct foreign_zone *find(struct foreign_zones *zones, struct text name)
{
	for (size_t i = 0; i < zones->count; i++) {
		if (text_equal(zones->list[i].name, name))
			return &zones->list[i];
	}
	return NULL;
}

static enum status remember(
	struct foreign_zones *zones, struct text name, struct foreign_zone **out, struct fault *fault)
{
	if (!zones->list)
		zones->list = arena_array(zones->arena, FOREIGN_ZONES_LIMIT, sizeof *zones->list);
	if (!zones->list)
		return fault_memory(fault);
	if (zones->count == FOREIGN_ZONES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "TZID", "The calendar has more than %d zones.",
			FOREIGN_ZONES_LIMIT);
	*out = &zones->list[zones->count++];
	**out = (struct foreign_zone){.name = name};
	return STATUS_OK;
}

enum status foreign_zone_find(struct foreign_zones *zones, struct text name,
	const struct zone **out, bool *unknown, struct fault *fault)
{
	enum status status = STATUS_OK;
	struct foreign_zone *zone = find(zones, name);
	if (!zone)
		status = remember(zones, name, &zone, fault);
	if (status == STATUS_OK && zone->zone.count == 0 && !zone->unknown) {
		status = load_known(zones, name, &zone->zone, fault);
		if (status == STATUS_NOT_FOUND)
			status = build(zones, zone, fault);
	}
	if (status != STATUS_OK)
		return status;
	*out = zone->unknown ? zones->other : &zone->zone;
	*unknown = zone->unknown;
	return STATUS_OK;
}
