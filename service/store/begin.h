// SPDX-License-Identifier: MIT
// For whom a transaction of the web role works. Row-level security reads it until it ends.
#pragma once

#include "core/ids.h"
#include "store/connection.h"

#define ROW_HASH_BYTES 32

// A person, the holder of what has this hash, or both; NULL for neither. What was said before in
// the transaction no longer counts.
CHECKED enum status app_begin(struct connection *connection, const struct person_id *person,
	const unsigned char *hash, struct fault *fault);

// Begins a transaction that works for them, in one round trip.
CHECKED enum status transaction_begin_for(struct connection *connection,
	const struct person_id *person, const unsigned char *hash, struct fault *fault);
