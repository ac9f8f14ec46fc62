// SPDX-License-Identifier: MIT
#include "process/engine.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "app/audits/root.h"
#include "app/engine/engine.h"
#include "app/engine/erase.h"
#include "app/exposures/rebuild.h"
#include "app/retention/erase_again.h"
#include "app/retention/retain.h"
#include "base/log.h"
#include "process/clock.h"
#include "store/columns.h"

#define LONGEST_SLEEP 60000 // a hint can be lost, and the clock can be stepped
#define SHORTEST_SLEEP 1000 // what cannot be done now is not tried without a pause
#define AFTER_A_FAULT 500   // milliseconds; doubled with each fault that follows
#define LONGEST_PAUSE 8000
#define BETWEEN_RETENTIONS SECONDS_PER_DAY
#define BETWEEN_CHECKS SECONDS_PER_DAY
#define CHECK_PARTS 30     // nights in which everybody's states are checked
#define RETENTION_STEPS 50 // before everything else has its turn

struct engine_thread {
	const struct database *database;
	pthread_t thread;
	int wake; // eventfd
	atomic_bool stopping;
	struct connection *connection; // NULL: none open
	pthread_mutex_t lock;          // of what is in use, so that it is there while interrupted
	struct connection *in_use;     // by a tick or an erasure under way; NULL for none
	const char *list;              // the erasure list's path
	const char *columns;           // the columnar cache's
	bool destroyed;                // something, which the cache may still have
	struct instant erase_at;       // when to look for what is to be destroyed
	struct instant retain_at;      // when to look for what has been kept long enough
	struct instant check_at;       // when to check stored states against the log
	size_t unpublished;            // patterns, as last logged
	int pause;                     // milliseconds, after the next fault
};

// What engine_stop interrupts from here on; one that comes too late is interrupted here.
static void use(struct engine_thread *engine, struct connection *connection)
{
	pthread_mutex_lock(&engine->lock);
	engine->in_use = connection;
	if (connection && atomic_load(&engine->stopping))
		connection_interrupt(connection);
	pthread_mutex_unlock(&engine->lock);
}

// A log that leaves the machine takes the root with it.
static void log_root(const struct audit_root *root)
{
	char line[AUDIT_ROOT_LINE_LENGTH];
	audit_root_line(root, line);
	LOG(LOG_NOTICE, "audit_root", LOG_TEXT("root", line));
}

static enum status tick(struct engine_thread *engine, struct instant *next, struct fault *fault)
{
	struct engine_report report = {0};
	if (!engine->connection) {
		enum status status =
			connection_open(engine->database, DATABASE_RECORDER, &engine->connection, fault);
		if (status == STATUS_OK)
			status = connection_listen(engine->connection, fault);
		if (status != STATUS_OK)
			return status;
	}
	use(engine, engine->connection);
	enum status status = engine_tick(engine->connection, clock_now(), &report, next, fault);
	use(engine, NULL);
	if (report.published + report.changed_over + report.changed + report.offered + report.held +
		report.no_seat + report.lapsed + report.released + report.escalated + report.left +
		report.kept)
		LOG(LOG_NOTICE, "engine", LOG_NUMBER("published", (int64_t)report.published),
			LOG_NUMBER("changed_over", (int64_t)report.changed_over),
			LOG_NUMBER("changed", (int64_t)report.changed),
			LOG_NUMBER("offered", (int64_t)report.offered),
			LOG_NUMBER("held", (int64_t)report.held),
			LOG_NUMBER("no_seat", (int64_t)report.no_seat),
			LOG_NUMBER("lapsed", (int64_t)report.lapsed),
			LOG_NUMBER("released", (int64_t)report.released),
			LOG_NUMBER("escalated", (int64_t)report.escalated),
			LOG_NUMBER("left", (int64_t)report.left), LOG_NUMBER("kept", (int64_t)report.kept));
	if (report.trends.periods)
		LOG(LOG_NOTICE, "trends", LOG_NUMBER("periods", (int64_t)report.trends.periods),
			LOG_NUMBER("people", (int64_t)report.trends.people));
	if (report.rooted)
		log_root(&report.root);
	if (report.verified)
		LOG(report.verification.findings ? LOG_ERROR : LOG_NOTICE, "audit_verified",
			LOG_NUMBER("chains", report.verification.chains),
			LOG_NUMBER("entries", report.verification.entries),
			LOG_NUMBER("findings", report.verification.findings));
	if (status == STATUS_OK && report.unpublished != engine->unpublished) {
		engine->unpublished = report.unpublished;
		LOG(LOG_ERROR, "unpublished", LOG_NUMBER("patterns", (int64_t)report.unpublished),
			LOG_TEXT("where", report.unpublished_because.where),
			LOG_TEXT("message", report.unpublished_because.message));
	}
	return status;
}

