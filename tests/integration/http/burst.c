// SPDX-License-Identifier: MIT
// libmicrohttpd reads events in batches of 128, and 0.9.75 sleeps on unread ones when it waits by
// itself and a batch is exactly full. So the loop is held until that many requests are there.
#include "support/cmocka.h"

#include "integration/http/client.h"
#include "integration/http/fixture.h"

#define SLOW_MILLISECONDS 400 // a stall lasts until a loop looks at its deadlines: up to 1 s
#define ROUNDS 5
#define MOST 384

#define NOW "GET /now HTTP/1.1\r\nHost: a\r\n\r\n"
#define LATER "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

struct burst {
	unsigned loops;
	int count;
	const char *request, *expected;
};

static int64_t round_of(const struct burst *burst, struct fixture *fixture, const int *clients)
{
	int holder = clients[burst->count];
	assert_true(client_send(holder, "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
	sem_wait(&fixture->entered);
	for (int i = 0; i < burst->count; i++)
		assert_true(client_send(clients[i], burst->request));
	int64_t begin = client_clock();
	sem_post(&fixture->gate);
	for (int i = 0; i < burst->count; i++)
		assert_string_equal(client_read(clients[i], false).body, burst->expected);
	int64_t end = client_clock();
	assert_string_equal(client_read(holder, false).body, "held");
	return end - begin;
}

static void every_request_is_answered_soon(void **state)
{
	static struct fixture fixture;
	const struct burst *burst = *state;
	struct http_options options = fixture_options();
	options.loops = burst->loops;
	fixture_start(&fixture, &options);
	int clients[MOST + 1], slow = 0;
	for (int i = 0; i <= burst->count; i++) {
		clients[i] = client_open(fixture.port);
		assert_int_equal(client_ask(clients[i], NOW).status, 200);
	}
	for (int round = 0; round < ROUNDS; round++)
		slow += round_of(burst, &fixture, clients) > SLOW_MILLISECONDS * 1000;
	for (int i = 0; i <= burst->count; i++)
		client_close(clients[i]);
	fixture_stop(&fixture, 1000);
	assert_int_equal(fixture.finished, (burst->count + 1) * (1 + ROUNDS));
	assert_in_range(slow, 0, ROUNDS / 2); // the machine may be busy; a stall comes every time
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
