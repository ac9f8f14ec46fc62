// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/duty/patterns.h"
#include "app/import/roster_calendar.h"
#include "calendar/content.h"
#include "core/time_form.h"
#include "process/commands.h"
#include "process/import_staff.h"
#include "process/mapping.h"
#include "process/pattern.h"
#include "process/trail.h"
#include "store/people.h"
#include "store/teams.h"
#include "json/writer.h"

static void print_counts(const struct roster_counts *counts, bool dry)
{
	printf("%s: %zu shifts and %zu rest days of %zu people; the time of %zu of them %s.\n",
		dry ? "Nothing is written. It would come to" : "Done", counts->shifts, counts->rest_days,
		counts->people, counts->changed, dry ? "would change" : "has changed");
	printf("Away: %zu stretches are new, %zu are no more, %zu stay.\n", counts->away.added,
		counts->away.removed, counts->away.unchanged);
}

static void print_report(const struct roster_report *report, bool dry)
{
	char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
	instant_format(report->known.from, from);
	instant_format(report->known.to, to);
	printf("%zu rows, from %s to %s; %zu were there twice.\n", report->rows, from, to,
		report->repeated);
	print_counts(&report->counts, dry);
	if (report->strangers)
		printf("\nLeft out: rows of %zu numbers that nobody has.\n", report->strangers);
	for (size_t i = 0; i < report->some_count; i++)
		printf("  %.*s\n", TEXT_ARGUMENTS(report->some[i]));
	if (report->strangers > report->some_count)
		printf("  … and %zu more.\n", report->strangers - report->some_count);
}

static void write_count(struct json_writer *json, const char *name, size_t value)
{
	writer_name(json, name);
	writer_integer(json, (int64_t)value);
}

static void write_counts(const struct roster_counts *counts, const struct roster_report *report)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	if (report) {
		write_count(&json, "rows", report->rows);
		write_count(&json, "repeated", report->repeated);
		write_count(&json, "unknown_numbers", report->strangers);
	}
	write_count(&json, "people", counts->people);
	write_count(&json, "changed_people", counts->changed);
	write_count(&json, "shifts", counts->shifts);
	write_count(&json, "rest_days", counts->rest_days);
	write_count(&json, "absences_added", counts->away.added);
	write_count(&json, "absences_removed", counts->away.removed);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

// Each of what is wrong on a line of its own, before the command fails for the first of them.
static void print_faults(const struct roster_file_faults *faults)
{
	for (size_t i = 0; i < faults->kept; i++) {
		const struct roster_file_fault *wrong = &faults->list[i];
		fprintf(stderr, "line %lu", wrong->line);
		if (wrong->column.length)
			fprintf(stderr, ", %.*s", TEXT_ARGUMENTS(wrong->column));
		fprintf(stderr, ": %s", roster_row_sentence(wrong->answer));
		if (wrong->read.length)
			fprintf(stderr, " (%.*s)", TEXT_ARGUMENTS(wrong->read));
		fputc('\n', stderr);
	}
	if (faults->count > faults->kept)
		fprintf(stderr, "… and %zu more.\n", faults->count - faults->kept);
}

// Of a calendar: the words that nobody knows, and how often each stands there.
static void print_unknown(const struct roster_report *report)
{
	for (size_t i = 0; i < report->unknown_count; i++)
		fprintf(stderr, "not known: \"%.*s\", events with it: %zu\n",
			TEXT_ARGUMENTS(report->unknown[i].word), report->unknown[i].events);
	if (report->unreadable > 1)
		fprintf(
			stderr, "%zu events cannot be used; the first of them is below.\n", report->unreadable);
}

// The caller's files, opened before the program becomes the service's user.
struct roster_files {
	int rows;
	struct text mapping, calendar; // start is NULL: it is none
};

// A calendar is told from rows by how it begins, and read whole.
static enum status read_calendar(
	struct roster_files *files, struct arena *arena, struct fault *fault)
{
	char beginning[64];
	ssize_t length = pread(files->rows, beginning, sizeof beginning, 0);
	if (length <= 0 || !roster_is_calendar((struct text){beginning, (size_t)length}))
		return STATUS_OK;
	size_t have = 0, size = CONTENT_BYTES_LIMIT + 1; // one more is too long
	char *bytes = arena_allocate(arena, size);
	if (!bytes)
		return fault_memory(fault);
	while (have < size && (length = pread(files->rows, bytes + have, size - have, (off_t)have)) > 0)
		have += (size_t)length;
	if (length < 0)
		return fault_errno(fault, "FILE", "The calendar cannot be read");
	files->calendar = (struct text){bytes, have};
	return STATUS_OK;
}

