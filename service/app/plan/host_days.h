// SPDX-License-Identifier: MIT
// How many sessions hosts may lead on a day beside those that they lead already.
//
// A session of one to one counts once somebody has it, every other one when it is published. A host
// who said nothing of it has no cap.
#pragma once

#include "app/organisation/setting.h"
#include "store/seats.h"

struct host_days {
	const struct zone *zone;
	struct led_already *led; // by host and start
	size_t count;
};

// What some hosts lead on the days that touch a time. In the caller's transaction, as the recorder.
CHECKED enum status host_days_read(struct connection *connection, const struct setting *setting,
	const struct person_id *hosts, size_t count, struct interval within, struct arena *arena,
	struct host_days *out, struct fault *fault);

// Whether the host of a seat may lead it, beside what others have; where `own` is not NULL, what is
// at that time is let go.
bool host_days_allow(
	const struct host_days *days, const struct seat *seat, const struct interval *own);
