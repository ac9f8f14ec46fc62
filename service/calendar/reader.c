// SPDX-License-Identifier: MIT
#include "calendar/reader.h"

#include <stdlib.h>

#include "calendar/instances.h"

struct reading {
	struct interval window;
	struct arena *arena;
	struct interval *busy;
	size_t count, size;
};

static enum status take(void *taker, const struct instance *instance, struct fault *fault)
{
	struct reading *reading = taker;
	const struct event *event = instance->event;
	struct interval during = {instant_latest(instance->during.from, reading->window.from),
		instant_earliest(instance->during.to, reading->window.to)};
	if (event->free || event->cancelled || !instant_before(during.from, during.to))
		return STATUS_OK;
	if (reading->count == READER_BUSY_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The calendar has more than %d busy times.",
			READER_BUSY_LIMIT);
	if (!arena_grow(reading->arena, (void **)&reading->busy, reading->count, &reading->size,
			sizeof *reading->busy))
		return fault_memory(fault);
	reading->busy[reading->count++] = during;
	return STATUS_OK;
}

static int compare_intervals(const void *a, const void *b)
{
	const struct interval *left = a, *right = b;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

static size_t join(struct interval *busy, size_t found)
{
	size_t count = 0;
	if (found)
		qsort(busy, found, sizeof *busy, compare_intervals);
	for (size_t i = 0; i < found; i++) {
		if (count && !instant_before(busy[count - 1].to, busy[i].from))
			busy[count - 1].to = instant_latest(busy[count - 1].to, busy[i].to);
		else
			busy[count++] = busy[i];
	}
	return count;
}

enum status reader_read(struct text document, struct text zone, struct interval window,
	struct arena *arena, struct busy_time *out, struct fault *fault)
{
	struct reading reading = {.window = window, .arena = arena};
	struct instances found;
	enum status status =
		instances_read(document, zone, window, NULL, arena, take, &reading, &found, fault);
	if (status != STATUS_OK)
		return status;
	*out = (struct busy_time){
		.busy = reading.busy,
		.count = join(reading.busy, reading.count),
		.events = found.events,
		.unreadable = found.unreadable,
		.unknown_zones = found.unknown_zones,
		.first = found.first,
	};
	return STATUS_OK;
}
