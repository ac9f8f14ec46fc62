// SPDX-License-Identifier: MIT
// Ordinary requests, each with its own server so that it can look at all counters.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "integration/http/client.h"
#include "integration/http/fixture.h"

struct together {
	struct fixture fixture;
	int client;
};

static int start(void **state)
{
	static struct together together;
	struct http_options options = fixture_options();
	fixture_start(&together.fixture, &options);
	together.client = client_open(together.fixture.port);
	*state = &together;
	return together.client < 0;
}

static int stop(void **state)
{
	struct together *t = *state;
	client_close(t->client);
	fixture_stop(&t->fixture, 1000);
	// Once for each request: not only when the client has its answer, but never twice either.
	return t->fixture.finished != t->fixture.routed;
}

static void a_request_is_answered_in_the_loop(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client, "GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "now");
	assert_true(reply_has(&reply, "Content-Length: 3"));
	assert_true(fixture_reaches(&t->fixture.finished, 1));
	assert_int_equal(t->fixture.last_status, 200);
	assert_in_range(t->fixture.last_microseconds, 0, PATIENCE * 1000);
	assert_int_equal(t->fixture.worked, 0);
}

static void a_handler_is_told_where_its_client_is(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client, "GET /address HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_string_equal(reply.body, "00000000000000000000ffff7f000001");
}

static void a_request_is_answered_by_a_worker(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client, "GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "later");
	assert_int_equal(t->fixture.worked, 1);
}

