// SPDX-License-Identifier: MIT
// A host says when they are to be had, and what their sessions are like. Each has the engine work
// out their sessions again. As the recorder.
#pragma once

#include "app/audits/audit.h"
#include "store/availability.h"

// Whose hours they are, by when, and who says so: NULL, themselves.
struct host_act {
	struct connection *recorder;
	struct organisation_id organisation;
	struct person_id person;
	struct instant now;
	const struct audit_actor *by;
};

// STATUS_INVALID for what no session can be like.
CHECKED enum status host_set(
	const struct host_act *act, const struct availability *availability, struct fault *fault);

// The id is made here. STATUS_INVALID for hours that are none, or wholly over; STATUS_LIMIT.
CHECKED enum status host_publish(const struct host_act *act, const struct host_hours *hours,
	const struct zone *zone, struct fault *fault);

// STATUS_NOT_FOUND where they have no such hours.
CHECKED enum status host_take_back(
	const struct host_act *act, struct hours_id hours, struct fault *fault);
