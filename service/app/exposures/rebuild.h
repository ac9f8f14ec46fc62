// SPDX-License-Identifier: MIT
// Rebuilding what is stored of people's lines from the log: the log is the truth, and states and
// alarms are a cache of it that can be thrown away.
//
// People are taken range by range, each in a transaction of its own in which their rows are locked,
// so that the service can go on meanwhile, rebuilding may stop anywhere and be done again, and
// several connections can take ranges in turn. What was raised stays on record; what the log shows
// beyond it is recorded as after any late entry (core/line.h, line_found_late), and leads to what
// it would have led to. People whom the policy in force has not folded yet are left to the engine,
// which is about to (app/exposures/change_over.h).
#pragma once

#include "app/exposures/fold_check.h"
#include "app/exposures/record.h"
#include "store/log_ranges.h"

#define REBUILD_AT_ONCE 256 // people in a range

enum rebuild_how {
	REBUILD_WRITE,
	REBUILD_CHECK, // writes nothing and counts what differs
};

struct rebuild_report {
	size_t people;              // who were folded
	size_t waiting;             // people left to the engine
	struct fold_check check;    // of REBUILD_CHECK
	struct record_report found; // what was raised and needed
};

// Rebuilds one of people_ranges. A conflict with another recorder is retried. Adds to `report`.
CHECKED enum status rebuild_range(const struct recorder *recorder, const struct people_range *range,
	enum rebuild_how how, struct instant now, struct rebuild_report *report, struct fault *fault);

// The nightly test of truth: checks about one in `parts` of the people, the `part`th (from 0), so
// that as many nights see everybody.
CHECKED enum status rebuild_check_part(const struct recorder *recorder, size_t part, size_t parts,
	struct instant now, struct rebuild_report *report, struct fault *fault);
