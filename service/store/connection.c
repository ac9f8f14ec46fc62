// SPDX-License-Identifier: MIT
#include <errno.h>
#include <poll.h>
#include <pthread.h>

#include "store/answer.h"

// What a role's sessions are like: what is committed is durable, whatever the server's own setting
// is, since it is then said to be. PgBouncer gives every transaction another session, so there the
// same is said at the start of each.
#define SETTINGS(scope, role, statement, lock)                                                     \
	"SET " scope " ROLE " role ";"                                                                 \
	"SET " scope " TimeZone TO 'UTC';"                                                             \
	"SET " scope " search_path TO public;"                                                         \
	"SET " scope " statement_timeout TO '" statement "';"                                          \
	"SET " scope " lock_timeout TO '" lock "';"                                                    \
	"SET " scope " synchronous_commit TO 'on';"                                                    \
	"SET " scope " idle_in_transaction_session_timeout TO '60s'"

#define OPENING_PATIENCE 5000 // milliseconds, as connect_timeout

#define ROLE(name, role, statement, lock, patience)                                                \
	{                                                                                              \
		name, SETTINGS("SESSION", role, statement, lock),                                          \
			"BEGIN;" SETTINGS("LOCAL", role, statement, lock), patience                            \
	}

static const struct {
	const char *name; // whom to log in as in the embedded cluster
	const char *session;
	const char *begin;
	int patience; // longer than the server's own timeout; 0 where that has none
} roles[] = {
	[DATABASE_ADMIN] = ROLE("plimsoll_admin", "NONE", "0", "10s", 0),
	[DATABASE_OWNER] = ROLE("plimsoll_owner", "plimsoll_owner", "0", "10s", 0),
	[DATABASE_WEB] = ROLE("plimsoll_web", "plimsoll_web", "4s", "3s", 5000),
	[DATABASE_RECORDER] = ROLE("plimsoll_recorder", "plimsoll_recorder", "60s", "5s", 65000),
	[DATABASE_ERASURE] = ROLE("plimsoll_erasure", "plimsoll_erasure", "60s", "5s", 65000),
	[DATABASE_BACKUP] = ROLE("plimsoll_backup", "plimsoll_backup", "0", "10s", 0),
};

// Of a commit only one thing is warned of: that it is not known to have reached the standby.
static void take_notice(void *given, const PGresult *notice)
{
	struct connection *connection = given;
	const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
	connection->warned |= severity && strcmp(severity, "WARNING") == 0;
	connection->ended |= severity && strcmp(severity, "FATAL") == 0;
}

// One line of libpq's text, which never holds a password.
static enum status unreachable(const PGconn *handle, struct fault *fault)
{
	char reason[300];
	snprintf(reason, sizeof reason, "%s", PQerrorMessage(handle));
	size_t length = strlen(reason);
	while (length && (reason[length - 1] == '\n' || reason[length - 1] == '.'))
		reason[--length] = '\0';
	for (char *at = reason; (at = strchr(at, '\n'));)
		*at = ' ';
	return fault_set(
		fault, STATUS_UNAVAILABLE, NULL, "The database cannot be reached: %s.", reason);
}

// A string that cannot be parsed is not repeated: what libpq quotes of it may be the password.
static enum status check_conninfo(const char *conninfo, struct fault *fault)
{
	char *reason = NULL;
	PQconninfoOption *options = PQconninfoParse(conninfo, &reason);
	bool wrong = reason;
	PQfreemem(reason);
	if (!options && !wrong)
		return fault_memory(fault);
	if (!options)
		return fault_set(fault, STATUS_INVALID, NULL,
			"The connection string of the database cannot be read. Write it as "
			"\"host=… dbname=…\" or \"postgresql://…\".");
	PQconninfoFree(options);
	return STATUS_OK;
}

static PGconn *connect_to(const struct database *database, enum database_role role)
{
	// What comes after the connection string overrides it.
	static const char *const keywords[] = {"connect_timeout", "keepalives_idle",
		"keepalives_interval", "keepalives_count", "tcp_user_timeout", "target_session_attrs",
		"application_name", "dbname", "client_encoding", "user", NULL};
	const char *const values[] = {"5", "30", "5", "3", "15000", "read-write", "plimsoll",
		database->conninfo, "UTF8", database->embedded ? roles[role].name : NULL, NULL};
	return PQconnectdbParams(keywords, values, 1);
}

static enum status start_session(struct connection *connection, struct fault *fault)
{
	struct fault reason = {.status = STATUS_OK};
	const char *name = roles[connection->role].name;
	PQsetNoticeReceiver(connection->handle, take_notice, connection);
	if (connection->unnamed)
		return STATUS_OK;
	enum status status = session_run(connection, roles[connection->role].session, name, &reason);
	if (status == STATUS_INVALID)
		return fault_set(fault, STATUS_VERSION, name,
			"The database has no role of this name: its schema is not up to date.");
	if (status == STATUS_DENIED)
		return fault_set(fault, STATUS_DENIED, name,
			"The login of the connection string is not a member of this role. GRANT it the role.");
	if (status != STATUS_OK)
		return fault_set(fault, status, name, "%s", reason.message);
	return STATUS_OK;
}

