// SPDX-License-Identifier: MIT
// Waiting for the server's answer, but not for ever. Only for this folder.
//
// A server that is stopped, or a network that loses everything, leaves a connection that neither
// answers nor ends. The server's own timeouts are no help then, so each answer has a deadline here:
// the connection's patience. When it has passed, or a moment after an interruption, the connection
// is cut and from then on is one whose server has gone away.
#pragma once

#include "store/session.h"

// As PQexec: the last result, or the one that starts a COPY. NULL where there is none.
PGresult *answer_exec(struct connection *connection, const char *sql);

// What was sent with PQsend…, of which `sent` is the answer; the result as above.
PGresult *answer_take(struct connection *connection, int sent);

// Waits until PQgetResult does not wait.
void answer_wait(struct connection *connection);

// Ends the connection where it is; from then on it is one whose server has gone away.
void answer_cut(struct connection *connection);
