// SPDX-License-Identifier: MIT
#include "integration/http/fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "integration/http/client.h"
#include "support/cmocka.h"

enum lanes { QUICK, SINGLE, TOGETHER };

static void answer(struct http_response *response, unsigned status, const char *text)
{
	response->status = status;
	builder_string(&response->body, text);
}

static void note_loop(struct fixture *fixture)
{
	uintptr_t self = (uintptr_t)pthread_self(), none = 0;
	if (!atomic_compare_exchange_strong(&fixture->loops[0], &none, self) && none != self)
		fixture->loops[1] = self;
}

static void release(void *holder)
{
	struct fixture *fixture = holder;
	fixture->released++;
}

static void wait_at_gate(struct fixture *fixture)
{
	sem_post(&fixture->entered);
	sem_wait(&fixture->gate);
}

static void answer_query(const struct http_request *request, struct http_response *response)
{
	struct text test = http_request_header(request, "x-test");
	if (!test.start)
		test = TEXT("none");
	response->status = 200;
	builder_format(
		&response->body, "[%.*s][%.*s]", TEXT_ARGUMENTS(request->query), TEXT_ARGUMENTS(test));
}

static void answer_here(
	struct fixture *fixture, const struct http_request *request, struct http_response *response)
{
	struct text path = request->path;
	if (text_is(path, "/query")) {
		answer_query(request, response);
	} else if (text_is(path, "/address")) {
		unsigned char address[HTTP_ADDRESS_BYTES];
		http_request_address(request, address);
		response->status = 200;
		for (size_t i = 0; i < sizeof address; i++)
			builder_format(&response->body, "%02x", address[i]);
	} else if (text_is(path, "/shared")) {
		*response = (struct http_response){
			.status = 200, .shared = TEXT("shared"), .release = release, .holder = fixture};
		(void)http_response_header(request, response, "ETag", TEXT("\"1\""));
	} else if (text_is(path, "/hold")) {
		wait_at_gate(fixture);
		answer(response, 200, "held");
	} else if (text_is(path, "/now")) {
		answer(response, 200, "now");
	} else if (text_is(path, "/refused")) {
		answer(response, 401, "sign in");
	} else if (text_is(path, "/unchanged")) {
		response->status = 304;
	} else {
		answer(response, 404, "nothing");
	}
}

static size_t route(
	void *context, const struct http_request *request, struct http_response *response)
{
	struct fixture *fixture = context;
	fixture->routed++;
	note_loop(fixture);
	if (text_is(request->path, "/smuggled"))
		fixture->smuggled++;
	if (text_is(request->path, "/later") || text_is(request->path, "/echo") ||
		text_is(request->path, "/passed"))
		return QUICK;
	if (text_is(request->path, "/gated"))
		return SINGLE;
	if (text_is(request->path, "/together"))
		return TOGETHER;
	answer_here(fixture, request, response);
	return HTTP_ANSWERED;
}

static size_t work(
	void *context, void *worker, const struct http_request *request, struct http_response *response)
{
	struct fixture *fixture = context;
	assert_ptr_equal(worker, fixture);
	if (text_is(request->path, "/gated"))
		wait_at_gate(fixture);
	if (text_is(request->path, "/passed")) {
		response->found = fixture;
		return TOGETHER;
	}
	if (text_is(request->path, "/echo")) {
		response->status = 200;
		builder_add(&response->body, request->body);
	} else {
		answer(response, 200, "later");
	}
	fixture->worked++;
	return HTTP_ANSWERED;
}

static void work_together(void *context, void *worker, const struct http_request *const *requests,
	struct http_response *const *responses, size_t count)
{
	struct fixture *fixture = context;
	assert_ptr_equal(worker, fixture);
	wait_at_gate(fixture);
	for (size_t i = 0; i < count; i++) {
		responses[i]->status = 200;
		if (text_is(requests[i]->path, "/passed"))
			assert_ptr_equal(responses[i]->found, fixture);
		builder_add(&responses[i]->body, requests[i]->query);
	}
	fixture->batches++;
}

static void finished(
	void *context, const struct http_request *request, unsigned status, int64_t microseconds)
{
	struct fixture *fixture = context;
	(void)request;
	fixture->last_status = status;
	fixture->last_microseconds = microseconds;
	if (status == 0)
		fixture->finished_gone++;
	fixture->finished++;
}

static void *worker_open(void *context)
{
	struct fixture *fixture = context;
	fixture->workers_opened++;
	return fixture;
}

static void worker_close(void *worker)
{
	struct fixture *fixture = worker;
	fixture->workers_closed++;
}

struct http_options fixture_options(void)
{
	static const struct http_lane lanes[] = {
		[QUICK] = {"quick", 4, 512, 0, worker_open, worker_close},
		[SINGLE] = {"single", 1, 2, 0, worker_open, worker_close},
		[TOGETHER] = {"together", 1, FIXTURE_TOGETHER_QUEUE, 8, worker_open, worker_close},
	};
	return (struct http_options){
		.address = "127.0.0.1",
		.loops = 1,
		.body_limit = 4000,
		.connections = 1000,
		.header_milliseconds = 10000,
		.request_milliseconds = 20000,
		.monotonic_microseconds = client_clock,
		.lanes = lanes,
		.lane_count = sizeof lanes / sizeof lanes[0],
	};
}

void fixture_start(struct fixture *fixture, const struct http_options *options)
{
	memset(fixture, 0, sizeof *fixture);
	sem_init(&fixture->entered, 0, 0);
	sem_init(&fixture->gate, 0, 0);
	const struct http_handler handler = {fixture, route, work, work_together, finished};
	struct fault fault = {0};
	if (http_server_start(options, &handler, &fixture->server, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	fixture->port = http_server_port(fixture->server);
	assert_int_not_equal(fixture->port, 0);
}

void fixture_stop(struct fixture *fixture, int64_t milliseconds)
{
	http_server_stop(fixture->server, milliseconds);
	assert_int_equal(fixture->workers_opened, FIXTURE_WORKERS);
	assert_int_equal(fixture->workers_closed, FIXTURE_WORKERS);
	sem_destroy(&fixture->entered);
	sem_destroy(&fixture->gate);
}

bool fixture_reaches(_Atomic int *counter, int value)
{
	for (int64_t end = client_clock() + PATIENCE * 1000; client_clock() < end; usleep(500)) {
		if (*counter == value)
			return true;
	}
	return false;
}