static void a_connection_takes_many_requests(void **state)
{
	struct together *t = *state;
	for (int i = 0; i < 100; i++) {
		struct reply reply = client_ask(
			t->client, i % 2 ? "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"
							 : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
		assert_int_equal(reply.status, 200);
		assert_string_equal(reply.body, i % 2 ? "now" : "hello");
	}
	assert_true(fixture_reaches(&t->fixture.finished, 100));
}

static void requests_sent_together_are_answered_in_order(void **state)
{
	struct together *t = *state;
	assert_true(
		client_send(t->client, "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"
							   "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
							   "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_string_equal(client_read(t->client, false).body, "later");
	assert_string_equal(client_read(t->client, false).body, "hello");
	assert_string_equal(client_read(t->client, false).body, "now");
}

static void a_head_request_gets_the_headers_of_get_and_no_body(void **state)
{
	struct together *t = *state;
	const char *paths[] = {"now", "later", "shared"};
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		char request[100], length[50];
		snprintf(request, sizeof request, "HEAD /%s HTTP/1.1\r\nHost: a\r\n\r\n", paths[i]);
		snprintf(length, sizeof length, "Content-Length: %zu", strlen(paths[i]));
		struct reply reply = client_ask(t->client, request);
		assert_int_equal(reply.status, 200);
		assert_true(reply_has(&reply, length));
	}
	// A body would be in the way of the next answer.
	assert_int_equal(client_ask(t->client, "GET /now HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

static void an_answer_without_a_body_keeps_the_connection(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client, "GET /unchanged HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(reply.status, 304);
	reply = client_ask(t->client, "GET /else HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(reply.status, 404);
	assert_string_equal(reply.body, "nothing");
}

static void the_query_and_headers_are_as_they_were_sent(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(
		t->client, "GET /query?a=%31&b=2+3?& HTTP/1.1\r\nHost: a\r\nX-Test: \t one two \t\r\n\r\n");
	assert_string_equal(reply.body, "[a=%31&b=2+3?&][one two]");
	reply = client_ask(t->client, "GET /query HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_string_equal(reply.body, "[][none]");
	reply = client_ask(t->client, "GET /%71uery HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(reply.status, 404);
}

static void a_borrowed_body_is_released_once(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client, "GET /shared HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_string_equal(reply.body, "shared");
	assert_true(reply_has(&reply, "ETag: \"1\""));
	assert_true(fixture_reaches(&t->fixture.released, 1));
}

static void a_body_up_to_the_limit_is_taken(void **state)
{
	struct together *t = *state;
	char request[5000];
	int head = snprintf(
		request, sizeof request, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n");
	memset(request + head, 'x', 4000);
	assert_true(client_send_bytes(t->client, request, (size_t)head + 4000));
	struct reply reply = client_read(t->client, false);
	assert_int_equal(reply.status, 200);
	assert_int_equal(reply.body_length, 4000);
}

static void a_longer_body_is_refused_before_it_is_sent(void **state)
{
	struct together *t = *state;
	const char *lengths[] = {"4001", "9223372036854775808"};
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		char request[200];
		snprintf(request, sizeof request,
			"POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: %s\r\n\r\n",
			lengths[i]);
		int client = client_open(t->fixture.port);
		assert_int_equal(client_ask(client, request).status, 413);
		assert_true(client_is_ended(client, PATIENCE));
		client_close(client);
	}
	assert_true(fixture_reaches(&t->fixture.finished, 2));
	assert_int_equal(t->fixture.routed, 0);
	t->fixture.finished = 0; // refused before routing
}

static void a_body_in_chunks_is_taken_and_ends_the_connection(void **state)
{
	struct together *t = *state;
	struct reply reply =
		client_ask(t->client, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
							  "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "hello world");
	assert_true(reply_has(&reply, "Connection: close"));
	assert_true(client_is_ended(t->client, PATIENCE));
}

static void chunks_beyond_the_limit_are_refused_while_they_arrive(void **state)
{
	struct together *t = *state;
	char chunk[1100] = "3e8\r\n"; // 1000
	memset(chunk + 5, 'x', 1000);
	memcpy(chunk + 1005, "\r\n", 2);
	assert_true(client_send(
		t->client, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 5; i++)
		assert_true(client_send_bytes(t->client, chunk, 1007));
	assert_int_equal(client_read(t->client, false).status, 413);
	assert_true(fixture_reaches(&t->fixture.finished, 1));
	assert_int_equal(t->fixture.last_status, 413);
	assert_int_equal(t->fixture.worked, 0);
}

static void a_client_that_asks_is_told_to_go_on(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client,
		"POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
	assert_int_equal(reply.status, 100);
	assert_string_equal(client_ask(t->client, "hello").body, "hello");
}

static void a_client_that_asks_is_refused_without_its_body(void **state)
{
	struct together *t = *state;
	struct reply reply = client_ask(t->client,
		"POST /refused HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
	assert_int_equal(reply.status, 401);
	assert_true(client_is_ended(t->client, PATIENCE));
}

static void a_refused_body_that_was_sent_keeps_the_connection(void **state)
{
	struct together *t = *state;
	for (int i = 0; i < 3; i++) {
		struct reply reply = client_ask(
			t->client, "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
		assert_int_equal(reply.status, 401);
		assert_string_equal(reply.body, "sign in");
	}
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVER(a_request_is_answered_in_the_loop),
		WITH_SERVER(a_request_is_answered_by_a_worker),
		WITH_SERVER(a_handler_is_told_where_its_client_is),
		WITH_SERVER(a_connection_takes_many_requests),
		WITH_SERVER(requests_sent_together_are_answered_in_order),
		WITH_SERVER(a_head_request_gets_the_headers_of_get_and_no_body),
		WITH_SERVER(an_answer_without_a_body_keeps_the_connection),
		WITH_SERVER(the_query_and_headers_are_as_they_were_sent),
		WITH_SERVER(a_borrowed_body_is_released_once),
		WITH_SERVER(a_body_up_to_the_limit_is_taken),
		WITH_SERVER(a_longer_body_is_refused_before_it_is_sent),
		WITH_SERVER(a_body_in_chunks_is_taken_and_ends_the_connection),
		WITH_SERVER(chunks_beyond_the_limit_are_refused_while_they_arrive),
		WITH_SERVER(a_client_that_asks_is_told_to_go_on),
		WITH_SERVER(a_client_that_asks_is_refused_without_its_body),
		WITH_SERVER(a_refused_body_that_was_sent_keeps_the_connection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
