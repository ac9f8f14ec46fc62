// SPDX-License-Identifier: MIT
// Private to trying policies: what is counted, by whom it is counted, and what may be told of it.
#pragma once

#include "app/policies/needs.h"
#include "app/policies/try.h"
#include "core/cohort.h"

// A team, or those of a role who are in none. Everybody is in exactly one.
struct try_leaf {
	struct team_id team; // nil: in none
	size_t role;         // of the policy that is tried
};

struct try_member {
	const struct try_person *person;
	size_t leaf;
	const struct replay_exposure *exposures; // of all time
	size_t count;
};

// Everything that is the same for both policies.
struct try_work {
	const struct try_request *request;
	const struct zone *zone; // the organisation's
	const struct replay_kind *kinds;
	size_t kind_count;
	struct try_member *members; // in order of their ids
	size_t member_count;
	struct try_leaf *leaves; // by team, those of nobody's first
	size_t leaf_count;
	struct instant *weeks; // and the end of the last
	size_t week_count;
	size_t team_leaf; // SIZE_MAX: everybody is asked for
	const struct programme_seats *seats;
	size_t seat_count;
};

// The week an instant is in, or week_count.
size_t try_week(const struct try_work *work, struct instant at);

// What some people come to under one policy, by leaf where it does not say otherwise.
struct try_counts {
	struct cohort_amount *raises;   // [week][level][leaf]
	struct cohort_amount *affected; // [level][leaf]; and who were not:
	struct cohort_amount *spared;   // only whom the level could have reached
	struct cohort_amount *sessions, *forward, *cadences;
	struct cohort_amount *by_week; // [week] sessions, of everybody
	struct cohort_amount *people;
	struct cohort_amount *met[3];
	double *host_minutes, *duty_minutes;
};

struct try_policy {
	const struct policy *policy;
	struct replay replay;
	struct text levels[TRY_LEVELS_LIMIT];
	size_t level_count;
	const uint8_t *modalities; // by kind of exposure
	const size_t *level_of; // [line * POLICY_LEVELS_LIMIT + level], then triggers: among `levels`
};

CHECKED enum status try_policy_prepare(const struct policy *policy, const struct try_work *work,
	struct arena *arena, struct try_policy *out, struct fault *fault);

CHECKED enum status try_counts_new(const struct try_work *work, const struct try_policy *policy,
	struct arena *arena, struct try_counts *out, struct fault *fault);

// Adds what members from `first` to before `end` come to. Any thread. False where memory ran out.
bool try_count(const struct try_work *work, const struct try_policy *policy, size_t first,
	size_t end, struct try_counts *out);

// Adds what different people came to.
void try_counts_add(const struct try_work *work, const struct try_policy *policy,
	struct try_counts *to, const struct try_counts *from);

// What of it may be told. `answer` gets what is the same for both policies.
CHECKED enum status try_tell(const struct try_work *work, const struct try_policy *policy,
	const struct try_counts *counts, struct arena *arena, struct try_outcome *out,
	struct try_answer *answer, struct fault *fault);
