// SPDX-License-Identifier: MIT
#include "store/flight.h"

#include <assert.h>

#include "store/answer.h"
#include "store/querying.h"

struct flight {
	struct connection *connection;
	const struct flight_step *steps;
	size_t count;
	bool commits;
};

// What transaction_begin_keyed says, a statement at a time, as the extended protocol takes them.
static const char *const beginning[] = {
	"BEGIN",
	"SET LOCAL plan_cache_mode = force_generic_plan",
	"SET LOCAL enable_seqscan = off",
	"SET LOCAL enable_hashjoin = off",
	"SET LOCAL enable_mergejoin = off",
};

static size_t beginning_count(const struct flight *flight)
{
	return flight->commits ? sizeof beginning / sizeof beginning[0] : 1;
}

static enum status one_after_another(
	const struct flight *flight, struct rows **rows, struct fault *fault)
{
	struct rows *answer = NULL;
	enum status status = flight->commits ? transaction_begin_keyed(flight->connection, fault)
										 : transaction_begin(flight->connection, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < flight->count && status == STATUS_OK; i++)
		status = query_run(flight->connection, flight->steps[i].query, flight->steps[i].parameters,
			rows && i + 1 == flight->count ? &answer : NULL, fault);
	if (status != STATUS_OK)
		transaction_rollback(flight->connection);
	else if (flight->commits)
		status = transaction_end(flight->connection, STATUS_OK, fault);
	if (status != STATUS_OK)
		rows_free(answer);
	else if (rows)
		*rows = answer;
	return status;
}

static enum status prepare(const struct flight *flight, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; i < flight->count && status == STATUS_OK; i++)
		status = query_prepare(flight->connection, flight->steps[i].query, fault);
	return status;
}

static bool send_text(PGconn *handle, const char *sql)
{
	return PQsendQueryParams(handle, sql, 0, NULL, NULL, NULL, NULL, 1) != 0;
}

static bool send(const struct flight *flight)
{
	PGconn *handle = flight->connection->handle;
	bool sent = PQenterPipelineMode(handle);
	for (size_t i = 0; i < beginning_count(flight) && sent; i++)
		sent = send_text(handle, beginning[i]);
	for (size_t i = 0; i < flight->count && sent; i++)
		sent = query_send(flight->connection, flight->steps[i].query, flight->steps[i].parameters);
	if (sent && flight->commits)
		sent = send_text(handle, "COMMIT");
	return sent && PQpipelineSync(handle);
}

// The answer to one statement, which a NULL ends; NULL where the connection was lost.
static PGresult *next(struct connection *connection)
{
	answer_wait(connection);
	PGresult *result = PQgetResult(connection->handle);
	if (result && PQstatus(connection->handle) == CONNECTION_OK) {
		answer_wait(connection);
		PQclear(PQgetResult(connection->handle));
	}
	return result;
}

static enum status take_text(struct connection *connection, const char *where, struct fault *fault)
{
	enum status status = STATUS_OK;
	PGresult *result = next(connection);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		status = session_fault(connection, result, where, fault);
	PQclear(result);
	return status;
}

// What follows a failure is answered, too, and says only that it was left out.
static enum status take(const struct flight *flight, struct rows **rows, struct fault *fault)
{
	struct connection *connection = flight->connection;
	enum status status = STATUS_OK;
	for (size_t i = 0; i < beginning_count(flight) && status == STATUS_OK; i++)
		status = take_text(connection, "begin", fault);
	for (size_t i = 0; i < flight->count && status == STATUS_OK; i++)
		status = query_answer(connection, flight->steps[i].query, next(connection),
			i + 1 == flight->count ? rows : NULL, fault);
	if (status == STATUS_OK && flight->commits)
		status = take_text(connection, "commit", fault);
	return status;
}

static bool is_end(const PGresult *result)
{
	return PQresultStatus(result) == PGRES_PIPELINE_SYNC;
}

// Up to the end of the flight, after which the connection is as it was.
static bool land(struct connection *connection)
{
	bool ended = false;
	for (int empty = 0; !ended && empty < 2 && PQstatus(connection->handle) == CONNECTION_OK;) {
		answer_wait(connection);
		PGresult *result = PQgetResult(connection->handle);
		ended = is_end(result);
		empty = result ? 0 : empty + 1;
		PQclear(result);
	}
	return ended && PQexitPipelineMode(connection->handle);
}

static enum status fly(const struct flight *flight, struct rows **rows, struct fault *fault)
{
	struct connection *connection = flight->connection;
	struct rows *answer = NULL;
	assert(flight->count > 0 && flight->count <= FLIGHT_LIMIT);
	for (size_t i = 0; i < flight->count; i++) {
		if (!query_values_are_there(
				connection, flight->steps[i].query, flight->steps[i].parameters))
			return fault_memory(fault);
	}
	if (connection->unnamed)
		return one_after_another(flight, rows, fault);
	enum status status = prepare(flight, fault);
	if (status != STATUS_OK)
		return status;
	status = send(flight) ? take(flight, rows ? &answer : NULL, fault)
						  : session_fault(connection, NULL, "begin", fault);
	if (!land(connection)) {
		// Nobody knows what was answered to what.
		if (connection_is_alive(connection))
			answer_cut(connection);
		if (status == STATUS_OK)
			status = session_fault(connection, NULL, "begin", fault);
	}
	if (status != STATUS_OK) {
		transaction_rollback(connection);
		rows_free(answer);
	} else if (rows) {
		*rows = answer;
	}
	return status;
}

enum status flight_begin(struct connection *connection, const struct flight_step *steps,
	size_t count, struct fault *fault)
{
	const struct flight flight = {connection, steps, count, false};
	return fly(&flight, NULL, fault);
}

enum status flight_run(struct connection *connection, const struct flight_step *steps, size_t count,
	struct rows **rows, struct fault *fault)
{
	const struct flight flight = {connection, steps, count, true};
	return fly(&flight, rows, fault);
}
