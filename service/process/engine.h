// SPDX-License-Identifier: MIT
// The engine's thread: ticks, then sleeps until something can change.
#pragma once

#include "store/connection.h"

struct engine_thread;

// The paths of the erasure list and of the columnar cache live as long as the engine.
CHECKED enum status engine_start(const struct database *database, const char *list,
	const char *columns, struct engine_thread **out, struct fault *fault);

// Cancels the tick under way: what it has committed stays, and the next start goes on. Accepts
// NULL.
void engine_stop(struct engine_thread *engine);
