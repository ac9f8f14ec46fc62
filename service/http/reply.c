// SPDX-License-Identifier: MIT
#include "http/reply.h"

#include <assert.h>
#include <stdio.h>
#include <sys/socket.h>

#define RETRY_SECONDS "1"

bool http_response_header(const struct http_request *request, struct http_response *response,
	const char *name, struct text value)
{
	if (response->header_count == HTTP_HEADERS_LIMIT || value.length == 0)
		return false;
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.start[i];
		if (c < ' ' || c == 0x7F)
			return false;
	}
	// It ends in NUL, as libmicrohttpd wants.
	struct text copy = text_copy(request->arena, value);
	if (!copy.start)
		return false;
	response->headers[response->header_count++] = (struct http_header){name, copy};
	return true;
}

static const char *sentence(unsigned status)
{
	switch (status) {
	case MHD_HTTP_BAD_REQUEST:
		return "The request is not valid HTTP.\n";
	case MHD_HTTP_CONTENT_TOO_LARGE:
		return "The request is larger than this server takes.\n";
	case MHD_HTTP_SERVICE_UNAVAILABLE:
		return "The server has too much to do at the moment. Try again shortly.\n";
	default:
		return "The server could not answer.\n";
	}
}

void reply_release(struct http_response *response)
{
	builder_done(&response->body);
	if (response->release)
		response->release(response->holder);
	*response = (struct http_response){0};
}

void reply_plain(struct request *request, unsigned status)
{
	struct http_response *response = &request->response;
	reply_release(response);
	// Constants, so they need no copy.
	response->headers[response->header_count++] =
		(struct http_header){"Content-Type", TEXT("text/plain; charset=utf-8")};
	response->headers[response->header_count++] =
		(struct http_header){"Cache-Control", TEXT("no-store")};
	if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
		response->headers[response->header_count++] =
			(struct http_header){"Retry-After", TEXT(RETRY_SECONDS)};
	response->status = status;
	builder_string(&response->body, sentence(status));
}

// Where only a length is announced there is nothing to be read.
static ssize_t read_nothing(void *context, uint64_t at, char *out, size_t most)
{
	(void)context, (void)at, (void)out, (void)most;
	return MHD_CONTENT_READER_END_WITH_ERROR;
}

// Moves the body into a response of libmicrohttpd, which frees it.
static struct MHD_Response *body_of(struct http_response *response)
{
	struct MHD_Response *made;
	if (response->release) {
		made = MHD_create_response_from_buffer_with_free_callback_cls(response->shared.length,
			(void *)(uintptr_t)response->shared.start, response->release, response->holder);
		if (made)
			response->release = NULL;
	} else if (response->body.length == 0 && response->length) {
		made = MHD_create_response_from_callback(response->length, 1, read_nothing, NULL, NULL);
	} else if (response->body.length == 0) {
		made = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
	} else {
		made = MHD_create_response_from_buffer(
			response->body.length, response->body.start, MHD_RESPMEM_MUST_FREE);
		if (made)
			builder_init(&response->body);
	}
	return made;
}

static bool add_headers(const struct request *request, struct MHD_Response *made)
{
	const struct http_response *response = &request->response;
	for (size_t i = 0; i < response->header_count; i++) {
		if (MHD_add_response_header(
				made, response->headers[i].name, response->headers[i].value.start) != MHD_YES)
			return false;
	}
	if (!request->last && !request->loop->draining)
		return true;
	return MHD_add_response_header(made, MHD_HTTP_HEADER_CONNECTION, "close") == MHD_YES;
}

static enum MHD_Result queue(struct request *request)
{
	struct http_response *response = &request->response;
	assert(response->status >= 200 && response->status < 600);
	struct MHD_Response *made = response->body.failed ? NULL : body_of(response);
	if (!made)
		return MHD_NO;
	enum MHD_Result result = MHD_NO;
	if (add_headers(request, made)) {
		request->status = response->status;
		result = MHD_queue_response(request->http.connection, response->status, made);
	}
	MHD_destroy_response(made);
	return result;
}

// An answer that cannot be made whole is not sent without some of its headers.
enum MHD_Result reply_send(struct request *request)
{
	if (queue(request) == MHD_YES)
		return MHD_YES;
	reply_plain(request, MHD_HTTP_INTERNAL_SERVER_ERROR);
	return queue(request);
}

enum MHD_Result reply_cut(struct request *request, unsigned status)
{
	char head[128];
	int length = snprintf(head, sizeof head,
		"HTTP/1.1 %u %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status,
		MHD_get_reason_phrase_for(status));
	assert(length > 0 && (size_t)length < sizeof head);
	if (send(request->client->socket, head, (size_t)length, MSG_NOSIGNAL | MSG_DONTWAIT) == length)
		request->status = status;
	request->cut = true;
	return MHD_NO;
}
