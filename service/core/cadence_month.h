// SPDX-License-Identifier: MIT
// Minutes of sessions in every calendar month, each month for itself, as the BACP counts them:
// one to one counts whole, and of a group a share, whoever leads it left out
// (bacp.co.uk, supervision of accredited members: at least an hour and a half a month, not
// averaged; for up to four supervisees half the time, for five or more the time divided by them).
#pragma once

#include "core/seat.h"

// A session that somebody has accepted, past or to come.
struct cadence_session {
	enum session_kind kind;
	struct interval during;
	int32_t places;    // 1: one to one
	int32_t confirmed; // how many have accepted
};

// What a group of so many attendees counts for each of them, in seconds, rounded down.
int64_t cadence_group_credit(int64_t seconds, int32_t attendees);

// What a session counts, in seconds. How many attend a group is not known before it is over: until
// then it counts as though every place were taken, afterwards by how many had accepted, so that it
// can come to count more and never less.
int64_t cadence_credit(const struct cadence_session *session, struct instant now);

// Whether a session of the kind is one that the response asks for.
bool cadence_counts(const struct policy_response *response, enum session_kind kind);

// The calendar month of an instant in a zone (NULL: UTC). What begins in it belongs to it, however
// long it goes on.
struct interval cadence_month(const struct zone *zone, struct instant at);

// All that count for the response and begin in the month, in seconds.
int64_t cadence_credited(const struct policy_response *response,
	const struct cadence_session *sessions, size_t count, struct interval month,
	struct instant now);

// When to ask for a session of the month, from `from` on (in it): drawn by chance from what leaves
// time for all that is missing, each session asked for when the one before is answered as late as
// may be; at `from` itself where time is shorter; NEVER where no session could begin in the month
// any more.
struct instant cadence_month_date(const struct cadence *cadence,
	const struct policy_response *response, struct person_id person, struct interval month,
	struct instant from, int64_t missing_seconds);

// How long before the end of a month the first of its sessions has to be asked for.
int64_t cadence_month_needs(const struct policy_response *response, int64_t missing_seconds);
