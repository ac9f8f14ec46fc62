// SPDX-License-Identifier: MIT
// A roster out of a calendar that somebody else wrote.
//
// Each event is an entry: its times are read as reader.h reads them, and what it is comes from its
// CATEGORIES, else its SUMMARY, by a list of words; nothing else of it is looked at but who it is
// of. Events whose words are not known are counted, never guessed at. TRANSP is no matter here;
// what is STATUS:CANCELLED is left out. What is read and what is refused: docs/rosters.md.
//
// Whatever is in the file, time and memory are bounded; still it is for the limited child alone.
#pragma once

#include "core/roster_row.h"

#define ROSTER_READER_ROWS_LIMIT 50000
#define ROSTER_READER_UNKNOWN_KEPT 100

struct roster_calendar {
	const char *person; // the property that says whose an event is: "ATTENDEE", "UID", "X-STAFF";
						// NULL: the file is one person's
	struct text zone;   // the person's own, IANA: for times without a zone and days
	const struct roster_word *words;
	size_t word_count;
};

struct roster_unknown {
	struct text word; // as it is written
	size_t events;
};

struct roster_read {
	struct roster_row *rows; // by person, then in time, whole where they reach out of the window;
	size_t count;            // `person` is without "mailto:" and empty where the file is one's
	size_t events;           // that were read
	size_t repeated;         // rows left out because they are there twice
	size_t unreadable;       // events of which a time, a rule, the hours or the person is missing
	struct fault first;      // why the first of these is so; `where` is its line
	struct roster_unknown *unknown; // words that are not known, the first in the file first
	size_t unknown_count, unknown_events;
	size_t unknown_zones; // events in a zone that nobody knows, read in `zone`
};

// As reader_read. Whether a calendar with events that are unreadable or unknown is to be taken is
// the caller's to decide: a shift that is missing says that somebody is off.
CHECKED enum status roster_reader_read(struct text document, const struct roster_calendar *how,
	struct interval window, struct arena *arena, struct roster_read *out, struct fault *fault);
