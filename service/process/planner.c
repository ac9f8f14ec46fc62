// SPDX-License-Identifier: MIT
#include "process/planner.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "app/plan/plan.h"
#include "base/log.h"
#include "core/plan_told.h"
#include "process/clock.h"

#define BETWEEN_LOOKS 30000 // milliseconds

struct planner_thread {
	const struct database *database;
	pthread_t thread;
	int wake;                      // eventfd: stop
	pthread_mutex_t lock;          // of the connection, so that it is there while interrupted
	struct connection *connection; // NULL: none open
	bool away;                     // the last look failed, and was logged
};

static bool is_stopped(const struct planner_thread *planner, int milliseconds)
{
	struct pollfd stop = {.fd = planner->wake, .events = POLLIN};
	return poll(&stop, 1, milliseconds) > 0;
}

// Of nobody, and of no need: how many, so far as may be told; else -1.
static void log_plan(const struct plan_report *report)
{
	if (!report->verified) {
		LOG(LOG_ERROR, "plan", LOG_TEXT("verified", "no"), LOG_TEXT("where", report->doubt.where),
			LOG_TEXT("message", report->doubt.message));
		return;
	}
	struct plan_told told = plan_told(&(struct plan_numbers){.needs = (int64_t)report->needs,
		.unplaced = (int64_t)(report->needs - report->placed),
		.moved = (int64_t)(report->moved + report->given)});
	LOG(LOG_NOTICE, "plan", LOG_NUMBER("needs", told.needs), LOG_NUMBER("unplaced", told.unplaced),
		LOG_NUMBER("moved", told.moved));
}

static enum status plan(struct planner_thread *planner, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	struct plan_report report;
	bool planned = false;
	struct instant now = clock_now();
	arena_init(&arena);
	enum status status = setting_read(planner->connection, now, &arena, &setting, fault);
	if (status == STATUS_OK)
		status = plan_when_due(planner->connection, &setting, now, &planned, &report, fault);
	if (status == STATUS_OK && planned)
		log_plan(&report);
	arena_done(&arena);
	return status;
}

static enum status connect(struct planner_thread *planner, struct fault *fault)
{
	struct connection *opened = NULL;
	if (planner->connection)
		return STATUS_OK;
	enum status status = connection_open(planner->database, DATABASE_RECORDER, &opened, fault);
	pthread_mutex_lock(&planner->lock);
	planner->connection = opened;
	pthread_mutex_unlock(&planner->lock);
	return status;
}

static void disconnect(struct planner_thread *planner)
{
	pthread_mutex_lock(&planner->lock);
	struct connection *closing = planner->connection;
	planner->connection = NULL;
	pthread_mutex_unlock(&planner->lock);
	connection_close(closing);
}

static void look(struct planner_thread *planner)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = connect(planner, &fault);
	if (status == STATUS_OK && !is_stopped(planner, 0))
		status = plan(planner, &fault);
	if (status == STATUS_OK || is_stopped(planner, 0)) {
		planner->away = false;
		return;
	}
	if (!planner->away)
		LOG(LOG_ERROR, "plan", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("where", fault.where), LOG_TEXT("message", fault.message));
	planner->away = true;
	disconnect(planner);
}

static void *run(void *given)
{
	struct planner_thread *planner = given;
	do
		look(planner);
	while (!is_stopped(planner, BETWEEN_LOOKS));
	disconnect(planner);
	return NULL;
}

enum status planner_start(
	const struct database *database, struct planner_thread **out, struct fault *fault)
{
	struct planner_thread *planner = calloc(1, sizeof *planner);
	if (!planner)
		return fault_memory(fault);
	planner->database = database;
	pthread_mutex_init(&planner->lock, NULL);
	planner->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (planner->wake < 0 || pthread_create(&planner->thread, NULL, run, planner) != 0) {
		enum status status = fault_errno(fault, NULL, "The thread that plans cannot be started");
		if (planner->wake >= 0)
			close(planner->wake);
		free(planner);
		return status;
	}
	pthread_setname_np(planner->thread, "planner");
	*out = planner;
	return STATUS_OK;
}

void planner_stop(struct planner_thread *planner)
{
	if (!planner)
		return;
	eventfd_write(planner->wake, 1);
	pthread_mutex_lock(&planner->lock);
	if (planner->connection)
		connection_interrupt(planner->connection);
	pthread_mutex_unlock(&planner->lock);
	pthread_join(planner->thread, NULL);
	close(planner->wake);
	free(planner);
}
