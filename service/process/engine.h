// SPDX-License-Identifier: MIT
// The engine's thread: ticks, then sleeps until something can change.
#pragma once

#include "store/connection.h"

struct engine_thread;

CHECKED enum status engine_start(
	const struct database *database, struct engine_thread **out, struct fault *fault);

// Lets the tick under way end. Accepts NULL.
void engine_stop(struct engine_thread *engine);
