// SPDX-License-Identifier: MIT
// Every function of the store that talks to the server, called with small made-up values.
#pragma once

#include "base/arena.h"
#include "store/connection.h"

struct store_call {
	const char *name;
	enum database_role role;
	bool in_transaction; // of the caller
	enum status (*call)(struct connection *connection, struct fault *fault);
};

extern const struct store_call store_calls[];
extern const size_t store_call_count;

// Before each call: empties the arena that calls use and marks the outputs.
void store_calls_begin(void);
void store_calls_end(void);

// Whether no call has changed an output since.
bool store_outputs_are_untouched(void);
