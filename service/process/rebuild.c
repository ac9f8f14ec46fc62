// SPDX-License-Identifier: MIT
#include "app/exposures/rebuild.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "process/clock.h"
#include "process/commands.h"
#include "process/workplace.h"
#include "json/writer.h"

// Each worker waits for its PostgreSQL, whose range it folds when it is there, and for the disk
// when it commits, so there is one more than there are processors; more than these wait for the
// same disk.
#define WORKERS_LIMIT 8

// Each range is some megabytes, which are kept for the next one rather than given back to the
// kernel and faulted in again.
#define KEPT_BYTES (256 * 1024 * 1024)

struct rebuilding {
	const struct desk *desk;
	const struct people_range *ranges;
	size_t count;
	enum rebuild_how how;
	atomic_size_t next;   // range
	atomic_bool stopping; // something failed
};

struct worker {
	struct rebuilding *rebuilding;
	pthread_t thread;
	struct connection *connection;
	struct rebuild_report report;
	struct fault fault;
	bool apart;
};

static void *work(void *given)
{
	struct worker *worker = given;
	struct rebuilding *rebuilding = worker->rebuilding;
	struct recorder recorder = setting_recorder(&rebuilding->desk->setting, worker->connection);
	while (!atomic_load(&rebuilding->stopping)) {
		size_t range = atomic_fetch_add(&rebuilding->next, 1);
		if (range >= rebuilding->count)
			break;
		if (rebuild_range(&recorder, &rebuilding->ranges[range], rebuilding->how, clock_now(),
				&worker->report, &worker->fault) != STATUS_OK)
			atomic_store(&rebuilding->stopping, true);
	}
	return NULL;
}

static void add(struct rebuild_report *report, const struct rebuild_report *more)
{
	report->people += more->people;
	report->waiting += more->waiting;
	report->check.states += more->check.states;
	report->check.differing += more->check.differing;
	report->found.raised += more->found.raised;
	report->found.needs += more->found.needs;
}

// The first worker is this thread with the desk's own connection.
static enum status run_workers(
	struct rebuilding *rebuilding, size_t count, struct rebuild_report *report, struct fault *fault)
{
	struct worker workers[WORKERS_LIMIT] = {{0}};
	enum status status = STATUS_OK;
	workers[0].connection = rebuilding->desk->recorder;
	for (size_t i = 0; i < count; i++)
		workers[i].rebuilding = rebuilding;
	for (size_t i = 1; i < count && status == STATUS_OK; i++) {
		status = connection_open(&rebuilding->desk->workplace.database, DATABASE_RECORDER,
			&workers[i].connection, fault);
		workers[i].apart =
			status == STATUS_OK && pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
	}
	if (status == STATUS_OK)
		work(&workers[0]);
	else
		atomic_store(&rebuilding->stopping, true);
	for (size_t i = 0; i < count; i++) {
		struct worker *worker = &workers[i];
		if (worker->apart)
			pthread_join(worker->thread, NULL);
		if (i > 0)
			connection_close(worker->connection);
		add(report, &worker->report);
		if (status == STATUS_OK && worker->fault.status != STATUS_OK)
			status = fault_set(
				fault, worker->fault.status, worker->fault.where, "%s", worker->fault.message);
	}
	return status;
}

static enum status run(const struct options *options, struct desk *desk,
	struct rebuild_report *report, struct fault *fault)
{
	struct people_range *ranges;
	struct rebuilding rebuilding = {
		.desk = desk,
		.how = options->values[OPTION_CHECK] ? REBUILD_CHECK : REBUILD_WRITE,
	};
	enum status status = people_ranges(desk->recorder, desk->setting.organisation.id,
		REBUILD_AT_ONCE, &desk->arena, &ranges, &rebuilding.count, fault);
	if (status != STATUS_OK)
		return status;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t workers = processors > 0 ? (size_t)processors + 1 : 2;
	if (workers > WORKERS_LIMIT)
		workers = WORKERS_LIMIT;
	if (workers > rebuilding.count)
		workers = rebuilding.count ? rebuilding.count : 1;
	rebuilding.ranges = ranges;
	return run_workers(&rebuilding, workers, report, fault);
}

static void write_json(const struct rebuild_report *report, bool check)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "people");
	writer_integer(&json, (int64_t)report->people);
	writer_name(&json, "left_to_the_engine");
	writer_integer(&json, (int64_t)report->waiting);
	writer_name(&json, check ? "states" : "raised");
	writer_integer(&json, (int64_t)(check ? report->check.states : report->found.raised));
	writer_name(&json, check ? "differing" : "needs");
	writer_integer(&json, (int64_t)(check ? report->check.differing : report->found.needs));
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static void print(const struct rebuild_report *report, bool check)
{
	if (check)
		printf("%zu states of %zu people checked, %zu are not what the log says.\n",
			report->check.states, report->people, report->check.differing);
	else
		printf("The lines of %zu people were rebuilt. Found to have been raised and not on record: "
			   "%zu; sessions to be offered for them: %zu.\n",
			report->people, report->found.raised, report->found.needs);
	if (report->waiting)
		printf("%zu people wait for the service to change over to the policy in force, which "
			   "folds their lines anew.\n",
			report->waiting);
}

int command_rebuild(const struct options *options)
{
	struct desk desk;
	struct rebuild_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	bool check = options->values[OPTION_CHECK];
	mallopt(M_MMAP_THRESHOLD, KEPT_BYTES / 8);
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = run(options, &desk, &report, &fault);
	desk_close(&desk);
	if (status != STATUS_OK)
		return command_failed(&fault);
	if (options->values[OPTION_JSON])
		write_json(&report, check);
	else
		print(&report, check);
	return report.check.differing ? 1 : 0;
}
