// SPDX-License-Identifier: MIT
// Replaying a policy over the past: every crossing of a person's lines, from 8 bytes an exposure.
//
// What an exposure adds to load is worked out once for each kind of exposure, a combination of
// category, involvement and modifiers, and looked up from then on. A line on the half-life model
// fades by 2^(−Δt/H) from three tables multiplied, for the lower 11, the next 11 and the upper 10
// bits of the seconds, exact to a few units in the last place; while the load stays between the
// values at which an alarm can change, and before the instant at which one does, an exposure takes
// two comparisons. Where rounding could decide, because a load is within that of a level or a fall
// within it of a whole second, the person is folded by core/line.h, as are lines of other models.
//
// Promises: the crossings are those of line_fold over the same exposures, one for one, to the
// second. What it does not know: in which order things were recorded, and attended sessions. So it
// equals what the engine recorded where nothing came late and no cooldown was in the way.
#pragma once

#include "core/line.h"

#define REPLAY_KINDS_LIMIT 65536u
#define REPLAY_AMOUNT_LIMIT 65535u

struct replay_exposure {
	uint32_t second; // since 1970
	uint16_t kind;   // index
	uint16_t amount; // minutes or items of a material, 0 where none is given
};

enum replay_unit { REPLAY_NO_AMOUNT, REPLAY_MINUTES, REPLAY_ITEMS };

struct replay_kind {
	struct text category; // code
	enum involvement involvement;
	struct text modifiers[EXPOSURE_MODIFIERS_LIMIT]; // codes
	size_t modifier_count;
	enum replay_unit unit; // what the amounts are of
	bool continued;        // more of the exposure before it, whose amount is beyond the limit
};

// One line of the policy, ready to be replayed.
struct replay_line {
	const struct policy_line *rule;
	const double *doses;    // by kind; NaN where the amount matters
	const double **amounts; // by kind whose amount matters: by amount
	const double *fades;    // three tables behind one another; NULL: no half-life line
	double half_life_seconds;
};

struct replay {
	const struct policy *policy;
	const struct replay_kind *kinds;
	size_t kind_count;
	struct replay_line *lines; // by index in the policy
	const double **amounts;    // by kind: doses by amount of a material, NULL for other kinds
	uint64_t *triggers;        // by kind: bit 1 << index for each trigger that it reaches
};

// Weighs every kind by the policy, or by the latest before it that can, all of which the replay
// borrows. STATUS_INVALID names the category or modifier of one that none can weigh.
CHECKED enum status replay_prepare(const struct policy *policy, const struct replay_kind *kinds,
	size_t count, struct arena *arena, struct replay *out, struct fault *fault);

// Adds to `out`, which is empty, the crossings of a line of the policy over one person's exposures,
// in order of time. What happened after `until` is left out, and time is let pass to there.
void replay_line(const struct replay *replay, size_t line, const struct replay_exposure *exposures,
	size_t count, struct instant until, struct crossings *out);

// The same for a trigger: a raise at each exposure that reaches it.
void replay_trigger(const struct replay *replay, size_t trigger,
	const struct replay_exposure *exposures, size_t count, struct instant until,
	struct crossings *out);

// A line's load at an instant: of the exposures up to there, in any order; for lines on the
// half-life model only.
double replay_load(const struct replay *replay, size_t line,
	const struct replay_exposure *exposures, size_t count, struct instant at);
