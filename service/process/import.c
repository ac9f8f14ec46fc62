// SPDX-License-Identifier: MIT
#include <string.h>
#include <unistd.h>

#include "app/import/crew_file.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/import_report.h"
#include "process/import_staff.h"
#include "process/mapping.h"
#include "process/progress.h"
#include "process/trail.h"

#define CONNECTIONS_MOST 4

// The caller's files, opened before the program becomes the service's user.
struct files {
	int export, crew; // -1: not there
	struct text mapping;
};

struct job {
	struct files files;
	struct dispatch_report report;
};

// What a run that failed had come to, beside the fault itself.
static void print_reached(const struct dispatch_report *report)
{
	if (report->rows == 0)
		return;
	if (!report->settled)
		fprintf(stderr,
			"plimsoll: Nothing is recorded: it failed after %zu row%s. Import again, nothing is "
			"recorded twice.\n",
			report->rows, report->rows == 1 ? "" : "s");
	else
		fprintf(stderr,
			"plimsoll: %zu exposures of %zu people are recorded and stay. Import again for the "
			"rest, nothing is recorded twice.\n",
			report->recorded.added + report->recorded.corrected + report->recorded.known,
			report->people);
}

// Connections to record on, about as many as can be busy at once.
static enum status open_connections(
	const struct desk *desk, struct connection **out, size_t *count, struct fault *fault)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t wanted = processors < 1                  ? 1
					: processors > CONNECTIONS_MOST ? CONNECTIONS_MOST
													: (size_t)processors;
	enum status status = STATUS_OK;
	for (*count = 0; status == STATUS_OK && *count < wanted; *count += status == STATUS_OK)
		status = connection_open(&desk->workplace.database, DATABASE_RECORDER, &out[*count], fault);
	return status;
}

static enum status run(const struct options *options, struct desk *desk, struct job *job,
	const struct dispatch_mapping *mapping, const struct crew *crew, struct fault *fault)
{
	struct progress progress;
	struct recorder recorder = setting_recorder(&desk->setting, desk->recorder);
	struct audit_actor by = trail_operator(desk);
	struct dispatch_import work = {
		.descriptor = job->files.export,
		.mapping = mapping,
		.crew = crew,
		.key = &desk->workplace.key,
		.recorder = &recorder,
		.by = &by,
		.now = by.now,
		.dry = options->values[OPTION_DRY_RUN],
		.progress = progress_show,
		.context = &progress,
	};
	struct connection *connections[CONNECTIONS_MOST];
	enum status status = open_connections(desk, connections, &work.connection_count, fault);
	work.connections = connections;
	progress_start(&progress, job->files.export, options->values[OPTION_JSON]);
	if (status == STATUS_OK)
		status = dispatch_import(&work, &desk->arena, &job->report, fault);
	progress_end(&progress);
	for (size_t i = 0; i < work.connection_count; i++)
		connection_close(connections[i]);
	if (status == STATUS_OK)
		(options->values[OPTION_JSON] ? import_report_json : import_report_print)(
			&job->report, recorder.policy, work.dry);
	return status;
}

static enum status import(
	const struct options *options, struct desk *desk, struct job *job, struct fault *fault)
{
	struct files *files = &job->files;
	struct dispatch_mapping mapping;
	struct crew crew;
	const char *name = options->values[OPTION_MAPPING];
	enum status status = mapping_find(desk, name, &files->mapping, fault);
	if (status == STATUS_OK)
		status = mapping_use(files->mapping, desk, name, &mapping, fault);
	if (status == STATUS_OK && files->crew >= 0)
		status =
			crew_file_read(files->crew, mapping.crew_zone, clock_now(), &desk->arena, &crew, fault);
	if (status == STATUS_OK)
		status = run(options, desk, job, &mapping, files->crew >= 0 ? &crew : NULL, fault);
	return status;
}

static enum status open_files(
	const struct options *options, struct arena *arena, struct files *out, struct fault *fault)
{
	const char *mapping = options->values[OPTION_MAPPING], *crew = options->values[OPTION_CREW];
	enum status status = STATUS_OK;
	if (strcmp(options->arguments[0], "dispatch") != 0)
		return fault_set(fault, STATUS_INVALID, options->arguments[0],
			"Usage: plimsoll import dispatch|staff FILE --mapping MAPPING");
	if (!mapping)
		return fault_set(fault, STATUS_INVALID, "--mapping",
			"Say how the columns are to be read; docs/import.md describes a mapping.");
	if (!mapping_name_is_valid(text_of(mapping)))
		status = file_read(mapping, MAPPING_LIMIT, arena, &out->mapping, fault);
	if (status == STATUS_OK && crew)
		status = import_open(crew, &out->crew, fault);
	return status == STATUS_OK ? import_open(options->arguments[1], &out->export, fault) : status;
}

int command_import(const struct options *options)
{
	if (strcmp(options->arguments[0], "staff") == 0)
		return import_staff(options);
	struct desk desk;
	struct arena arena;
	struct job job = {.files = {.export = -1, .crew = -1}};
	const struct files *files = &job.files;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = open_files(options, &arena, &job.files, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = import(options, &desk, &job, &fault);
		desk_close(&desk);
	}
	if (files->crew >= 0)
		close(files->crew);
	if (files->export >= 0)
		close(files->export);
	arena_done(&arena);
	if (status == STATUS_OK)
		return 0;
	int code = command_failed(&fault);
	if (!options->values[OPTION_DRY_RUN])
		print_reached(&job.report);
	return code;
}
