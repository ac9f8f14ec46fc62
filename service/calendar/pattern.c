// SPDX-License-Identifier: MIT
#include "calendar/pattern.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "calendar/timezone.h"

// One VEVENT being read. The first fault is kept, so a reader can ask for everything and check
// once.
struct reading {
	const char *file;
	icalcomponent *event;
	size_t place; // of the event in the file, from 1
	struct arena *arena;
	enum status status;
	struct fault *fault;
};

static void refuse(struct reading *reading, const char *property, const char *sentence)
{
	char where[sizeof reading->fault->where], place[32];
	const char *names[] = {
		icalcomponent_get_uid(reading->event), icalcomponent_get_summary(reading->event), place};
	size_t name = 0;
	snprintf(place, sizeof place, "event %zu", reading->place);
	while (!names[name] || !*names[name])
		name++;
	snprintf(where, sizeof where, "%s: %.60s: %s", reading->file, names[name], property);
	if (!reading->status)
		reading->status = fault_set(reading->fault, STATUS_INVALID, where, "%s", sentence);
}

static void wrong(struct reading *reading, const char *property, const char *what)
{
	char sentence[120];
	snprintf(sentence, sizeof sentence, "An event of the calendar %s.", what);
	refuse(reading, property, sentence);
}

static struct text keep(struct reading *reading, const char *string)
{
	struct text copy = text_copy(reading->arena, text_of(string));
	if (!copy.start && !reading->status)
		reading->status = fault_memory(reading->fault);
	return copy;
}

static icalproperty *find_extension(struct reading *reading, const char *name)
{
	for (icalproperty *property = icalcomponent_get_first_property(reading->event, ICAL_X_PROPERTY);
		 property; property = icalcomponent_get_next_property(reading->event, ICAL_X_PROPERTY))
		if (!strcmp(icalproperty_get_x_name(property), name))
			return property;
	return NULL;
}

static struct text extension(struct reading *reading, const char *name)
{
	icalproperty *property = find_extension(reading, name);
	if (property)
		return text_of(icalproperty_get_x(property));
	wrong(reading, name, "lacks this property");
	return TEXT("");
}

static int32_t extension_number(struct reading *reading, const char *name)
{
	int64_t number = 0;
	struct text value = extension(reading, name);
	if (!text_to_integer(value, &number) || number < 1 || number > INT32_MAX)
		wrong(reading, name, "has no number from 1 here");
	return (int32_t)number;
}

// How many have to come; without one it takes place with whoever does.
static int32_t minimum(struct reading *reading, int32_t capacity)
{
	static const char name[] = "X-PLIMSOLL-MINIMUM";
	if (!find_extension(reading, name))
		return 0;
	int32_t number = extension_number(reading, name);
	if (number > capacity)
		wrong(reading, name, "has more than the capacity here");
	return number;
}

static struct text summary(struct reading *reading)
{
	const char *value = icalcomponent_get_summary(reading->event);
	if (!value || !*value)
		wrong(reading, "SUMMARY", "lacks this property");
	return keep(reading, value);
}

// "cy", and "cy-GB" too.
static struct text language(struct reading *reading)
{
	icalproperty *property =
		icalcomponent_get_first_property(reading->event, ICAL_SUMMARY_PROPERTY);
	icalparameter *parameter =
		property ? icalproperty_get_first_parameter(property, ICAL_LANGUAGE_PARAMETER) : NULL;
	struct text tag = text_of(parameter ? icalparameter_get_language(parameter) : "");
	enum language language = LANGUAGE_ENGLISH;
	if (!tag.length)
		return TEXT("");
	if (!language_parse(text_cut(&tag, '-'), &language))
		wrong(reading, "SUMMARY", "has a LANGUAGE that is neither en nor cy here");
	return text_of(language_code(language));
}

