// SPDX-License-Identifier: MIT
#include "calendar/event.h"

#include "calendar/reader.h"

#define VALUES_LIMIT 20000 // exceptions or further dates of one event
#define DEPTH_LIMIT 16
#define SPAN_DAYS_MOST 366

struct reading {
	struct content content;
	struct content_line line;
	struct foreign_zones *zones;
	struct events *events;
	struct fault *fault;
};

static bool read_when(const struct content_line *line, struct text value, struct when *out)
{
	struct when when = {0};
	bool is_date, is_utc;
	if (!recurrence_time_parse(value, &when.civil, &is_date, &is_utc) || when.civil.year < 1900 ||
		when.civil.year > 2199)
		return false;
	when.kind = is_date ? WHEN_DATE : is_utc ? WHEN_UTC : WHEN_LOCAL;
	if (when.kind == WHEN_LOCAL)
		when.zone = text_trim(content_parameter(line, "TZID"));
	*out = when;
	return true;
}

// Cuts "12H" off a duration.
static bool cut_amount(struct text *left, int64_t *amount, char *unit)
{
	size_t length = 0;
	while (length < left->length && left->start[length] >= '0' && left->start[length] <= '9')
		length++;
	if (length == 0 || length > 8 || length == left->length ||
		!text_to_integer((struct text){left->start, length}, amount))
		return false;
	*unit = left->start[length];
	*left = (struct text){left->start + length + 1, left->length - length - 1};
	return true;
}

static bool read_span(struct text value, struct span *out)
{
	struct span span = {0};
	bool time = false;
	if (text_starts(value, "+"))
		value = (struct text){value.start + 1, value.length - 1};
	if (value.length < 2 || *value.start != 'P')
		return false;
	value = (struct text){value.start + 1, value.length - 1};
	while (value.length > 0) {
		int64_t amount;
		char unit;
		if (*value.start == 'T' && !time) {
			time = true;
			value = (struct text){value.start + 1, value.length - 1};
			continue;
		}
		if (!cut_amount(&value, &amount, &unit))
			return false;
		if (unit == 'W' && !time)
			span.days += amount * 7;
		else if (unit == 'D' && !time)
			span.days += amount;
		else if (unit == 'H' && time)
			span.seconds += amount * 3600;
		else if (unit == 'M' && time)
			span.seconds += amount * 60;
		else if (unit == 'S' && time)
			span.seconds += amount;
		else
			return false;
	}
	if (span.days + span.seconds / SECONDS_PER_DAY > SPAN_DAYS_MOST)
		return false;
	*out = span;
	return true;
}

static bool read_period(const struct content_line *line, struct text value, struct period *out)
{
	struct text end = value, start = text_cut(&end, '/');
	*out = (struct period){0};
	if (!read_when(line, start, &out->from))
		return false;
	return end.length == 0 || read_span(end, &out->span) || read_when(line, end, &out->to);
}

static enum status too_many(struct reading *reading)
{
	return fault_set(
		reading->fault, STATUS_LIMIT, "", "An event has more than %d dates.", VALUES_LIMIT);
}

static enum status read_exceptions(struct reading *reading, struct event *event)
{
	struct text values = reading->line.value, value;
	while (content_value(&values, &value)) {
		if (event->exception_count == VALUES_LIMIT)
			return too_many(reading);
		if (!arena_grow(reading->events->arena, (void **)&event->exceptions, event->exception_count,
				&event->exception_size, sizeof *event->exceptions))
			return fault_memory(reading->fault);
		// One that cannot be read excepts nothing, which keeps its person busy.
		if (read_when(&reading->line, value, &event->exceptions[event->exception_count]))
			event->exception_count++;
		else
			event->unreadable = "An exception (EXDATE) of the event is no date.";
	}
	return STATUS_OK;
}

static enum status read_more(struct reading *reading, struct event *event)
{
	struct text values = reading->line.value, value;
	while (content_value(&values, &value)) {
		if (event->more_count == VALUES_LIMIT)
			return too_many(reading);
		if (!arena_grow(reading->events->arena, (void **)&event->more, event->more_count,
				&event->more_size, sizeof *event->more))
			return fault_memory(reading->fault);
		if (read_period(&reading->line, value, &event->more[event->more_count]))
			event->more_count++;
		else
			event->unreadable = "A further date (RDATE, FREEBUSY) of the event is none.";
	}
	return STATUS_OK;
}

