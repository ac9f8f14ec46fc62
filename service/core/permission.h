// SPDX-License-Identifier: MIT
// Who may see and change what: the one table that routes, row-level security, the "who can see
// this" strip of each page and docs/privacy.md come from.
//
// Each row is a matter, a kind of data or of act, and says for each role how far it reaches and, in
// words for the people it is about, what that role learns of them. Sentences are messages for
// words/. What nobody may do has no entry: no role reaches another's entries or load.
#pragma once

#include "core/role.h"

enum extent {
	EXTENT_NONE,
	EXTENT_OWN,      // of themselves
	EXTENT_SHARED,   // of whoever shares it with them by name, until that ends
	EXTENT_SESSIONS, // of the sessions they lead
	EXTENT_TEAM,     // of who reports to them
	EXTENT_TOTALS,   // of groups of the cohort minimum or more, with what is hidden
	EXTENT_ALL,      // of everybody in their organisation
};

enum matter {
	MATTER_ENTRIES,     // exposures: kind, closeness, time
	MATTER_LOAD,        // an individual's load, lines and crossings
	MATTER_SHARED_LOAD, // a load that its owner shares with a named clinician
	MATTER_OFFERS,      // what a person is offered, held for them, and why
	MATTER_BOOKINGS,    // confirmed sessions: that, when and with whom
	MATTER_DONE,        // who has had a session this quarter and who not yet
	MATTER_ATTENDANCE,  // who came
	MATTER_TRENDS,      // load by team, role, kind and time
	MATTER_CONTACT,     // who asked for, or after red unanswered needs, a person
	MATTER_LINKS,       // calendar links and when they were last read
	MATTER_OWN_DATA,    // taking all of one's data away, and deleting it
	MATTER_STAFF,       // names, teams, reporting lines, roles; importing them
	MATTER_PROGRAMME,   // sessions on offer
	MATTER_POLICY,      // weights, half-lives and lines
	MATTER_SETTINGS,
	MATTER_REVIEW, // what imports could not place: types and responders, never together
	MATTER_AUDIT,  // who looked at what
	MATTER_COUNT,
};

struct reach {
	enum extent sees, changes;
};

struct permission {
	const char *name;    // of the matter, for documents and tests
	const char *what;    // the matter in words
	const char *summary; // on its pages, above the lines: who sees this page's kind of thing
	struct reach of[ROLE_COUNT];
	const char *tells[ROLE_COUNT]; // NULL where a role learns nothing of the people it is about
};

const struct permission *permission_of(enum matter matter);

// How far a role reaches; EXTENT_NONE where it does not.
enum extent permission_sees(enum role role, enum matter matter);
enum extent permission_changes(enum role role, enum matter matter);

// The word for an extent in documents and tests.
const char *extent_name(enum extent extent);
