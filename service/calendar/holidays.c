// SPDX-License-Identifier: MIT
#include "calendar/holidays.h"

#include <stdio.h>
#include <stdlib.h>

#include "calendar/event.h"

#define DAYS_LIMIT 100000 // looked at for the rules of zones
#define DAYS_MOST 14      // of one holiday

struct importing {
	struct arena *arena;
	struct holiday *list;
	size_t count, size;
	struct fault *fault;
};

static enum status refuse(
	struct importing *importing, const struct event *event, const char *sentence)
{
	char where[40];
	snprintf(where, sizeof where, "line %zu", event->line);
	return fault_set(importing->fault, STATUS_INVALID, where, "%s", sentence);
}

static enum status add(struct importing *importing, int64_t day, struct text name)
{
	if (importing->count == HOLIDAYS_LIMIT)
		return fault_set(importing->fault, STATUS_LIMIT, "",
			"The calendar has more than %d public holidays.", HOLIDAYS_LIMIT);
	if (!arena_grow(importing->arena, (void **)&importing->list, importing->count, &importing->size,
			sizeof *importing->list))
		return fault_memory(importing->fault);
	importing->list[importing->count++] = (struct holiday){recurrence_date(day), name};
	return STATUS_OK;
}

static enum status read_event(struct importing *importing, const struct event *event)
{
	if (event->cancelled)
		return STATUS_OK;
	if (event->unreadable)
		return refuse(importing, event, event->unreadable);
	if (event->rule_count || event->more_count || event->instance.kind != WHEN_NONE)
		return refuse(importing, event, "A public holiday has a date of its own, and no rule.");
	if (event->start.kind != WHEN_DATE ||
		(event->end.kind != WHEN_NONE && event->end.kind != WHEN_DATE) || event->span.seconds)
		return refuse(importing, event, "A public holiday is of whole days.");
	int64_t first = recurrence_day_of(event->start.civil), days = 1;
	if (event->end.kind == WHEN_DATE)
		days = recurrence_day_of(event->end.civil) - first;
	else if (event->has_span)
		days = event->span.days;
	if (days < 1 || days > DAYS_MOST)
		return refuse(importing, event, "A public holiday ends after it begins, within 14 days.");
	struct text name = {NULL, 0};
	if (event->wanted[0].start)
		name = content_text(importing->arena, event->wanted[0]);
	if (event->wanted[0].start && !name.start)
		return fault_memory(importing->fault);
	if (text_trim(name).length == 0)
		return refuse(importing, event, "A public holiday has no name (SUMMARY).");
	enum status status = STATUS_OK;
	for (int64_t day = first; status == STATUS_OK && day < first + days; day++)
		status = add(importing, day, text_trim(name));
	return status;
}

static int compare_holidays(const void *a, const void *b)
{
	const struct holiday *left = a, *right = b;
	int64_t before = recurrence_day_of(left->date), after = recurrence_day_of(right->date);
	return before != after ? (before > after) - (before < after)
						   : text_compare(left->name, right->name);
}

static void sort(struct importing *importing)
{
	size_t kept = 0;
	qsort(importing->list, importing->count, sizeof *importing->list, compare_holidays);
	for (size_t i = 0; i < importing->count; i++) {
		struct holiday holiday = importing->list[i];
		if (!kept ||
			recurrence_day_of(importing->list[kept - 1].date) != recurrence_day_of(holiday.date))
			importing->list[kept++] = holiday;
	}
	importing->count = kept;
}

enum status holidays_import(struct text document, struct arena *arena, struct holiday **out,
	size_t *count, struct fault *fault)
{
	static const struct event_wanted wanted = {{"SUMMARY"}};
	struct foreign_zones zones = {.arena = arena, .days_left = DAYS_LIMIT};
	struct importing importing = {.arena = arena, .fault = fault};
	struct events events;
	enum status status = events_read(document, &wanted, arena, &zones, &events, fault);
	for (size_t i = 0; status == STATUS_OK && i < events.count; i++)
		status = read_event(&importing, &events.list[i]);
	if (status == STATUS_OK && importing.count == 0)
		status = fault_set(fault, STATUS_INVALID, "", "The calendar has no public holiday in it.");
	if (status != STATUS_OK)
		return status;
	sort(&importing);
	*out = importing.list;
	*count = importing.count;
	return STATUS_OK;
}