static void read_time(
	const struct content_line *line, struct event *event, struct when *out, const char *otherwise)
{
	if (!read_when(line, text_trim(line->value), out))
		event->unreadable = otherwise;
}

static void read_rule(struct event *event, struct text value)
{
	if (event->rule_count == EVENT_RULES_LIMIT)
		event->unreadable = "The event has too many rules.";
	else
		event->rules[event->rule_count++] = value;
}

static void keep_wanted(struct reading *reading, struct event *event)
{
	const struct event_wanted *wanted = reading->events->wanted;
	for (size_t i = 0; wanted && i < EVENT_WANTED_LIMIT && wanted->names[i]; i++) {
		if (!event->wanted[i].start &&
			text_equal_ignoring_case(reading->line.name, text_of(wanted->names[i])))
			event->wanted[i] = text_trim(reading->line.value);
	}
}

static enum status read_property(struct reading *reading, struct event *event)
{
	const struct content_line *line = &reading->line;
	struct text value = text_trim(line->value);
	keep_wanted(reading, event);
	if (text_equal_ignoring_case(line->name, TEXT("UID")))
		event->uid = value;
	else if (text_equal_ignoring_case(line->name, TEXT("DTSTART")))
		read_time(line, event, &event->start, "The event's start (DTSTART) is no date.");
	else if (text_equal_ignoring_case(line->name, TEXT("DTEND")))
		read_time(line, event, &event->end, "The event's end (DTEND) is no date.");
	else if (text_equal_ignoring_case(line->name, TEXT("RECURRENCE-ID"))) {
		read_time(line, event, &event->instance, "RECURRENCE-ID is no date.");
		event->instance_and_later =
			text_equal_ignoring_case(content_parameter(line, "RANGE"), TEXT("THISANDFUTURE"));
	} else if (text_equal_ignoring_case(line->name, TEXT("DURATION"))) {
		event->has_span = read_span(value, &event->span);
		if (!event->has_span)
			event->unreadable = "The event's DURATION is none of up to 366 days.";
	} else if (text_equal_ignoring_case(line->name, TEXT("RRULE")))
		read_rule(event, value);
	else if (text_equal_ignoring_case(line->name, TEXT("EXDATE")))
		return read_exceptions(reading, event);
	else if (text_equal_ignoring_case(line->name, TEXT("RDATE")))
		return read_more(reading, event);
	else if (text_equal_ignoring_case(line->name, TEXT("SEQUENCE")))
		(void)text_to_integer(value, &event->sequence);
	else if (text_equal_ignoring_case(line->name, TEXT("STATUS")))
		event->cancelled |= text_equal_ignoring_case(value, TEXT("CANCELLED"));
	else if (text_equal_ignoring_case(line->name, TEXT("TRANSP")))
		event->free |= text_equal_ignoring_case(value, TEXT("TRANSPARENT"));
	else if (text_equal_ignoring_case(line->name, TEXT("X-MICROSOFT-CDO-BUSYSTATUS")))
		event->free |= text_equal_ignoring_case(value, TEXT("FREE"));
	return STATUS_OK;
}

static bool begins(const struct content_line *line)
{
	return text_equal_ignoring_case(line->name, TEXT("BEGIN"));
}

static bool ends(const struct content_line *line)
{
	return text_equal_ignoring_case(line->name, TEXT("END"));
}

static enum status cut_off(struct reading *reading)
{
	return fault_set(reading->fault, STATUS_INVALID, "",
		"The calendar is cut off: it ends within a part that has no END.");
}

// Passes over a part whose BEGIN was read, with all within it.
static enum status skip(struct reading *reading)
{
	for (int depth = 1; depth > 0;) {
		if (!content_next(&reading->content, &reading->line))
			return cut_off(reading);
		depth += begins(&reading->line) - ends(&reading->line);
		if (depth > DEPTH_LIMIT)
			return fault_set(reading->fault, STATUS_LIMIT, "",
				"Parts of the calendar are within each other more than %d deep.", DEPTH_LIMIT);
	}
	return STATUS_OK;
}

