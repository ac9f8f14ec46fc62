// SPDX-License-Identifier: MIT
// The stored state of lines and alarms, and the crossings they led to. A cache of the log, but for
// the crossings, which are never unsaid. As the recorder where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/line.h"
#include "store/connection.h"

struct stored_line {
	struct person_id person;
	struct text line;
	int32_t policy_version;
	struct load load;
	const double *more; // what else the line's model keeps
	size_t more_count;
	struct instant settled_at;     // no alarm changed after this
	struct instant next_change_at; // written only
	struct instant hold_from;      // what the line crosses leads to no held seat before this
};

// The model's state as it was stored, to be added to or asked, in the arena. False without memory.
CHECKED bool stored_line_model(const struct stored_line *line, const struct model *model,
	struct arena *arena, struct model_state *out);

struct stored_alarm {
	struct person_id person;
	struct text line, level;
	struct alarm alarm;
};

struct stored_crossing {
	struct person_id person;
	struct crossing_id id; // written only
	struct text rule;      // a line or a trigger
	struct text level;     // empty for a trigger
	enum alarm_change change;
	struct instant at;
	bool found_late;
	struct need_id need; // nil: none; written only
};

// The stored state of a person's own lines, read as the web role for whom the transaction was
// begun.
struct own_lines {
	struct text profile;
	struct stored_line *lines; // line, policy version, load and what else is kept
	size_t count;
};

// STATUS_NOT_FOUND where there is no such person.
CHECKED enum status lines_own(struct connection *connection, struct person_id person,
	struct arena *arena, struct own_lines *out, struct fault *fault);

struct stored_states {
	struct stored_line *lines;
	size_t line_count;
	struct stored_alarm *alarms;
	size_t alarm_count;
};

// Lines and alarms of some people, ordered by person, line and level.
CHECKED enum status states_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct stored_states *out, struct fault *fault);

CHECKED enum status states_write(struct connection *connection, int32_t policy_version,
	const struct stored_states *states, struct fault *fault);

// Crossings of some people, by person and rule, each rule's in order.
CHECKED enum status crossings_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct stored_crossing **out, size_t *count,
	struct fault *fault);

CHECKED enum status crossings_add(struct connection *connection, int32_t policy_version,
	struct instant recorded_at, const struct stored_crossing *crossings, size_t count,
	struct fault *fault);

// Lets the lines of some people come due no more, before those that apply to them now are written
// anew.
CHECKED enum status lines_rest(struct connection *connection, const struct person_id *people,
	size_t count, struct fault *fault);

// People (at most `most`, ascending) for whom time alone changes a line at or before `at`.
CHECKED enum status lines_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);
