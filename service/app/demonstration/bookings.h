// SPDX-License-Identifier: MIT
// Sessions that people of a demonstration have accepted, so that a calendar and a week have some.
// Part of demonstration.
#pragma once

#include "app/organisation/setting.h"

// For each of these people something is asked for, held and accepted as the engine and they
// themselves would, in their shifts from tomorrow on: for every third a place in a group, where one
// meets in a shift of theirs, for the others a session of their own. Who has an open need, or was
// here before, is left as they are, and so is whoever no seat is found for.
CHECKED enum status demonstration_book(struct connection *connection, const struct setting *setting,
	const struct person_id *people, size_t count, struct fault *fault);
