// SPDX-License-Identifier: MIT
#include "store/answer.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

#define SLICE 100      // milliseconds between two looks at whether it was interrupted
#define LAST_WORD 1000 // for the answer to an interruption

// PostgreSQL sees the end of the connection when it next looks; libpq sees it at once.
void answer_cut(struct connection *connection)
{
	shutdown(PQsocket(connection->handle), SHUT_RDWR);
	PQconsumeInput(connection->handle);
}

// Waits for one of `events`; false when the connection was cut instead.
static bool wait_for(struct connection *connection, short events, int64_t *waited)
{
	struct pollfd polled = {PQsocket(connection->handle), events, 0};
	int64_t most = connection->patience;
	if (atomic_load(&connection->interrupted) && (most == 0 || *waited + LAST_WORD < most))
		most = *waited + LAST_WORD;
	while (poll(&polled, 1, SLICE) <= 0) {
		*waited += SLICE;
		if (atomic_load(&connection->interrupted) && (most == 0 || *waited + LAST_WORD < most))
			most = *waited + LAST_WORD;
		if (most && *waited >= most) {
			answer_cut(connection);
			return false;
		}
	}
	return true;
}

void answer_wait(struct connection *connection)
{
	int64_t waited = 0;
	int left;
	while ((left = PQflush(connection->handle)) == 1) {
		if (!wait_for(connection, POLLIN | POLLOUT, &waited) || !PQconsumeInput(connection->handle))
			return;
	}
	while (left == 0 && PQisBusy(connection->handle)) {
		if (!wait_for(connection, POLLIN, &waited) || !PQconsumeInput(connection->handle))
			return;
	}
}

PGresult *answer_take(struct connection *connection, int sent)
{
	PGresult *last = NULL, *next;
	if (!sent)
		return PQmakeEmptyPGresult(connection->handle, PGRES_FATAL_ERROR);
	for (;;) {
		answer_wait(connection);
		next = PQgetResult(connection->handle);
		if (!next)
			return last;
		PQclear(last);
		last = next;
		ExecStatusType state = PQresultStatus(last);
		if (state == PGRES_COPY_IN || state == PGRES_COPY_OUT ||
			PQstatus(connection->handle) == CONNECTION_BAD)
			return last;
	}
}

PGresult *answer_exec(struct connection *connection, const char *sql)
{
	if (atomic_load(&connection->interrupted))
		answer_cut(connection);
	return answer_take(connection, PQsendQuery(connection->handle, sql));
}
