// SPDX-License-Identifier: MIT
// Requests on whose end two programs might disagree: each is refused, its connection is ended, and
// what follows it is never taken for a request. Every row is sent in one piece, and byte by byte so
// that the server reads it in many.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define SMUGGLED "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
#define BYTES(text) text, sizeof(text) - 1
#define BY_LIBRARY 1024 // libmicrohttpd refuses it first, and sends the head of its answer twice

struct row {
	const char *name;
	const char *request;
	size_t length;
	int status;
};

static const struct row refused[] = {
	{"two Content-Length",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
			  "Content-Length: 6\r\n\r\nhello"),
		400},
	{"the same Content-Length twice",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5"
			  "\r\ncontent-length: 5\r\n\r\nhello"),
		400},
	{"Content-Length and Transfer-Encoding",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
		400},
	{"Transfer-Encoding and Content-Length",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
		400},
	{"two Transfer-Encoding",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked"
			  "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
		400},
	{"another Transfer-Encoding",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
		400},
	{"a disguised Transfer-Encoding",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n"),
		400},
	{"a Transfer-Encoding with a space after it",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n"),
		400},
	{"Transfer-Encoding in HTTP/1.0",
		BYTES("POST /echo HTTP/1.0\r\nHost: a\r\n"
			  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
		400},
	{"two Host", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400},
	{"no Host", BYTES("GET /now HTTP/1.1\r\n\r\n"), 400},
	{"a space before the colon of Host", BYTES("GET /now HTTP/1.1\r\nHost : a\r\n\r\n"), 400},
	{"a space before the colon of Content-Length",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nhello"), 400},
	{"a tab before the colon", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX\t: a\r\n\r\n"), 400},
	{"a header without a name", BYTES("GET /now HTTP/1.1\r\nHost: a\r\n: a\r\n\r\n"), 400},
	{"a header without a colon", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"), 400},
	{"a header name outside of ASCII",
		BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX\xC3\xA9: a\r\n\r\n"), 400},
	{"a folded header", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"), 400},
	{"a folded Transfer-Encoding",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n"
			  " chunked\r\n\r\n0\r\n\r\n"),
		400},
	{"bare LF after the request line", BYTES("GET /now HTTP/1.1\nHost: a\r\n\r\n"), 400},
	{"bare LF after the first header", BYTES("GET /now HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"), 400},
	{"bare LF after the last header", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: b\n\r\n"), 400},
	{"bare LF as the empty line", BYTES("GET /now HTTP/1.1\r\nHost: a\r\n\n"), 400},
	{"bare LF everywhere", BYTES("GET /now HTTP/1.1\nHost: a\n\n"), 400},
	{"bare LF after an empty value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX:\n\r\n"), 400},
	{"bare LF before a header to hide",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nX: b\nContent-Length: 5\r\n\r\nhello"), 400},
	{"bare CR in a value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\rY: b\r\n\r\n"), 400},
	{"CR before CRLF", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\r\r\n\r\n"), 400},
	{"NUL in a value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"), 400},
	{"NUL at the end of a value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\0\r\n\r\n"), 400},
	{"NUL instead of CRLF", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\0\0Y: b\r\n\r\n"), 400},
	{"NUL in a name", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX\0: a\r\n\r\n"), 400},
	{"NUL in the path", BYTES("GET /now\0 HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"NUL instead of a space", BYTES("GET /now\0HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"NUL in the query", BYTES("GET /now?a\0b HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"two spaces before the path", BYTES("GET  /now HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"two spaces after the path", BYTES("GET /now  HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"a space in the path", BYTES("GET /now x HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"a space after the version", BYTES("GET /now HTTP/1.1 \r\nHost: a\r\n\r\n"), 400},
	{"a tab in the path", BYTES("GET /now\t HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"a path outside of ASCII", BYTES("GET /n\xC3\xB6w HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"a method with a colon", BYTES("G:T /now HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
	{"a length with a sign",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello"),
		BY_LIBRARY | 400},
	{"a negative length",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello"),
		BY_LIBRARY | 400},
	{"two lengths in one header",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello"),
		BY_LIBRARY | 400},
	{"a length in hexadecimal",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello"),
		BY_LIBRARY | 400},
	{"an empty length", BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"),
		BY_LIBRARY | 400},
	{"a length beyond all numbers",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Content-Length: 18446744073709551621\r\n\r\nhello"),
		BY_LIBRARY | 413},
	{"a chunk size that is none",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n"),
		400},
	{"a chunk longer than it says",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n"
			  "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n"),
		400},
};

static const struct row accepted[] = {
	{"a plain request", BYTES("GET /now HTTP/1.1\r\nHost: a\r\n\r\n"), 200},
	{"HTTP/1.0 without Host", BYTES("GET /now HTTP/1.0\r\n\r\n"), 200},
	{"a query", BYTES("GET /now?a=b&c=%20+d&e HTTP/1.1\r\nHost: a\r\n\r\n"), 200},
	{"an empty value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX:\r\nY: \r\n\r\n"), 200},
	{"no space after the colon", BYTES("GET /now HTTP/1.1\r\nHost:a\r\nX:b\r\n\r\n"), 200},
	{"white space around a value", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX:\t b \t\r\n\r\n"), 200},
	{"a value outside of ASCII", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: \xC3\xA9\r\n\r\n"), 200},
	{"an empty line first", BYTES("\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n"), 200},
	{"a header twice", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nX: a\r\nX: b\r\n\r\n"), 200},
	{"cookies", BYTES("GET /now HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=\"d\", e\r\nX: b\r\n\r\n"),
		200},
	{"a body", BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"), 200},
	{"an empty body", BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), 200},
	{"bytes of every kind in a body",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n\0\n\r\n\xFF"), 200},
	{"chunks",
		BYTES("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
			  "5;x=y\r\nhello\r\n0\r\nX: trailer\r\n\r\n"),
		200},
};

static int start(void **state)
{
	static struct fixture fixture;
	struct http_options options = fixture_options();
	fixture_start(&fixture, &options);
	*state = &fixture;
	return 0;
}

static int stop(void **state)
{
	fixture_stop(*state, 1000);
	return 0;
}

static void send_row(int client, const struct row *row, bool singly)
{
	if (!singly) {
		client_send_bytes(client, row->request, row->length);
		return;
	}
	for (size_t i = 0; i < row->length; i++) {
		if (!client_send_bytes(client, row->request + i, 1))
			return; // refused before all was sent
		usleep(20);
	}
}

static int refusal_breaks(struct fixture *fixture, const struct row *row, bool singly)
{
	int client = client_open(fixture->port), worked = fixture->worked;
	send_row(client, row, singly);
	client_send(client, SMUGGLED);
	struct reply reply = client_read(client, false);
	if (row->status & BY_LIBRARY)
		client_read(client, true);
	bool ended = client_is_ended(client, PATIENCE);
	client_close(client);
	// Sent singly, bytes are on their way while the server ends the connection, and may take its
	// answer with them.
	bool expected = reply.status == (row->status & ~BY_LIBRARY) || (singly && reply.status == 0);
	if (expected && ended && fixture->worked == worked && fixture->smuggled == 0)
		return 0;
	print_error("%s%s: status %d, ended %d, worked %d, smuggled %d\n", row->name,
		singly ? " (singly)" : "", reply.status, ended, fixture->worked - worked,
		fixture->smuggled);
	fixture->smuggled = 0;
	return 1;
}

static void what_can_be_read_in_two_ways_is_refused(void **state)
{
	int broken = 0;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		broken += refusal_breaks(*state, &refused[i], false);
		broken += refusal_breaks(*state, &refused[i], true);
	}
	assert_int_equal(broken, 0);
}

static void what_is_well_formed_is_accepted(void **state)
{
	struct fixture *fixture = *state;
	int broken = 0;
	for (size_t i = 0; i < 2 * (sizeof accepted / sizeof accepted[0]); i++) {
		const struct row *row = &accepted[i / 2];
		int client = client_open(fixture->port);
		send_row(client, row, i % 2);
		struct reply reply = client_read(client, false);
		client_close(client);
		if (reply.status != row->status) {
			print_error("%s: status %d\n", row->name, reply.status);
			broken++;
		}
	}
	assert_int_equal(broken, 0);
}

// The second request on a connection is read into memory that the first has used.
static void a_later_request_is_checked_as_the_first(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			client_ask(client, "GET /now?a=b HTTP/1.1\r\nHost: a\r\nX: long\r\n\r\n").status, 200);
	assert_int_equal(client_ask(client, "GET /now HTTP/1.1\r\nHost: a\n\r\n").status, 400);
	assert_true(client_is_ended(client, PATIENCE));
	client_close(client);
}

// Beyond 16 KiB libmicrohttpd has to enlarge the memory in which it keeps the head.
static void long_headers_are_accepted_and_longer_ones_refused(void **state)
{
	struct fixture *fixture = *state;
	const struct {
		int values, status;
	} rows[] = {{10, 200}, {50, 200}, {150, 200}, {170, 200}, {400, 431}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int client = client_open(fixture->port);
		client_send(client, "GET /query HTTP/1.1\r\nHost: a\r\n");
		for (int k = 0; k < rows[i].values; k++) {
			char line[120];
			snprintf(line, sizeof line, "X-%03d: %095d\r\n", k, k); // 104 bytes
			client_send(client, line);
			if (k % 10 == 0)
				usleep(100);
		}
		client_send(client, "X-Test: end\r\n\r\n");
		struct reply reply = client_read(client, false);
		client_close(client);
		if (reply.status != rows[i].status)
			fail_msg("%d headers: status %d", rows[i].values, reply.status);
		if (reply.status == 200)
			assert_string_equal(reply.body, "[][end]");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_be_read_in_two_ways_is_refused),
		cmocka_unit_test(what_is_well_formed_is_accepted),
		cmocka_unit_test(a_later_request_is_checked_as_the_first),
		cmocka_unit_test(long_headers_are_accepted_and_longer_ones_refused),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
