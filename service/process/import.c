// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/import/dispatch.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/workplace.h"
#include "json/mapping.h"
#include "json/writer.h"

#define MAPPING_LIMIT ((size_t)1 << 20)

static const struct {
	const char *id, *words;
} faults[DISPATCH_FAULT_COUNT] = {
	[DISPATCH_NO_INCIDENT] = {"no_incident", "without an incident"},
	[DISPATCH_NO_RESPONDER] = {"no_responder", "without a responder"},
	[DISPATCH_NO_TIME] = {"no_time", "without a time"},
	[DISPATCH_WRONG_TIME] = {"wrong_time", "whose time does not fit the mapping's form"},
	[DISPATCH_IN_FUTURE] = {"in_future", "in the future"},
	[DISPATCH_SHORT_ROW] = {"short_row", "with fewer fields than the header"},
	[DISPATCH_NOT_UTF8] = {"not_utf8", "that are not UTF-8"},
};

static void print_unknown(const struct dispatch_report *report)
{
	if (report->unknown_count == 0)
		return;
	puts("\nTypes that no rule of the mapping knows. Add a rule for each and import again; "
		 "nothing is\nrecorded twice:");
	for (size_t i = 0; i < report->unknown_count; i++)
		printf("%9zu  %.*s%s%.*s\n", report->unknown[i].rows,
			TEXT_ARGUMENTS(report->unknown[i].type),
			report->unknown[i].second_type.length ? " / " : "",
			TEXT_ARGUMENTS(report->unknown[i].second_type));
}

static void print_report(const struct dispatch_report *report)
{
	printf("%9zu  rows read\n", report->rows);
	printf("%9zu  exposures added\n", report->recorded.added);
	printf("%9zu  corrected to an earlier time\n", report->recorded.corrected);
	printf("%9zu  known already\n", report->recorded.known);
	printf("%9zu  further rows of the same incident and responder\n", report->collapsed);
	if (report->packed)
		printf("%9zu  responders beyond the first of a row, counted in these\n", report->packed);
	if (report->not_arrived)
		printf("%9zu  of responders who never arrived\n", report->not_arrived);
	printf("%9zu  of types from which no exposure is expected\n", report->no_exposure);
	printf("%9zu  of unknown types\n", report->unknown_type);
	for (size_t i = 0; i < DISPATCH_FAULT_COUNT; i++) {
		if (report->unusable[i])
			printf("%9zu  %s, the first on line %lu\n", report->unusable[i], faults[i].words,
				report->first_line[i]);
	}
	printf("\n%zu people, %zu of them new. %zu crossings, %zu new needs.\n", report->people,
		report->new_people, report->recorded.raised, report->recorded.needs);
	print_unknown(report);
}

static void member(struct json_writer *json, const char *name, size_t value)
{
	writer_name(json, name);
	writer_integer(json, (int64_t)value);
}

static void print_json(const struct dispatch_report *report)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	member(&json, "rows", report->rows);
	member(&json, "packed", report->packed);
	member(&json, "not_arrived", report->not_arrived);
	member(&json, "added", report->recorded.added);
	member(&json, "corrected", report->recorded.corrected);
	member(&json, "known", report->recorded.known);
	member(&json, "collapsed", report->collapsed);
	member(&json, "no_exposure", report->no_exposure);
	member(&json, "unknown_type", report->unknown_type);
	for (size_t i = 0; i < DISPATCH_FAULT_COUNT; i++)
		member(&json, faults[i].id, report->unusable[i]);
	member(&json, "people", report->people);
	member(&json, "new_people", report->new_people);
	member(&json, "crossings", report->recorded.raised);
	member(&json, "needs", report->recorded.needs);
	writer_name(&json, "unknown");
	writer_array(&json);
	for (size_t i = 0; i < report->unknown_count; i++) {
		writer_object(&json);
		writer_name(&json, "type");
		writer_text(&json, report->unknown[i].type);
		writer_name(&json, "second_type");
		writer_text(&json, report->unknown[i].second_type);
		member(&json, "rows", report->unknown[i].rows);
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static enum status read_mapping(struct text document, struct desk *desk, const char *path,
	struct dispatch_mapping *out, struct fault *fault)
{
	struct json_faults *found = arena_allocate(&desk->arena, sizeof *found);
	if (!found)
		return fault_memory(fault);
	enum status status = mapping_read(document, &desk->setting.policy, &desk->arena, out, found);
	if (status != STATUS_INVALID)
		return status == STATUS_OK ? STATUS_OK : fault_memory(fault);
	fprintf(stderr, "plimsoll: The mapping cannot be used:\n");
	for (size_t i = 0; i < found->count; i++)
		fprintf(stderr, "  %s: %s\n", found->list[i].where, found->list[i].message);
	return fault_set(fault, status, path, "%zu fault%s in the mapping; nothing was imported.",
		found->count + found->omitted, found->count + found->omitted == 1 ? "" : "s");
}

static enum status import(const struct options *options, struct desk *desk, int file,
	struct text document, struct fault *fault)
{
	struct dispatch_mapping mapping;
	struct dispatch_report report = {0};
	struct recorder recorder = setting_recorder(&desk->setting, desk->recorder);
	struct dispatch_import work = {
		.descriptor = file,
		.mapping = &mapping,
		.key = &desk->workplace.key,
		.recorder = &recorder,
		.now = clock_now(),
	};
	enum status status =
		read_mapping(document, desk, options->values[OPTION_MAPPING], &mapping, fault);
	if (status == STATUS_OK)
		status = dispatch_import(&work, &desk->arena, &report, fault);
	if (status != STATUS_OK)
		return status;
	if (options->values[OPTION_JSON])
		print_json(&report);
	else
		print_report(&report);
	return STATUS_OK;
}

// The files are opened as whoever called, before the program becomes the service's user.
static enum status open_files(const struct options *options, struct arena *arena, int *file,
	struct text *document, struct fault *fault)
{
	const char *path = options->arguments[1], *mapping = options->values[OPTION_MAPPING];
	if (strcmp(options->arguments[0], "dispatch") != 0)
		return fault_set(fault, STATUS_INVALID, options->arguments[0],
			"Usage: plimsoll import dispatch FILE --mapping MAPPING");
	if (!mapping)
		return fault_set(fault, STATUS_INVALID, "--mapping",
			"Say how the columns are to be read; docs/import.md describes a mapping.");
	enum status status = file_read(mapping, MAPPING_LIMIT, arena, document, fault);
	if (status != STATUS_OK)
		return status;
	*file = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	return *file < 0 ? fault_errno(fault, path, "The file cannot be opened") : STATUS_OK;
}

int command_import(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct text document = TEXT("");
	struct fault fault = {.status = STATUS_OK};
	int file = -1;
	arena_init(&arena);
	enum status status = open_files(options, &arena, &file, &document, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = import(options, &desk, file, document, &fault);
		desk_close(&desk);
	}
	if (file >= 0)
		close(file);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
