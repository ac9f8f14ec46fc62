// SPDX-License-Identifier: MIT
#include "calendar/instances.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "calendar/reader.h"
#include "calendar/zone.h"

#define DAYS_LIMIT 3000000 // that rules of one file are looked at for
#define LENGTH_MOST (INT64_C(366) * SECONDS_PER_DAY)
#define WINDOW_MOST (INT64_C(3) * 366 * SECONDS_PER_DAY)

struct reading {
	struct interval window;
	struct foreign_zones zones;
	struct zone own;             // the person's
	const struct zone *floating; // of times without a zone
	struct arena *arena;
	struct arena scratch; // of one UID
	instance_taker *take;
	void *taker;
	struct instances *out;
	struct fault *fault;
};

// How long each instance is: by the calendar, then exactly.
struct length {
	int64_t days, seconds;
};

// An event whose times are worked out.
struct placed {
	const struct event *event;
	const struct zone *zone;
	struct instant start, instance; // `instance` NEVER: the event is no moved instance
	struct length length;
	bool own_length; // of the period, not of the event
};

static const struct zone utc = {&(const struct zone_transition){{0}, 0}, 1};

static enum status zone_of(
	struct reading *reading, const struct when *when, const struct zone **out, bool *unknown)
{
	*unknown = false;
	*out = &utc;
	if (when->kind == WHEN_DATE)
		*out = &reading->own;
	else if (when->kind == WHEN_LOCAL && when->zone.length == 0)
		*out = reading->floating;
	else if (when->kind == WHEN_LOCAL)
		return foreign_zone_find(&reading->zones, when->zone, out, unknown, reading->fault);
	return STATUS_OK;
}

static enum status instant_of(struct reading *reading, const struct when *when, struct instant *out)
{
	const struct zone *zone;
	bool unknown;
	enum status status = zone_of(reading, when, &zone, &unknown);
	if (status == STATUS_OK)
		*out = zone_instant(zone, when->civil);
	return status;
}

static void note(struct reading *reading, const struct event *event, const char *why)
{
	char where[40];
	snprintf(where, sizeof where, "line %zu", event->line);
	reading->out->unreadable++;
	fault_set(&reading->out->first, STATUS_INVALID, where, "%s", why);
}

// Days and months later, at the same time of day.
static struct civil days_later(struct civil civil, int64_t days)
{
	struct civil later = recurrence_date(recurrence_day_of(civil) + days);
	later.hour = civil.hour;
	later.minute = civil.minute;
	later.second = civil.second;
	return later;
}

static enum status give(
	struct reading *reading, const struct placed *placed, struct civil start, struct instant at)
{
	struct instant end = at;
	if (placed->length.days)
		end = zone_instant(placed->zone, days_later(start, placed->length.days));
	end = instant_later(end, placed->length.seconds);
	const struct instance instance = {placed->event, placed->zone, {at, end}, placed->own_length};
	return reading->take(reading->taker, &instance, reading->fault);
}

// The length of an event by its DTEND, its DURATION, or what RFC 5545 §3.6.1 says without.
static enum status length_of(struct reading *reading, struct placed *placed, const char **wrong)
{
	const struct event *event = placed->event;
	struct instant end;
	if (event->has_span && event->end.kind == WHEN_NONE) {
		placed->length = (struct length){event->span.days, event->span.seconds};
		return STATUS_OK;
	}
	if (event->start.kind == WHEN_DATE) {
		int64_t days = 1;
		if (event->end.kind != WHEN_NONE)
			days = recurrence_day_of(event->end.civil) - recurrence_day_of(event->start.civil);
		// A last day instead of the day after it is a common mistake: then it is one day.
		placed->length.days = days > 0 ? days : 1;
		if (days > LENGTH_MOST / SECONDS_PER_DAY)
			*wrong = "The event is longer than 366 days.";
		return STATUS_OK;
	}
	if (event->end.kind == WHEN_NONE)
		return STATUS_OK;
	enum status status = instant_of(reading, &event->end, &end);
	if (status != STATUS_OK)
		return status;
	placed->length.seconds = end.seconds - placed->start.seconds;
	if (placed->length.seconds < 0)
		*wrong = "The event ends before it starts.";
	if (placed->length.seconds > LENGTH_MOST)
		*wrong = "The event is longer than 366 days.";
	return STATUS_OK;
}