// Whether it is time; also where the clock was set back.
static bool is_due(struct instant now, struct instant due, int64_t between)
{
	return !instant_before(now, due) || instant_before(instant_later(now, between), due);
}

// What its owners removed is destroyed by the one role that may; it is in the erasure list before.
static enum status erase_removed(struct engine_thread *engine, struct connection *erasure,
	struct instant now, struct fault *fault)
{
	size_t erased = 0;
	enum status status = engine_erase(erasure, now, &erased, &engine->erase_at, fault);
	engine->destroyed |= erased > 0;
	if (erased)
		LOG(LOG_NOTICE, "erasure", LOG_NUMBER("erased", (int64_t)erased));
	return status;
}

static enum status let_go(struct engine_thread *engine, struct connection *erasure,
	struct organisation_id organisation, struct instant now, struct fault *fault)
{
	struct retention retention;
	struct erased erased = {{0}};
	bool more = false;
	int64_t rows = 0;
	const struct audit_actor by = {
		.kind = AUDIT_BY_SERVICE, .organisation = organisation, .now = now};
	enum status status = retention_read(engine->connection, organisation, &retention, fault);
	if (status == STATUS_OK)
		status = retain(erasure, &by, &retention, RETENTION_STEPS, &erased, &more, fault);
	for (int i = 0; i < ERASED_COUNT; i++)
		rows += erased.counts[i];
	if (rows)
		LOG(LOG_NOTICE, "retention", LOG_NUMBER("entries", erased.counts[ERASED_ENTRIES]),
			LOG_NUMBER("bookings", erased.counts[ERASED_BOOKINGS]),
			LOG_NUMBER("audit_entries", erased.counts[ERASED_AUDIT]), LOG_NUMBER("all", rows));
	if (status == STATUS_OK)
		engine->retain_at = more ? now : instant_later(now, BETWEEN_RETENTIONS);
	engine->destroyed = true; // by this or another engine, since yesterday
	return status;
}

// The connection of the role that erases is not kept.
static enum status erase_as_it_may(struct engine_thread *engine,
	struct organisation_id organisation, struct instant now, struct fault *fault)
{
	struct connection *erasure;
	enum status status = connection_open(engine->database, DATABASE_ERASURE, &erasure, fault);
	if (status != STATUS_OK)
		return status;
	use(engine, erasure);
	if (is_due(now, engine->erase_at, ERASE_LOOK))
		status = erase_removed(engine, erasure, now, fault);
	if (status == STATUS_OK && is_due(now, engine->retain_at, BETWEEN_RETENTIONS))
		status = let_go(engine, erasure, organisation, now, fault);
	use(engine, NULL);
	connection_close(erasure);
	return status;
}

// What cannot be brought up to date is removed: it is built again when somebody needs it.
static void refresh_columns(struct engine_thread *engine)
{
	struct columns_report report;
	struct fault fault = {.status = STATUS_OK};
	use(engine, engine->connection);
	enum status status =
		columns_follow(engine->connection, engine->columns, COLUMNS_REFRESH, NULL, &report, &fault);
	use(engine, NULL);
	engine->destroyed = false;
	if (status != STATUS_OK) {
		column_remove(engine->columns);
		LOG(LOG_ERROR, "columns_removed", LOG_TEXT("status", status_id(fault.status)),
			LOG_TEXT("message", fault.message));
	} else if (*report.because) {
		LOG(LOG_WARNING, "columns_built", LOG_TEXT("because", report.because));
	}
}

