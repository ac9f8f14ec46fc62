// SPDX-License-Identifier: MIT
// An HTTP/1.1 server: libmicrohttpd driven from our own loop threads, and lanes of workers for all
// that may block. Knows nothing of Plimsoll.
//
// What libmicrohttpd lets through and RFC 9112 forbids (two Content-Length, one with
// Transfer-Encoding, two Host, bare LF) is refused with 400. docs/architecture.md tells more.
#pragma once

#include "base/fault.h"
#include "http/message.h"

#define HTTP_LOOPS_LIMIT 2
#define HTTP_BATCH_LIMIT 256
#define HTTP_ANSWERED SIZE_MAX // instead of a lane

struct http_handler {
	void *context;
	// In a loop thread; must not block. Fills the response and returns HTTP_ANSWERED, or returns
	// the index of the lane that will. The body is not there yet for methods that have one.
	size_t (*route)(
		void *context, const struct http_request *request, struct http_response *response);
	// In a worker thread of the lane, with what the lane's worker_open gave. Returns HTTP_ANSWERED,
	// or passes the request on to a lane with a higher index and leaves the response as it is.
	size_t (*work)(void *context, void *worker, const struct http_request *request,
		struct http_response *response);
	// The same for a lane that takes several at once, in the order of their arrival.
	void (*work_together)(void *context, void *worker, const struct http_request *const *requests,
		struct http_response *const *responses, size_t count);
	// Once for each request whose headers arrived, when the answer is sent, with status 0 when the
	// client went away first; not for what libmicrohttpd itself refuses. The time is from the
	// request line on. In a loop thread, at the end in that which stops the server. May be NULL.
	void (*finished)(
		void *context, const struct http_request *request, unsigned status, int64_t microseconds);
};

struct http_lane {
	const char *name;
	unsigned threads;
	unsigned queue; // waiting requests; one more is answered 503 with Retry-After
	unsigned batch; // how many a thread takes at once, for work_together; 0: one by one, for work
	// In the thread, with the handler's context; may give NULL. Either may be NULL.
	void *(*worker_open)(void *context);
	void (*worker_close)(void *worker);
};

struct http_options {
	const char *address;  // "127.0.0.1" or "::1"; loopback or what the administrator names
	uint16_t port;        // 0: any free one
	unsigned loops;       // 1 or HTTP_LOOPS_LIMIT
	size_t body_limit;    // 413 beyond it, before reading
	unsigned connections; // at most; more wait to be accepted
	// Until all headers are there, from the opening or the end of the answer before; until the
	// whole answer is sent, from the request line on. The connection ends within a second after.
	int64_t header_milliseconds, request_milliseconds;
	int64_t (*monotonic_microseconds)(void); // process/clock
	const struct http_lane *lanes;
	size_t lane_count;
};

struct http_server;

// Listens and starts the threads. STATUS_SYSTEM when the address is taken, STATUS_INVALID when it
// is no IP address. Options, handler and lanes are copied.
CHECKED enum status http_server_start(const struct http_options *options,
	const struct http_handler *handler, struct http_server **out, struct fault *fault);

uint16_t http_server_port(const struct http_server *server);

// Stops accepting, lets requests finish for at most `milliseconds`, then frees. What a worker is
// at is waited for; what waits in a lane is dropped. Accepts NULL.
void http_server_stop(struct http_server *server, int64_t milliseconds);