enum status connection_open(const struct database *database, enum database_role role,
	struct connection **out, struct fault *fault)
{
	enum status status = check_conninfo(database->conninfo, fault);
	if (status != STATUS_OK)
		return status;
	struct connection *connection = calloc(1, sizeof *connection);
	if (!connection)
		return fault_memory(fault);
	builder_init(&connection->copied);
	connection->role = role;
	connection->unnamed = database->unnamed;
	connection->patience = OPENING_PATIENCE;
	connection->handle = connect_to(database, role);
	if (!connection->handle) {
		status = fault_memory(fault);
	} else if (PQstatus(connection->handle) != CONNECTION_OK) {
		status = unreachable(connection->handle, fault);
	} else {
		connection->cancel = PQgetCancel(connection->handle);
		status = start_session(connection, fault);
		connection->patience = roles[role].patience;
	}
	if (status != STATUS_OK)
		connection_close(connection);
	else
		*out = connection;
	return status;
}

void connection_close(struct connection *connection)
{
	if (!connection)
		return;
	PQfreeCancel(connection->cancel);
	PQfinish(connection->handle);
	builder_done(&connection->copied);
	free(connection);
}

void connection_patience(struct connection *connection, int milliseconds)
{
	connection->patience = milliseconds;
}

static void *ask_to_cancel(void *cancel)
{
	char reason[256];
	PQcancel(cancel, reason, sizeof reason);
	PQfreeCancel(cancel);
	return NULL;
}

// PQcancel waits for the server, for ever where that hangs: so in a thread that nobody waits for.
void connection_interrupt(struct connection *connection)
{
	pthread_t thread;
	bool interrupted = atomic_exchange(&connection->interrupted, true);
	PGcancel *cancel = interrupted ? NULL : connection->cancel;
	if (!cancel)
		return;
	connection->cancel = NULL; // the thread's now
	if (pthread_create(&thread, NULL, ask_to_cancel, cancel) == 0)
		pthread_detach(thread);
	else
		PQfreeCancel(cancel);
}

bool connection_is_alive(const struct connection *connection)
{
	return PQstatus(connection->handle) == CONNECTION_OK;
}

// Takes what has come in; says whether a notification was among it.
static bool take_notifications(struct connection *connection)
{
	bool any = false;
	for (PGnotify *notification; (notification = PQnotifies(connection->handle)); any = true)
		PQfreemem(notification);
	return any;
}

// The server's last words, and the end right behind them, are there to be read when it has gone.
bool connection_is_usable(struct connection *connection)
{
	struct pollfd polled = {PQsocket(connection->handle), POLLIN, 0};
	while (connection_is_alive(connection) && poll(&polled, 1, 0) > 0) {
		if (!PQconsumeInput(connection->handle))
			return false;
	}
	take_notifications(connection);
	return connection_is_alive(connection) && !connection->ended;
}

// SQLSTATE classes whose primary message names objects, never values: connection, feature,
// authorisation, catalog, syntax and access, resources, operator intervention, system, corruption.
static bool message_holds_no_data(const char *sqlstate)
{
	static const char *const classes[] = {
		"08", "0A", "28", "3D", "3F", "42", "53", "55", "57", "58", "XX001", "XX002"};
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		if (strncmp(sqlstate, classes[i], strlen(classes[i])) == 0)
			return true;
	}
	return false;
}

// Where the domain of base/status.def has no row of its own for a SQLSTATE.
static enum status status_of(const char *sqlstate)
{
	static const struct {
		const char *sqlstate;
		enum status status;
	} others[] = {
		{"55P03", STATUS_RETRY},       // the lock was not had in time
		{"57014", STATUS_UNAVAILABLE}, // longer than statement_timeout
		{"53300", STATUS_UNAVAILABLE}, // too many connections
		{"25P03", STATUS_UNAVAILABLE}, // idle in a transaction for too long
		{"25006", STATUS_UNAVAILABLE}, // it only reads now: a standby
	};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (strcmp(others[i].sqlstate, sqlstate) == 0)
			return others[i].status;
	}
	return status_from_sqlstate(sqlstate);
}

enum status session_fault(const struct connection *connection, const PGresult *result,
	const char *where, struct fault *fault)
{
	const char *sqlstate = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	if (sqlstate) {
		enum status status = status_of(sqlstate);
		if (message && message_holds_no_data(sqlstate))
			return fault_set(fault, status, where, "The database refused this: %s (SQLSTATE %s).",
				message, sqlstate);
		return fault_set(
			fault, status, where, "The database refused this (SQLSTATE %s).", sqlstate);
	}
	// An error without SQLSTATE is libpq's own: it may notice only later that nobody is there.
	ExecStatusType kind = PQresultStatus(result);
	bool own = result && (kind == PGRES_FATAL_ERROR || kind == PGRES_BAD_RESPONSE);
	if (own || !connection_is_alive(connection))
		return fault_set(
			fault, STATUS_UNAVAILABLE, where, "The connection to the database was lost.");
	if (!result)
		return fault_memory(fault);
	return fault_set(fault, STATUS_SYSTEM, where, "The database gave an answer out of place.");
}

