// SPDX-License-Identifier: MIT
// Writes an iCalendar feed (RFC 5545, PUBLISH) with libical.
//
// The same input gives the same bytes: nothing is taken from a clock, a random source or the host.
// Dated events are in UTC and have their own UID; a series has a TZID and its VTIMEZONE. Lines end
// in CRLF and are folded at 75 octets. No ATTENDEE, no ORGANIZER, no VALARM, and no UID on the
// calendar itself, which makes vdirsyncer take the whole feed for one event.
#pragma once

#include "base/fault.h"
#include "core/ids.h"
#include "core/instant.h"

enum feed_status { FEED_TENTATIVE, FEED_CONFIRMED, FEED_CANCELLED };

struct feed_event {
	struct uuid uid; // random and stable; never the id of a row that means something else
	struct instant starts, ends;
	struct instant created, changed; // `changed` is DTSTAMP and LAST-MODIFIED
	int32_t sequence;
	enum feed_status status;
	bool opaque;                                // takes the owner's time (TRANSP)
	struct text summary, description, location; // empty: left out
};

struct feed_series {
	struct uuid uid;
	struct text zone;    // IANA name
	struct civil starts; // first occurrence, local
	int32_t minutes;
	struct text rule;           // RRULE value
	const struct civil *except; // local starts that do not take place
	size_t except_count;
	struct instant created, changed;
	int32_t sequence;
	struct text summary, description;
};

struct feed {
	struct text name;       // of the calendar, as clients show it
	struct instant revised; // LAST-MODIFIED of the calendar
	const struct feed_event *events;
	size_t event_count;
	const struct feed_series *series;
	size_t series_count;
};

// Appends the whole document. Events in the order given; texts must be UTF-8 without controls other
// than line feed, an event must end after it starts and a rule be an RRULE, else STATUS_INVALID.
// STATUS_NOT_FOUND for an unknown zone. A feed without events holds only the VTIMEZONE of UTC,
// since RFC 5545 wants a component; clients show nothing, and vdirsyncer keeps what it had before.
CHECKED enum status feed_write(
	const struct feed *feed, struct text_builder *out, struct fault *fault);