static enum status open_files(const struct options *options, struct arena *arena,
	struct roster_files *out, struct fault *fault)
{
	const char *mapping = options->values[OPTION_MAPPING];
	enum status status = STATUS_OK;
	if (mapping && !mapping_name_is_valid(text_of(mapping)))
		status = file_read(mapping, MAPPING_LIMIT, arena, &out->mapping, fault);
	if (status == STATUS_OK)
		status = import_open(options->arguments[1], &out->rows, fault);
	return status == STATUS_OK ? read_calendar(out, arena, fault) : status;
}

static enum status find_form(const struct options *options, struct desk *desk, struct text document,
	struct roster_mapping *out, struct fault *fault)
{
	const char *given = options->values[OPTION_MAPPING];
	*out = (struct roster_mapping){.form = roster_form_usual};
	out->form.zone = desk->setting.organisation.zone;
	if (!given)
		return STATUS_OK;
	enum status status = mapping_find(desk, given, &document, fault);
	return status == STATUS_OK ? mapping_use_roster(document, desk, given, out, fault) : status;
}

static enum status read_day(
	const struct options *options, enum option option, int64_t *out, struct fault *fault)
{
	struct civil day;
	const char *value = options->values[option];
	static const char *const names[OPTION_COUNT] = {
		[OPTION_ANCHOR] = "--anchor", [OPTION_SINCE] = "--since", [OPTION_UNTIL] = "--until"};
	if (!value || !time_form_read(TEXT("YYYY-MM-DD"), text_of(value), &day))
		return fault_set(
			fault, STATUS_INVALID, names[option], "A day is needed here, as 2026-11-30.");
	*out = civil_as_utc(day).seconds / SECONDS_PER_DAY;
	return STATUS_OK;
}

static struct instant midnight(const struct zone *zone, int64_t day)
{
	return zone_instant(zone, civil_of((struct instant){day * SECONDS_PER_DAY}));
}

// From --since to --until, where these are given.
static enum status find_window(const struct options *options, const struct zone *zone,
	struct instant from, struct interval *out, struct fault *fault)
{
	int64_t day;
	enum status status = STATUS_OK;
	if (options->values[OPTION_SINCE])
		status = read_day(options, OPTION_SINCE, &day, fault);
	if (status == STATUS_OK && options->values[OPTION_SINCE])
		from = midnight(zone, day);
	*out = roster_calendar_window(zone, from);
	if (status == STATUS_OK && options->values[OPTION_UNTIL]) {
		status = read_day(options, OPTION_UNTIL, &day, fault);
		if (status == STATUS_OK)
			out->to = midnight(zone, day + 1);
	}
	if (status == STATUS_OK &&
		(!instant_before(out->from, out->to) ||
			out->to.seconds - out->from.seconds > ROSTER_FILE_DAYS_LIMIT * SECONDS_PER_DAY))
		status = fault_set(fault, STATUS_INVALID, "--until",
			"A calendar is taken in over 1 to %d days.", ROSTER_FILE_DAYS_LIMIT);
	return status;
}

static enum status take_calendar(const struct options *options, struct desk *desk,
	const struct roster_import *work, const struct roster_files *files,
	const struct roster_mapping *mapping, struct roster_report *report, struct fault *fault)
{
	const char *person = options->values[OPTION_PERSON];
	struct roster_calendar_file file = {
		.limited = {LIMITED_SELF, -1, LIMITED_SECONDS},
		.document = files->calendar,
		.form = &mapping->form,
		.property = mapping->calendar_person,
		.until = mapping->calendar_person_until,
		.person = person ? text_of(person) : TEXT(""),
	};
	enum status status =
		find_window(options, desk->setting.zone, work->by->now, &file.window, fault);
	return status == STATUS_OK ? roster_import_calendar(work, &file, &desk->arena, report, fault)
							   : status;
}

static enum status take_rows(const struct options *options, struct desk *desk,
	const struct roster_import *work, const struct roster_files *files,
	const struct roster_mapping *mapping, struct roster_report *report, struct fault *fault)
{
	if (options->values[OPTION_PERSON] || options->values[OPTION_SINCE] ||
		options->values[OPTION_UNTIL])
		return fault_set(fault, STATUS_INVALID, NULL,
			"--person, --since and --until are for calendars; these rows say all of it "
			"themselves.");
	return roster_import(work, files->rows, &mapping->form, &desk->arena, report, fault);
}

