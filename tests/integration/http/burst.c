// SPDX-License-Identifier: MIT
// libmicrohttpd reads events in batches of 128, and 0.9.75 sleeps on unread ones when it waits by
// itself and a batch is exactly full. So the loop is held until that many requests are there.
#include "support/cmocka.h"

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define ROUND_MILLISECONDS 500 // less than a loop ever waits, which would end a stall
#define ROUNDS 3
#define MOST 384

#define NOW "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"
#define LATER "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

static void hold_loop(struct fixture *fixture, int client)
{
	assert_true(client_send(client, "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
	sem_wait(&fixture->entered);
}

struct burst {
	unsigned loops;
	int count;
	const char *request, *expected;
};

static void every_request_is_answered_soon(void **state)
{
	const struct burst *burst = *state;
	struct fixture fixture;
	struct http_options options = fixture_options();
	options.loops = burst->loops;
	fixture_start(&fixture, &options);
	int holder = client_open(fixture.port), clients[MOST];
	for (int i = 0; i < burst->count; i++) {
		clients[i] = client_open(fixture.port);
		assert_int_equal(client_ask(clients[i], NOW).status, 200);
	}
	for (int round = 0; round < ROUNDS; round++) {
		hold_loop(&fixture, holder);
		for (int i = 0; i < burst->count; i++)
			assert_true(client_send(clients[i], burst->request));
		int64_t begin = client_clock();
		sem_post(&fixture.gate);
		for (int i = 0; i < burst->count; i++)
			assert_string_equal(client_read(clients[i], false).body, burst->expected);
		assert_in_range(client_clock() - begin, 0, ROUND_MILLISECONDS * 1000);
		assert_string_equal(client_read(holder, false).body, "held");
	}
	for (int i = 0; i < burst->count; i++)
		client_close(clients[i]);
	client_close(holder);
	fixture_stop(&fixture, 1000);
	assert_int_equal(fixture.finished, burst->count * (1 + ROUNDS) + ROUNDS);
}

#define TEST(row, name)                                                                            \
	{                                                                                              \
		name, every_request_is_answered_soon, NULL, NULL, &rows[row]                               \
	}

int main(void)
{
	static struct burst rows[] = {
		{1, 127, NOW, "now"},
		{1, 128, NOW, "now"},
		{1, 256, NOW, "now"},
		{1, 384, NOW, "now"},
		{1, 127, LATER, "later"},
		{1, 128, LATER, "later"},
		{1, 256, LATER, "later"},
		{1, 384, LATER, "later"},
		{2, 256, LATER, "later"},
	};
	const struct CMUnitTest tests[] = {
		TEST(0, "127_requests_at_once_are_answered_soon"),
		TEST(1, "128_requests_at_once_are_answered_soon"),
		TEST(2, "256_requests_at_once_are_answered_soon"),
		TEST(3, "384_requests_at_once_are_answered_soon"),
		TEST(4, "127_requests_at_once_are_answered_by_workers_soon"),
		TEST(5, "128_requests_at_once_are_answered_by_workers_soon"),
		TEST(6, "256_requests_at_once_are_answered_by_workers_soon"),
		TEST(7, "384_requests_at_once_are_answered_by_workers_soon"),
		TEST(8, "256_requests_at_once_are_answered_by_two_loops_soon"),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
