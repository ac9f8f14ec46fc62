// SPDX-License-Identifier: MIT
#include "calendar/feed.h"

#include <libical/ical.h>
#include <string.h>

#include "calendar/timezone.h"
#include "calendar/tzif.h"

#define PRODUCT "-//Plimsoll//Plimsoll//EN"
#define REFRESH "PT1H" // how often clients should look again, where they let the feed decide

#define EVENT_BEGINS "BEGIN:VEVENT\r\n"
#define EVENT_ENDS "END:VEVENT\r\n"
#define SHARED_LIMIT 8 // kinds of event whose lines are kept while a feed is written

struct shared {
	const struct feed_event *of; // NULL: free
	struct text_builder lines;   // with EVENT_BEGINS and EVENT_ENDS
};

// Collects properties and components; running out of memory is sticky and checked at the end.
struct writer {
	struct arena arena;
	icalcomponent *calendar;
	struct shared shared[SHARED_LIMIT];
	size_t next_shared;
	bool failed;
};

static void add(struct writer *writer, icalcomponent *component, icalproperty *property)
{
	if (component && property)
		icalcomponent_add_property(component, property);
	else
		writer->failed = true;
	if (!component && property)
		icalproperty_free(property);
}

static void add_component(struct writer *writer, icalcomponent *component)
{
	if (component)
		icalcomponent_add_component(writer->calendar, component);
	else
		writer->failed = true;
}

static const char *string_of(struct writer *writer, struct text text)
{
	struct text copy = text_copy(&writer->arena, text);
	if (copy.start)
		return copy.start;
	writer->failed = true;
	return "";
}

static void add_extension(
	struct writer *writer, icalcomponent *component, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);
	if (property)
		icalproperty_set_x_name(property, name);
	add(writer, component, property);
}

// Unicode's control characters, C0 without the line feed, DEL and C1.
static bool has_control(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.start[i];
		if ((byte < 0x20 && byte != '\n') || byte == 0x7f)
			return true;
		if (byte == 0xc2 && i + 1 < text.length && (unsigned char)text.start[i + 1] < 0xa0)
			return true;
	}
	return false;
}

static enum status check_text(struct text text, const char *what, struct fault *fault)
{
	if (!text_is_utf8(text))
		return fault_set(
			fault, STATUS_INVALID, what, "The text is not UTF-8; convert it before it is stored.");
	if (has_control(text))
		return fault_set(fault, STATUS_INVALID, what,
			"The text holds a control character; only line feeds are allowed.");
	return STATUS_OK;
}

static enum status check_event(const struct feed_event *event, struct fault *fault)
{
	enum status status = check_text(event->summary, "summary", fault);
	if (!status)
		status = check_text(event->description, "description", fault);
	if (!status)
		status = check_text(event->location, "location", fault);
	if (!status && !instant_before(event->starts, event->ends))
		status =
			fault_set(fault, STATUS_INVALID, "ends", "An event has to end later than it starts.");
	return status;
}

static enum status check_series(const struct feed_series *series, struct fault *fault)
{
	enum status status = check_text(series->summary, "summary", fault);
	if (!status)
		status = check_text(series->description, "description", fault);
	if (!status && (!civil_is_valid(series->starts) || series->minutes <= 0))
		status = fault_set(fault, STATUS_INVALID, "starts",
			"A series needs a start that exists and a length of at least a minute.");
	for (size_t i = 0; !status && i < series->except_count; i++)
		if (!civil_is_valid(series->except[i]))
			status = fault_set(fault, STATUS_INVALID, "except", "An exception is no real date.");
	return status;
}

