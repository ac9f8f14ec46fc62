// SPDX-License-Identifier: MIT
// The times at which the events of other people's calendars are, one after the other. Within this
// folder; what is read and what is refused is in reader.h.
#pragma once

#include "calendar/event.h"
#include "core/seat.h"

struct instance {
	const struct event *event; // what it is by: the series, or what moved it
	const struct zone *zone;   // of its start
	struct interval during;    // with the length that the event has, exactly (RFC 5545 §3.8.5.3)
	bool own_length;           // of a period that is given as such (RDATE, FREEBUSY)
};

// Is given each instance that may overlap the window, whole and in no order.
typedef enum status instance_taker(
	void *taker, const struct instance *instance, struct fault *fault);

struct instances {
	size_t events;        // that were read
	size_t unreadable;    // of which a time or a rule cannot be followed
	size_t unknown_zones; // in a zone that nobody knows, read in `zone`
	struct fault first;   // why the first of the unreadable is so; `where` is its line
};

// As reader_read. A fault of `take` ends the reading.
CHECKED enum status instances_read(struct text document, struct text zone, struct interval window,
	const struct event_wanted *wanted, struct arena *arena, instance_taker *take, void *taker,
	struct instances *out, struct fault *fault);
