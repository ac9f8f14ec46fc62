// SPDX-License-Identifier: MIT
// Erasing everything of a person who has left.
//
// In one transaction: the log and what comes of it, bookings, links, account, names, references,
// reporting lines, teams; their trail is emptied, and the organisation's says that somebody was
// erased, not who. What stays: how long their trail was and what it was committed to, totals of
// groups that are closed, and their id, which names nobody, where they acted on another's record or
// led a session.
#pragma once

#include "app/audits/audit.h"
#include "store/erasures.h"

enum erase_how {
	ERASE,          // a leaver, or STATUS_DENIED
	ERASE_FORESEEN, // the same, rolled back: what would go
	ERASE_AGAIN,    // somebody who was erased before, whom a backup brought back
};

// `list` is the erasure list: what is destroyed stands in it before. STATUS_NOT_FOUND where there
// is nobody of that id; STATUS_DENIED for somebody who has not left, or who leads sessions of the
// programme; STATUS_CONFLICT within ERASE_SETTLES of leaving, in which calendars that are kept in
// memory follow.
#define ERASE_SETTLES 60 // seconds
CHECKED enum status erase_person(struct connection *erasure, struct connection *recorder,
	const struct audit_actor *by, struct person_id person, enum erase_how how, const char *list,
	struct erased *out, struct fault *fault);
