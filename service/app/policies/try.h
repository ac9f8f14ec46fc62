// SPDX-License-Identifier: MIT
// Trying a policy on the past: what it would have raised, whom it would have reached, and what the
// sessions would take, beside the same of the policy in force.
//
// The log comes out of the columnar cache, which is brought up to date first, and both policies are
// replayed over all of it (core/replay.h), each weighing the whole of it anew. Weeks are whole ISO
// weeks in the organisation's zone, up to the last that is over. People have the role profile and
// the team they have today. What is asked for follows app/policies/needs.h.
//
// Nobody is named, and nothing of fewer than COHORT_LEAST people is told, nor follows from what is
// (core/cohort.h): each team counts to the role that most of its people have, and is hidden or
// shown in the same way whether a team is asked for or not. Counts are rounded to 5, so that trying
// a line a little higher and lower does not tell what one person met.
#pragma once

#include "app/audits/audit.h"
#include "app/organisation/setting.h"
#include "core/replay.h"
#include "store/columns.h"
#include "store/policy_tries.h"

#define TRY_HIDDEN (-1)
#define TRY_LEVELS_LIMIT 64

struct try_request {
	const char *columns;         // path of the columnar cache
	const struct policy *policy; // to try; what its catalogue lacks the one in force weighs
	struct instant since, now;
	struct text team; // start NULL: everybody
	int threads;
	const struct audit_actor *by; // on whose account it is on the organisation's trail
};

// What one policy comes to. Counts are rounded, or TRY_HIDDEN. A scope is everybody (or the team),
// then each role profile of the policy that is tried; with a team there is but one.
struct try_outcome {
	const struct policy *policy;
	const struct text *levels; // names of levels, of whatever line, then ids of triggers
	size_t level_count;
	const int64_t *raises;   // raises and re-alarms: [week][level][scope]
	const int64_t *affected; // people who had any, in all weeks: [level][scope]
	int64_t sessions;        // all that are asked for, in all weeks
	int64_t brought_forward; // those of them that a crossing asks for; the others are cadences'
	int64_t host_hours, duty_hours;
	const int64_t *by_week; // sessions; NULL where hidden
	int64_t busiest;        // of the weeks
	int64_t short_of_seats; // sessions beyond what the programme offers, over all weeks
	int64_t short_at_most;  // and in the busiest
};

struct try_answer {
	const struct instant *weeks; // when each begins
	size_t week_count;
	size_t scopes;
	const struct text *roles; // ids, by scope - 1
	int64_t people;           // who are there, rounded; and what they met in these weeks
	int64_t met[3];           // by enum modality
	struct try_outcome tried, in_force;
	const struct programme_seats *seats; // published for the next PUBLISH_AHEAD
	size_t seat_count;
	double seats_per_week; // of kinds that either policy names; TRY_HIDDEN: nothing is published
	struct columns_report columns;
};

// As the recorder. STATUS_INVALID where there is no whole week, or the log has what no policy can
// weigh; STATUS_NOT_FOUND for a team of which nobody is.
CHECKED enum status policy_try(struct connection *connection, const struct setting *setting,
	const struct try_request *request, struct arena *arena, struct try_answer *out,
	struct fault *fault);
