// SPDX-License-Identifier: MIT
// A request as a handler sees it, and the response that it fills.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

#define HTTP_HEADERS_LIMIT 16

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_OTHER };

struct http_request {
	enum http_method method;
	struct text path;  // as sent, not decoded, without the query
	struct text query; // as sent, without the "?"; empty where there is none
	struct text body;
	uint64_t number;     // unique within the process: the request id of logs and errors
	struct arena *arena; // for whatever lives as long as the request
	void *connection;    // private
};

struct http_header {
	const char *name;
	struct text value;
};

// Made zeroed. The body is the response's own and is freed with it; or, where `release` is set,
// `shared` is sent instead and release(holder) called once when it is no longer needed, in any
// thread. Content-Length and Date are added. A HEAD request is answered with the headers of GET and
// no body; so is a 304, whose Content-Length is that of the body it was given, or `length`.
struct http_response {
	unsigned status;
	struct http_header headers[HTTP_HEADERS_LIMIT];
	size_t header_count;
	struct text_builder body;
	struct text shared;
	void (*release)(void *holder);
	void *holder;
	size_t length; // of the body that is not made for a 304 or HEAD
	void *found;   // the handler's own, for the lane a request is passed on to
};

// First header of that name, compared without case; start is NULL where there is none, and where
// the request has no connection (a test's own request).
struct text http_request_header(const struct http_request *request, const char *name);

// Adds a header; the value is copied into the request's arena, the name is borrowed. False when out
// of room or memory, and for a value that is empty or holds a control character.
bool http_response_header(const struct http_request *request, struct http_response *response,
	const char *name, struct text value);

// The client's address as it is connected, IPv4 as ::ffff:a.b.c.d; all zero where there is none.
#define HTTP_ADDRESS_BYTES 16
void http_request_address(
	const struct http_request *request, unsigned char out[static HTTP_ADDRESS_BYTES]);
