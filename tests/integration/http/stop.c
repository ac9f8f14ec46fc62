// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <pthread.h>
#include <unistd.h>

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define GATED "GET /gated HTTP/1.1\r\nHost: a\r\n\r\n"
#define NOW "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"

struct stopper {
	struct fixture *fixture;
	int64_t milliseconds;
	_Atomic bool stopped;
	pthread_t thread;
};

static void *run_stop(void *argument)
{
	struct stopper *stopper = argument;
	http_server_stop(stopper->fixture->server, stopper->milliseconds);
	stopper->stopped = true;
	return NULL;
}

static void stop_in_background(struct stopper *stopper)
{
	pthread_create(&stopper->thread, NULL, run_stop, stopper);
	// Until nobody listens any more.
	for (int64_t end = client_clock() + PATIENCE * 1000; client_clock() < end; usleep(1000)) {
		int client = client_open(stopper->fixture->port);
		if (client < 0)
			return;
		client_close(client);
	}
	fail_msg("the server goes on listening");
}

static void start(struct fixture *fixture, unsigned loops)
{
	struct http_options options = fixture_options();
	options.loops = loops;
	fixture_start(fixture, &options);
}

// What waits to be passed on may be passed to a lane that no longer takes any.
static void what_is_passed_on_while_the_server_stops_harms_nobody(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		struct fixture fixture;
		int clients[40];
		start(&fixture, 1);
		for (int j = 0; j < 40; j++) {
			clients[j] = client_open(fixture.port);
			assert_true(client_send(clients[j], "GET /passed?a HTTP/1.1\r\nHost: a\r\n\r\n"));
		}
		sem_post(&fixture.gate);
		usleep((useconds_t)i * 50); // so that some are still to come, waiting or being passed
		for (int j = 0; j < 40; j++)
			sem_post(&fixture.gate);
		fixture_stop(&fixture, 0);
		for (int j = 0; j < 40; j++)
			client_close(clients[j]);
	}
}

static void requests_under_way_are_answered(void **state)
{
	(void)state;
	for (unsigned loops = 1; loops <= 2; loops++) {
		struct fixture fixture;
		start(&fixture, loops);
		int busy = client_open(fixture.port), waiting = client_open(fixture.port);
		assert_true(client_send(busy, GATED) && client_send(waiting, GATED));
		assert_true(fixture_reaches(&fixture.routed, 2));
		struct stopper stopper = {.fixture = &fixture, .milliseconds = PATIENCE};
		stop_in_background(&stopper);
		assert_false(stopper.stopped);
		sem_post(&fixture.gate);
		sem_post(&fixture.gate);
		struct reply reply = client_read(busy, false);
		assert_int_equal(reply.status, 200);
		assert_true(reply_has(&reply, "Connection: close"));
		assert_int_equal(client_read(waiting, false).status, 200);
		int64_t answered = client_clock();
		pthread_join(stopper.thread, NULL);
		assert_in_range(client_clock() - answered, 0, PATIENCE * 500); // without waiting any longer
		client_close(busy);
		client_close(waiting);
		assert_int_equal(fixture.finished, 2);
		assert_int_equal(fixture.finished_gone, 0);
	}
}

static void idle_connections_are_ended_at_once(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture, 1);
	int used = client_open(fixture.port), unused = client_open(fixture.port);
	int begun = client_open(fixture.port);
	assert_int_equal(client_ask(used, NOW).status, 200);
	assert_true(client_send(begun, "GE"));
	int64_t begin = client_clock();
	fixture_stop(&fixture, PATIENCE);
	assert_in_range(client_clock() - begin, 0, PATIENCE * 500);
	assert_true(
		client_is_ended(used, 0) && client_is_ended(unused, 0) && client_is_ended(begun, 0));
	client_close(used);
	client_close(unused);
	client_close(begun);
	assert_int_equal(fixture.finished, 1);
}

static void a_body_under_way_is_waited_for(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture, 1);
	int client = client_open(fixture.port);
	assert_true(
		client_send(client, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"));
	assert_true(fixture_reaches(&fixture.routed, 1));
	struct stopper stopper = {.fixture = &fixture, .milliseconds = PATIENCE};
	stop_in_background(&stopper);
	assert_string_equal(client_ask(client, "llo").body, "hello");
	pthread_join(stopper.thread, NULL);
	client_close(client);
}

static void after_the_limit_what_waits_is_dropped(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture, 1);
	int clients[3];
	for (int i = 0; i < 3; i++) {
		clients[i] = client_open(fixture.port);
		assert_true(client_send(clients[i], GATED));
	}
	sem_wait(&fixture.entered);
	assert_true(fixture_reaches(&fixture.routed, 3));
	struct stopper stopper = {.fixture = &fixture, .milliseconds = 50};
	stop_in_background(&stopper);
	usleep(150000);
	assert_false(stopper.stopped); // the worker still uses what belongs to the server
	sem_post(&fixture.gate);
	pthread_join(stopper.thread, NULL);
	for (int i = 0; i < 3; i++) {
		assert_true(client_is_ended(clients[i], PATIENCE));
		client_close(clients[i]);
	}
	assert_int_equal(fixture.worked, 1);
	assert_int_equal(fixture.finished, 3);
	assert_int_equal(fixture.finished_gone, 3);
	assert_int_equal(fixture.workers_closed, FIXTURE_WORKERS);
}

static void a_server_stops_without_any_request(void **state)
{
	(void)state;
	http_server_stop(NULL, 1000);
	for (int i = 0; i < 20; i++) {
		struct fixture fixture;
		start(&fixture, 1 + (unsigned)i % 2);
		fixture_stop(&fixture, i % 3 ? PATIENCE : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_under_way_are_answered),
		cmocka_unit_test(what_is_passed_on_while_the_server_stops_harms_nobody),
		cmocka_unit_test(idle_connections_are_ended_at_once),
		cmocka_unit_test(a_body_under_way_is_waited_for),
		cmocka_unit_test(after_the_limit_what_waits_is_dropped),
		cmocka_unit_test(a_server_stops_without_any_request),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
