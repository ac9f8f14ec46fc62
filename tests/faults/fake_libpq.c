// SPDX-License-Identifier: MIT
#include "faults/fake_libpq.h"

#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "store/definition.h"
#include "store/encoding.h"

#pragma GCC visibility push(default)

#define FLIGHT_RESULTS 16

struct pg_conn {
	ConnStatusType status;
	PGTransactionStatusType state;
	bool copying, copy_ended, answered;
	PGresult *pending;
	PGresult *sent;                      // the answer to what was sent, until it is taken
	bool pipelined, failed;              // what follows a failure in a pipeline is left out
	PGresult *flight[FLIGHT_RESULTS];    // each followed by a NULL, and at the end the mark
	unsigned flight_count, flight_taken; // of twice as many
};

struct pg_result {
	ExecStatusType status;
	char sqlstate[6];
	const char *tag;
	const struct query_definition *definition; // NULL: no columns
	int rows, columns;
};

// Where libpq has none for what the server said at the end of a COPY, it gives one of these.
static PGresult out_of_memory = {.status = PGRES_FATAL_ERROR};

static struct fake_script script;
static unsigned calls, misuses, batches, commits;
static bool happened;

// The one table that is remembered, since migrating goes on until all is there.
static struct {
	char number[4], checksum[8];
} migrations[100];
static int migration_rows;

void fake_play(const struct fake_script *played)
{
	script = *played;
	calls = batches = commits = 0;
	migration_rows = 0;
	happened = false;
}

bool fake_happened(void)
{
	return happened;
}

unsigned fake_misuses(void)
{
	return misuses;
}

unsigned fake_commits(void)
{
	return commits;
}

// One call to the server: what goes wrong with it.
static enum fake_fault step(PGconn *connection)
{
	if (connection->status != CONNECTION_OK) {
		misuses++;
		return FAKE_LOST;
	}
	if (++calls != script.at || script.fault == FAKE_NOTHING)
		return FAKE_NOTHING;
	happened = true;
	if (script.fault == FAKE_LOST || script.fault == FAKE_ENDED)
		connection->status = CONNECTION_BAD;
	else if (script.fault == FAKE_REFUSED && connection->state == PQTRANS_INTRANS)
		connection->state = PQTRANS_INERROR;
	return script.fault;
}

static PGresult *result_new(ExecStatusType status)
{
	PGresult *result = calloc(1, sizeof *result);
	if (result)
		result->status = status;
	return result;
}

static PGresult *failure(enum fake_fault fault)
{
	if (fault == FAKE_MEMORY)
		return NULL;
	PGresult *result = result_new(fault == FAKE_COLUMNS ? PGRES_EMPTY_QUERY : PGRES_FATAL_ERROR);
	if (result && (fault == FAKE_REFUSED || fault == FAKE_ENDED))
		strncpy(result->sqlstate, script.sqlstate, sizeof result->sqlstate - 1);
	return result;
}

// What PostgreSQL says to anything but the end of a transaction that has failed.
static bool is_refused_after_failure(const PGconn *connection, const char *sql)
{
	if (connection->state != PQTRANS_INERROR || strncmp(sql, "ROLLBACK", 8) == 0 ||
		strncmp(sql, "COMMIT", 6) == 0)
		return false;
	misuses++;
	return true;
}

static const char *end_or_begin(PGconn *connection, const char *sql)
{
	bool in_error = connection->state == PQTRANS_INERROR;
	if (strncmp(sql, "BEGIN", 5) == 0)
		connection->state = PQTRANS_INTRANS;
	if (strncmp(sql, "COMMIT", 6) == 0 || strncmp(sql, "ROLLBACK", 8) == 0)
		connection->state = PQTRANS_IDLE;
	bool committed = strncmp(sql, "COMMIT", 6) == 0 && !in_error;
	commits += committed;
	return committed ? "COMMIT" : "ROLLBACK";
}

static bool is_copy(const char *sql)
{
	for (size_t i = 0; i < QUERY_COUNT; i++) {
		if (query_definitions[i].copy && query_definitions[i].sql == sql)
			return true;
	}
	return false;
}

