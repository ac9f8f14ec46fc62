// SPDX-License-Identifier: MIT
// A connection from the inside. Only for this folder and its tests.
#pragma once

#include <libpq-fe.h>
#include <stdatomic.h>

#include "base/text.h"
#include "store/connection.h"
#include "store/definition.h"

struct connection {
	PGconn *handle;
	enum database_role role;
	bool unnamed;                           // no state outlives a transaction: PgBouncer
	bool prepared[QUERY_COUNT];             // known to the server by the query's name
	const struct query_definition *copying; // between copy_start and copy_end
	struct text_builder copied;             // not yet sent
	int patience;                           // milliseconds for an answer; 0: as long as it takes
	bool warned, ended;                     // the server said so, since it was last set
	atomic_bool interrupted;                // by another thread
	PGcancel *cancel;                       // NULL once it was asked
};

struct rows {
	PGresult *result;
	const struct query_definition *definition;
	int count;
};

// Takes a failed result (NULL for none) and says why in the fault. A message of the server is
// passed on only from the classes of SQLSTATE whose messages cannot hold a value, its detail never.
CHECKED enum status session_fault(const struct connection *connection, const PGresult *result,
	const char *where, struct fault *fault);

// Runs constant text, several statements allowed, whose answer does not matter.
CHECKED enum status session_run(
	struct connection *connection, const char *sql, const char *where, struct fault *fault);

// Whether a transaction is open, also a failed one.
bool session_in_transaction(const struct connection *connection);
