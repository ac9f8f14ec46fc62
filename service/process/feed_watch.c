// SPDX-License-Identifier: MIT
#include "process/feed_watch.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "process/clock.h"

#define LOOK_MICROSECONDS INT64_C(1000000)
#define PATIENCE 5000 // milliseconds
#define FLUSH_MICROSECONDS INT64_C(60000000)

struct feed_watch {
	const struct database *database;
	struct freshness *freshness;
	struct reads *reads;
	pthread_t thread;
	int wake;                      // eventfd: stop
	struct connection *connection; // NULL: none open
	bool away;                     // the last look failed, and was logged
	int64_t flushed;
};

// What takes longer is of no use any more, and must not keep the service from ending.
static enum status open_connection(struct feed_watch *watch, struct fault *fault)
{
	if (watch->connection)
		return STATUS_OK;
	enum status status =
		connection_open(watch->database, DATABASE_RECORDER, &watch->connection, fault);
	if (status == STATUS_OK)
		connection_patience(watch->connection, PATIENCE);
	return status;
}

static void lose(struct feed_watch *watch, const struct fault *fault)
{
	if (!watch->away)
		LOG(LOG_ERROR, "feeds", LOG_TEXT("status", status_id(fault->status)),
			LOG_TEXT("where", fault->where), LOG_TEXT("message", fault->message));
	watch->away = true;
	connection_close(watch->connection);
	watch->connection = NULL;
	freshness_lose(watch->freshness);
}

static enum status flush(struct feed_watch *watch, int64_t now, struct fault *fault)
{
	if (now - watch->flushed < FLUSH_MICROSECONDS && !reads_are_many(watch->reads))
		return STATUS_OK;
	watch->flushed = now;
	return reads_flush(watch->reads, watch->connection, fault);
}

static void look(struct feed_watch *watch, int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = open_connection(watch, &fault);
	if (status == STATUS_OK)
		status = freshness_refresh(
			watch->freshness, watch->connection, clock_monotonic_microseconds(), &fault);
	if (status == STATUS_OK)
		status = flush(watch, now, &fault);
	if (status != STATUS_OK)
		lose(watch, &fault);
	else
		watch->away = false;
}

static bool is_stopped(const struct feed_watch *watch, int milliseconds)
{
	struct pollfd stop = {.fd = watch->wake, .events = POLLIN};
	return poll(&stop, 1, milliseconds) > 0;
}

// Until the next look, or until it is time to stop: false. A server that goes is noticed at once.
static bool sleep_until(struct feed_watch *watch, int64_t next)
{
	for (;;) {
		int64_t left = (next - clock_monotonic_microseconds()) / 1000;
		int milliseconds = left > 0 ? (int)left : 0;
		struct fault fault = {.status = STATUS_OK};
		if (watch->connection &&
			connection_wait(watch->connection, milliseconds, watch->wake, &fault) != STATUS_OK)
			lose(watch, &fault);
		if (is_stopped(watch, watch->connection ? 0 : milliseconds))
			return false;
		if (clock_monotonic_microseconds() >= next)
			return true;
	}
}

static void *run(void *given)
{
	struct feed_watch *watch = given;
	int64_t now;
	do {
		now = clock_monotonic_microseconds();
		look(watch, now);
	} while (sleep_until(watch, now + LOOK_MICROSECONDS));
	return NULL;
}

static void release(struct feed_watch *watch)
{
	connection_close(watch->connection);
	freshness_free(watch->freshness);
	reads_free(watch->reads);
	if (watch->wake >= 0)
		close(watch->wake);
	free(watch);
}

enum status feed_watch_start(
	const struct database *database, struct feed_watch **out, struct fault *fault)
{
	struct feed_watch *watch = calloc(1, sizeof *watch);
	if (!watch)
		return fault_memory(fault);
	watch->database = database;
	watch->flushed = clock_monotonic_microseconds();
	watch->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	watch->freshness = freshness_new();
	watch->reads = reads_new();
	enum status status = STATUS_OK;
	if (!watch->freshness || !watch->reads)
		status = fault_memory(fault);
	else if (watch->wake < 0 || pthread_create(&watch->thread, NULL, run, watch) != 0)
		status = fault_errno(fault, NULL, "The watch over feeds cannot be started");
	if (status != STATUS_OK) {
		release(watch);
		return status;
	}
	pthread_setname_np(watch->thread, "feeds");
	*out = watch;
	return STATUS_OK;
}

const struct freshness *feed_watch_freshness(const struct feed_watch *watch)
{
	return watch->freshness;
}

struct reads *feed_watch_reads(struct feed_watch *watch)
{
	return watch->reads;
}

void feed_watch_stop(struct feed_watch *watch)
{
	if (!watch)
		return;
	struct fault fault = {.status = STATUS_OK};
	eventfd_write(watch->wake, 1);
	pthread_join(watch->thread, NULL);
	if (open_connection(watch, &fault) != STATUS_OK ||
		reads_flush(watch->reads, watch->connection, &fault) != STATUS_OK)
		LOG(LOG_ERROR, "feeds", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("message", fault.message));
	release(watch);
}