static enum manner manner(struct reading *reading)
{
	static const char name[] = "X-PLIMSOLL-MANNER";
	enum manner manner = MANNER_UNSAID;
	if (find_extension(reading, name) &&
		(!manner_parse(extension(reading, name), &manner) || manner == MANNER_UNSAID))
		wrong(reading, name, "has none of in_person, video and phone here");
	return manner;
}

static struct text description(struct reading *reading)
{
	return keep(reading, icalcomponent_get_description(reading->event));
}

static struct uuid uid(struct reading *reading)
{
	struct uuid uuid = {0};
	const char *value = icalcomponent_get_uid(reading->event);
	if (!uuid_parse(text_of(value), &uuid))
		wrong(reading, "UID", "has no UUID here");
	return uuid;
}

static enum session_kind kind(struct reading *reading)
{
	enum session_kind kind = SESSION_WEBINAR;
	if (!session_kind_parse(extension(reading, "X-PLIMSOLL-KIND"), &kind))
		wrong(reading, "X-PLIMSOLL-KIND", "names no kind of session");
	return kind;
}

// A DTSTART or DTEND as it stands, which is local time.
static struct civil local_time(
	struct reading *reading, icalproperty_kind property_kind, const char *name, bool whole_day)
{
	icalproperty *property = icalcomponent_get_first_property(reading->event, property_kind);
	const icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	struct icaltimetype time = icaltime_null_time();
	if (value &&
		(icalvalue_isa(value) == ICAL_DATETIME_VALUE || icalvalue_isa(value) == ICAL_DATE_VALUE))
		time = icalvalue_get_datetime(value);
	struct civil civil = timezone_civil(time);
	if (!civil_is_valid(civil) || icaltime_is_utc(time) || !!time.is_date != whole_day) {
		wrong(reading, name, whole_day ? "has no date here" : "has no local time here");
		return (struct civil){1, 1, 1, 0, 0, 0};
	}
	return civil;
}

static struct text zone(struct reading *reading)
{
	icalproperty *property =
		icalcomponent_get_first_property(reading->event, ICAL_DTSTART_PROPERTY);
	icalparameter *parameter =
		property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : NULL;
	if (!parameter)
		wrong(reading, "DTSTART", "names no time zone here");
	return keep(reading, parameter ? icalparameter_get_tzid(parameter) : NULL);
}

static int32_t minutes(struct reading *reading, struct civil starts)
{
	struct civil ends = local_time(reading, ICAL_DTEND_PROPERTY, "DTEND", false);
	int64_t seconds = civil_as_utc(ends).seconds - civil_as_utc(starts).seconds;
	if (seconds < 60 || seconds > SECONDS_PER_DAY || seconds % 60) {
		wrong(reading, "DTEND", "does not last from a minute to a day");
		return 0;
	}
	return (int32_t)(seconds / 60);
}

static struct text rule(struct reading *reading)
{
	if (icalcomponent_count_properties(reading->event, ICAL_RRULE_PROPERTY) > 1)
		wrong(reading, "RRULE", "has more than one rule");
	icalproperty *property = icalcomponent_get_first_property(reading->event, ICAL_RRULE_PROPERTY);
	char *value = property ? icalproperty_get_value_as_string_r(property) : NULL;
	struct text text = keep(reading, value);
	if (value)
		icalmemory_free_buffer(value);
	return text;
}

// A rule that gives nothing would be published as nothing, and nobody would know.
static void check_rule(struct reading *reading, const struct series *series)
{
	struct fault fault = {.status = STATUS_OK};
	if (reading->status)
		return;
	enum status status = series_check(series, reading->arena, &fault);
	if (status == STATUS_MEMORY)
		reading->status = fault_memory(reading->fault);
	else if (status)
		refuse(reading, "RRULE", fault.message);
}