enum status session_run(
	struct connection *connection, const char *sql, const char *where, struct fault *fault)
{
	enum status status = STATUS_OK;
	PGresult *result = answer_exec(connection, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		status = session_fault(connection, result, where, fault);
	PQclear(result);
	return status;
}

bool session_in_transaction(const struct connection *connection)
{
	PGTransactionStatusType state = PQtransactionStatus(connection->handle);
	return state == PQTRANS_INTRANS || state == PQTRANS_INERROR;
}

#define KEYED                                                                                      \
	"SET LOCAL plan_cache_mode = force_generic_plan;"                                              \
	"SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"                             \
	"SET LOCAL enable_mergejoin = off"

static enum status begin_with(struct connection *connection, const char *begin, struct fault *fault)
{
	enum status status = session_run(connection, begin, roles[connection->role].name, fault);
	if (status != STATUS_OK)
		transaction_rollback(connection);
	return status;
}

enum status transaction_begin(struct connection *connection, struct fault *fault)
{
	return begin_with(
		connection, connection->unnamed ? roles[connection->role].begin : "BEGIN", fault);
}

enum status transaction_begin_keyed(struct connection *connection, struct fault *fault)
{
	if (!connection->unnamed)
		return begin_with(connection, "BEGIN;" KEYED, fault);
	enum status status = transaction_begin(connection, fault);
	return status == STATUS_OK ? begin_with(connection, KEYED, fault) : status;
}

// Whether the server said no. Where it said nothing that could be taken in, it may have committed.
static bool was_refused(const struct connection *connection, const PGresult *result)
{
	return connection_is_alive(connection) && result &&
		   (PQresultErrorField(result, PG_DIAG_SQLSTATE) ||
			   PQresultStatus(result) != PGRES_FATAL_ERROR);
}

// Where somebody cancels the wait for a synchronous standby, PostgreSQL says that it has committed,
// with a warning: what is promoted then may not have it.
enum status transaction_commit(struct connection *connection, struct fault *fault)
{
	connection->warned = false;
	PGresult *result = answer_exec(connection, "COMMIT");
	enum status status = STATUS_OK;
	bool committed = PQresultStatus(result) == PGRES_COMMAND_OK;
	if (!committed && was_refused(connection, result)) {
		status = session_fault(connection, result, "commit", fault);
	} else if (!committed || connection->warned) {
		status = fault_set(fault, STATUS_UNAVAILABLE, "commit",
			"The database's answer was lost, and what was sent may or may not be stored. Send it "
			"again with the same ids.");
	} else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) {
		// COMMIT of a transaction in which something failed succeeds, by rolling back.
		status = fault_set(fault, STATUS_SYSTEM, "commit",
			"Nothing was stored, because a statement of the transaction had failed.");
	}
	PQclear(result);
	return status;
}

void transaction_rollback(struct connection *connection)
{
	connection->copying = NULL;
	if (PQtransactionStatus(connection->handle) == PQTRANS_ACTIVE) {
		PQputCopyEnd(connection->handle, "abandoned");
		PQclear(answer_take(connection, 1));
	}
	if (session_in_transaction(connection))
		PQclear(answer_exec(connection, "ROLLBACK"));
}

enum status transaction_end(struct connection *connection, enum status status, struct fault *fault)
{
	if (status == STATUS_OK)
		status = transaction_commit(connection, fault);
	if (status != STATUS_OK)
		transaction_rollback(connection);
	return status;
}

enum status connection_listen(struct connection *connection, struct fault *fault)
{
	return session_run(connection, "LISTEN plimsoll_engine", "listen", fault);
}

enum status connection_wait(
	struct connection *connection, int milliseconds, int wake, struct fault *fault)
{
	struct pollfd polled[] = {{PQsocket(connection->handle), POLLIN, 0}, {wake, POLLIN, 0}};
	if (!connection_is_alive(connection))
		return session_fault(connection, NULL, "listen", fault);
	if (take_notifications(connection))
		return STATUS_OK;
	if (poll(polled, 2, milliseconds) < 0 && errno != EINTR)
		return fault_errno(fault, "listen", "Waiting for the database failed");
	// The end of the connection may be right behind the server's last words.
	for (; polled[0].revents; poll(polled, 1, 0)) {
		if (!PQconsumeInput(connection->handle))
			return session_fault(connection, NULL, "listen", fault);
	}
	take_notifications(connection);
	return STATUS_OK;
}
