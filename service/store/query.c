// SPDX-License-Identifier: MIT
#include "store/query.h"

#include <assert.h>

#include "store/answer.h"
#include "store/encoding.h"
#include "store/querying.h"

static_assert(QUERY_PARAMETERS_LIMIT >= 24, "embed_sql lets a statement take 24");

// Whether these values are what the statement takes; anything else is a bug in the caller.
static bool fits(const struct query_definition *definition, const struct parameters *parameters)
{
	int count = parameters ? parameters->count : 0;
	if (count != definition->take_count)
		return false;
	for (int i = 0; i < count; i++) {
		char type = parameters->types[i];
		if (type != TYPE_NULL && type != definition->takes[i].type)
			return false;
	}
	return true;
}

static void list_types(const struct query_definition *definition, Oid types[static 1])
{
	for (int i = 0; i < definition->take_count; i++)
		types[i] = encoding_type(definition->takes[i].type);
}

enum status query_prepare(struct connection *connection, enum query query, struct fault *fault)
{
	const struct query_definition *definition = &query_definitions[query];
	Oid types[QUERY_PARAMETERS_LIMIT];
	enum status status = STATUS_OK;
	if (connection->prepared[query])
		return STATUS_OK;
	list_types(definition, types);
	PGresult *result = answer_take(connection, PQsendPrepare(connection->handle, definition->name,
												   definition->sql, definition->take_count, types));
	if (PQresultStatus(result) == PGRES_COMMAND_OK)
		connection->prepared[query] = true;
	else
		status = session_fault(connection, result, definition->name, fault);
	PQclear(result);
	return status;
}

static const int binary[QUERY_PARAMETERS_LIMIT] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

int query_send(struct connection *connection, enum query query, const struct parameters *parameters)
{
	static const struct parameters none;
	const struct query_definition *definition = &query_definitions[query];
	const struct parameters *given = parameters ? parameters : &none;
	Oid types[QUERY_PARAMETERS_LIMIT];
	if (!connection->unnamed)
		return PQsendQueryPrepared(connection->handle, definition->name, given->count,
			given->values, given->lengths, binary, 1);
	list_types(definition, types);
	return PQsendQueryParams(connection->handle, definition->sql, given->count, types,
		given->values, given->lengths, binary, 1);
}

// Whether the answer has the columns the file names, so that reading them is safe.
static bool answers_as_named(const struct query_definition *definition, const PGresult *result)
{
	if (definition->give_count == 0)
		return true;
	if (PQnfields(result) != definition->give_count)
		return false;
	for (int i = 0; i < definition->give_count; i++) {
		if (PQftype(result, i) != encoding_type(definition->gives[i].type))
			return false;
	}
	return true;
}

// Takes the result over.
static enum status give_rows(const struct query_definition *definition, PGresult *result,
	struct rows **out, struct fault *fault)
{
	if (!out) {
		PQclear(result);
		return STATUS_OK;
	}
	struct rows *rows = malloc(sizeof *rows);
	if (!rows) {
		PQclear(result);
		return fault_memory(fault);
	}
	*rows = (struct rows){result, definition, PQntuples(result)};
	*out = rows;
	return STATUS_OK;
}

enum status query_answer(struct connection *connection, enum query query, PGresult *result,
	struct rows **rows, struct fault *fault)
{
	const struct query_definition *definition = &query_definitions[query];
	enum status status = STATUS_OK;
	ExecStatusType state = PQresultStatus(result);
	if (state != PGRES_COMMAND_OK && state != PGRES_TUPLES_OK)
		status = session_fault(connection, result, definition->name, fault);
	else if (!answers_as_named(definition, result))
		status = fault_set(fault, STATUS_VERSION, definition->name,
			"The database's tables are not those this program was built for.");
	if (status == STATUS_OK)
		return give_rows(definition, result, rows, fault);
	PQclear(result);
	return status;
}

bool query_values_are_there(
	const struct connection *connection, enum query query, const struct parameters *parameters)
{
	const struct query_definition *definition = &query_definitions[query];
	assert(!definition->copy && !connection->copying);
	assert(definition->roles & 1u << connection->role);
	assert(parameters == NULL || parameters->failed || fits(definition, parameters));
	assert(parameters != NULL || definition->take_count == 0);
	return !parameters || !parameters->failed;
}

static enum status run(struct connection *connection, enum query query,
	const struct parameters *parameters, struct rows **rows, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (!connection->unnamed)
		status = query_prepare(connection, query, fault);
	if (status != STATUS_OK)
		return status;
	PGresult *result = answer_take(connection, query_send(connection, query, parameters));
	return query_answer(connection, query, result, rows, fault);
}

enum status query_run(struct connection *connection, enum query query,
	const struct parameters *parameters, struct rows **rows, struct fault *fault)
{
	struct rows *answer = NULL;
	if (!query_values_are_there(connection, query, parameters))
		return fault_memory(fault);
	if (!connection->unnamed || session_in_transaction(connection))
		return run(connection, query, parameters, rows, fault);

	// Without a session of its own even one statement needs a transaction to have its role.
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = run(connection, query, parameters, rows ? &answer : NULL, fault);
	if (status == STATUS_OK)
		status = transaction_commit(connection, fault);
	if (status != STATUS_OK) {
		transaction_rollback(connection);
		rows_free(answer);
	} else if (rows) {
		*rows = answer;
	}
	return status;
}