static void add_calendar_properties(struct writer *writer, const struct feed *feed)
{
	icalcomponent *calendar = writer->calendar;
	const char *name = string_of(writer, feed->name);
	add(writer, calendar, icalproperty_new_version("2.0"));
	add(writer, calendar, icalproperty_new_prodid(PRODUCT));
	add(writer, calendar, icalproperty_new_calscale("GREGORIAN"));
	add(writer, calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	add(writer, calendar, icalproperty_new_name(name));
	add_extension(writer, calendar, "X-WR-CALNAME", name);
	if (feed->series_count)
		add_extension(writer, calendar, "X-WR-TIMEZONE", string_of(writer, feed->series[0].zone));
	add(writer, calendar, icalproperty_new_lastmodified(timezone_utc_time(feed->revised)));
	add(writer, calendar, icalproperty_new_refreshinterval(icaldurationtype_from_string(REFRESH)));
	add_extension(writer, calendar, "X-PUBLISHED-TTL", REFRESH);
}

// Identity and history, the same for events and series. DTSTAMP is when the event changed, never
// now, so that an unchanged feed stays the same bytes.
static void add_history(struct writer *writer, icalcomponent *component, struct uuid uuid,
	struct instant created, struct instant changed, int32_t sequence)
{
	char uid[UUID_TEXT_LENGTH + 1];
	uuid_format(uuid, uid);
	add(writer, component, icalproperty_new_uid(uid));
	add(writer, component, icalproperty_new_dtstamp(timezone_utc_time(changed)));
	add(writer, component, icalproperty_new_created(timezone_utc_time(created)));
	add(writer, component, icalproperty_new_lastmodified(timezone_utc_time(changed)));
	add(writer, component, icalproperty_new_sequence(sequence));
}

static void add_texts(struct writer *writer, icalcomponent *component, struct text summary,
	struct text description, struct text location)
{
	if (summary.length)
		add(writer, component, icalproperty_new_summary(string_of(writer, summary)));
	if (description.length)
		add(writer, component, icalproperty_new_description(string_of(writer, description)));
	if (location.length)
		add(writer, component, icalproperty_new_location(string_of(writer, location)));
}

// Microsoft's clients go by their own property instead of TRANSP.
static void add_state(
	struct writer *writer, icalcomponent *component, enum feed_status status, bool opaque)
{
	static const enum icalproperty_status states[] = {
		[FEED_TENTATIVE] = ICAL_STATUS_TENTATIVE,
		[FEED_CONFIRMED] = ICAL_STATUS_CONFIRMED,
		[FEED_CANCELLED] = ICAL_STATUS_CANCELLED,
	};
	bool busy = opaque && status != FEED_CANCELLED;
	const char *shown_as = !busy ? "FREE" : status == FEED_TENTATIVE ? "TENTATIVE" : "BUSY";
	add(writer, component, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	add(writer, component, icalproperty_new_status(states[status]));
	add(writer, component,
		icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
	add_extension(writer, component, "X-MICROSOFT-CDO-BUSYSTATUS", shown_as);
}

// libical writes a zoned DTEND without its zone and others with a prefix before the name, so
// times are given as local and the TZID added here. UTC is no TZID.
static void add_local(
	struct writer *writer, icalcomponent *component, icalproperty *property, const char *zone)
{
	if (property && strcmp(zone, "UTC") != 0) {
		icalparameter *parameter = icalparameter_new_tzid(zone);
		if (parameter)
			icalproperty_add_parameter(property, parameter);
		else
			writer->failed = true;
	}
	add(writer, component, property);
}

static struct icaltimetype time_in(const char *zone, struct civil civil)
{
	return strcmp(zone, "UTC") == 0 ? timezone_utc_time(civil_as_utc(civil))
									: timezone_local_time(civil);
}

static enum status add_series(
	struct writer *writer, const struct feed_series *series, struct fault *fault)
{
	struct icalrecurrencetype rule =
		icalrecurrencetype_from_string(string_of(writer, series->rule));
	if (rule.freq == ICAL_NO_RECURRENCE)
		return fault_set(fault, STATUS_INVALID, "rule",
			"The rule of a series is no RRULE of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO.");
	const char *zone = string_of(writer, series->zone);
	struct civil ends = civil_of(instant_later(civil_as_utc(series->starts), series->minutes * 60));
	icalcomponent *component = icalcomponent_new_vevent();
	add_component(writer, component);
	add_history(writer, component, series->uid, series->created, series->changed, series->sequence);
	add_local(writer, component, icalproperty_new_dtstart(time_in(zone, series->starts)), zone);
	add_local(writer, component, icalproperty_new_dtend(time_in(zone, ends)), zone);
	add(writer, component, icalproperty_new_rrule(rule));
	for (size_t i = 0; i < series->except_count; i++)
		add_local(
			writer, component, icalproperty_new_exdate(time_in(zone, series->except[i])), zone);
	add_state(writer, component, FEED_CONFIRMED, false);
	add_texts(writer, component, series->summary, series->description, TEXT(""));
	return STATUS_OK;
}

// One VTIMEZONE for each zone of a series, right from the earliest series in it.
static enum status add_zones(struct writer *writer, const struct feed *feed, struct fault *fault)
{
	for (size_t i = 0; i < feed->series_count; i++) {
		struct text name = feed->series[i].zone;
		struct civil first = feed->series[i].starts;
		bool described = text_is(name, "UTC");
		for (size_t j = 0; j < feed->series_count; j++) {
			const struct feed_series *other = &feed->series[j];
			if (!text_equal(other->zone, name))
				continue;
			described = described || j < i;
			if (instant_before(civil_as_utc(other->starts), civil_as_utc(first)))
				first = other->starts;
		}
		struct text file;
		enum status status = tzif_open(name, &writer->arena, &file, fault);
		if (status)
			return status;
		if (!described)
			add_component(writer, timezone_describe(string_of(writer, name), first));
	}
	// RFC 5545 wants a component in every calendar.
	if (!feed->event_count && !feed->series_count)
		add_component(writer, timezone_describe_utc());
	return STATUS_OK;
}

static enum status check(const struct feed *feed, struct fault *fault)
{
	enum status status = check_text(feed->name, "name", fault);
	for (size_t i = 0; !status && i < feed->event_count; i++)
		status = check_event(&feed->events[i], fault);
	for (size_t i = 0; !status && i < feed->series_count; i++)
		status = check_series(&feed->series[i], fault);
	return status;
}

static enum status build(struct writer *writer, const struct feed *feed, struct fault *fault)
{
	writer->calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	if (!writer->calendar)
		return fault_memory(fault);
	add_calendar_properties(writer, feed);
	enum status status = add_zones(writer, feed, fault);
	for (size_t i = 0; !status && i < feed->series_count; i++)
		status = add_series(writer, &feed->series[i], fault);
	if (!status && writer->failed)
		status = fault_memory(fault);
	return status;
}

// Prints a component and frees it, which may be NULL where memory ran out.
static void print(struct writer *writer, icalcomponent *component, struct text_builder *out)
{
	char *lines = component ? icalcomponent_as_ical_string_r(component) : NULL;
	if (lines)
		builder_string(out, lines);
	else
		writer->failed = true;
	icalmemory_free_buffer(lines);
	if (component)
		icalcomponent_free(component);
}

static bool shows_alike(const struct feed_event *a, const struct feed_event *b)
{
	return a->status == b->status && a->opaque == b->opaque && text_equal(a->summary, b->summary) &&
		   text_equal(a->description, b->description) && text_equal(a->location, b->location);
}

// The lines of an event without those of its identity and time, which the events of a feed share
// with others of their kind: libical would print the same ones hundreds of times.
static struct text shared_lines(struct writer *writer, const struct feed_event *event)
{
	for (size_t i = 0; i < SHARED_LIMIT; i++)
		if (writer->shared[i].of && shows_alike(writer->shared[i].of, event))
			return builder_view(&writer->shared[i].lines);
	struct shared *made = &writer->shared[writer->next_shared++ % SHARED_LIMIT];
	icalcomponent *component = icalcomponent_new_vevent();
	add_state(writer, component, event->status, event->opaque);
	add_texts(writer, component, event->summary, event->description, event->location);
	builder_reset(&made->lines);
	print(writer, component, &made->lines);
	made->of = event;
	writer->failed |= made->lines.failed;
	return builder_view(&made->lines);
}

// Each event is made, printed and freed before the next: a thousand of them at once take longer,
// in malloc.
static void print_event(
	struct writer *writer, const struct feed_event *event, struct text_builder *out)
{
	struct text shared = shared_lines(writer, event);
	icalcomponent *component = icalcomponent_new_vevent();
	add_history(writer, component, event->uid, event->created, event->changed, event->sequence);
	add(writer, component, icalproperty_new_dtstart(timezone_utc_time(event->starts)));
	add(writer, component, icalproperty_new_dtend(timezone_utc_time(event->ends)));
	print(writer, component, out);
	if (writer->failed || out->failed)
		return;
	out->length -= sizeof EVENT_ENDS - 1;
	const size_t begins = sizeof EVENT_BEGINS - 1;
	builder_add(out, (struct text){shared.start + begins, shared.length - begins});
}

static enum status print_all(
	struct writer *writer, const struct feed *feed, struct text_builder *out, struct fault *fault)
{
	static const char last[] = "END:VCALENDAR\r\n";
	icalcomponent *calendar = writer->calendar;
	writer->calendar = NULL;
	print(writer, calendar, out);
	// The events go before the last line.
	if (!writer->failed && !out->failed)
		out->length -= sizeof last - 1;
	for (size_t i = 0; i < feed->event_count; i++)
		print_event(writer, &feed->events[i], out);
	builder_string(out, last);
	return writer->failed || out->failed ? fault_memory(fault) : STATUS_OK;
}

enum status feed_write(const struct feed *feed, struct text_builder *out, struct fault *fault)
{
	enum status status = check(feed, fault);
	if (status)
		return status;
	struct writer writer = {0};
	arena_init(&writer.arena);
	status = build(&writer, feed, fault);
	if (!status)
		status = print_all(&writer, feed, out, fault);
	if (writer.calendar)
		icalcomponent_free(writer.calendar);
	for (size_t i = 0; i < SHARED_LIMIT; i++)
		builder_done(&writer.shared[i].lines);
	arena_done(&writer.arena);
	return status;
}