static enum status add_event(struct reading *reading, struct event **out)
{
	struct events *events = reading->events;
	if (events->count == READER_EVENTS_LIMIT)
		return fault_set(reading->fault, STATUS_LIMIT, "", "The calendar has more than %d events.",
			READER_EVENTS_LIMIT);
	if (!arena_grow(events->arena, (void **)&events->list, events->count, &events->size,
			sizeof *events->list))
		return fault_memory(reading->fault);
	*out = &events->list[events->count++];
	**out = (struct event){.line = reading->content.line};
	return STATUS_OK;
}

static enum status read_event(struct reading *reading)
{
	struct event *event;
	enum status status = add_event(reading, &event);
	while (status == STATUS_OK) {
		if (!content_next(&reading->content, &reading->line))
			return cut_off(reading);
		if (ends(&reading->line))
			break;
		status = begins(&reading->line) ? skip(reading) : read_property(reading, event);
	}
	if (status == STATUS_OK && event->start.kind == WHEN_NONE && !event->unreadable)
		event->unreadable = "The event has no start (DTSTART).";
	return status;
}

// Its busy times become those of one event without a start.
static enum status read_free_busy(struct reading *reading)
{
	struct event *event;
	enum status status = add_event(reading, &event);
	while (status == STATUS_OK) {
		if (!content_next(&reading->content, &reading->line))
			return cut_off(reading);
		if (ends(&reading->line))
			break;
		struct text kind = content_parameter(&reading->line, "FBTYPE");
		if (begins(&reading->line))
			status = skip(reading);
		else if (text_equal_ignoring_case(reading->line.name, TEXT("FREEBUSY")) &&
				 !text_equal_ignoring_case(kind, TEXT("FREE")))
			status = read_more(reading, event);
	}
	return status;
}

static enum status read_part(struct reading *reading)
{
	struct text name = text_trim(reading->line.value);
	if (text_equal_ignoring_case(name, TEXT("VEVENT")))
		return read_event(reading);
	if (text_equal_ignoring_case(name, TEXT("VFREEBUSY")))
		return read_free_busy(reading);
	if (text_equal_ignoring_case(name, TEXT("VTIMEZONE")))
		return foreign_zone_read(reading->zones, &reading->content, reading->fault);
	return skip(reading);
}

static enum status read_calendar(struct reading *reading)
{
	enum status status = STATUS_OK;
	while (status == STATUS_OK) {
		if (!content_next(&reading->content, &reading->line))
			return cut_off(reading);
		if (ends(&reading->line))
			return STATUS_OK;
		if (begins(&reading->line))
			status = read_part(reading);
		else if (text_equal_ignoring_case(reading->line.name, TEXT("X-WR-TIMEZONE")))
			reading->events->zone = text_trim(reading->line.value);
		else if (text_equal_ignoring_case(reading->line.name, TEXT("X-WR-CALNAME")))
			reading->events->name = text_trim(reading->line.value);
	}
	return status;
}

enum status events_read(struct text document, const struct event_wanted *wanted,
	struct arena *arena, struct foreign_zones *zones, struct events *out, struct fault *fault)
{
	struct reading reading = {.zones = zones, .events = out, .fault = fault};
	size_t calendars = 0;
	*out = (struct events){.arena = arena, .wanted = wanted};
	enum status status = content_open(document, arena, &reading.content, fault);
	while (status == STATUS_OK && content_next(&reading.content, &reading.line)) {
		if (!begins(&reading.line))
			continue;
		bool calendar = text_equal_ignoring_case(text_trim(reading.line.value), TEXT("VCALENDAR"));
		calendars += calendar;
		status = calendar ? read_calendar(&reading) : skip(&reading);
	}
	if (status == STATUS_OK && calendars == 0)
		return fault_set(
			fault, STATUS_INVALID, "", "This is no calendar: it has no BEGIN:VCALENDAR.");
	return status;
}