// Works out an event's times; `placed->event` stays NULL where that cannot be done.
static enum status place(struct reading *reading, const struct event *event, struct placed *placed)
{
	bool unknown = false;
	const char *wrong = event->unreadable;
	*placed = (struct placed){.event = event, .instance = INSTANT_NEVER};
	if (event->start.kind == WHEN_NONE) {
		placed->event = NULL;
		if (wrong)
			note(reading, event, wrong);
		return STATUS_OK;
	}
	enum status status = zone_of(reading, &event->start, &placed->zone, &unknown);
	if (status != STATUS_OK)
		return status;
	placed->start = zone_instant(placed->zone, event->start.civil);
	reading->out->unknown_zones += unknown;
	if (event->instance.kind != WHEN_NONE)
		status = instant_of(reading, &event->instance, &placed->instance);
	const char *length_wrong = NULL;
	if (status == STATUS_OK)
		status = length_of(reading, placed, &length_wrong);
	if (length_wrong)
		placed->event = NULL;
	if (length_wrong || wrong)
		note(reading, event, length_wrong ? length_wrong : wrong);
	return status;
}

// What is excepted from a series: instants, and whole days.
struct exceptions {
	int64_t *instants, *days;
	size_t instant_count, day_count;
};

static int compare_numbers(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

static bool has(const int64_t *list, size_t count, int64_t number)
{
	return count && bsearch(&number, list, count, sizeof number, compare_numbers);
}

// Whether an instance is named by its day: an event of whole days has no other name, whatever the
// form of what names it.
static bool is_of_days(const struct event *event, const struct when *when)
{
	return when->kind == WHEN_DATE || event->start.kind == WHEN_DATE;
}

static enum status collect_exceptions(struct reading *reading, const struct event *event,
	const struct placed *moved, size_t moved_count, struct exceptions *out)
{
	*out = (struct exceptions){
		.instants = arena_array(
			&reading->scratch, event->exception_count + moved_count, sizeof *out->instants),
		.days =
			arena_array(&reading->scratch, event->exception_count + moved_count, sizeof *out->days),
	};
	if (!out->instants || !out->days)
		return fault_memory(reading->fault);
	for (size_t i = 0; i < event->exception_count; i++) {
		const struct when *when = &event->exceptions[i];
		struct instant at;
		if (is_of_days(event, when)) {
			out->days[out->day_count++] = recurrence_day_of(when->civil);
			continue;
		}
		enum status status = instant_of(reading, when, &at);
		if (status != STATUS_OK)
			return status;
		out->instants[out->instant_count++] = at.seconds;
	}
	for (size_t i = 0; i < moved_count; i++) {
		const struct when *when = &moved[i].event->instance;
		if (is_of_days(event, when))
			out->days[out->day_count++] = recurrence_day_of(when->civil);
		else
			out->instants[out->instant_count++] = moved[i].instance.seconds;
	}
	if (out->instant_count)
		qsort(out->instants, out->instant_count, sizeof *out->instants, compare_numbers);
	if (out->day_count)
		qsort(out->days, out->day_count, sizeof *out->days, compare_numbers);
	return STATUS_OK;
}

// The change of this instance and all later ones that is in force at an instance, or NULL.
static const struct placed *later_change(
	const struct placed *moved, size_t count, struct instant at)
{
	const struct placed *found = NULL;
	for (size_t i = 0; i < count; i++) {
		if (moved[i].event->instance_and_later && !instant_before(at, moved[i].instance) &&
			(!found || instant_before(found->instance, moved[i].instance)))
			found = &moved[i];
	}
	return found;
}

static enum status add_instance(struct reading *reading, const struct placed *series,
	struct civil local, const struct placed *moved, size_t moved_count,
	const struct exceptions *exceptions)
{
	struct instant at = zone_instant(series->zone, local);
	if (has(exceptions->instants, exceptions->instant_count, at.seconds) ||
		has(exceptions->days, exceptions->day_count, recurrence_day_of(local)))
		return STATUS_OK;
	const struct placed *change = later_change(moved, moved_count, at);
	if (change) {
		at = instant_later(at, change->start.seconds - change->instance.seconds);
		return give(reading, change, zone_local(change->zone, at), at);
	}
	return give(reading, series, local, at);
}

static enum status add_further(struct reading *reading, const struct placed *series,
	const struct placed *moved, size_t moved_count, const struct exceptions *exceptions)
{
	const struct event *event = series->event;
	for (size_t i = 0; i < event->more_count; i++) {
		const struct zone *zone;
		bool unknown;
		struct placed one = *series;
		const struct period *period = &event->more[i];
		struct instant to;
		enum status status = zone_of(reading, &period->from, &zone, &unknown);
		if (status != STATUS_OK)
			return status;
		one.zone = zone;
		one.own_length = period->to.kind != WHEN_NONE || period->span.days || period->span.seconds;
		if (period->to.kind != WHEN_NONE) {
			status = instant_of(reading, &period->to, &to);
			if (status != STATUS_OK)
				return status;
			one.length =
				(struct length){0, to.seconds - zone_instant(zone, period->from.civil).seconds};
		} else if (period->span.days || period->span.seconds) {
			one.length = (struct length){period->span.days, period->span.seconds};
		}
		status = add_instance(reading, &one, period->from.civil, moved, moved_count, exceptions);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static int64_t day_near(struct instant at, int64_t more)
{
	return (at.seconds + more) / SECONDS_PER_DAY;
}

// The days of one rule. One that cannot be followed leaves the first, and says so.
static enum status follow_rule(struct reading *reading, const struct placed *series,
	struct text text, int64_t **days, size_t *count)
{
	const struct event *event = series->event;
	struct recurrence rule;
	struct fault fault = {.status = STATUS_OK};
	int64_t length = series->length.days * SECONDS_PER_DAY + series->length.seconds;
	if (recurrence_parse(text, &rule, &fault) != STATUS_OK) {
		note(reading, event, fault.message);
		return STATUS_OK;
	}
	if (!recurrence_keeps_time(&rule, event->start.civil)) {
		note(reading, event, "A recurrence rule has another time of day than its event.");
		return STATUS_OK;
	}
	struct civil until = rule.until;
	if (rule.until_is_utc && event->start.kind != WHEN_DATE)
		until = zone_local(series->zone, civil_as_utc(rule.until));
	return recurrence_expand(&rule, event->start.civil, until,
		day_near(reading->window.from, -length - 2 * SECONDS_PER_DAY),
		day_near(reading->window.to, 2 * SECONDS_PER_DAY), &reading->zones.days_left,
		&reading->scratch, days, count, reading->fault);
}

// A series with its exceptions and those of its instances that were moved.
static enum status add_series(struct reading *reading, const struct placed *series,
	const struct placed *moved, size_t moved_count)
{
	const struct event *event = series->event;
	struct exceptions exceptions;
	size_t rules = event->rule_count ? event->rule_count : 1;
	enum status status = collect_exceptions(reading, event, moved, moved_count, &exceptions);
	for (size_t i = 0; status == STATUS_OK && i < rules; i++) {
		int64_t first = recurrence_day_of(event->start.civil), *days = &first;
		size_t count = 1;
		if (event->rule_count)
			status = follow_rule(reading, series, event->rules[i], &days, &count);
		for (size_t j = 0; status == STATUS_OK && j < count; j++)
			status = add_instance(reading, series, days_later(event->start.civil, days[j] - first),
				moved, moved_count, &exceptions);
	}
	if (status == STATUS_OK)
		status = add_further(reading, series, moved, moved_count, &exceptions);
	return status;
}

static int compare_events(const void *a, const void *b)
{
	const struct event *left = a, *right = b;
	int order = text_compare(left->uid, right->uid);
	if (order)
		return order;
	bool left_moved = left->instance.kind != WHEN_NONE;
	bool right_moved = right->instance.kind != WHEN_NONE;
	if (left_moved != right_moved)
		return left_moved - right_moved;
	if (left->sequence != right->sequence)
		return left->sequence < right->sequence ? 1 : -1;
	return (left->line > right->line) - (left->line < right->line);
}

// Of moved instances that name the same one, the newest is first and counts.
static bool is_superseded(const struct placed *moved, size_t count, struct instant instance)
{
	for (size_t i = 0; i < count; i++) {
		if (moved[i].instance.seconds == instance.seconds)
			return true;
	}
	return false;
}

// All events of one UID: series first, of which the newest version counts, then moved instances.
static enum status add_group(struct reading *reading, const struct event *events, size_t count)
{
	size_t series_count = 0, moved_count = 0;
	enum status status = STATUS_OK;
	struct placed *moved = arena_array(&reading->scratch, count, sizeof *moved);
	if (!moved)
		return fault_memory(reading->fault);
	while (series_count < count && events[series_count].instance.kind == WHEN_NONE)
		series_count++;
	for (size_t i = series_count; status == STATUS_OK && i < count; i++) {
		struct placed placed;
		status = place(reading, &events[i], &placed);
		// One that cannot be read leaves what it would have moved.
		if (status != STATUS_OK || !placed.event ||
			is_superseded(moved, moved_count, placed.instance))
			continue;
		moved[moved_count++] = placed;
		status = give(reading, &placed, placed.event->start.civil, placed.start);
	}
	for (size_t i = 0; status == STATUS_OK && i < series_count; i++) {
		struct placed placed;
		if (events[i].uid.length > 0 && events[i].sequence < events[0].sequence)
			break;
		status = place(reading, &events[i], &placed);
		if (status == STATUS_OK && placed.event)
			status = add_series(reading, &placed, moved, moved_count);
	}
	return status;
}

// The busy times of a VFREEBUSY, which is an event without a start.
static enum status add_free_busy(struct reading *reading, const struct event *event)
{
	struct placed placed = {.event = event, .zone = &utc};
	const struct exceptions none = {0};
	return add_further(reading, &placed, NULL, 0, &none);
}

static enum status add_events(struct reading *reading, struct events *events)
{
	enum status status = STATUS_OK;
	if (events->count)
		qsort(events->list, events->count, sizeof *events->list, compare_events);
	for (size_t first = 0, end; status == STATUS_OK && first < events->count; first = end) {
		const struct event *event = &events->list[first];
		end = first + 1;
		while (event->uid.length > 0 && end < events->count &&
			   text_equal(events->list[end].uid, event->uid))
			end++;
		arena_reset(&reading->scratch);
		status = add_group(reading, event, end - first);
		for (size_t i = first; status == STATUS_OK && i < end; i++) {
			if (events->list[i].start.kind == WHEN_NONE && events->list[i].more_count)
				status = add_free_busy(reading, &events->list[i]);
		}
	}
	return status;
}

static enum status read_all(struct reading *reading, struct text document, struct text zone,
	const struct event_wanted *wanted)
{
	struct events events;
	bool unknown = false;
	enum status status = zone_load(zone, instant_later(reading->window.from, -LENGTH_MOST),
		instant_later(reading->window.to, LENGTH_MOST), reading->arena, &reading->own,
		reading->fault);
	reading->zones.other = reading->floating = &reading->own;
	if (status == STATUS_OK)
		status =
			events_read(document, wanted, reading->arena, &reading->zones, &events, reading->fault);
	if (status == STATUS_OK && events.zone.length > 0)
		status = foreign_zone_find(
			&reading->zones, events.zone, &reading->floating, &unknown, reading->fault);
	if (status == STATUS_OK) {
		reading->out->events = events.count;
		status = add_events(reading, &events);
	}
	return status;
}

enum status instances_read(struct text document, struct text zone, struct interval window,
	const struct event_wanted *wanted, struct arena *arena, instance_taker *take, void *taker,
	struct instances *out, struct fault *fault)
{
	assert(instant_before(window.from, window.to));
	struct instances found = {.first = {.status = STATUS_OK}};
	struct reading reading = {
		.window = window,
		.zones = {.arena = arena, .window = window, .days_left = DAYS_LIMIT},
		.arena = arena,
		.take = take,
		.taker = taker,
		.out = &found,
		.fault = fault,
	};
	if (window.to.seconds - window.from.seconds > WINDOW_MOST)
		return fault_set(fault, STATUS_LIMIT, "", "Calendars are read for at most three years.");
	arena_init(&reading.scratch);
	enum status status = read_all(&reading, document, zone, wanted);
	arena_done(&reading.scratch);
	if (status == STATUS_OK)
		*out = found;
	return status;
}
