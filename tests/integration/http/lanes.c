// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define GATED "GET /gated HTTP/1.1\r\nHost: a\r\n\r\n"
#define LATER "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"
#define NOW "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"

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

static void a_full_queue_answers_503_at_once(void **state)
{
	struct fixture *fixture = *state;
	int clients[3]; // one at work, two waiting
	for (int i = 0; i < 3; i++) {
		clients[i] = client_open(fixture->port);
		assert_true(client_send(clients[i], GATED));
		if (i == 0)
			sem_wait(&fixture->entered);
	}
	assert_true(fixture_reaches(&fixture->routed, 3));
	int late = client_open(fixture->port);
	for (int i = 0; i < 2; i++) {
		struct reply reply = client_ask(late, GATED);
		assert_int_equal(reply.status, 503);
		assert_true(reply_has(&reply, "Retry-After: 1"));
		assert_true(reply_has(&reply, "Cache-Control: no-store"));
	}
	assert_int_equal(fixture->worked, 0);
	// Other lanes and the loop go on.
	assert_string_equal(client_ask(late, LATER).body, "later");
	assert_string_equal(client_ask(late, NOW).body, "now");
	for (int i = 0; i < 3; i++)
		sem_post(&fixture->gate);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(client_read(clients[i], false).status, 200);
		client_close(clients[i]);
	}
	// And there is room again.
	sem_post(&fixture->gate);
	assert_int_equal(client_ask(late, GATED).status, 200);
	client_close(late);
	assert_true(fixture_reaches(&fixture->finished, 8));
}

static void a_client_gone_before_its_answer_harms_nobody(void **state)
{
	struct fixture *fixture = *state;
	int clients[3], patient = client_open(fixture->port);
	for (int i = 0; i < 3; i++) {
		clients[i] = client_open(fixture->port);
		assert_true(client_send(clients[i], GATED));
	}
	assert_true(fixture_reaches(&fixture->routed, 3));
	for (int i = 0; i < 3; i++)
		client_reset(clients[i]);
	assert_string_equal(client_ask(patient, NOW).body, "now");
	assert_int_equal(fixture->finished_gone, 0);
	for (int i = 0; i < 3; i++)
		sem_post(&fixture->gate);
	assert_true(fixture_reaches(&fixture->finished_gone, 3));
	assert_string_equal(client_ask(patient, LATER).body, "later");
	client_close(patient);
	assert_true(fixture_reaches(&fixture->finished, 5));
}