static void read_series(struct reading *reading, struct series *out)
{
	struct civil starts = local_time(reading, ICAL_DTSTART_PROPERTY, "DTSTART", false);
	*out = (struct series){
		.uid = uid(reading),
		.kind = kind(reading),
		.topic = summary(reading),
		.description = description(reading),
		.zone = zone(reading),
		.starts = starts,
		.minutes = minutes(reading, starts),
		.rule = rule(reading),
		.capacity = extension_number(reading, "X-PLIMSOLL-CAPACITY"),
		.host = extension_number(reading, "X-PLIMSOLL-HOST"),
	};
	out->minimum = minimum(reading, out->capacity);
	out->language = language(reading);
	out->manner = manner(reading);
	check_rule(reading, out);
}

static void read_holiday(struct reading *reading, struct holiday *out)
{
	*out = (struct holiday){
		local_time(reading, ICAL_DTSTART_PROPERTY, "DTSTART", true), summary(reading)};
}

// A line that libical could not read, by its property: of a rule it says "Can't parse as RECUR
// value in RRULE property."
static void check_lines(struct reading *reading)
{
	static const char after[] = " property";
	char property[40] = "VEVENT";
	icalproperty *line = icalcomponent_get_first_property(reading->event, ICAL_XLICERROR_PROPERTY);
	const char *said = line ? icalproperty_get_xlicerror(line) : NULL;
	const char *end = said ? strstr(said, after) : NULL;
	const char *start = end;
	while (start > said && (start[-1] == '-' || (start[-1] >= 'A' && start[-1] <= 'Z')))
		start--;
	if (start < end)
		snprintf(property, sizeof property, "%.*s", (int)(end - start), start);
	if (icalcomponent_count_errors(reading->event)) // of a component in it too
		wrong(reading, property, "has a line that is not iCalendar");
}

// Walks the events of a document, filling either list, of which the other is NULL.
static enum status read_events(icalcomponent *calendar, struct reading *reading,
	struct series *series, struct holiday *holidays)
{
	size_t i = 0;
	for (reading->event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
		 reading->event && !reading->status;
		 reading->event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT), i++) {
		reading->place = i + 1;
		check_lines(reading);
		if (series)
			read_series(reading, &series[i]);
		else
			read_holiday(reading, &holidays[i]);
	}
	return reading->status;
}

static enum status parse(
	const char *file, const char *document, icalcomponent **out, size_t *count, struct fault *fault)
{
	icalcomponent *calendar = icalparser_parse_string(document);
	if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
		if (calendar)
			icalcomponent_free(calendar);
		return fault_set(fault, STATUS_INVALID, file, "The file is not one whole calendar.");
	}
	*out = calendar;
	*count = (size_t)icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
	return STATUS_OK;
}

enum status patterns_parse(const char *file, const char *document, struct arena *arena,
	struct series **out, size_t *count, struct fault *fault)
{
	icalcomponent *calendar = NULL;
	size_t events = 0;
	enum status status = parse(file, document, &calendar, &events, fault);
	if (status)
		return status;
	struct series *list = arena_array(arena, events, sizeof *list);
	struct reading reading = {.file = file, .arena = arena, .fault = fault};
	status = list ? read_events(calendar, &reading, list, NULL) : fault_memory(fault);
	icalcomponent_free(calendar);
	if (status)
		return status;
	*out = list;
	*count = events;
	return STATUS_OK;
}

enum status holidays_parse(const char *file, const char *document, struct arena *arena,
	struct holiday **out, size_t *count, struct fault *fault)
{
	icalcomponent *calendar = NULL;
	size_t events = 0;
	enum status status = parse(file, document, &calendar, &events, fault);
	if (status)
		return status;
	struct holiday *list = arena_array(arena, events, sizeof *list);
	struct reading reading = {.file = file, .arena = arena, .fault = fault};
	status = list ? read_events(calendar, &reading, NULL, list) : fault_memory(fault);
	icalcomponent_free(calendar);
	if (status)
		return status;
	*out = list;
	*count = events;
	return STATUS_OK;
}
