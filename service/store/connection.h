// SPDX-License-Identifier: MIT
// One connection to PostgreSQL, used by one thread at a time.
//
// A connection acts as exactly one of the database roles of migration 1, and what a role may do is
// what its grants say. In the embedded cluster roles log in by name; elsewhere the login of the
// conninfo must be a member of them and SET ROLE is used.
#pragma once

#include <stdbool.h>

#include "base/fault.h"
#include "core/instant.h"

enum database_role {
	DATABASE_ADMIN,    // whoever the conninfo or the cluster's owner is: migration 1, restore
	DATABASE_OWNER,    // plimsoll_owner: migrations
	DATABASE_WEB,      // plimsoll_web: row-level security by person
	DATABASE_RECORDER, // plimsoll_recorder: import, group commit, engine
	DATABASE_ERASURE,  // plimsoll_erasure
	DATABASE_BACKUP,   // plimsoll_backup: reads everything, writes nothing
};

struct database {
	const char *conninfo; // libpq keywords; the caller's, unchanged while in use
	bool embedded;        // roles log in by name
	bool unnamed;         // through PgBouncer in transaction mode: no named statements, and what a
						  // session is set to is said in each transaction; LISTEN needs another
						  // database without it, straight to the server
};

struct connection;

// STATUS_UNAVAILABLE with PostgreSQL's sentence (never a password) when it cannot be reached.
// Sessions run in UTC, with statement, lock and idle-in-transaction timeouts.
CHECKED enum status connection_open(const struct database *database, enum database_role role,
	struct connection **out, struct fault *fault);
void connection_close(struct connection *connection); // accepts NULL

// Whether the connection can still be used; false after the server has gone away.
bool connection_is_alive(const struct connection *connection);

// The same for one that is idle, of which it also looks whether the server has gone meanwhile: what
// was kept through a restart of the server is not tried then, and nobody gets an error for it.
bool connection_is_usable(struct connection *connection);

// How long an answer is waited for: then the server is taken to have gone away, whatever it does
// with what was sent. Each role has its own, a little more than its statement timeout; 0 for no
// end.
void connection_patience(struct connection *connection, int milliseconds);

// From another thread, which makes sure that the connection is not closed meanwhile: asks the
// server to cancel what runs, and what comes then fails. STATUS_UNAVAILABLE is what the owner gets.
void connection_interrupt(struct connection *connection);

CHECKED enum status transaction_begin(struct connection *connection, struct fault *fault);

// The same for work that finds all its rows by key: the planner is told so, since a table that is
// small today it would read whole, and at that size that is right, but its plan would be kept.
CHECKED enum status transaction_begin_keyed(struct connection *connection, struct fault *fault);
CHECKED enum status transaction_commit(struct connection *connection, struct fault *fault);
void transaction_rollback(struct connection *connection); // also after a failed commit

// Commits where `status`, of the work in the transaction, is STATUS_OK, else rolls back. Gives the
// first failure of both.
CHECKED enum status transaction_end(
	struct connection *connection, enum status status, struct fault *fault);

// LISTEN on the engine's channel; then connection_wait sleeps until a notification comes,
// `milliseconds` pass or `wake` (an eventfd, or -1) is readable. STATUS_UNAVAILABLE when the server
// has gone. Notifications are hints: they may be lost, never relied on.
CHECKED enum status connection_listen(struct connection *connection, struct fault *fault);
CHECKED enum status connection_wait(
	struct connection *connection, int milliseconds, int wake, struct fault *fault);
