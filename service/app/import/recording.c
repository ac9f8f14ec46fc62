// SPDX-License-Identifier: MIT
#include "app/import/recording.h"

#include <assert.h>
#include <pthread.h>

#include "app/import/reading.h"
#include "store/incoming.h"

#define EXPOSURES_AT_ONCE 1000 // in one transaction, at least
#define WORKERS_LIMIT 16

struct recording {
	const struct dispatch_import *import;
	pthread_mutex_t lock; // of all that follows, and of the connection the rows come from
	struct incoming_walk walk;
	struct dispatch_report *report;
	struct dispatch_progress progress;
	enum status status; // the first failure
	struct fault fault;
};

struct worker {
	struct recording *recording;
	struct connection *connection;
	pthread_t thread;
	bool is_started;
};

// The next people, and what became of them.
struct portion {
	struct arena arena;
	struct incoming_exposure *incoming;
	struct record_input *inputs;
	struct record_result *results;
	size_t count;
	struct record_report report;
};

static struct record_input to_input(
	const struct dispatch_import *import, const struct incoming_exposure *incoming)
{
	struct record_input input = {
		.exposure =
			{
				.person = incoming->person,
				.id = dispatch_exposure_id(import->key, incoming->incident, incoming->person),
				.occurred_at = incoming->occurred_at,
				.recorded_at = import->now,
				.category = incoming->category,
				.involvement = import->mapping->involvement,
				.minutes = EXPOSURE_UNKNOWN,
				.items = EXPOSURE_UNKNOWN,
				.source = EXPOSURE_IMPORT,
			},
	};
	if (incoming->modifier.length)
		input.exposure.modifiers[input.exposure.modifier_count++] = incoming->modifier;
	input.correction = dispatch_correction_id(import->key, incoming->incident, &input.exposure);
	return input;
}

static size_t category_index(const struct policy *policy, struct text code)
{
	size_t i = 0;
	while (i + 1 < policy->category_count && !text_equal(policy->categories[i].code, code))
		i++;
	return i;
}

static void count_portion(struct recording *recording, const struct portion *portion)
{
	struct dispatch_report *report = recording->report;
	const struct policy *policy = recording->import->recorder->policy;
	for (size_t i = 0; i < portion->count; i++) {
		const struct exposure *exposure = &portion->inputs[i].exposure;
		report->people += i == 0 || !uuid_equal(exposure->person.uuid,
										portion->inputs[i - 1].exposure.person.uuid);
		report->categories[category_index(policy, exposure->category)]++;
	}
	report->recorded.added += portion->report.added;
	report->recorded.corrected += portion->report.corrected;
	report->recorded.known += portion->report.known;
	report->recorded.raised += portion->report.raised;
	report->recorded.needs += portion->report.needs;
	recording->progress.recorded += portion->count;
}

static void tell_progress(const struct recording *recording)
{
	const struct dispatch_import *import = recording->import;
	if (import->progress)
		import->progress(import->context, &recording->progress);
}

// The next people that nobody has taken; count 0 where there are none, or somebody has failed.
static enum status take(struct recording *recording, struct portion *portion, struct fault *fault)
{
	portion->count = 0;
	pthread_mutex_lock(&recording->lock);
	enum status status = recording->status;
	if (status == STATUS_OK)
		status = incoming_next(recording->import->recorder->connection, &recording->walk,
			EXPOSURES_AT_ONCE, &portion->arena, &portion->incoming, &portion->count, fault);
	pthread_mutex_unlock(&recording->lock);
	return status;
}

static enum status record(struct worker *worker, struct portion *portion, struct fault *fault)
{
	const struct dispatch_import *import = worker->recording->import;
	struct recorder recorder = *import->recorder;
	recorder.connection = worker->connection;
	portion->inputs = arena_array(&portion->arena, portion->count, sizeof *portion->inputs);
	portion->results = arena_array(&portion->arena, portion->count, sizeof *portion->results);
	if (!portion->inputs || !portion->results)
		return fault_memory(fault);
	for (size_t i = 0; i < portion->count; i++)
		portion->inputs[i] = to_input(import, &portion->incoming[i]);
	if (import->dry)
		return record_foreseen(&recorder, portion->inputs, portion->count, import->now,
			portion->results, &portion->report, fault);
	return record_exposures(
		&recorder, portion->inputs, portion->count, import->now, NULL, &portion->report, fault);
}

static void settle_portion(struct recording *recording, const struct portion *portion,
	enum status status, const struct fault *fault)
{
	pthread_mutex_lock(&recording->lock);
	if (status == STATUS_OK) {
		count_portion(recording, portion);
		tell_progress(recording);
	} else if (recording->status == STATUS_OK) {
		recording->status = status;
		recording->fault = *fault;
	}
	pthread_mutex_unlock(&recording->lock);
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	bool more = true;
	while (more) {
		struct portion portion = {.count = 0};
		struct fault fault = {.status = STATUS_OK};
		arena_init(&portion.arena);
		enum status status = take(worker->recording, &portion, &fault);
		if (status == STATUS_OK && portion.count)
			status = record(worker, &portion, &fault);
		settle_portion(worker->recording, &portion, status, &fault);
		more = status == STATUS_OK && portion.count;
		arena_done(&portion.arena);
	}
	return NULL;
}

// One worker is this thread; a thread that cannot be had leaves the others more to do.
static void work_together(struct recording *recording)
{
	const struct dispatch_import *import = recording->import;
	struct worker workers[WORKERS_LIMIT];
	size_t count = import->connection_count;
	assert(count > 0);
	if (count > WORKERS_LIMIT)
		count = WORKERS_LIMIT;
	for (size_t i = 1; i < count; i++) {
		workers[i] = (struct worker){.recording = recording, .connection = import->connections[i]};
		workers[i].is_started = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
	}
	struct worker own = {.recording = recording, .connection = import->connections[0]};
	work(&own);
	for (size_t i = 1; i < count; i++) {
		if (workers[i].is_started)
			pthread_join(workers[i].thread, NULL);
	}
}

enum status dispatch_record(
	const struct dispatch_import *import, struct dispatch_report *report, struct fault *fault)
{
	struct recording recording = {
		.import = import,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.report = report,
		.progress =
			{
				.recording = true,
				.rows = report->rows,
				.expected = report->waiting - report->unknown_responder,
			},
	};
	work_together(&recording);
	pthread_mutex_destroy(&recording.lock);
	incoming_walk_done(&recording.walk);
	report->collapsed = recording.progress.expected - recording.progress.recorded;
	if (recording.status != STATUS_OK)
		return fault_set(
			fault, recording.status, recording.fault.where, "%s", recording.fault.message);
	return STATUS_OK;
}
