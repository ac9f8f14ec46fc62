// SPDX-License-Identifier: MIT
// A transaction whose statements and values are all known before the first answer goes to the
// server in one flight: one round trip instead of one for each, with libpq's pipeline mode. Where
// no state outlives a transaction (PgBouncer) they go one after another. Only for this folder.
#pragma once

#include "store/query.h"

#define FLIGHT_LIMIT 4 // statements

struct flight_step {
	enum query query;
	const struct parameters *parameters;
};

// Begins a transaction, which is open afterwards unless something failed, and runs the steps.
CHECKED enum status flight_begin(struct connection *connection, const struct flight_step *steps,
	size_t count, struct fault *fault);

// A whole transaction as transaction_begin_keyed begins it, of whose last step the rows are given.
CHECKED enum status flight_run(struct connection *connection, const struct flight_step *steps,
	size_t count, struct rows **rows, struct fault *fault);
