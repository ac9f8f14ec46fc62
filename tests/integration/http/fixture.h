// SPDX-License-Identifier: MIT
// A server with a handler that does what the path says:
//   /now      answered in the loop: "now"
//   /later    answered by one of four workers: "later"
//   /gated    answered by a single worker, with two places to wait, once the gate is opened
//   /together answered by a single worker that takes up to eight at once, once the gate is opened:
//             the query
//   /passed   answered as /together, but one of four workers passes it on there
//   /echo     a worker sends the body back
//   /query    the query and the header X-Test, in the loop
//   /address  the client's address, in hexadecimal
//   /shared   a body that the response borrows
//   /hold     keeps the loop until the gate is opened
//   /refused  401 in the loop, whatever the body
//   else      404 in the loop
#pragma once

#include <semaphore.h>

#include "http/server.h"

#define FIXTURE_WORKERS 6 // of all lanes
#define FIXTURE_TOGETHER_QUEUE 64

struct fixture {
	struct http_server *server;
	uint16_t port;
	sem_t entered, gate; // posted by /gated and /hold; waited for by them
	_Atomic int routed, worked, batches, finished, finished_gone, released, smuggled;
	_Atomic int workers_opened, workers_closed;
	_Atomic unsigned last_status;
	_Atomic int64_t last_microseconds;
	_Atomic uintptr_t loops[2]; // threads that routes ran in
};

struct http_options fixture_options(void);
void fixture_start(struct fixture *fixture, const struct http_options *options);
void fixture_stop(struct fixture *fixture, int64_t milliseconds);

// Waits until the counter is there; false where it takes too long.
bool fixture_reaches(_Atomic int *counter, int value);
