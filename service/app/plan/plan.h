// SPDX-License-Identifier: MIT
// Planning what is held and what found no seat anew, all of it together.
//
// What is needed and which seats there are is read in one transaction; the best plan for that
// (core/plan) is made and verified by its prices (core/plan_check), and only then are people moved,
// each in a transaction of its own. Where a seat cannot be had before another is let go, the two,
// or all round a circle, are one. Each is moved only if nobody has answered or changed anything
// meanwhile and every rule holds then; who is not keeps what they have. So it may be stopped at any
// moment, and be done by several services at once.
#pragma once

#include "app/plan/batch.h"

struct plan_made {
	struct plan_batch batch;
	struct plan_problem problem;
	struct plan plan;
	struct plan_meeting *meetings; // by candidate
	struct plan_change *changes;   // by level
	bool verified;
	struct fault doubt; // where it is not: what the checker says, of no person
};

struct plan_report {
	size_t needs, placed; // by the plan
	size_t moved;         // from one seat to another
	size_t given;         // seats to those who had none
	size_t taken;         // who had one and have none now, for somebody more pressing
	size_t left;          // what could not be done, since something had changed
	bool verified;
	struct fault doubt;
};

// Works it out and changes nothing. As the recorder, in no transaction; all of it in `arena`. A
// plan that is not verified is no fault.
CHECKED enum status plan_make(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_made *out, struct fault *fault);

// The parts of it, with plan_solve between: what is needed and which seats there are; and whether
// the prices prove the plan, which sets `verified`.
CHECKED enum status plan_read(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_made *out, struct fault *fault);
CHECKED enum status plan_verify(struct plan_made *made, struct arena *arena, struct fault *fault);

// Moves people as a plan says that was verified; nobody by another.
CHECKED enum status plan_apply(struct connection *connection, const struct plan_made *made,
	struct plan_report *report, struct fault *fault);

// What plan_apply would do if nothing changed meanwhile.
void plan_foresee(const struct plan_made *made, struct plan_report *report);

// Both, if it is time and no other service does it: at night, in the organisation's zone, and after
// PLAN_AFTER needs or sessions have changed, but not within PLAN_PAUSE of the time before. The
// first look of all plans nothing, and counts as such a time.
#define PLAN_HOUR 4
#define PLAN_AFTER 20
#define PLAN_PAUSE SECONDS_PER_HOUR
CHECKED enum status plan_when_due(struct connection *connection, const struct setting *setting,
	struct instant now, bool *planned, struct plan_report *report, struct fault *fault);
