// SPDX-License-Identifier: MIT
#include "http/request.h"

#include <assert.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "http/reply.h"
#include "http/strict.h"

static const struct http_options *options_of(const struct request *request)
{
	return &request->loop->service->options;
}

static const struct http_handler *handler_of(const struct request *request)
{
	return &request->loop->service->handler;
}

struct text http_request_header(const struct http_request *request, const char *name)
{
	struct text value = {NULL, 0};
	if (request->connection)
		MHD_lookup_connection_value_n(
			request->connection, MHD_HEADER_KIND, name, strlen(name), &value.start, &value.length);
	return value.start ? text_trim(value) : value;
}

void http_request_address(
	const struct http_request *request, unsigned char out[static HTTP_ADDRESS_BYTES])
{
	static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
	const union MHD_ConnectionInfo *information =
		request->connection
			? MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)
			: NULL;
	memset(out, 0, HTTP_ADDRESS_BYTES);
	if (!information || !information->client_addr)
		return;
	const struct sockaddr *address = information->client_addr;
	if (address->sa_family == AF_INET6) {
		memcpy(out, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr,
			HTTP_ADDRESS_BYTES);
	} else if (address->sa_family == AF_INET) {
		memcpy(out, mapped, sizeof mapped);
		memcpy(
			out + sizeof mapped, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
	}
}

static enum http_method method_of(const char *name)
{
	static const char *const names[] = {
		[HTTP_GET] = "GET",
		[HTTP_HEAD] = "HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_DELETE] = "DELETE",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i], name) == 0)
			return (enum http_method)i;
	}
	return HTTP_OTHER;
}

void *request_begin(void *context, const char *target, struct MHD_Connection *connection)
{
	struct loop *loop = context;
	struct client *ours =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
	struct request *request = ours ? calloc(1, sizeof *request) : NULL;
	if (!request)
		return NULL;
	arena_init(&request->arena);
	request->loop = loop;
	request->client = ours;
	request->target = target;
	request->target_length = strlen(target);
	request->started = loop->service->options.monotonic_microseconds();
	request->http.arena = &request->arena;
	request->http.connection = connection;
	request->http.number = atomic_fetch_add(&loop->service->requests, 1) + 1;
	// A copy, because libmicrohttpd takes the query apart in place.
	request->http.query = text_copy(&request->arena, text_of(target));
	request->http.path = text_cut(&request->http.query, '?');
	ours->busy = true;
	return request;
}

static enum MHD_Result check_field(void *context, enum MHD_ValueKind kind, const char *name,
	size_t name_length, const char *value, size_t value_length)
{
	(void)kind;
	strict_field(context, (struct text){name, name_length}, (struct text){value, value_length});
	return MHD_YES;
}

static bool is_strict(const struct request *request, const char *method, const char *version)
{
	struct MHD_Connection *connection = request->http.connection;
	struct strict_head head;
	struct text target = {request->http.path.start, request->target_length};
	strict_begin(&head, method, target, request->target, version);
	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, check_field, &head);
	const union MHD_ConnectionInfo *information =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	return information && strict_end(&head, method + information->header_size);
}

// The status to refuse it with, or 0.
static unsigned refusal(const struct request *request, const char *method, const char *version)
{
	if (!request->http.path.start)
		return MHD_HTTP_INTERNAL_SERVER_ERROR; // no memory
	if (!is_strict(request, method, version))
		return MHD_HTTP_BAD_REQUEST;
	struct text length = http_request_header(&request->http, "Content-Length");
	int64_t bytes;
	if (!length.start)
		return 0;
	if (!text_to_integer(length, &bytes) || (uint64_t)bytes > options_of(request)->body_limit)
		return MHD_HTTP_CONTENT_TOO_LARGE;
	return 0;
}

// An answer given now ends the connection, since its body is not read. That is wanted only where
// something was refused, or where the client waits to be told whether to send its body.
static enum MHD_Result head_arrived(
	struct request *request, const char *method, const char *version)
{
	struct http_request *http = &request->http;
	request->seen = true;
	request->stage = REQUEST_BODY;
	request->client->deadline = request->started + options_of(request)->request_milliseconds * 1000;
	http->method = method_of(method);
	unsigned refused = refusal(request, method, version);
	if (refused) {
		reply_plain(request, refused);
		return reply_send(request);
	}
	// Chunks may still end in a bare LF, which cannot be seen from here. So that nobody can
	// disagree with us on where the next request begins, there is none.
	request->last = http_request_header(http, "Transfer-Encoding").start;
	request->lane =
		handler_of(request)->route(handler_of(request)->context, http, &request->response);
	if (request->lane == HTTP_ANSWERED && http_request_header(http, "Expect").start)
		return reply_send(request);
	return MHD_YES;
}

