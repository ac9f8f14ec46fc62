// SPDX-License-Identifier: MIT
#include "web/web.h"
#include "web/handlers.h"

#include <stdlib.h>

#include "base/log.h"
#include "web/answer.h"
#include "web/feed_cache.h"
#include "web/routes.h"
#include "web/uploads.h"

#define READ_QUEUE 1024
#define SIGN_IN_THREADS 2 // each takes the memory and the time of a password's cost
#define SIGN_IN_QUEUE 256
#define WRITE_QUEUE 4096
#define LONG_THREADS 1
#define LONG_QUEUE 16
#define WRITE_BATCH 256 // requests that share a transaction
#define BODY_LIMIT ((size_t)1 << 20)
#define CONNECTIONS 10000

struct web {
	struct web_options options;
	struct web_worker here; // without a connection: what is answered at once
	struct feed_cache *feeds;
	struct uploads *uploads;
	struct http_lane lanes[LANE_COUNT];
	struct http_server *server;
};

// "Bearer <token>" (RFC 6750 §2.1).
static bool is_operator(const struct web *web, const struct http_request *request)
{
	struct text value = http_request_header(request, "Authorization");
	struct token token;
	struct text scheme = value.start ? text_cut(&value, ' ') : TEXT("");
	if (!text_equal_ignoring_case(scheme, TEXT("Bearer")) || !token_parse(text_trim(value), &token))
		return false;
	struct token_hash hash = token_hash(&token);
	return token_hash_equal(&hash, &web->options.operator);
}

static void answer_no_route(
	const struct http_request *request, struct http_response *response, const char *allowed)
{
	char message[WEB_METHODS_SIZE + 40];
	if (!*allowed) {
		answer_error(request, response, 404, "not-found", "There is nothing here.");
		return;
	}
	snprintf(message, sizeof message, "Only %s can be asked here.", allowed);
	answer_error(request, response, 405, "invalid", message);
	http_response_header(request, response, "Allow", text_of(allowed));
}

// A browser says that it takes HTML before anything else.
static bool takes_pages(const struct http_request *request)
{
	struct text accepted = http_request_header(request, "Accept");
	return (request->method == HTTP_GET || request->method == HTTP_HEAD) && accepted.start &&
		   text_starts(accepted, "text/html");
}

// Who looks for a page gets one also where there is none.
static const struct web_route *route_of(const struct http_request *request, struct web_call *call,
	char allowed[static WEB_METHODS_SIZE])
{
	static const struct web_route missing = {.name = "none",
		.lane = LANE_READ,
		.work = web_missing,
		.access = ACCESS_OPEN,
		.page = true};
	const struct web_route *found = web_route(request->method, request->path, call, allowed);
	return found || *allowed || !takes_pages(request) ? found : &missing;
}

static size_t route(
	void *context, const struct http_request *request, struct http_response *response)
{
	struct web *web = context;
	struct web_call call = {.worker = &web->here, .request = request, .response = response};
	char allowed[WEB_METHODS_SIZE];
	const struct web_route *found = route_of(request, &call, allowed);
	if (!found) {
		answer_no_route(request, response, allowed);
		return HTTP_ANSWERED;
	}
	if (found->access == ACCESS_OPERATOR && !is_operator(web, request)) {
		answer_error(request, response, 401, "denied", "This takes the operator's token.");
		http_response_header(request, response, "WWW-Authenticate", TEXT("Bearer"));
		return HTTP_ANSWERED;
	}
	if (found->at_once && found->at_once(&call))
		return HTTP_ANSWERED;
	return found->lane;
}

static struct web_call call_of(
	struct web_worker *worker, const struct http_request *request, struct http_response *response)
{
	struct web_call call = {.worker = worker, .request = request, .response = response};
	char allowed[WEB_METHODS_SIZE];
	call.route = route_of(request, &call, allowed);
	call.visit = response->found;
	return call;
}

static size_t work(
	void *context, void *worker, const struct http_request *request, struct http_response *response)
{
	(void)context;
	if (!worker) {
		answer_fault(request, response, &(struct fault){.status = STATUS_UNAVAILABLE});
		return HTTP_ANSWERED;
	}
	struct web_call call = call_of(worker, request, response);
	if (call.visit) {
		call.route->then(&call);
		return HTTP_ANSWERED;
	}
	call.route->work(&call);
	if (!response->found)
		return HTTP_ANSWERED;
	return call.route->takes_long ? LANE_LONG : LANE_WRITE;
}

