// SPDX-License-Identifier: MIT
// Importing a roster that is a calendar: of one person, or of several whose events say whose they
// are. It is read in the limited process alone (calendar/limited_roster.h).
#pragma once

#include "app/import/rosters.h"
#include "calendar/limited_roster.h"

#define ROSTER_CALENDAR_DAYS 91 // that are taken in where nothing else is said

struct roster_calendar_file {
	struct limited limited;
	struct text document;
	const struct roster_form *form; // its words and its zone
	const char *property;           // that says whose an event is; NULL: all are of `person`
	struct text until;              // what ends the person's number in it; empty: nothing does
	struct text person;
	struct interval window; // what begins in it is taken in
};

// Whether a file is a calendar, by how it begins.
bool roster_is_calendar(struct text document);

// So many days of the organisation's from the one that `now` is in.
struct interval roster_calendar_window(const struct zone *zone, struct instant now);

// As roster_import. Refused whole are a calendar with words that are not known, or with events
// that cannot be followed, lie in an unknown zone or do not say whose they are: the report has
// them. What it says of everybody in it is all of the window, but for what is before its first
// shift or after its last.
CHECKED enum status roster_import_calendar(const struct roster_import *import,
	const struct roster_calendar_file *file, struct arena *arena, struct roster_report *report,
	struct fault *fault);
