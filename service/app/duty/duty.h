// SPDX-License-Identifier: MIT
// Which of some sessions a person can be at without leaving their working time, cutting their rest
// or leaving too few of their shift.
//
// Of whom nobody has a roster all that counts is when they are away, and public holidays. Cover is
// that of the person's team now, so far as it has rosters; who is in no team is missed by no shift.
#pragma once

#include "core/seat.h"
#include "store/rosters.h"

// Sets what of working time stands against each of `seats`. With `lock` the person's team is
// locked before its cover is counted. In the caller's transaction, as the recorder.
CHECKED enum status duty_bar(struct connection *connection, const struct zone *zone,
	const struct roster_rules *rules, struct person_id person, struct seat *seats, size_t count,
	bool lock, struct arena *arena, struct fault *fault);
