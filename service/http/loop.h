// SPDX-License-Identifier: MIT
// A thread that drives one libmicrohttpd daemon, and the deadlines of its connections.
//
// libmicrohttpd 0.9.75 stalls when it waits for events itself and their number is a multiple of
// 128; MHD_run never waits, so the loop waits outside. Resuming a connection does not reliably wake
// that wait; loop_wake, called after it, does.
#pragma once

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/lane.h"

// What the loops share.
struct service {
	struct http_options options;
	struct http_handler handler;
	struct lane **lanes;
	_Atomic uint64_t requests;
	int drained; // eventfd: counts the loops that have no connection left while draining
};

enum loop_phase { LOOP_RUNNING, LOOP_DRAINING, LOOP_ENDING };

struct loop {
	struct service *service;
	struct MHD_Daemon *daemon;
	int listener, wake, timer;
	_Atomic enum loop_phase phase;
	bool started;
	pthread_t thread;
	// The rest belongs to the thread.
	struct client *first;
	unsigned connections, limit;
	bool freed; // there is room again for one more connection
	bool draining, told;
};

struct client {
	struct client *next, *before;
	struct loop *loop;
	int socket;
	bool busy;        // between a request line and the end of its answer
	int64_t deadline; // microseconds; then the socket is shut down
};

// Takes over the listener in any case.
CHECKED enum status loop_open(
	struct loop *loop, struct service *service, int listener, struct fault *fault);

void loop_wake(struct loop *loop);
void loop_advance(struct loop *loop, enum loop_phase phase);

// Waits for the thread, which must be ending.
void loop_join(struct loop *loop);

// Ends all connections. No worker may be at a request of this loop.
void loop_close(struct loop *loop);

// An answer has ended: the time for the next headers begins.
void client_idle(struct client *client, int64_t now);
