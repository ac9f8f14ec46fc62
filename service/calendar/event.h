// SPDX-License-Identifier: MIT
// The events of a file as they are written, before anything is worked out. Within this folder.
#pragma once

#include "calendar/content.h"
#include "calendar/foreign_zone.h"
#include "calendar/recurrence.h"

#define EVENT_RULES_LIMIT 8
#define EVENT_WANTED_LIMIT 4

// Properties whose values are kept as they are written, the first of each.
struct event_wanted {
	const char *names[EVENT_WANTED_LIMIT]; // NULL after the last
};

enum when_kind { WHEN_NONE, WHEN_DATE, WHEN_LOCAL, WHEN_UTC };

struct when {
	enum when_kind kind;
	struct civil civil;
	struct text zone; // of WHEN_LOCAL; empty: floating
};

// RFC 5545 §3.3.6: weeks and days are of the calendar, the rest is exact.
struct span {
	int64_t days, seconds;
};

struct period {
	struct when from, to;
	struct span span; // where `to` is not there
};

struct event {
	size_t line; // of its BEGIN
	struct text uid, rules[EVENT_RULES_LIMIT];
	size_t rule_count;
	struct when start, end, instance; // `instance`: RECURRENCE-ID
	bool instance_and_later;
	struct span span;
	bool has_span;
	bool free, cancelled;
	struct text wanted[EVENT_WANTED_LIMIT]; // start is NULL: it is not there
	int64_t sequence;
	struct when *exceptions;
	size_t exception_count, exception_size;
	struct period *more; // RDATE of an event, FREEBUSY of a VFREEBUSY
	size_t more_count, more_size;
	const char *unreadable; // what cannot be read; NULL: nothing
};

struct events {
	struct arena *arena;
	struct event *list;
	size_t count, size;
	struct text zone; // X-WR-TIMEZONE
	struct text name; // X-WR-CALNAME
	const struct event_wanted *wanted;
};

// Reads a whole file; `wanted` may be NULL. Faults as reader_read.
CHECKED enum status events_read(struct text document, const struct event_wanted *wanted,
	struct arena *arena, struct foreign_zones *zones, struct events *out, struct fault *fault);