static enum status erase(struct engine_thread *engine, struct instant *next, struct fault *fault)
{
	struct arena arena;
	struct organisation organisation;
	size_t listed = 0;
	struct instant now = clock_now();
	arena_init(&arena);
	enum status status = organisation_read(engine->connection, &arena, &organisation, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		status = erase_list_removed(
			engine->connection, engine->list, organisation.id, now, &listed, fault);
	if (status == STATUS_OK && (is_due(now, engine->erase_at, ERASE_LOOK) ||
								   is_due(now, engine->retain_at, BETWEEN_RETENTIONS)))
		status = erase_as_it_may(engine, organisation.id, now, fault);
	if (status == STATUS_OK && engine->destroyed)
		refresh_columns(engine);
	*next = instant_earliest(*next, instant_earliest(engine->erase_at, engine->retain_at));
	return status;
}

// Whether what is stored of lines is what the log says, of other people each night.
static enum status check_part(struct engine_thread *engine, struct instant now,
	struct rebuild_report *report, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	size_t part = (size_t)(now.seconds / SECONDS_PER_DAY % CHECK_PARTS);
	arena_init(&arena);
	use(engine, engine->connection);
	enum status status = setting_read(engine->connection, now, &arena, &setting, fault);
	if (status == STATUS_OK) {
		struct recorder recorder = setting_recorder(&setting, engine->connection);
		status = rebuild_check_part(&recorder, part, CHECK_PARTS, now, report, fault);
	}
	use(engine, NULL);
	arena_done(&arena);
	return status;
}

static enum status check_states(
	struct engine_thread *engine, struct instant *next, struct fault *fault)
{
	struct rebuild_report report = {0};
	struct instant now = clock_now();
	if (is_due(now, engine->check_at, BETWEEN_CHECKS)) {
		enum status status = check_part(engine, now, &report, fault);
		if (status != STATUS_OK)
			return status;
		engine->check_at = instant_later(now, BETWEEN_CHECKS);
		LOG(report.check.differing ? LOG_ERROR : LOG_NOTICE, "states_checked",
			LOG_NUMBER("states", (int64_t)report.check.states),
			LOG_NUMBER("differing", (int64_t)report.check.differing));
	}
	*next = instant_earliest(*next, engine->check_at);
	return STATUS_OK;
}

static void sleep_until(struct engine_thread *engine, struct instant next)
{
	int64_t seconds = next.seconds == INSTANT_NEVER.seconds ? LONGEST_SLEEP / 1000
															: next.seconds - clock_now().seconds;
	int milliseconds = seconds >= LONGEST_SLEEP / 1000 ? LONGEST_SLEEP : (int)(seconds * 1000);
	if (milliseconds < SHORTEST_SLEEP)
		milliseconds = SHORTEST_SLEEP;
	struct fault fault = {.status = STATUS_OK};
	if (connection_wait(engine->connection, milliseconds, engine->wake, &fault) != STATUS_OK) {
		connection_close(engine->connection);
		engine->connection = NULL;
	}
}

// Without a connection only the pause is left, cut short by being told to stop.
static void pause_after_fault(struct engine_thread *engine, const struct fault *fault)
{
	LOG(LOG_ERROR, "engine", LOG_TEXT("status", status_id(fault->status)),
		LOG_TEXT("where", fault->where), LOG_TEXT("message", fault->message));
	connection_close(engine->connection);
	engine->connection = NULL;
	for (int i = 0; i < engine->pause / 100 && !atomic_load(&engine->stopping); i++)
		usleep(100000);
	if (engine->pause < LONGEST_PAUSE)
		engine->pause *= 2;
}

static enum status turn(struct engine_thread *engine, struct instant *next, struct fault *fault)
{
	enum status status = tick(engine, next, fault);
	if (status == STATUS_OK)
		status = erase(engine, next, fault);
	return status == STATUS_OK ? check_states(engine, next, fault) : status;
}

static void *run(void *given)
{
	struct engine_thread *engine = given;
	while (!atomic_load(&engine->stopping)) {
		struct fault fault = {.status = STATUS_OK};
		struct instant next = INSTANT_NEVER;
		if (turn(engine, &next, &fault) == STATUS_OK) {
			engine->pause = AFTER_A_FAULT;
			sleep_until(engine, next);
		} else if (!atomic_load(&engine->stopping)) {
			pause_after_fault(engine, &fault);
		}
	}
	connection_close(engine->connection);
	return NULL;
}

enum status engine_start(const struct database *database, const char *list, const char *columns,
	struct engine_thread **out, struct fault *fault)
{
	struct engine_thread *engine = calloc(1, sizeof *engine);
	if (!engine)
		return fault_memory(fault);
	engine->database = database;
	engine->list = list;
	engine->columns = columns;
	engine->pause = AFTER_A_FAULT;
	pthread_mutex_init(&engine->lock, NULL);
	engine->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (engine->wake < 0 || pthread_create(&engine->thread, NULL, run, engine) != 0) {
		enum status status = fault_errno(fault, NULL, "The engine cannot be started");
		if (engine->wake >= 0)
			close(engine->wake);
		free(engine);
		return status;
	}
	*out = engine;
	return STATUS_OK;
}

void engine_stop(struct engine_thread *engine)
{
	if (!engine)
		return;
	atomic_store(&engine->stopping, true);
	eventfd_write(engine->wake, 1);
	pthread_mutex_lock(&engine->lock);
	if (engine->in_use)
		connection_interrupt(engine->in_use);
	pthread_mutex_unlock(&engine->lock);
	pthread_join(engine->thread, NULL);
	close(engine->wake);
	free(engine);
}
