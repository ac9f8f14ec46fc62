// SPDX-License-Identifier: MIT
// Clients that never stop sending, only slowly: no timer of inactivity ends them.
#include "support/cmocka.h"

#include <string.h>
#include <unistd.h>

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define HEADER_MILLISECONDS 300
#define REQUEST_MILLISECONDS 500
#define LATE 600 // how much later a busy machine may notice

static int start(void **state)
{
	static struct fixture fixture;
	struct http_options options = fixture_options();
	options.header_milliseconds = HEADER_MILLISECONDS;
	options.request_milliseconds = REQUEST_MILLISECONDS;
	fixture_start(&fixture, &options);
	*state = &fixture;
	return 0;
}

static int stop(void **state)
{
	fixture_stop(*state, 1000);
	return 0;
}

// Sends a byte every 20 ms until the server ends the connection; milliseconds that took.
static int64_t drip(int client, const char *bytes)
{
	int64_t begin = client_clock();
	for (size_t i = 0; client_clock() - begin < PATIENCE * 1000; i++) {
		if (!client_send_bytes(client, &bytes[i % strlen(bytes)], 1) || client_is_ended(client, 20))
			break;
	}
	return (client_clock() - begin) / 1000;
}

static void a_dripping_request_line_is_ended(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	assert_in_range(
		drip(client, "GETGETGET"), HEADER_MILLISECONDS - 20, HEADER_MILLISECONDS + LATE);
	client_close(client);
	assert_int_equal(fixture->routed, 0);
	assert_int_equal(fixture->finished, 0);
}

static void dripping_headers_are_ended(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	assert_true(client_send(client, "GET /now HTTP/1.1\r\nHost: a\r\n"));
	assert_in_range(
		drip(client, "X-Slow: very\r\n"), HEADER_MILLISECONDS - 20, HEADER_MILLISECONDS + LATE);
	client_close(client);
	assert_int_equal(fixture->routed, 0);
}

static void dripping_headers_of_a_second_request_are_ended(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	usleep(HEADER_MILLISECONDS / 2 * 1000);
	assert_int_equal(client_ask(client, "GET /now HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
	assert_true(client_send(client, "GET /now HTTP/1.1\r\n"));
	assert_in_range(
		drip(client, "X-Slow: very\r\n"), HEADER_MILLISECONDS - 20, HEADER_MILLISECONDS + LATE);
	client_close(client);
	assert_int_equal(fixture->routed, 1);
}

static void a_dripping_body_is_ended(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	assert_true(
		client_send(client, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n"));
	assert_in_range(drip(client, "x"), REQUEST_MILLISECONDS - 20, REQUEST_MILLISECONDS + LATE);
	client_close(client);
	assert_true(fixture_reaches(&fixture->finished, 1));
	assert_int_equal(fixture->finished_gone, 1);
	assert_int_equal(fixture->worked, 0);
}

static void a_slow_body_that_comes_in_time_is_answered(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	assert_true(client_send(client, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"));
	for (int i = 0; i < 5; i++) {
		usleep(40000);
		assert_true(client_send_bytes(client, "hello" + i, 1));
	}
	assert_string_equal(client_read(client, false).body, "hello");
	client_close(client);
}

static void a_worker_that_takes_too_long_loses_its_client(void **state)
{
	struct fixture *fixture = *state;
	int client = client_open(fixture->port);
	assert_true(client_send(client, "GET /gated HTTP/1.1\r\nHost: a\r\n\r\n"));
	sem_wait(&fixture->entered);
	assert_true(client_is_ended(client, REQUEST_MILLISECONDS + LATE));
	assert_int_equal(fixture->finished, 0);
	sem_post(&fixture->gate);
	assert_true(fixture_reaches(&fixture->finished, 1));
	assert_int_equal(fixture->finished_gone, 1);
	client_close(client);
}

static void an_idle_connection_is_ended(void **state)
{
	struct fixture *fixture = *state;
	int unused = client_open(fixture->port), used = client_open(fixture->port);
	assert_int_equal(client_ask(used, "GET /now HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
	assert_true(client_is_ended(unused, HEADER_MILLISECONDS + LATE));
	assert_true(client_is_ended(used, HEADER_MILLISECONDS + LATE));
	client_close(unused);
	client_close(used);
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVER(a_dripping_request_line_is_ended),
		WITH_SERVER(dripping_headers_are_ended),
		WITH_SERVER(dripping_headers_of_a_second_request_are_ended),
		WITH_SERVER(a_dripping_body_is_ended),
		WITH_SERVER(a_slow_body_that_comes_in_time_is_answered),
		WITH_SERVER(a_worker_that_takes_too_long_loses_its_client),
		WITH_SERVER(an_idle_connection_is_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