// The write lane: what brings exposures is recorded together, the rest one by one after it.
static void work_together(void *context, void *worker, const struct http_request *const *requests,
	struct http_response *const *responses, size_t count)
{
	struct web_call calls[HTTP_BATCH_LIMIT], recording[HTTP_BATCH_LIMIT];
	size_t recording_count = 0;
	(void)context;
	for (size_t i = 0; i < count; i++) {
		calls[i] = call_of(worker, requests[i], responses[i]);
		if (!worker)
			answer_fault(requests[i], responses[i], &(struct fault){.status = STATUS_UNAVAILABLE});
		else if (calls[i].route->records)
			recording[recording_count++] = calls[i];
	}
	if (recording_count)
		web_record(recording, recording_count);
	for (size_t i = 0; worker && i < count; i++) {
		const struct web_route *route = calls[i].route;
		if (calls[i].visit && route->then)
			route->then(&calls[i]);
		else if (!route->records)
			route->work(&calls[i]);
	}
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
	struct web_call call = {0};
	char allowed[WEB_METHODS_SIZE];
	(void)context;
	const struct web_route *found = web_route(request->method, request->path, &call, allowed);
	LOG(status >= 500 ? LOG_WARNING : LOG_DETAIL, "request",
		LOG_NUMBER("request", (int64_t)request->number),
		LOG_TEXT("route", found ? found->name : "none"),
		LOG_TEXT("method", method_name(request->method)), LOG_NUMBER("status", status),
		LOG_NUMBER("microseconds", microseconds));
}

static void *open_worker(const struct web *web, enum database_role role)
{
	struct web_worker *worker = calloc(1, sizeof *worker);
	if (!worker)
		return NULL;
	worker->options = &web->options;
	worker->feeds = web->feeds;
	worker->uploads = web->uploads;
	worker->role = role;
	arena_init(&worker->arena);
	arena_init(&worker->help_arena);
	return worker;
}

static void *open_reader(void *context)
{
	return open_worker(context, DATABASE_WEB);
}

static void *open_writer(void *context)
{
	return open_worker(context, DATABASE_RECORDER);
}

static void close_worker(void *closing)
{
	struct web_worker *worker = closing;
	if (!worker)
		return;
	connection_close(worker->connection);
	arena_done(&worker->arena);
	arena_done(&worker->help_arena);
	free(worker);
}

static void set_lanes(struct web *web)
{
	web->lanes[LANE_READ] = (struct http_lane){
		.name = "read",
		.threads = web->options.readers,
		.queue = READ_QUEUE,
		.worker_open = open_reader,
		.worker_close = close_worker,
	};
	web->lanes[LANE_SIGN_IN] = (struct http_lane){
		.name = "sign-in",
		.threads = SIGN_IN_THREADS,
		.queue = SIGN_IN_QUEUE,
		.worker_open = open_reader,
		.worker_close = close_worker,
	};
	web->lanes[LANE_WRITE] = (struct http_lane){
		.name = "write",
		.threads = web->options.writers,
		.queue = WRITE_QUEUE,
		.batch = WRITE_BATCH,
		.worker_open = open_writer,
		.worker_close = close_worker,
	};
	web->lanes[LANE_LONG] = (struct http_lane){
		.name = "long",
		.threads = LONG_THREADS,
		.queue = LONG_QUEUE,
		.worker_open = open_writer,
		.worker_close = close_worker,
	};
}

static void web_free(struct web *web)
{
	feed_cache_free(web->feeds);
	uploads_free(web->uploads);
	free(web);
}

enum status web_start(const struct web_options *options, struct web **out, struct fault *fault)
{
	struct web *web = calloc(1, sizeof *web);
	if (!web)
		return fault_memory(fault);
	web->options = *options;
	web->feeds = feed_cache_new(options->feed_bytes, options->freshness);
	web->uploads = uploads_new();
	if (!web->feeds || !web->uploads) {
		web_free(web);
		return fault_memory(fault);
	}
	web->here = (struct web_worker){.options = &web->options, .feeds = web->feeds};
	set_lanes(web);
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
	struct http_handler handler = {web, route, work, work_together, finished};
	enum status status = http_server_start(&http, &handler, &web->server, fault);
	if (status != STATUS_OK) {
		web_free(web);
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
	web_free(web);
}