static PGresult *run(PGconn *connection, const char *sql)
{
	enum fake_fault fault = step(connection);
	if (fault == FAKE_NOTHING && is_refused_after_failure(connection, sql))
		fault = FAKE_LOST;
	if (fault != FAKE_NOTHING)
		return failure(fault);
	if (is_copy(sql)) {
		PGresult *started = result_new(PGRES_COPY_IN);
		connection->state = started ? PQTRANS_ACTIVE : connection->state;
		return started;
	}
	PGresult *result = result_new(PGRES_COMMAND_OK);
	const char *tag = end_or_begin(connection, sql);
	if (result)
		result->tag = tag;
	return result;
}

int PQenterPipelineMode(PGconn *connection)
{
	connection->pipelined = true;
	connection->failed = false;
	connection->flight_count = connection->flight_taken = 0;
	return 1;
}

int PQexitPipelineMode(PGconn *connection)
{
	connection->pipelined = false;
	return 1;
}

static int fly(PGconn *connection, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	connection->failed |= status == PGRES_FATAL_ERROR;
	connection->flight[connection->flight_count++] = result;
	return 1;
}

int PQpipelineSync(PGconn *connection)
{
	return fly(connection, result_new(PGRES_PIPELINE_SYNC));
}

// The last is not followed by a NULL.
static PGresult *take_flight(PGconn *connection)
{
	unsigned taken = connection->flight_taken;
	if (connection->status != CONNECTION_OK || taken / 2 >= connection->flight_count)
		return NULL;
	connection->flight_taken++;
	return taken % 2 ? NULL : connection->flight[taken / 2];
}

int PQsendQuery(PGconn *connection, const char *sql)
{
	if (connection->pipelined && connection->status != CONNECTION_OK)
		return 0;
	if (connection->pipelined && connection->failed)
		return fly(connection, result_new(PGRES_PIPELINE_ABORTED));
	PGresult *result = run(connection, sql);
	if (connection->pipelined)
		return fly(connection, result);
	connection->sent = result;
	return 1;
}

int PQsendPrepare(
	PGconn *connection, const char *name, const char *sql, int count, const Oid *types)
{
	(void)name, (void)count, (void)types;
	return PQsendQuery(connection, sql);
}

static void remember_migration(const char *const *values)
{
	int row = 0;
	while (row < migration_rows && memcmp(migrations[row].number, values[0], 4) != 0)
		row++;
	migration_rows += row == migration_rows;
	memcpy(migrations[row].number, values[0], 4);
	memcpy(migrations[row].checksum, values[2], 8);
}

static PGresult *run_prepared(PGconn *connection, const char *name, const char *const *values)
{
	enum fake_fault fault = step(connection);
	if (fault == FAKE_NOTHING && is_refused_after_failure(connection, name))
		fault = FAKE_LOST;
	if (fault != FAKE_NOTHING && fault != FAKE_COLUMNS)
		return failure(fault);
	size_t query = 0;
	while (strcmp(query_definitions[query].name, name) != 0)
		query++;
	const struct query_definition *definition = &query_definitions[query];
	if (fault == FAKE_COLUMNS && definition->give_count == 0)
		return failure(fault);
	if (strcmp(name, "migration_record") == 0)
		remember_migration(values);
	PGresult *result = result_new(definition->give_count > 0 ? PGRES_TUPLES_OK : PGRES_COMMAND_OK);
	if (result) {
		result->definition = definition;
		result->rows = definition->give_count > 0 ? script.rows : 0;
		if (strcmp(name, "migration_list") == 0)
			result->rows = migration_rows;
		// What is asked for until it ends has to end.
		if (strcmp(name, "incoming_next") == 0 && ++batches > 2)
			result->rows = 0;
		result->columns = definition->give_count - (fault == FAKE_COLUMNS);
	}
	return result;
}

int PQsendQueryPrepared(PGconn *connection, const char *name, int count, const char *const *values,
	const int *lengths, const int *formats, int format)
{
	(void)count, (void)lengths, (void)formats, (void)format;
	if (connection->pipelined && connection->status != CONNECTION_OK)
		return 0;
	if (connection->pipelined && connection->failed)
		return fly(connection, result_new(PGRES_PIPELINE_ABORTED));
	PGresult *result = run_prepared(connection, name, values);
	if (connection->pipelined)
		return fly(connection, result);
	connection->sent = result;
	return 1;
}

int PQsendQueryParams(PGconn *connection, const char *sql, int count, const Oid *types,
	const char *const *values, const int *lengths, const int *formats, int format)
{
	(void)types;
	size_t query = 0;
	while (query < QUERY_COUNT && query_definitions[query].sql != sql)
		query++;
	if (query == QUERY_COUNT)
		return PQsendQuery(connection, sql);
	return PQsendQueryPrepared(
		connection, query_definitions[query].name, count, values, lengths, formats, format);
}

