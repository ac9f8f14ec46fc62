// SPDX-License-Identifier: MIT
// A recorder's desk without a database: one person's log, states, crossings and needs in memory,
// read and written as the statements do.
#pragma once

#include "app/exposures/fold.h"
#include "support/line.h"

#define DESK_LIMIT 2000

enum { LINE_EVENTS, LINE_SECOND, LINE_LIMIT };
enum { RESPONSE_AMBER, RESPONSE_RED, RESPONSE_HEAVY, RESPONSE_GROUP, RESPONSE_COUNT };

struct desk {
	struct arena arena;
	struct policy policy;
	struct policy_line lines[LINE_LIMIT];
	struct policy_response responses[RESPONSE_COUNT];
	struct policy_trigger trigger; // from a dose of 1000
	struct policy_profile profile; // the first line and the trigger
	struct logged_exposure log[DESK_LIMIT];
	size_t log_count;
	struct attended_session attended[DESK_LIMIT];
	size_t attended_count;
	struct stored_line stored_lines[LINE_LIMIT];
	struct stored_alarm stored_alarms[LINE_LIMIT * POLICY_LEVELS_LIMIT];
	struct stored_states states;
	struct stored_crossing known[DESK_LIMIT];
	size_t known_count;
	struct need needs[DESK_LIMIT];
	size_t need_count;
	int32_t version;
	bool imported;     // what is recorded comes from an import
	struct batch last; // what the last recording added
};

// A line of half-life 24 hours: "notice" (100, off 50, without a response), "amber" (200, off 100)
// and "red" (400, off 200), without delays.
struct desk *desk_new(void);
void desk_free(struct desk *desk);

struct logged_exposure exposure_at(double hour, double dose, const char *category);

// Records at an hour, as a transaction does.
void desk_record_all(
	struct desk *desk, struct instant now, const struct logged_exposure *fresh, size_t count);
void desk_record(struct desk *desk, double now, double hour, double dose); // one "EVENT"
void desk_pass(struct desk *desk, double now);

// It is noted that the person came to sessions that began at these hours, and to no others.
void desk_attend(struct desk *desk, double now, const double *hours, size_t count);

// Replaces an exposure of the log by one at another time, or also of another dose.
void desk_replace(
	struct desk *desk, struct instant now, size_t place, struct instant at, double dose);
void desk_correct(struct desk *desk, struct instant now, size_t place, struct instant at);

// The stored state of a line, as a fold would have it.
struct line_state desk_state(const struct desk *desk, size_t line);

// Every crossing on record, and those of the last recording: "0 raise notice, 24 late clear red".
void expect_known(const struct desk *desk, const char *expected);
void expect_last(const struct desk *desk, const char *expected);
