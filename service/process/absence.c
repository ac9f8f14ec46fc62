// SPDX-License-Identifier: MIT
#include <string.h>
#include <unistd.h>

#include "app/import/absences.h"
#include "process/commands.h"
#include "process/import_staff.h"
#include "process/trail.h"
#include "json/writer.h"

#define SHOWN 20

static void print_rejects(const struct absence_report *report)
{
	size_t all = 0;
	for (unsigned i = 1; i < ABSENCE_FAULT_COUNT; i++)
		all += report->faults[i];
	if (all)
		printf("\nLeft out: %zu %s; of whom one is, nothing changes.\n", all,
			all == 1 ? "line" : "lines");
	for (size_t i = 0; i < report->reject_count && i < SHOWN; i++)
		printf("  line %lu: %s\n", report->rejects[i].line,
			absence_fault_sentence(report->rejects[i].fault));
	if (all > SHOWN)
		printf("  … and %zu more; --json lists them.\n", all - SHOWN);
}

static void print_report(const struct absence_report *report, bool dry)
{
	const struct away_counts *counts = &report->counts;
	printf("%zu lines about %zu people.\n", report->rows, report->people);
	printf("%s: %zu absences are new, %zu are no more, %zu stay; %zu people's time %s.\n",
		dry ? "Nothing is written. It would come to" : "Done", counts->added, counts->removed,
		counts->unchanged, counts->people, dry ? "would change" : "has changed");
	print_rejects(report);
	if (report->unended)
		puts("\nThe last line has no end: was the file cut off?");
}

static void write_report(const struct absence_report *report)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	const struct {
		const char *name;
		size_t value;
	} numbers[] = {{"lines", report->rows}, {"people", report->people},
		{"changed_people", report->counts.people}, {"added", report->counts.added},
		{"removed", report->counts.removed}, {"unchanged", report->counts.unchanged}};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		writer_name(&json, numbers[i].name);
		writer_integer(&json, (int64_t)numbers[i].value);
	}
	writer_name(&json, "unended");
	writer_boolean(&json, report->unended);
	writer_name(&json, "left_out");
	writer_array(&json);
	for (size_t i = 0; i < report->reject_count; i++) {
		writer_object(&json);
		writer_name(&json, "line");
		writer_integer(&json, (int64_t)report->rejects[i].line);
		writer_name(&json, "reason");
		writer_text(&json, text_of(absence_fault_sentence(report->rejects[i].fault)));
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static enum status run(
	const struct options *options, struct desk *desk, int file, struct fault *fault)
{
	struct absence_report report;
	struct audit_actor by = trail_operator(desk);
	const struct absence_import work = {
		.descriptor = file,
		.connection = desk->recorder,
		.setting = &desk->setting,
		.by = &by,
		.dry = options->values[OPTION_DRY_RUN],
	};
	enum status status = absence_import(&work, &desk->arena, &report, fault);
	if (status == STATUS_OK && options->values[OPTION_JSON])
		write_report(&report);
	else if (status == STATUS_OK)
		print_report(&report, work.dry);
	return status;
}

int command_absence(const struct options *options)
{
	struct desk desk;
	int file = -1;
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (strcmp(options->arguments[0], "import") != 0)
		status = fault_set(
			&fault, STATUS_INVALID, options->arguments[0], "Usage: plimsoll absence import FILE");
	if (status == STATUS_OK)
		status = import_open(options->arguments[1], &file, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = run(options, &desk, file, &fault);
		desk_close(&desk);
	}
	if (file >= 0)
		close(file);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
