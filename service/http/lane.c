// SPDX-License-Identifier: MIT
#include "http/lane.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct lane {
	struct http_lane options;
	struct lane_duty duty;
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct lane_work *first, **last;
	unsigned waiting; // in the queue, and places reserved there
	unsigned idle;    // threads without work, also those that are still starting
	bool closing;
	unsigned started;
	pthread_t threads[];
};

// Cuts what a thread takes at once off the front of the queue.
static struct lane_work *cut(struct lane *lane)
{
	struct lane_work *first = lane->first, *last = first;
	unsigned count = 1;
	for (; count < lane->options.batch && last->next; count++)
		last = last->next;
	lane->first = last->next;
	if (!lane->first)
		lane->last = &lane->first;
	last->next = NULL;
	lane->waiting -= count;
	return first;
}

// The next work, or NULL when the lane closes.
static struct lane_work *take(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	while (!lane->first && !lane->closing)
		pthread_cond_wait(&lane->filled, &lane->lock);
	struct lane_work *work = NULL;
	if (!lane->closing) {
		lane->idle--;
		work = cut(lane);
	}
	pthread_mutex_unlock(&lane->lock);
	return work;
}

static void *run(void *argument)
{
	struct lane *lane = argument;
	void *worker = NULL;
	if (lane->options.worker_open)
		worker = lane->options.worker_open(lane->duty.context);
	for (struct lane_work *work; (work = take(lane));) {
		lane->duty.perform(work, worker);
		pthread_mutex_lock(&lane->lock);
		lane->idle++;
		pthread_mutex_unlock(&lane->lock);
	}
	if (lane->options.worker_close)
		lane->options.worker_close(worker);
	return NULL;
}

static void name_thread(pthread_t thread, const char *name)
{
	char shortened[16]; // as long as the kernel keeps
	snprintf(shortened, sizeof shortened, "%s", name);
	pthread_setname_np(thread, shortened);
}

enum status lane_open(const struct http_lane *options, const struct lane_duty *duty,
	struct lane **out, struct fault *fault)
{
	assert(options->threads > 0 && options->queue > 0 && options->batch <= HTTP_BATCH_LIMIT);
	struct lane *lane = calloc(1, sizeof *lane + options->threads * sizeof lane->threads[0]);
	if (!lane)
		return fault_memory(fault);
	lane->options = *options;
	lane->duty = *duty;
	lane->last = &lane->first;
	lane->idle = options->threads;
	pthread_mutex_init(&lane->lock, NULL);
	pthread_cond_init(&lane->filled, NULL);
	while (lane->started < options->threads) {
		pthread_t *thread = &lane->threads[lane->started];
		int error = pthread_create(thread, NULL, run, lane);
		if (error) {
			errno = error;
			enum status status = fault_errno(fault, options->name, "Cannot start a thread");
			lane_close(lane);
			return status;
		}
		name_thread(*thread, options->name);
		lane->started++;
	}
	*out = lane;
	return STATUS_OK;
}

static bool has_room(const struct lane *lane)
{
	return lane->waiting < lane->options.queue + lane->idle;
}

bool lane_reserve(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	bool room = has_room(lane);
	if (room)
		lane->waiting++;
	pthread_mutex_unlock(&lane->lock);
	return room;
}

static void append(struct lane *lane, struct lane_work *work)
{
	work->next = NULL;
	*lane->last = work;
	lane->last = &work->next;
	pthread_cond_signal(&lane->filled);
}

void lane_put(struct lane *lane, struct lane_work *work)
{
	pthread_mutex_lock(&lane->lock);
	assert(lane->waiting > 0 && !lane->closing);
	append(lane, work);
	pthread_mutex_unlock(&lane->lock);
}

bool lane_pass(struct lane *lane, struct lane_work *work)
{
	pthread_mutex_lock(&lane->lock);
	bool room = !lane->closing && has_room(lane);
	if (room) {
		lane->waiting++;
		append(lane, work);
	}
	pthread_mutex_unlock(&lane->lock);
	return room;
}

void lane_close(struct lane *lane)
{
	if (!lane)
		return;
	pthread_mutex_lock(&lane->lock);
	lane->closing = true;
	struct lane_work *waiting = lane->first;
	lane->first = NULL;
	pthread_cond_broadcast(&lane->filled);
	pthread_mutex_unlock(&lane->lock);
	while (waiting) {
		struct lane_work *work = waiting;
		waiting = work->next; // before dropping, which may free it
		lane->duty.drop(work);
	}
	for (unsigned i = 0; i < lane->started; i++)
		pthread_join(lane->threads[i], NULL);
	pthread_cond_destroy(&lane->filled);
	pthread_mutex_destroy(&lane->lock);
	free(lane);
}
