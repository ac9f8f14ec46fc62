// SPDX-License-Identifier: MIT
// The calendars shipped in calendars/: patterns of sessions, and public holidays.
//
// These are the project's own files, embedded at build and trusted; other people's calendars never
// come through here. A pattern is a VEVENT with a TZID, with or without an RRULE (one webinar is a
// pattern that happens once), and X-PLIMSOLL-KIND, X-PLIMSOLL-CAPACITY, X-PLIMSOLL-HOST, maybe
// X-PLIMSOLL-MINIMUM and X-PLIMSOLL-MANNER. LANGUAGE of the SUMMARY (RFC 5545, 3.2.10) is the
// language that it is held in.
#pragma once

#include "base/arena.h"
#include "core/meeting.h"
#include "core/policy.h"

struct series {
	struct uuid uid; // the UID of the file, stable
	enum session_kind kind;
	struct text topic; // SUMMARY: "Sleep and shift work"
	struct text description;
	struct text zone;
	struct civil starts;
	int32_t minutes;
	struct text rule;     // RRULE value, empty for one date
	int32_t capacity;     // attendees' seats
	int32_t minimum;      // so many have to accept it; 0: it takes place with whoever comes
	struct text language; // its code; empty: in no certain one
	enum manner manner;
	int32_t host; // which of the hosts that the organisation names leads it, from 1
};

struct holiday {
	struct civil date; // midnight
	struct text name;
};

// Every pattern shipped, in file order. Faults name file, event and property.
CHECKED enum status programme_read(
	struct arena *arena, struct series **out, size_t *count, struct fault *fault);

// Public holidays of a nation: "england-and-wales", "scotland" or "northern-ireland".
CHECKED enum status holidays_read(struct text nation, struct arena *arena, struct holiday **out,
	size_t *count, struct fault *fault);

// Local starts of the pattern on dates within [from, until) that are no holiday, ascending. A time
// that its zone skips is moved as zone_instant says. At most 5,000, else STATUS_LIMIT.
CHECKED enum status series_expand(const struct series *series, const struct holiday *holidays,
	size_t holiday_count, struct civil from, struct civil until, struct arena *arena,
	struct civil **out, size_t *count, struct fault *fault);