static enum MHD_Result body_arrived(struct request *request, const char *data, size_t *size)
{
	request->received += *size;
	if (request->received > options_of(request)->body_limit)
		return reply_cut(request, MHD_HTTP_CONTENT_TOO_LARGE);
	if (request->lane != HTTP_ANSWERED)
		builder_add(&request->body, (struct text){data, *size});
	if (request->body.failed)
		return reply_cut(request, MHD_HTTP_SERVICE_UNAVAILABLE);
	*size = 0;
	return MHD_YES;
}

static enum MHD_Result all_arrived(struct request *request)
{
	if (request->lane == HTTP_ANSWERED)
		return reply_send(request);
	assert(request->lane < options_of(request)->lane_count);
	struct lane *lane = request->loop->service->lanes[request->lane];
	if (!lane_reserve(lane)) {
		reply_plain(request, MHD_HTTP_SERVICE_UNAVAILABLE);
		return reply_send(request);
	}
	request->http.body = builder_view(&request->body);
	request->stage = REQUEST_WORKED;
	// Before a worker can see it, who might resume it at once.
	MHD_suspend_connection(request->http.connection);
	lane_put(lane, &request->work);
	return MHD_YES;
}

enum MHD_Result request_handle(void *context, struct MHD_Connection *connection, const char *path,
	const char *method, const char *version, const char *data, size_t *size, void **slot)
{
	(void)context, (void)connection, (void)path;
	struct request *request = *slot;
	if (!request)
		return MHD_NO; // there was no memory for it
	switch (request->stage) {
	case REQUEST_HEAD:
		return head_arrived(request, method, version);
	case REQUEST_BODY:
		return *size ? body_arrived(request, data, size) : all_arrived(request);
	case REQUEST_WORKED:
		break;
	}
	return reply_send(request);
}

static struct request *request_of(struct lane_work *work)
{
	return (struct request *)(void *)((char *)work - offsetof(struct request, work));
}

// From the resumption on the request belongs to the loop, which may free it at once.
static void give_back(struct request *request)
{
	struct loop *loop = request->loop;
	MHD_resume_connection(request->http.connection);
	loop_wake(loop);
}

// All are resumed before their loops are woken, each once.
static void give_back_together(struct lane_work *first)
{
	struct loop *loops[HTTP_LOOPS_LIMIT];
	size_t count = 0;
	while (first) {
		struct request *request = request_of(first);
		struct loop *loop = request->loop;
		size_t i = 0;
		first = first->next; // before resuming, which may free it
		MHD_resume_connection(request->http.connection);
		while (i < count && loops[i] != loop)
			i++;
		if (i == count)
			loops[count++] = loop;
	}
	for (size_t i = 0; i < count; i++)
		loop_wake(loops[i]);
}

static void perform_together(struct lane_work *first, void *worker)
{
	const struct http_handler *handler = handler_of(request_of(first));
	const struct http_request *requests[HTTP_BATCH_LIMIT];
	struct http_response *responses[HTTP_BATCH_LIMIT];
	size_t count = 0;
	for (struct lane_work *work = first; work; work = work->next) {
		requests[count] = &request_of(work)->http;
		responses[count++] = &request_of(work)->response;
	}
	handler->work_together(handler->context, worker, requests, responses, count);
	give_back_together(first);
}

// On to a lane further down, which still runs then; once there, the request is that lane's.
static bool pass(struct request *request, size_t next)
{
	assert(next > request->lane && next < options_of(request)->lane_count);
	request->lane = next;
	if (lane_pass(request->loop->service->lanes[next], &request->work))
		return true;
	reply_plain(request, MHD_HTTP_SERVICE_UNAVAILABLE);
	return false;
}

void request_perform(struct lane_work *first, void *worker)
{
	struct request *request = request_of(first);
	const struct http_handler *handler = handler_of(request);
	if (options_of(request)->lanes[request->lane].batch) {
		perform_together(first, worker);
		return;
	}
	size_t next = handler->work(handler->context, worker, &request->http, &request->response);
	if (next == HTTP_ANSWERED || !pass(request, next))
		give_back(request);
}

void request_drop(struct lane_work *work)
{
	give_back(request_of(work));
}

void request_end(void *context, struct MHD_Connection *connection, void **slot,
	enum MHD_RequestTerminationCode why)
{
	(void)context, (void)connection;
	struct request *request = *slot;
	if (!request)
		return;
	*slot = NULL;
	const struct http_handler *handler = handler_of(request);
	int64_t now = options_of(request)->monotonic_microseconds();
	bool sent = request->cut || why == MHD_REQUEST_TERMINATED_COMPLETED_OK;
	if (request->seen && handler->finished)
		handler->finished(
			handler->context, &request->http, sent ? request->status : 0, now - request->started);
	client_idle(request->client, now);
	reply_release(&request->response);
	builder_done(&request->body);
	arena_done(&request->arena);
	free(request);
}
