// SPDX-License-Identifier: MIT
#include "process/calendars.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "app/hosts/calendars.h"
#include "base/log.h"
#include "calendar/confine.h"
#include "process/clock.h"

#define AT_A_TIME 20
#define LONGEST_SLEEP 5 // seconds: one may be added at any time
#define AFTER_A_FAULT 5000
#define PATIENCE 5000 // milliseconds

struct calendar_thread {
	const struct database *database;
	struct calendar_keeper keeper; // its connection is NULL while none is open
	pthread_t thread;
	int wake;           // eventfd: stop
	bool away;          // the last look failed, and was logged
	unsigned unguarded; // guards that did not hold, as last logged
};

static bool is_stopped(const struct calendar_thread *calendars, int milliseconds)
{
	struct pollfd stop = {.fd = calendars->wake, .events = POLLIN};
	return poll(&stop, 1, milliseconds) > 0;
}

// What a kernel or a container refuses the process that reads is said once.
static void note_guards(struct calendar_thread *calendars, unsigned guards)
{
	unsigned unguarded = GUARD_ALL & ~guards;
	if (unguarded == calendars->unguarded)
		return;
	calendars->unguarded = unguarded;
	if (unguarded)
		LOG(LOG_WARNING, "calendar_reader",
			LOG_TEXT("calls", guards & GUARD_CALLS ? "confined" : "not confined"),
			LOG_TEXT("network", guards & GUARD_NETWORK ? "none" : "not shut off"),
			LOG_TEXT("files", guards & GUARD_FILES ? "confined" : "not confined"));
}

static enum status refresh(struct calendar_thread *calendars, const struct busy_calendar_due *due,
	int64_t *failed, struct fault *fault)
{
	struct calendar_refreshed refreshed;
	enum status status = calendar_refresh(&calendars->keeper, due, clock_now(), &refreshed, fault);
	if (refreshed.confined)
		note_guards(calendars, refreshed.guards);
	*failed += refreshed.failed;
	return status;
}

// Those that are due by now. How many is logged, never whose or from where.
static enum status refresh_due(
	struct calendar_thread *calendars, size_t *found, struct fault *fault)
{
	struct busy_calendar_due *due = NULL;
	int64_t failed = 0;
	struct arena arena;
	arena_init(&arena);
	*found = 0;
	enum status status = busy_calendars_due(
		calendars->keeper.recorder, clock_now(), AT_A_TIME, &arena, &due, found, fault);
	for (size_t i = 0; status == STATUS_OK && i < *found && !is_stopped(calendars, 0); i++)
		status = refresh(calendars, &due[i], &failed, fault);
	if (*found)
		LOG(LOG_DETAIL, "calendars", LOG_NUMBER("due", (int64_t)*found),
			LOG_NUMBER("failed", failed));
	arena_done(&arena);
	return status;
}

static void look(struct calendar_thread *calendars, size_t *found)
{
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (!calendars->keeper.recorder)
		status = connection_open(
			calendars->database, DATABASE_RECORDER, &calendars->keeper.recorder, &fault);
	if (status == STATUS_OK)
		connection_patience(calendars->keeper.recorder, PATIENCE);
	if (status == STATUS_OK)
		status = refresh_due(calendars, found, &fault);
	if (status == STATUS_OK || is_stopped(calendars, 0)) {
		calendars->away = false;
		return;
	}
	if (!calendars->away)
		LOG(LOG_ERROR, "calendars", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("where", fault.where), LOG_TEXT("message", fault.message));
	calendars->away = true;
	connection_close(calendars->keeper.recorder);
	calendars->keeper.recorder = NULL;
}

// Milliseconds until one is due again, no longer than that one may be added meanwhile.
static int until_next(struct calendar_thread *calendars)
{
	struct instant next;
	if (!calendars->keeper.recorder ||
		busy_calendars_next(calendars->keeper.recorder, &next, NULL) != STATUS_OK)
		return AFTER_A_FAULT;
	int64_t now = clock_now().seconds;
	if (next.seconds <= now)
		return 1000;
	return (int)(next.seconds - now < LONGEST_SLEEP ? next.seconds - now : LONGEST_SLEEP) * 1000;
}

static void *run(void *given)
{
	struct calendar_thread *calendars = given;
	size_t found;
	do {
		found = 0;
		look(calendars, &found);
	} while (!is_stopped(calendars, found == AT_A_TIME ? 0 : until_next(calendars)));
	connection_close(calendars->keeper.recorder);
	return NULL;
}

enum status calendars_start(const struct database *database, const struct key *key,
	const struct networks *allowed, struct calendar_thread **out, struct fault *fault)
{
	struct calendar_thread *calendars = calloc(1, sizeof *calendars);
	if (!calendars)
		return fault_memory(fault);
	calendars->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	calendars->database = database;
	calendars->keeper = (struct calendar_keeper){.key = key,
		.allowed = *allowed,
		.limited = {LIMITED_SELF, calendars->wake, LIMITED_SECONDS}};
	if (calendars->wake < 0 || pthread_create(&calendars->thread, NULL, run, calendars) != 0) {
		enum status status =
			fault_errno(fault, NULL, "The thread that fetches calendars cannot be started");
		if (calendars->wake >= 0)
			close(calendars->wake);
		free(calendars);
		return status;
	}
	pthread_setname_np(calendars->thread, "calendars");
	*out = calendars;
	return STATUS_OK;
}

void calendars_stop(struct calendar_thread *calendars)
{
	if (!calendars)
		return;
	eventfd_write(calendars->wake, 1);
	pthread_join(calendars->thread, NULL);
	close(calendars->wake);
	free(calendars);
}
