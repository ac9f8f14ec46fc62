// SPDX-License-Identifier: MIT
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "http/listener.h"
#include "http/loop.h"
#include "http/request.h"

struct http_server {
	struct service service;
	uint16_t port;
	unsigned loop_count; // opened
	struct loop loops[HTTP_LOOPS_LIMIT];
	size_t lane_count; // opened
	struct lane *lanes[];
};

static void close_all(struct http_server *server)
{
	for (unsigned i = 0; i < server->loop_count; i++)
		loop_advance(&server->loops[i], LOOP_ENDING);
	for (unsigned i = 0; i < server->loop_count; i++)
		loop_join(&server->loops[i]);
	// Only now, when nothing is put any more; and before the connections end, which workers use.
	for (size_t i = 0; i < server->lane_count; i++)
		lane_close(server->lanes[i]);
	for (unsigned i = 0; i < server->loop_count; i++)
		loop_close(&server->loops[i]);
	if (server->service.drained >= 0)
		close(server->service.drained);
	free(server);
}

static enum status open_lanes(struct http_server *server, struct fault *fault)
{
	const struct http_options *options = &server->service.options;
	const struct lane_duty duty = {server->service.handler.context, request_perform, request_drop};
	while (server->lane_count < options->lane_count) {
		size_t i = server->lane_count;
		enum status status = lane_open(&options->lanes[i], &duty, &server->lanes[i], fault);
		if (status != STATUS_OK)
			return status;
		server->lane_count++;
	}
	return STATUS_OK;
}

static enum status open_loops(struct http_server *server, struct fault *fault)
{
	const struct http_options *options = &server->service.options;
	int listeners[HTTP_LOOPS_LIMIT];
	server->port = options->port;
	enum status status =
		listener_open(options->address, &server->port, options->loops, listeners, fault);
	if (status != STATUS_OK)
		return status;
	unsigned taken = 0;
	while (status == STATUS_OK && taken < options->loops) {
		struct loop *loop = &server->loops[taken];
		status = loop_open(loop, &server->service, listeners[taken], fault);
		taken++;
		if (status == STATUS_OK)
			server->loop_count++;
	}
	while (taken < options->loops)
		close(listeners[taken++]);
	return status;
}

enum status http_server_start(const struct http_options *options,
	const struct http_handler *handler, struct http_server **out, struct fault *fault)
{
	assert(options->loops >= 1 && options->loops <= HTTP_LOOPS_LIMIT && options->connections > 0);
	struct http_server *server =
		calloc(1, sizeof *server + options->lane_count * sizeof server->lanes[0]);
	if (!server)
		return fault_memory(fault);
	server->service.options = *options;
	server->service.handler = *handler;
	server->service.lanes = server->lanes;
	server->service.drained = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	enum status status = STATUS_OK;
	if (server->service.drained < 0)
		status = fault_errno(fault, NULL, "Cannot start the HTTP server");
	if (status == STATUS_OK)
		status = open_lanes(server, fault);
	if (status == STATUS_OK)
		status = open_loops(server, fault);
	if (status != STATUS_OK) {
		close_all(server);
		return status;
	}
	*out = server;
	return STATUS_OK;
}

uint16_t http_server_port(const struct http_server *server)
{
	return server->port;
}

// Until every loop has said that it has no connection left, or the time is over.
static void wait_until_drained(struct http_server *server, int64_t milliseconds)
{
	int64_t (*clock)(void) = server->service.options.monotonic_microseconds;
	int64_t end = clock() + milliseconds * 1000;
	uint64_t drained = 0;
	for (;;) {
		int64_t left = (end - clock() + 999) / 1000;
		struct pollfd ready = {.fd = server->service.drained, .events = POLLIN};
		if (left <= 0 || (poll(&ready, 1, left < 1000 ? (int)left : 1000) < 0 && errno != EINTR))
			left = 0;
		uint64_t more;
		if (ready.revents && read(server->service.drained, &more, sizeof more) == sizeof more)
			drained += more;
		if (left <= 0 || drained >= server->loop_count)
			return;
	}
}

void http_server_stop(struct http_server *server, int64_t milliseconds)
{
	if (!server)
		return;
	for (unsigned i = 0; i < server->loop_count; i++)
		loop_advance(&server->loops[i], LOOP_DRAINING);
	wait_until_drained(server, milliseconds);
	close_all(server);
}