int PQflush(PGconn *connection)
{
	(void)connection;
	return 0;
}

int PQisBusy(PGconn *connection)
{
	(void)connection;
	return 0;
}

PGresult *PQmakeEmptyPGresult(PGconn *connection, ExecStatusType status)
{
	(void)connection;
	return result_new(status);
}

PGcancel *PQgetCancel(PGconn *connection)
{
	(void)connection;
	return NULL;
}

void PQfreeCancel(PGcancel *cancel)
{
	(void)cancel;
}

int PQcancel(PGcancel *cancel, char *reason, int size)
{
	(void)cancel, (void)reason, (void)size;
	return 0;
}

int PQputCopyData(PGconn *connection, const char *bytes, int size)
{
	(void)bytes, (void)size;
	enum fake_fault fault = step(connection);
	// What the server refuses of it comes to light at the end.
	if (fault == FAKE_REFUSED || fault == FAKE_COLUMNS) {
		connection->pending = failure(FAKE_REFUSED);
		return 1;
	}
	return fault == FAKE_NOTHING ? 1 : -1;
}

int PQputCopyEnd(PGconn *connection, const char *reason)
{
	enum fake_fault fault = step(connection);
	connection->copy_ended = true;
	if (fault == FAKE_LOST || fault == FAKE_ENDED || fault == FAKE_MEMORY)
		return -1;
	if (fault == FAKE_REFUSED || fault == FAKE_COLUMNS || reason) {
		PQclear(connection->pending);
		connection->pending = failure(FAKE_REFUSED);
	}
	return 1;
}

PGresult *PQgetResult(PGconn *connection)
{
	if (connection->pipelined)
		return take_flight(connection);
	PGresult *sent = connection->sent;
	connection->sent = NULL;
	if (sent || connection->state != PQTRANS_ACTIVE)
		return sent;
	if (connection->answered) {
		connection->answered = connection->copy_ended = false;
		connection->state = PQTRANS_IDLE;
		return NULL;
	}
	connection->answered = true;
	PGresult *result = connection->pending ? connection->pending : result_new(PGRES_COMMAND_OK);
	connection->pending = NULL;
	return result ? result : &out_of_memory;
}

PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand)
{
	(void)keywords, (void)values, (void)expand;
	PGconn *connection = calloc(1, sizeof *connection);
	if (!connection)
		return NULL;
	connection->state = PQTRANS_IDLE;
	enum fake_fault fault = step(connection);
	if (fault == FAKE_MEMORY) {
		free(connection);
		return NULL;
	}
	if (fault != FAKE_NOTHING)
		connection->status = CONNECTION_BAD;
	return connection;
}

void PQfinish(PGconn *connection)
{
	if (connection) {
		PQclear(connection->pending);
		PQclear(connection->sent);
		for (unsigned i = (connection->flight_taken + 1) / 2; i < connection->flight_count; i++)
			PQclear(connection->flight[i]);
	}
	free(connection);
}

void PQclear(PGresult *result)
{
	if (result != &out_of_memory)
		free(result);
}

ConnStatusType PQstatus(const PGconn *connection)
{
	return connection ? connection->status : CONNECTION_BAD;
}

PGTransactionStatusType PQtransactionStatus(const PGconn *connection)
{
	return PQstatus(connection) == CONNECTION_OK ? connection->state : PQTRANS_UNKNOWN;
}

char *PQerrorMessage(const PGconn *connection)
{
	static char message[] = "nobody\nis there.\n";
	(void)connection;
	return message;
}

PQnoticeReceiver PQsetNoticeReceiver(PGconn *connection, PQnoticeReceiver receiver, void *argument)
{
	(void)connection, (void)receiver, (void)argument;
	return NULL;
}

int PQsocket(const PGconn *connection)
{
	(void)connection;
	return -1;
}

int PQconsumeInput(PGconn *connection)
{
	return step(connection) == FAKE_NOTHING;
}

PGnotify *PQnotifies(PGconn *connection)
{
	(void)connection;
	return NULL;
}

ExecStatusType PQresultStatus(const PGresult *result)
{
	return result ? result->status : PGRES_FATAL_ERROR;
}

