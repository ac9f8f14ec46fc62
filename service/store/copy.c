// SPDX-License-Identifier: MIT
#include <assert.h>
#include <endian.h>
#include <limits.h>

#include "store/answer.h"
#include "store/encoding.h"
#include "store/query.h"

#define CHUNK 196608 // bytes gathered before they are sent: what a socket holds at once

// PostgreSQL's documentation, COPY, "Binary Format".
static const char signature[19] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";

enum status copy_start(struct connection *connection, enum query query, struct fault *fault)
{
	const struct query_definition *definition = &query_definitions[query];
	assert(definition->copy && !connection->copying);
	assert(definition->roles & 1u << connection->role);
	connection->copying = definition;
	builder_reset(&connection->copied);
	builder_add(&connection->copied, (struct text){signature, sizeof signature});
	return connection->copied.failed ? fault_memory(fault) : STATUS_OK;
}

static enum status begin(struct connection *connection, struct fault *fault)
{
	enum status status = STATUS_OK;
	PGresult *result = answer_exec(connection, connection->copying->sql);
	if (PQresultStatus(result) != PGRES_COPY_IN)
		status = session_fault(connection, result, connection->copying->name, fault);
	PQclear(result);
	return status;
}

// Waits for the COPY that was sent last, if there is one.
static enum status finish(struct connection *connection, struct fault *fault)
{
	enum status status = STATUS_OK;
	answer_wait(connection);
	for (PGresult *result; (result = PQgetResult(connection->handle));) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK && status == STATUS_OK)
			status = session_fault(connection, result, connection->copying->name, fault);
		PQclear(result);
	}
	return status;
}

static void add_32(struct text_builder *builder, uint32_t value)
{
	char bytes[4];
	encode_32(bytes, value);
	builder_add(builder, (struct text){bytes, sizeof bytes});
}

static void add_16(struct text_builder *builder, int16_t value)
{
	uint16_t big = htobe16((uint16_t)value);
	builder_add(builder, (struct text){(const char *)&big, sizeof big});
}

// Sends what was gathered as a COPY of its own: however slowly rows come, no statement waits for
// them. The server is left to work on it while the next rows are gathered.
static enum status send_copied(struct connection *connection, struct fault *fault)
{
	add_16(&connection->copied, -1);
	struct text gathered = builder_view(&connection->copied);
	if (connection->copied.failed || gathered.length > INT_MAX)
		return fault_memory(fault);
	enum status status = finish(connection, fault);
	if (status == STATUS_OK)
		status = begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	if (PQputCopyData(connection->handle, gathered.start, (int)gathered.length) != 1 ||
		PQputCopyEnd(connection->handle, NULL) != 1)
		return session_fault(connection, NULL, connection->copying->name, fault);
	builder_reset(&connection->copied);
	builder_add(&connection->copied, (struct text){signature, sizeof signature});
	return status;
}

enum status copy_row(
	struct connection *connection, const struct parameters *row, struct fault *fault)
{
	const struct query_definition *definition = connection->copying;
	struct text_builder *copied = &connection->copied;
	if (row->failed)
		return fault_memory(fault);
	assert(definition && row->count == definition->take_count);
	add_16(copied, (int16_t)row->count);
	for (int i = 0; i < row->count; i++) {
		if (row->types[i] == TYPE_NULL) {
			add_32(copied, UINT32_MAX);
			continue;
		}
		assert(row->types[i] == definition->takes[i].type);
		add_32(copied, (uint32_t)row->lengths[i]);
		builder_add(copied, (struct text){row->values[i], (size_t)row->lengths[i]});
	}
	return copied->length < CHUNK && !copied->failed ? STATUS_OK : send_copied(connection, fault);
}

enum status copy_end(struct connection *connection, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (connection->copied.length > sizeof signature || connection->copied.failed)
		status = send_copied(connection, fault);
	if (status == STATUS_OK)
		status = finish(connection, fault);
	connection->copying = NULL;
	return status;
}
