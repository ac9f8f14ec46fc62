// SPDX-License-Identifier: MIT
// The thread that plans what is held anew when it is time, on a connection of its own: what is
// placed at once meanwhile is not kept waiting.
#pragma once

#include "store/connection.h"

struct planner_thread;

CHECKED enum status planner_start(
	const struct database *database, struct planner_thread **out, struct fault *fault);

// Cancels what is under way: whoever was moved stays so, and the others stay where they are.
// Accepts NULL.
void planner_stop(struct planner_thread *planner);
