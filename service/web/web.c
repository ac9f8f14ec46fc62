// SPDX-License-Identifier: MIT
#include "web/web.h"

#include <stdlib.h>

#include "base/log.h"
#include "web/answer.h"
#include "web/routes.h"

#define READ_QUEUE 1024
#define BODY_LIMIT ((size_t)1 << 20)
#define CONNECTIONS 10000

struct web {
	struct web_options options;
	struct http_lane lanes[LANE_COUNT];
	struct http_server *server;
};

static size_t route(
	void *context, const struct http_request *request, struct http_response *response)
{
	struct text variable;
	(void)context;
	const struct web_route *found = web_route(request->path, &variable);
	if (!found) {
		answer_error(request, response, 404, "not-found", "There is nothing here.");
		return HTTP_ANSWERED;
	}
	if (request->method != HTTP_GET && request->method != HTTP_HEAD) {
		answer_error(request, response, 405, "invalid", "Only GET and HEAD are answered here.");
		http_response_header(request, response, "Allow", TEXT("GET, HEAD"));
		return HTTP_ANSWERED;
	}
	return found->lane;
}

static void work(
	void *context, void *worker, const struct http_request *request, struct http_response *response)
{
	struct text variable;
	(void)context;
	if (!worker) {
		answer_fault(request, response, &(struct fault){.status = STATUS_UNAVAILABLE});
		return;
	}
	web_route(request->path, &variable)->work(worker, request, variable, response);
}

static const char *method_name(enum http_method method)
{
	static const char *const names[] = {
		[HTTP_GET] = "GET",
		[HTTP_HEAD] = "HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_DELETE] = "DELETE",
		[HTTP_OTHER] = "other",
	};
	return names[method];
}

static void finished(
	void *context, const struct http_request *request, unsigned status, int64_t microseconds)
{
	struct text variable;
	(void)context;
	const struct web_route *found = web_route(request->path, &variable);
	LOG(status >= 500 ? LOG_WARNING : LOG_DETAIL, "request",
		LOG_NUMBER("request", (int64_t)request->number),
		LOG_TEXT("route", found ? found->name : "none"),
		LOG_TEXT("method", method_name(request->method)), LOG_NUMBER("status", status),
		LOG_NUMBER("microseconds", microseconds));
}

static void *worker_open(void *context)
{
	const struct web *web = context;
	struct web_worker *worker = calloc(1, sizeof *worker);
	if (worker)
		worker->options = &web->options;
	return worker;
}

static void worker_close(void *closing)
{
	struct web_worker *worker = closing;
	if (!worker)
		return;
	connection_close(worker->connection);
	free(worker);
}

enum status web_start(const struct web_options *options, struct web **out, struct fault *fault)
{
	struct web *web = calloc(1, sizeof *web);
	if (!web)
		return fault_memory(fault);
	web->options = *options;
	web->lanes[LANE_READ] = (struct http_lane){
		.name = "read",
		.threads = options->readers,
		.queue = READ_QUEUE,
		.worker_open = worker_open,
		.worker_close = worker_close,
	};
	struct http_options http = {
		.address = options->address,
		.port = options->port,
		.loops = options->loops,
		.body_limit = BODY_LIMIT,
		.connections = CONNECTIONS,
		.header_milliseconds = 15000,
		.request_milliseconds = 60000,
		.monotonic_microseconds = options->monotonic_microseconds,
		.lanes = web->lanes,
		.lane_count = LANE_COUNT,
	};
	struct http_handler handler = {web, route, work, finished};
	enum status status = http_server_start(&http, &handler, &web->server, fault);
	if (status != STATUS_OK) {
		free(web);
		return status;
	}
	*out = web;
	return STATUS_OK;
}

uint16_t web_port(const struct web *web)
{
	return http_server_port(web->server);
}

void web_stop(struct web *web, int64_t milliseconds)
{
	if (!web)
		return;
	http_server_stop(web->server, milliseconds);
	free(web);
}
