// SPDX-License-Identifier: MIT
// Importing a file of staff: who joins, who is somewhere else now, who leaves, who reports to whom.
//
// The file is read once, in bounded memory, into a temporary table that only this connection sees;
// of each row only the mapped values are taken. What it comes to is worked out in the database, and
// done in one transaction: all of it or nothing. A second import of the same file changes nothing.
// Rows that cannot be used are left out and said; nobody whose row is left out leaves for it.
//
// The trail of the organisation says so, and that of everybody who is changed.
#pragma once

#include "app/audits/audit.h"
#include "app/duty/rosters.h"
#include "app/organisation/setting.h"
#include "store/sessions.h"
#include "store/staff.h"
#include "json/staff_mapping.h"

#define STAFF_LISTED_LIMIT 1000 // people that a list has one by one

// More than one in ten of all, and more than this many, leave only where that is confirmed.
#define STAFF_LEAVERS_LEAST 20

struct staff_list {
	struct staff_listed *items; // in order of staff number
	size_t count;
};

struct staff_report {
	size_t rows;
	struct staff_counts counts;
	bool many_leave; // it has to be confirmed
	struct staff_list joins, changed, leaves, unresolved;
	struct text circle;        // "1004 → 1007 → 1004": lines that go round; empty: none do
	size_t hosts;              // of those who leave, who lead sessions to come
	struct sessions_led leads; // how many those are, and when
	size_t released;           // bookings and holds of those who leave; not in a dry run
	size_t refolded;           // people whose load is under other lines; not in a dry run
	size_t on_pattern;         // rows that put somebody on a shift pattern
	struct roster_counts time; // what that comes to for those who are there already
	bool unended;              // the file ends without the end of a line, and may be cut off
};

struct staff_import {
	int descriptor;
	const struct staff_mapping *mapping;
	const struct recorder *recorder; // its connection is used for this alone
	const struct audit_actor *by;
	struct instant now;
	bool dry; // nothing is written
	bool missing_leave;
	bool confirmed;  // that many leave
	int rejects;     // a CSV file of the rows left out is written here; -1: none is
	int links;       // the same of one-time links for those who get an account
	const char *url; // what links begin with: "https://plimsoll.example.org"
	// NULL, or told how many rows were read now and then.
	void (*progress)(void *context, unsigned long long bytes, size_t rows);
	void *context;
};

// Lists in the report live in `arena`. STATUS_INVALID for a file that cannot be read, with its
// line, and for reporting lines that go round; STATUS_DENIED where many would leave and that is not
// confirmed, and where nobody could administer any more; STATUS_CONFLICT while another one is under
// way. The report is filled as far as it got.
CHECKED enum status staff_import(const struct staff_import *import, struct arena *arena,
	struct staff_report *report, struct fault *fault);

// What a mapping of a staff import can name; in `arena`.
CHECKED enum status staff_names_known(struct connection *recorder, const struct setting *setting,
	struct arena *arena, struct staff_names *out, struct fault *fault);
