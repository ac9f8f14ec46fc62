// SPDX-License-Identifier: MIT
// All that is planned together: needs that nobody has answered, and for each the seats that keep
// every rule for it.
//
// What a person has accepted is not here, and counts as taken. Of seats each need has BATCH_SEATS
// at most: those that are wished for most, and as many more from among all the others, different
// ones for different needs, since those that all wish for most are few.
//
// Some rules tie people to each other: enough of a shift have to stay, and nobody is in two places.
// Seats are cut so that these hold whichever of them are taken: in turn each need keeps one more if
// it would still hold with all that were kept before taken at once, the most pressing first. So
// they also hold while people move one after the other.
//
// Sessions are read once; what rules ask of people is read for some teams at a time, and only the
// seats that they keep stay: some 16 bytes for each, and 80 for each session.
#pragma once

#include "app/plan/facts.h"
#include "app/plan/offering.h"
#include "core/plan_change.h"
#include "store/plans.h"

#define BATCH_NEEDS 50000
#define BATCH_SEATS 50

struct batch_seat {
	uint32_t session; // of the offering
	int32_t cost;
	uint8_t kind; // its place in the order of preference
	bool other_host;
	bool covered; // while they are there a shift has one less
	bool kept;    // cutting left it
};

struct batch_need {
	struct plan_open open;
	uint32_t level;
	struct batch_seat *seats; // the first is what is held, where something is
	size_t count;
	bool held;
	bool left; // what is held does not answer it any more: to whoever places it anew
};

struct plan_batch {
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
	struct batch_need *needs;
	size_t need_count, level_count, seat_count;
	struct offering offering;
	int32_t urgent; // the highest priority
};

// In the caller's transaction, as the recorder; everything lives in `arena`.
CHECKED enum status batch_gather(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_batch *out, struct fault *fault);

static inline const struct seat *batch_session(
	const struct plan_batch *batch, const struct batch_seat *seat)
{
	return &batch->offering.seats[seat->session];
}

// Private to batch. A team, or somebody in none, whose needs are looked at together.
struct batch_group {
	const struct plan_batch *batch;
	const struct facts *facts; // of all of them
	size_t fact_count;
	struct batch_need **needs; // as they are pressing
	size_t need_count;
	struct shift shift;
	struct arena *arena; // until the next groups are looked at
};

// Finds the seats of one need that keep every rule, as they are wished for, in the group's arena.
// Sets `left` where what is held is none of them.
CHECKED enum status batch_find(
	const struct batch_group *group, struct batch_need *need, struct fault *fault);

// Cuts the seats of a group as is said above.
CHECKED enum status batch_cut(const struct batch_group *group, struct fault *fault);
