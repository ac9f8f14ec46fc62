// SPDX-License-Identifier: MIT
// When somebody is busy, out of a calendar that somebody else wrote.
//
// Only times are read, never what an event is about. An event keeps its person busy unless it says
// that it does not (TRANSP:TRANSPARENT, X-MICROSOFT-CDO-BUSYSTATUS:FREE, STATUS:CANCELLED). Rules
// are expanded by calendar/recurrence, exceptions and moved instances belong to their UID, and a
// VFREEBUSY counts too. What is read, what is refused and why: docs/calendars.md.
//
// Whatever is in the file, time and memory are bounded; still it is for the limited child alone.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "core/seat.h"

#define READER_EVENTS_LIMIT 5000
#define READER_BUSY_LIMIT 50000 // before they are joined

struct busy_time {
	struct interval *busy; // in the window, ascending, disjoint and not touching
	size_t count;
	size_t events;        // that were read, whether they keep anybody busy or not
	size_t unreadable;    // events of which a time or a rule cannot be followed
	size_t unknown_zones; // events in a zone that nobody knows, read in the person's own
	struct fault first;   // why the first of the unreadable is so; `where` is its line
};

// `zone` is the person's own, an IANA name: for times without a zone and days. STATUS_INVALID for
// what is no whole iCalendar file (empty, cut off, a page of HTML), STATUS_LIMIT beyond the bounds,
// STATUS_NOT_FOUND for an unknown `zone`, STATUS_MEMORY. The window is at most three years.
CHECKED enum status reader_read(struct text document, struct text zone, struct interval window,
	struct arena *arena, struct busy_time *out, struct fault *fault);
