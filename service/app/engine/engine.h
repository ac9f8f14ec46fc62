// SPDX-License-Identifier: MIT
// One tick of the engine: everything that time alone brings about, up to now.
//
// Several engines may run against one database: work is taken with row locks, every step is a
// transaction of its own and finding it done already is no fault. After any stop the next tick
// catches up. Nothing here reads a clock.
#pragma once

#include "app/trends/snapshot.h"
#include "store/audit_review.h"

#define PUBLISH_AHEAD (INT64_C(56) * 86400) // sessions are published this far ahead

struct engine_report {
	size_t published;    // dated sessions
	size_t withdrawn;    // of those that nobody has taken
	size_t changed_over; // people whose lines were folded by the policy in force for the first time
	size_t changed;      // people whose alarms ended or came due
	size_t offered;      // sessions asked for by a cadence, to follow up and for all of a team
	size_t held;         // seats
	size_t no_seat;      // needs looked at without finding one
	size_t lapsed;       // holds nobody answered
	size_t released;     // seats held that no longer answered what had become more pressing
	size_t called_off;   // sessions that too few had accepted
	size_t left;         // people whose last day is over
	size_t kept;         // those of them who cannot leave yet: the last administrator
	size_t escalated;    // needs whose window has passed
	size_t contacts;     // people whom a clinician is asked to contact; told to no log
	size_t unpublished;  // patterns that cannot be published as they are; the others are
	struct fault unpublished_because; // of the first of them
	bool rooted;                      // the nightly root of the trail was made
	struct audit_root root;
	bool verified; // the trail was, after its root was made
	struct audit_verified verification;
	struct trends_report trends;
};

// Publishes sessions, lets people leave, changes over to a policy that has come into force, lets
// alarms change, lets overdue holds lapse, then holds seats for needs and for those who wait for a
// place, and asks for contact where
// nothing was answered for long. Once a night it makes a root of the trail and verifies it, and
// once a week the trends. `next` is when there is something to do again, NEVER if nothing is known.
// As the recorder.
CHECKED enum status engine_tick(struct connection *connection, struct instant now,
	struct engine_report *report, struct instant *next, struct fault *fault);
