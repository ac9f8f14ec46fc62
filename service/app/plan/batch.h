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
#pragma once

#include "app/duty/duty.h"
#include "app/organisation/setting.h"
#include "core/plan_change.h"
#include "store/plans.h"

#define BATCH_NEEDS 50000
#define BATCH_SEATS 50

struct batch_seat {
	struct seat seat;
	struct plan_meeting meeting;
	int32_t cost;
	bool covered; // while they are there a shift has one less
	bool kept;    // cutting left it
};

struct batch_need {
	struct plan_open open;
	uint32_t level, group;
	size_t first, count; // seats; the first is what is held, where something is
	bool held;
};

// A team, or somebody in none.
struct batch_group {
	struct uuid id;
	bool read;
	struct shift shift;
	struct batch_reserved *reserved;
	size_t count, size;
};

struct plan_batch {
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
	struct batch_need *needs;
	size_t need_count, level_count;
	struct batch_seat *seats;
	size_t seat_count, seat_size;
	struct batch_group *groups;
	size_t group_count;
	struct uuid *sessions; // in which something is held, ascending, each as often
	size_t session_count;
	int32_t urgent; // the highest priority
};

// In the caller's transaction, as the recorder; everything lives in `arena`.
CHECKED enum status batch_gather(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_batch *out, struct fault *fault);

// How often an id is in a list that ascends.
size_t batch_times(const struct uuid *list, size_t count, struct uuid id);
int batch_compare_ids(const void *a, const void *b);

// Private to batch: cuts seats as is said above. `scratch` is reset.
CHECKED enum status batch_cut(struct plan_batch *batch, struct arena *scratch, struct fault *fault);