static void many_clients_come_and_go(void **state)
{
	struct fixture *fixture = *state;
	const char *requests[] = {
		LATER, NOW, LATER LATER, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"};
	for (int round = 0; round < 50; round++) {
		int clients[20];
		for (int i = 0; i < 20; i++) {
			clients[i] = client_open(fixture->port);
			assert_true(client_send(clients[i], requests[i % 4]));
		}
		for (int i = 0; i < 20; i++) {
			if (i % 4 != 3 && i % 5 == round % 5)
				assert_int_equal(client_read(clients[i], false).status, 200);
			if (i % 3 == 0)
				client_reset(clients[i]);
			else
				client_close(clients[i]);
		}
	}
	int last = client_open(fixture->port);
	assert_string_equal(client_ask(last, LATER).body, "later");
	client_close(last);
	int64_t begin = client_clock();
	fixture_stop(fixture, PATIENCE);
	assert_in_range(client_clock() - begin, 0, PATIENCE * 500); // nobody is waited for in vain
	assert_int_equal(fixture->finished, fixture->routed);
}

static void two_loops_share_the_connections(void **state)
{
	(void)state;
	struct fixture fixture;
	struct http_options options = fixture_options();
	options.loops = 2;
	fixture_start(&fixture, &options);
	for (int i = 0; i < 64; i++) { // one in 2^63 that all go to one loop
		int client = client_open(fixture.port);
		assert_string_equal(client_ask(client, i % 2 ? LATER : NOW).body, i % 2 ? "later" : "now");
		client_close(client);
	}
	assert_int_not_equal(fixture.loops[0], 0);
	assert_int_not_equal(fixture.loops[1], 0);
	fixture_stop(&fixture, 1000);
	assert_int_equal(fixture.finished, 64);
}

static void no_more_connections_than_allowed_are_served(void **state)
{
	(void)state;
	struct fixture fixture;
	struct http_options options = fixture_options();
	options.connections = 2;
	fixture_start(&fixture, &options);
	int clients[3];
	for (int i = 0; i < 3; i++) {
		clients[i] = client_open(fixture.port);
		assert_true(client_send(clients[i], NOW));
	}
	assert_int_equal(client_read(clients[0], false).status, 200);
	assert_int_equal(client_read(clients[1], false).status, 200);
	assert_false(client_is_ended(clients[2], 50));
	assert_int_equal(fixture.routed, 2);
	int64_t begin = client_clock();
	client_close(clients[0]);
	assert_int_equal(client_read(clients[2], false).status, 200);
	assert_in_range(client_clock() - begin, 0, 500000); // not when something else happens
	client_close(clients[1]);
	client_close(clients[2]);
	fixture_stop(&fixture, 1000);
}

static void an_address_that_is_taken_is_said(void **state)
{
	struct fixture *fixture = *state;
	for (unsigned loops = 1; loops <= 2; loops++) {
		struct fixture first;
		struct http_options options = fixture_options();
		options.loops = loops;
		fixture_start(&first, &options);
		options.port = first.port;
		const struct http_handler handler = {.context = fixture};
		struct http_server *second = NULL;
		struct fault fault = {0};
		// The workers of a server that does not start are counted with the first.
		options.lane_count = 0;
		assert_int_equal(http_server_start(&options, &handler, &second, &fault), STATUS_SYSTEM);
		assert_null(second);
		assert_non_null(strstr(fault.message, "another port"));
		fixture_stop(&first, 1000);
	}
}

static void an_address_that_is_none_is_said(void **state)
{
	(void)state;
	struct http_options options = fixture_options();
	const struct http_handler handler = {0};
	struct http_server *server = NULL;
	struct fault fault = {0};
	options.lane_count = 0;
	options.address = "somewhere";
	assert_int_equal(http_server_start(&options, &handler, &server, &fault), STATUS_INVALID);
	assert_string_equal(fault.where, "somewhere");
	options.address = "192.0.2.1"; // nobody's (RFC 5737)
	fault_clear(&fault);
	assert_int_equal(http_server_start(&options, &handler, &server, &fault), STATUS_SYSTEM);
	assert_non_null(strstr(fault.where, "192.0.2.1"));
}

static void what_waits_is_worked_on_together_and_each_gets_its_own_answer(void **state)
{
	struct fixture *fixture = *state;
	int clients[6];
	for (int i = 0; i < 6; i++) {
		char head[80], expected[2] = {(char)('a' + i), 0};
		snprintf(head, sizeof head, "GET /together?%s HTTP/1.1\r\nHost: a\r\n\r\n", expected);
		clients[i] = client_open(fixture->port);
		assert_true(client_send(clients[i], head));
		if (i == 0)
			sem_wait(&fixture->entered);
	}
	assert_true(fixture_reaches(&fixture->routed, 6));
	usleep(50000); // routed comes a moment before queued
	for (int i = 0; i < 6; i++)
		sem_post(&fixture->gate);
	for (int i = 0; i < 6; i++) {
		struct reply reply = client_read(clients[i], false);
		assert_int_equal(reply.status, 200);
		assert_int_equal(reply.body[0], 'a' + i);
		client_close(clients[i]);
	}
	assert_true(fixture->batches >= 2 && fixture->batches < 6);
}

static void what_is_passed_on_is_worked_on_in_the_other_lane(void **state)
{
	struct fixture *fixture = *state;
	int clients[6];
	for (int i = 0; i < 6; i++) {
		char head[80];
		snprintf(head, sizeof head, "GET /passed?%c HTTP/1.1\r\nHost: a\r\n\r\n", 'a' + i);
		clients[i] = client_open(fixture->port);
		assert_true(client_send(clients[i], head));
	}
	for (int i = 0; i < 6; i++)
		sem_post(&fixture->gate);
	for (int i = 0; i < 6; i++) {
		struct reply reply = client_read(clients[i], false);
		assert_int_equal(reply.status, 200);
		assert_int_equal(reply.body[0], 'a' + i);
		client_close(clients[i]);
	}
	assert_true(fixture->batches >= 1);
	assert_int_equal(fixture->worked, 0);
}

static void what_finds_no_place_where_it_is_passed_on_is_answered_503(void **state)
{
	struct fixture *fixture = *state;
	enum { COUNT = FIXTURE_TOGETHER_QUEUE + 20 };
	int clients[COUNT], full = 0;
	for (int i = 0; i < COUNT; i++) {
		clients[i] = client_open(fixture->port);
		assert_true(client_send(clients[i], "GET /passed?a HTTP/1.1\r\nHost: a\r\n\r\n"));
		if (i == 0)
			sem_wait(&fixture->entered);
	}
	assert_true(fixture_reaches(&fixture->finished, COUNT - FIXTURE_TOGETHER_QUEUE - 1));
	for (int i = 0; i < COUNT; i++)
		sem_post(&fixture->gate);
	for (int i = 0; i < COUNT; i++) {
		unsigned status = (unsigned)client_read(clients[i], false).status;
		assert_true(status == 200 || status == 503);
		full += status == 503;
		client_close(clients[i]);
	}
	assert_int_equal(full, COUNT - FIXTURE_TOGETHER_QUEUE - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_full_queue_answers_503_at_once, start, stop),
		cmocka_unit_test_setup_teardown(
			what_waits_is_worked_on_together_and_each_gets_its_own_answer, start, stop),
		cmocka_unit_test_setup_teardown(
			what_is_passed_on_is_worked_on_in_the_other_lane, start, stop),
		cmocka_unit_test_setup_teardown(
			what_finds_no_place_where_it_is_passed_on_is_answered_503, start, stop),
		cmocka_unit_test_setup_teardown(a_client_gone_before_its_answer_harms_nobody, start, stop),
		cmocka_unit_test_setup(many_clients_come_and_go, start),
		cmocka_unit_test(two_loops_share_the_connections),
		cmocka_unit_test(no_more_connections_than_allowed_are_served),
		cmocka_unit_test(an_address_that_is_taken_is_said),
		cmocka_unit_test(an_address_that_is_none_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
