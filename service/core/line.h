// SPDX-License-Identifier: MIT
// A line over a load, and the alarm of each of its levels.
//
// Each level is an alarm after OPC UA Part 9 (B.1.5): it is raised when the load has been at or
// above `on` for the on-delay, cleared when it has been at or below `off` for the off-delay, and
// raised again every re-alarm period while it lasts. The transitions are one table, line.c. The
// line's model says when its load next reaches or falls to a level, so the instants at which
// anything can change are known; nothing is polled. A load that is undefined is between `on` and
// `off`.
//
// Promises: between two "raised" of a level there is a "cleared" or they are "realarmed"; replaying
// the same doses gives the same crossings; what is raised is never unsaid, a crossing found only
// because an earlier exposure came in late says so.
#pragma once

#include "base/arena.h"
#include "core/model.h"
#include "core/policy.h"

enum alarm_state { ALARM_CLEAR, ALARM_RISING, ALARM_RAISED, ALARM_FALLING, ALARM_STATE_COUNT };

enum alarm_input {
	ALARM_ABOVE,       // load is at or above `on`
	ALARM_BETWEEN,     // below `on`, above `off`
	ALARM_BELOW,       // load is at or below `off`
	ALARM_DELAY_ENDED, // the on- or off-delay is over
	ALARM_REALARM_DUE,
	ALARM_INPUT_COUNT
};

enum alarm_change { ALARM_NO_CHANGE, ALARM_RAISE, ALARM_CLEARED, ALARM_REALARM };

struct alarm {
	enum alarm_state state;
	struct instant delay_ends;     // while rising or falling, else NEVER
	struct instant realarm_at;     // while raised or falling, else NEVER
	struct instant cooldown_until; // an attended session quietens this level until then
};

struct line_state {
	struct model_state model;
	struct instant settled; // all that happened by then has happened to the alarms
	struct alarm alarms[POLICY_LEVELS_LIMIT];
};

struct crossing {
	struct instant at;
	size_t level; // index in the line
	enum alarm_change change;
	bool found_late;
};

// Crossings in the order they happened, grown in an arena; a fold that ran out of memory says so.
struct crossings {
	struct arena *arena;
	struct crossing *list;
	size_t count, size;
	bool failed;
};

void crossings_init(struct crossings *crossings, struct arena *arena);

// Keeps the order of time; of one instant, the order of adding.
void crossings_append(struct crossings *crossings, struct crossing crossing);

// `arena` is for what the model keeps.
struct line_state line_start(const struct policy_line *line, struct arena *arena);

// Lets time pass to `until`: delays end, load falls below `off`, re-alarms come due, in order.
void line_advance(const struct policy_line *line, struct line_state *state, struct instant until,
	struct crossings *out);

// Takes one dose at or after everything folded so far (advances to it first).
void line_expose(const struct policy_line *line, struct line_state *state, struct dose dose,
	struct crossings *out);

// The state and all crossings of a whole log in dose_compare order, with time let pass to `until`.
struct line_state line_fold(const struct policy_line *line, const struct dose *doses, size_t count,
	struct instant until, struct crossings *out);

// After a refold: what has to be added to `known`, all that was ever recorded of the line, because
// of what came in late. Adds to `out`, in order and marked found_late:
// - each raised stretch of `refolded` no part of which is known, with its re-alarms and clearing;
// - where the refold is still raised and what is known of that stretch ends in a clearing, a raise
//   at that clearing: the load did not go down after all, and nobody has been told;
// - where the refold is not raised and `known` still is, the clearing.
// A stretch that began earlier or ended later than known is not told twice. Merged by time, known
// first, `known` and `out` alternate and end as `refolded` does; a second call then adds nothing.
void line_found_late(const struct policy_line *line, const struct crossings *known,
	const struct crossings *refolded, struct crossings *out);

// An attended session at `at`, to which the state has been advanced: the levels up to `level` do
// not raise or re-alarm before their cooldown is over; a higher one does. One that is above `on`
// at the end of it raises then. A log with attended sessions is folded by taking doses and sessions
// in order of time; line_fold takes doses alone.
void line_attended(
	const struct policy_line *line, struct line_state *state, size_t level, struct instant at);

// The next instant at which the state changes if nothing is added; NEVER when none.
struct instant line_next_change(const struct policy_line *line, const struct line_state *state);

// The highest level that is raised (or still falling), or -1.
int line_highest(const struct policy_line *line, const struct line_state *state);

// The level of a line that people call their line: the lowest that leads to something, else the
// lowest. NULL for a line without levels.
const struct policy_level *line_own_level(const struct policy_line *line);
