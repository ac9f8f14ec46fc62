// SPDX-License-Identifier: MIT
#include "http/loop.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "http/request.h"

#define LOOK_MILLISECONDS 1000 // at most, between two looks at all connections
#define DRAIN_MILLISECONDS 20  // the same, when the server stops

static int64_t now(const struct loop *loop)
{
	return loop->service->options.monotonic_microseconds();
}

static void client_open(struct loop *loop, int socket, void **slot)
{
	struct client *client = calloc(1, sizeof *client);
	if (!client) {
		shutdown(socket, SHUT_RDWR); // nothing could watch over it
		return;
	}
	client->loop = loop;
	client->socket = socket;
	client->next = loop->first;
	if (loop->first)
		loop->first->before = client;
	loop->first = client;
	loop->connections++;
	client_idle(client, now(loop));
	*slot = client;
}

static void client_close(struct client *client)
{
	if (!client)
		return;
	struct loop *loop = client->loop;
	if (client->before)
		client->before->next = client->next;
	else
		loop->first = client->next;
	if (client->next)
		client->next->before = client->before;
	if (loop->connections-- >= loop->limit)
		loop->freed = true;
	free(client);
}

static void notice_connection(void *context, struct MHD_Connection *connection, void **slot,
	enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		client_close(*slot);
		return;
	}
	const union MHD_ConnectionInfo *information =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	client_open(context, information->connect_fd, slot);
}

void client_idle(struct client *client, int64_t moment)
{
	const struct loop *loop = client->loop;
	client->busy = false;
	client->deadline = moment + loop->service->options.header_milliseconds * 1000;
}

static bool set_timer(const struct loop *loop, int64_t milliseconds)
{
	const struct timespec every = {milliseconds / 1000, milliseconds % 1000 * 1000000};
	const struct itimerspec times = {every, every};
	return timerfd_settime(loop->timer, 0, &times, NULL) == 0;
}

static bool is_ended_by_client(const struct client *client)
{
	char byte;
	return recv(client->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

// Only sockets are shut down: libmicrohttpd sees that and ends the connection in its own time, a
// suspended one after its worker. SHUT_RD leaves it to read and answer what the client has sent. It
// also repeats the client's own end, which goes unnoticed when it comes with the last bytes.
static void look_at_connections(struct loop *loop)
{
	int64_t moment = now(loop);
	for (struct client *c = loop->first; c; c = c->next) {
		if (moment >= c->deadline) {
			shutdown(c->socket, SHUT_RDWR);
			c->deadline = INT64_MAX;
		} else if ((loop->draining && !c->busy) || is_ended_by_client(c)) {
			shutdown(c->socket, SHUT_RD);
		}
	}
}

static void drain(struct loop *loop)
{
	loop->draining = true;
	MHD_quiesce_daemon(loop->daemon);
	close(loop->listener);
	look_at_connections(loop);
	set_timer(loop, DRAIN_MILLISECONDS);
}

static void add_one(int descriptor)
{
	const uint64_t one = 1;
	while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR)
		continue;
}

static void wait_for_events(struct loop *loop, int events)
{
	MHD_UNSIGNED_LONG_LONG due;
	int timeout = -1;
	if (MHD_get_timeout(loop->daemon, &due) == MHD_YES)
		timeout = due < INT_MAX ? (int)due : INT_MAX;
	if (loop->freed)
		timeout = 0; // libmicrohttpd looks at its listener again when it is run, not before
	loop->freed = false;
	struct pollfd ready[] = {
		{.fd = events, .events = POLLIN},
		{.fd = loop->wake, .events = POLLIN},
		{.fd = loop->timer, .events = POLLIN},
	};
	if (poll(ready, 3, timeout) <= 0)
		return;
	uint64_t count;
	if (ready[1].revents && read(loop->wake, &count, sizeof count) < 0)
		return;
	if (ready[2].revents && read(loop->timer, &count, sizeof count) == sizeof count)
		look_at_connections(loop);
}

static void *run(void *argument)
{
	struct loop *loop = argument;
	int events = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	while (atomic_load(&loop->phase) != LOOP_ENDING) {
		wait_for_events(loop, events);
		if (!loop->draining && atomic_load(&loop->phase) == LOOP_DRAINING)
			drain(loop);
		MHD_run(loop->daemon);
		if (loop->draining && !loop->told && !loop->first) {
			loop->told = true;
			add_one(loop->service->drained);
		}
	}
	return NULL;
}

// Paths and queries are handed on as they were sent.
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

// Without MHD_OPTION_STRICT_FOR_CLIENT: strict.h is stricter, and 0.9.75 sends the head of its own
// refusal twice.
static struct MHD_Daemon *start_daemon(struct loop *loop)
{
	const struct http_options *options = &loop->service->options;
	loop->limit = (options->connections + options->loops - 1) / options->loops;
	unsigned seconds = (unsigned)((options->header_milliseconds + 999) / 1000);
	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, request_handle,
		loop, MHD_OPTION_LISTEN_SOCKET, loop->listener, MHD_OPTION_CONNECTION_LIMIT, loop->limit,
		MHD_OPTION_CONNECTION_TIMEOUT, seconds, MHD_OPTION_NOTIFY_CONNECTION, notice_connection,
		loop, MHD_OPTION_URI_LOG_CALLBACK, request_begin, loop, MHD_OPTION_NOTIFY_COMPLETED,
		request_end, loop, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
}

static bool start_timer(struct loop *loop)
{
	const struct http_options *options = &loop->service->options;
	int64_t period = LOOK_MILLISECONDS;
	if (options->header_milliseconds / 4 < period)
		period = options->header_milliseconds / 4;
	if (options->request_milliseconds / 4 < period)
		period = options->request_milliseconds / 4;
	loop->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	return loop->timer >= 0 && set_timer(loop, period > 0 ? period : 1);
}

enum status loop_open(struct loop *loop, struct service *service, int listener, struct fault *fault)
{
	*loop = (struct loop){.service = service, .listener = listener, .timer = -1};
	loop->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (loop->wake < 0 || !start_timer(loop)) {
		enum status status = fault_errno(fault, NULL, "Cannot wait for connections");
		close(listener);
		loop_close(loop);
		return status;
	}
	loop->daemon = start_daemon(loop); // which closes the listener when it fails
	if (!loop->daemon) {
		loop_close(loop);
		return fault_set(fault, STATUS_SYSTEM, NULL, "The HTTP library does not start.");
	}
	int error = pthread_create(&loop->thread, NULL, run, loop);
	if (error) {
		errno = error;
		enum status status = fault_errno(fault, NULL, "Cannot start a thread");
		loop_close(loop);
		return status;
	}
	pthread_setname_np(loop->thread, "http");
	loop->started = true;
	return STATUS_OK;
}

void loop_wake(struct loop *loop)
{
	add_one(loop->wake);
}

void loop_advance(struct loop *loop, enum loop_phase phase)
{
	atomic_store(&loop->phase, phase);
	loop_wake(loop);
}

void loop_join(struct loop *loop)
{
	if (loop->started)
		pthread_join(loop->thread, NULL);
}

void loop_close(struct loop *loop)
{
	if (loop->daemon)
		MHD_stop_daemon(loop->daemon);
	if (loop->wake >= 0)
		close(loop->wake);
	if (loop->timer >= 0)
		close(loop->timer);
}
