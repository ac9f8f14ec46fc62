// SPDX-License-Identifier: MIT
// A bounded queue and the threads that work it off.
#pragma once

#include "http/server.h"

struct lane;

// A place in a queue, kept in what is queued.
struct lane_work {
	struct lane_work *next;
};

struct lane_duty {
	void *context;                                          // for worker_open
	void (*perform)(struct lane_work *first, void *worker); // what was taken at once, a list
	void (*drop)(struct lane_work *work); // instead, for what still waits when the lane closes
};

CHECKED enum status lane_open(const struct http_lane *options, const struct lane_duty *duty,
	struct lane **out, struct fault *fault);

// A place in the queue, which lane_put must then fill; false when all are taken. An idle thread
// counts as a place.
CHECKED bool lane_reserve(struct lane *lane);
void lane_put(struct lane *lane, struct lane_work *work);

// Both at once, also while the lane closes: false then, and when all places are taken.
CHECKED bool lane_pass(struct lane *lane, struct lane_work *work);

// Drops what waits, lets the threads finish what they are at, and frees. Nobody may put any more.
// Accepts NULL.
void lane_close(struct lane *lane);
