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
	EXTENT_SESSIONS, // of the sessions they lead
	EXTENT_TEAM,     // of who reports to them
	EXTENT_TOTALS,   // of groups of ten people or more (core/cohort.h)
	EXTENT_SHARED,   // of those who share it with them, as long as they do
	EXTENT_ASKED,    // of those they are asked to contact: the name
	EXTENT_ALL,      // of everybody in their organisation
};

enum matter {
	MATTER_ENTRIES,      // exposures: kind, closeness, time
	MATTER_LOAD,         // an individual's load, lines and crossings
	MATTER_SHARES,       // whom a person shares their load with
	MATTER_SHARED_LOAD,  // a load that its owner shares with a clinician
	MATTER_CONTACT,      // that a clinician is or will be asked to contact a person
	MATTER_CONTACTS,     // whom a clinician is asked to contact
	MATTER_OFFERS,       // what is held for a person
	MATTER_DUTY,         // when a person is on duty, and when away
	MATTER_BOOKINGS,     // confirmed sessions
	MATTER_LED,          // sessions somebody leads
	MATTER_TAKING_PART,  // phone-ins and webinars, their questions, how sessions are joined
	MATTER_AVAILABILITY, // when somebody can lead sessions, and calendars that keep them busy
	MATTER_TEAM,         // confirmed sessions of who reports to somebody
	MATTER_LINKS,        // calendar links and when they were last read
	MATTER_OWN_ACCOUNT,  // the role worked in, signing out
	MATTER_ACCESS_LOG,   // who looked at a person's record
	MATTER_OWN_DATA,     // everything that is kept of a person, to take away or remove
	MATTER_STAFF,        // names, teams, reporting lines, roles
	MATTER_PROGRAMME,    // sessions on offer
	MATTER_SETTINGS,     // of the organisation, such as its help lines
	MATTER_IMPORTS,      // what imports left out
	MATTER_AUDIT,        // who did what with the records of others
	MATTER_TRENDS,       // load, entries and sessions of groups
	MATTER_POLICY,       // in force, a proposal, and comments on it
	MATTER_POLICY_LIFE,  // proposing and approving one
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