static enum status import(const struct options *options, struct desk *desk,
	const struct roster_files *files, struct fault *fault)
{
	struct roster_report report = {.rows = 0};
	struct audit_actor by = trail_operator(desk);
	struct roster_mapping mapping;
	const struct roster_import work = {
		.connection = desk->recorder,
		.setting = &desk->setting,
		.by = &by,
		.dry = options->values[OPTION_DRY_RUN],
	};
	enum status status = find_form(options, desk, files->mapping, &mapping, fault);
	if (status == STATUS_OK)
		status = files->calendar.start
					 ? take_calendar(options, desk, &work, files, &mapping, &report, fault)
					 : take_rows(options, desk, &work, files, &mapping, &report, fault);
	if (status != STATUS_OK) {
		print_faults(&report.faults);
		print_unknown(&report);
	} else if (options->values[OPTION_JSON])
		write_counts(&report.counts, &report);
	else
		print_report(&report, work.dry);
	return status;
}

static enum status find_people(const struct options *options, struct desk *desk,
	struct person_id **out, size_t *count, struct fault *fault)
{
	struct person person;
	const char *reference = options->values[OPTION_PERSON], *team = options->values[OPTION_TEAM];
	if (!reference == !team)
		return fault_set(fault, STATUS_INVALID, NULL,
			"Say who works the pattern: the people of --team, or --person.");
	if (team) {
		enum status status = team_named(desk->recorder, desk->setting.organisation.id,
			text_of(team), &desk->arena, out, count, fault);
		return status == STATUS_OK && *count == 0
				   ? fault_set(fault, STATUS_NOT_FOUND, team, "Nobody is in a team of this name.")
				   : status;
	}
	enum status status = person_read(desk->recorder, desk->setting.organisation.id,
		text_of(reference), &desk->arena, &person, fault);
	*out = arena_array(&desk->arena, 1, sizeof **out);
	if (status == STATUS_OK && !*out)
		return fault_memory(fault);
	if (status == STATUS_OK)
		**out = person.id;
	*count = 1;
	return status;
}

static enum status work_pattern(
	const struct options *options, struct desk *desk, struct fault *fault)
{
	struct shift_pattern pattern;
	struct person_id *people;
	size_t count;
	int64_t anchor, since, until;
	struct roster_counts counts = {0};
	struct audit_actor by = trail_operator(desk);
	const struct roster_import work = {
		desk->recorder, &desk->setting, &by, options->values[OPTION_DRY_RUN]};
	enum status status = pattern_named(desk->recorder, desk->setting.organisation.id,
		text_of(options->arguments[1]), &desk->arena, &pattern, fault);
	if (status == STATUS_OK)
		status = read_day(options, OPTION_ANCHOR, &anchor, fault);
	if (status == STATUS_OK)
		status = read_day(options, OPTION_SINCE, &since, fault);
	if (status == STATUS_OK)
		status = read_day(options, OPTION_UNTIL, &until, fault);
	if (status == STATUS_OK && until < since)
		status = fault_set(fault, STATUS_INVALID, "--until", "This is before --since.");
	if (status == STATUS_OK)
		status = find_people(options, desk, &people, &count, fault);
	if (status != STATUS_OK)
		return status;
	const struct interval during = {
		midnight(desk->setting.zone, since), midnight(desk->setting.zone, until + 1)};
	status = roster_by_pattern(
		&work, people, count, &pattern, anchor, during, &desk->arena, &counts, fault);
	if (status == STATUS_OK && options->values[OPTION_JSON])
		write_counts(&counts, NULL);
	else if (status == STATUS_OK)
		print_counts(&counts, work.dry);
	return status;
}

int command_roster(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct roster_files files = {.rows = -1};
	bool imports = strcmp(options->arguments[0], "import") == 0;
	struct fault fault = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	bool lists = strcmp(options->arguments[0], "pattern") == 0 && options->argument_count == 1;
	arena_init(&arena);
	if (!lists && (options->argument_count != 2 ||
					  (!imports && strcmp(options->arguments[0], "pattern") != 0)))
		status = fault_set(&fault, STATUS_INVALID, options->arguments[0],
			"Usage: plimsoll roster import FILE | pattern NAME");
	if (status == STATUS_OK && imports)
		status = open_files(options, &arena, &files, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = imports ? import(options, &desk, &files, &fault)
					 : lists ? patterns_print(options, &desk, &fault)
							 : work_pattern(options, &desk, &fault);
		desk_close(&desk);
	}
	if (files.rows >= 0)
		close(files.rows);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
