// SPDX-License-Identifier: MIT
// Bytes as a client sends them, to the real server on a loopback socket: whatever they are, what
// handlers see is well formed, and the connection ends once the client has ended it.
#include "fuzz/fuzz.h"

#include <string.h>
#include <unistd.h>

#include <sys/socket.h>

#include "http/server.h"
#include "integration/http/client.h"

#define WAIT 5000 // milliseconds

static void check_value(struct text value)
{
	for (size_t i = 0; i < value.length; i++)
		PROMISED((unsigned char)value.start[i] >= ' ' || value.start[i] == '\t');
}

static void check_request(const struct http_request *request)
{
	static const char *const names[] = {
		"Host", "Content-Length", "Transfer-Encoding", "X", "If-None-Match"};
	struct text parts[] = {request->path, request->query};
	for (size_t part = 0; part < 2; part++) {
		for (size_t i = 0; i < parts[part].length; i++)
			PROMISED(parts[part].start[i] > ' ' && parts[part].start[i] <= '~');
	}
	PROMISED(request->path.length > 0);
	PROMISED(!memchr(request->path.start, '?', request->path.length));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		check_value(http_request_header(request, names[i]));
	PROMISED(!http_request_header(request, "Content-Length").start ||
			 !http_request_header(request, "Transfer-Encoding").start);
}

static size_t route(
	void *context, const struct http_request *request, struct http_response *response)
{
	(void)context;
	check_request(request);
	if (request->method == HTTP_POST || request->method == HTTP_PUT)
		return 0;
	response->status = 200;
	builder_string(&response->body, "now");
	return HTTP_ANSWERED;
}

static size_t work(
	void *context, void *worker, const struct http_request *request, struct http_response *response)
{
	(void)context, (void)worker;
	check_request(request);
	PROMISED(request->body.length <= 4000);
	response->status = 200;
	builder_add(&response->body, request->body);
	return HTTP_ANSWERED;
}

static struct http_server *server;

static void stop(void)
{
	http_server_stop(server, 1000);
}

static uint16_t start(void)
{
	static const struct http_lane lanes[] = {{"echo", 1, 64, 0, NULL, NULL}};
	const struct http_handler handler = {NULL, route, work, NULL, NULL};
	const struct http_options options = {
		.address = "127.0.0.1",
		.loops = 1,
		.body_limit = 4000,
		.connections = 100,
		.header_milliseconds = 60000,
		.request_milliseconds = 16, // a quarter of it is how often a silent end is looked for
		.monotonic_microseconds = client_clock,
		.lanes = lanes,
		.lane_count = 1,
	};
	if (!server) {
		PROMISED(http_server_start(&options, &handler, &server, NULL) == STATUS_OK);
		atexit(stop);
	}
	return http_server_port(server);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char answer[4096];
	int client = client_open(start());
	int64_t end = client_clock() + WAIT * 1000;
	PROMISED(client >= 0);
	if (size > 60000) // more than the answers to it that a socket holds
		size = 60000;
	(void)client_send_bytes(client, (const char *)bytes, size);
	shutdown(client, SHUT_WR);
	const struct timeval patience = {.tv_sec = WAIT / 1000};
	setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	while (recv(client, answer, sizeof answer, 0) > 0)
		;
	PROMISED(client_clock() < end);
	client_reset(client);
	return 0;
}