char *PQresultErrorField(const PGresult *result, int field)
{
	static char message[] = "a value of somebody";
	if (!result->sqlstate[0])
		return NULL;
	return field == PG_DIAG_SQLSTATE ? (char *)(uintptr_t)result->sqlstate : message;
}

char *PQcmdStatus(PGresult *result)
{
	return (char *)(uintptr_t)(result->tag ? result->tag : "");
}

char *PQcmdTuples(PGresult *result)
{
	(void)result;
	static char none[] = "0", some[] = "1";
	return script.rows ? some : none;
}

int PQntuples(const PGresult *result)
{
	return result->rows;
}

int PQnfields(const PGresult *result)
{
	return result->columns;
}

Oid PQftype(const PGresult *result, int column)
{
	return encoding_type(result->definition->gives[column].type);
}

int PQgetisnull(const PGresult *result, int row, int column)
{
	(void)result, (void)row, (void)column;
	return 0;
}

// Words that the tables allow; anything else is one letter.
static const char *word(const char *query, const char *column)
{
	static const char *const words[][3] = {
		{"shift_pattern_list", "kind", "early"},
		{"", "kind", "support_group"},
		{"", "kinds", "support_group"},
		{"", "shift", "early"},
		{"search_own", "reason", "off_duty"},
		{"", "involvement", "direct"},
		{"", "last_involvement", "direct"},
		{"", "source", "self"},
		{"", "change", "raised"},
		{"", "feed", "person"},
		{"", "client", "google"},
		{"", "role", "officer"},
		{"help_line_list", "means", "call"},
		{"policy_list", "staff_view", "agrees"},
		{"", "purpose", "reset"},
		{"incoming_next", "category", "INC_SUICIDE"},
		{"incoming_next", "modifier", "child_involved"},
		{"", "actor", "person"},
		{"", "actor_role", "auditor"},
		{"", "action", "load-seen"},
		{"alarm_read", "state", "clear"},
		{"need_due", "state", "held"},
		{"need_lock", "state", "held"},
		{"need_open", "state", "open"},
		{"plan_need", "state", "held"},
		{"feed_attended", "state", "held"},
		{"offer_lock", "state", "held"},
		{"offer_read", "state", "held"},
		{"need_read", "state", "held"},
		{"feed_hosted", "state", "planned"},
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if ((!words[i][0][0] || strcmp(words[i][0], query) == 0) &&
			strcmp(words[i][1], column) == 0)
			return words[i][2];
	}
	return "x";
}

static int encode(const struct query_definition *definition, int column, char out[static 64])
{
	const struct query_column *given = &definition->gives[column];
	memset(out, 7, 64);
	switch (given->type) {
	case TYPE_UUID: // of somebody who is asked for
		memset(out, 0, 16);
		memcpy(out, "\1\2\3", 3);
		return 16;
	case TYPE_TIMESTAMPTZ:
		encode_instant(out, (struct instant){1796115600});
		return 8;
	case TYPE_TSTZRANGE:
		encode_interval(out, (struct interval){{1796115600}, {1796119200}});
		return INTERVAL_ENCODED;
	case TYPE_INTEGER:
		encode_32(out, 1);
		return 4;
	case TYPE_BIGINT:
		encode_64(out, 1);
		return 8;
	case TYPE_DOUBLE:
		encode_number(out, 1.5);
		return 8;
	case TYPE_BOOLEAN:
		out[0] = 1;
		return 1;
	case TYPE_BYTEA:
		return 32;
	case TYPE_TEXT:
		strncpy(out, word(definition->name, given->name), 63);
		return (int)strlen(out);
	default: // an array, empty
		memset(out, 0, 12);
		return 12;
	}
}

int PQgetlength(const PGresult *result, int row, int column)
{
	char out[64];
	(void)row;
	return encode(result->definition, column, out);
}

// Valid until 64 more were asked for; a row has fewer columns, and what is read of it is copied.
char *PQgetvalue(const PGresult *result, int row, int column)
{
	static char values[64][64];
	static unsigned next;
	char *value = values[next++ % 64];
	encode(result->definition, column, value);
	if (strcmp(result->definition->name, "migration_list") == 0 && column == 0)
		memcpy(value, migrations[row].number, 4);
	else if (strcmp(result->definition->name, "migration_list") == 0 && column == 2)
		memcpy(value, migrations[row].checksum, 8);
	return value;
}
