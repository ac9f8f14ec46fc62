// SPDX-License-Identifier: MIT
#include "process/import_staff.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "process/clock.h"
#include "process/commands.h"
#include "process/mapping.h"
#include "process/progress.h"
#include "process/trail.h"

// The caller's files, opened before the program becomes the service's user; -1: not there.
struct staff_files {
	int staff, rejects, links;
	struct text mapping;
};

static void tell_progress(void *context, unsigned long long bytes, size_t rows)
{
	progress_show(context, &(struct dispatch_progress){.bytes = bytes, .rows = rows});
}

enum status import_open(const char *path, int *out, struct fault *fault)
{
	*out = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	return *out < 0 ? fault_errno(fault, path, "The file cannot be opened") : STATUS_OK;
}

// A new file, which nobody else can read; nothing is written over.
static enum status make_file(const char *path, int *out, struct fault *fault)
{
	if (!path)
		return STATUS_OK;
	*out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return *out < 0 ? fault_errno(fault, path, "The file cannot be made") : STATUS_OK;
}

static enum status check_call(const struct options *options, struct fault *fault)
{
	const char *missing = options->values[OPTION_LEAVERS_MISSING];
	if (!options->values[OPTION_MAPPING])
		return fault_set(fault, STATUS_INVALID, "--mapping",
			"Say how the columns are to be read; docs/staff.md describes a mapping.");
	if (options->values[OPTION_CREW])
		return fault_set(fault, STATUS_INVALID, "--crew", "This is for dispatch exports.");
	if (options->values[OPTION_LINKS] && options->values[OPTION_DRY_RUN])
		return fault_set(fault, STATUS_INVALID, "--links", "A dry run makes no links.");
	if (strcmp(missing, "keep") != 0 && strcmp(missing, "leave") != 0)
		return fault_set(fault, STATUS_INVALID, "--leavers-missing", "This is keep or leave.");
	return STATUS_OK;
}

static enum status open_files(const struct options *options, struct arena *arena,
	struct staff_files *out, struct fault *fault)
{
	const char *mapping = options->values[OPTION_MAPPING];
	enum status status = check_call(options, fault);
	if (status == STATUS_OK && !mapping_name_is_valid(text_of(mapping)))
		status = file_read(mapping, MAPPING_LIMIT, arena, &out->mapping, fault);
	if (status == STATUS_OK)
		status = import_open(options->arguments[1], &out->staff, fault);
	if (status == STATUS_OK)
		status = make_file(options->values[OPTION_REJECTS], &out->rejects, fault);
	if (status == STATUS_OK)
		status = make_file(options->values[OPTION_LINKS], &out->links, fault);
	return status;
}

static enum status run(const struct options *options, struct desk *desk,
	const struct staff_files *files, const struct staff_mapping *mapping, struct fault *fault)
{
	struct progress progress;
	struct staff_report report = {0};
	struct recorder recorder = setting_recorder(&desk->setting, desk->recorder);
	struct audit_actor by = trail_operator(desk);
	const char *url = options->values[OPTION_URL];
	struct staff_import work = {
		.descriptor = files->staff,
		.mapping = mapping,
		.recorder = &recorder,
		.by = &by,
		.now = by.now,
		.dry = options->values[OPTION_DRY_RUN],
		.missing_leave = strcmp(options->values[OPTION_LEAVERS_MISSING], "leave") == 0,
		.confirmed = options->values[OPTION_YES],
		.rejects = files->rejects,
		.links = files->links,
		.url = url ? url : "http://127.0.0.1:8080",
		.progress = tell_progress,
		.context = &progress,
	};
	progress_start(&progress, files->staff, options->values[OPTION_JSON]);
	enum status status = staff_import(&work, &desk->arena, &report, fault);
	progress_end(&progress);
	if (status == STATUS_OK && options->values[OPTION_JSON])
		staff_report_json(&report);
	else if (status == STATUS_OK)
		staff_report_print(&report, work.dry, work.missing_leave);
	return status;
}

static enum status import(const struct options *options, struct desk *desk,
	struct staff_files *files, struct fault *fault)
{
	struct staff_mapping mapping;
	const char *name = options->values[OPTION_MAPPING];
	enum status status = mapping_find(desk, name, &files->mapping, fault);
	if (status == STATUS_OK)
		status = mapping_use_staff(files->mapping, desk, name, &mapping, fault);
	return status == STATUS_OK ? run(options, desk, files, &mapping, fault) : status;
}

static void close_file(int descriptor, const char *path, bool failed)
{
	if (descriptor < 0)
		return;
	close(descriptor);
	if (path && failed)
		(void)unlink(path);
}

int import_staff(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct staff_files files = {.staff = -1, .rejects = -1, .links = -1};
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = open_files(options, &arena, &files, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = import(options, &desk, &files, &fault);
		desk_close(&desk);
	}
	close_file(files.staff, NULL, false);
	close_file(files.rejects, options->values[OPTION_REJECTS], false);
	close_file(files.links, options->values[OPTION_LINKS], status != STATUS_OK);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
