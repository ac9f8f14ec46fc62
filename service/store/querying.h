// SPDX-License-Identifier: MIT
// What one statement takes from its values to its rows, in parts. Only for this folder.
#pragma once

#include "store/query.h"
#include "store/session.h"

// False without the memory for the values. Anything else that is not as the statement has it is a
// bug in the caller.
bool query_values_are_there(
	const struct connection *connection, enum query query, const struct parameters *parameters);

// Makes the statement known to the server, once a connection.
CHECKED enum status query_prepare(
	struct connection *connection, enum query query, struct fault *fault);

// As PQsendQueryPrepared.
int query_send(
	struct connection *connection, enum query query, const struct parameters *parameters);

// Takes a result (NULL for none) and gives its rows, for which `rows` may be NULL.
CHECKED enum status query_answer(struct connection *connection, enum query query, PGresult *result,
	struct rows **rows, struct fault *fault);
