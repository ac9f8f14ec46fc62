// SPDX-License-Identifier: MIT
// Private to app: the steps of a tick, which a demonstration takes too. Each adds to the report.
#pragma once

#include "app/engine/engine.h"
#include "app/organisation/setting.h"

// `next` is when there is something to publish again.
CHECKED enum status engine_publish(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct instant *next, struct fault *fault);

// Publishes what the hours of hosts give that are to be looked at, and withdraws what they do not.
CHECKED enum status engine_hours(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// `next` is when the next root is due.
CHECKED enum status engine_root(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct instant *next, struct fault *fault);

// Whose last day is over leaves.
CHECKED enum status engine_leave(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// Folds everybody's lines by the policy in force, some at a time; after a stop the next goes on.
CHECKED enum status engine_change_over(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

CHECKED enum status engine_cadence(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// After what time alone changes: whoever is no longer over their line is not asked after.
CHECKED enum status engine_contact(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// What follows some time after what led to a need.
CHECKED enum status engine_follow_up(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// What all of a team is offered, since people came and went or their line manager is away for long.
CHECKED enum status engine_team(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

CHECKED enum status engine_lapse(struct connection *connection, struct instant now,
	struct engine_report *report, struct fault *fault);

// Calls off what too few have accepted, in good time.
CHECKED enum status engine_too_few(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

// Holds places that are free for those who wait for them, in the order in which they joined.
CHECKED enum status engine_waiting(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);

CHECKED enum status engine_place(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault);
