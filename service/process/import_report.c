// SPDX-License-Identifier: MIT
#include "process/import_report.h"

#include <stdio.h>

#include "json/writer.h"

static const struct {
	const char *id, *words;
} faults[DISPATCH_FAULT_COUNT] = {
	[DISPATCH_NO_INCIDENT] = {"no_incident", "without an incident"},
	[DISPATCH_NO_RESPONDER] = {"no_responder", "without a responder"},
	[DISPATCH_NO_TIME] = {"no_time", "without a time"},
	[DISPATCH_WRONG_TIME] = {"wrong_time", "whose time does not fit the mapping's form"},
	[DISPATCH_TOO_EARLY] = {"too_early", "before the mapping's earliest time"},
	[DISPATCH_IN_FUTURE] = {"in_future", "in the future"},
	[DISPATCH_SHORT_ROW] = {"short_row", "with fewer fields than the header"},
	[DISPATCH_NOT_UTF8] = {"not_utf8", "that are not UTF-8"},
};

static void line(size_t number, const char *words)
{
	printf("%9zu  %s\n", number, words);
}

static void line_if(size_t number, const char *words)
{
	if (number)
		line(number, words);
}

static void print_list(const struct dispatch_list *list, const char *heading)
{
	if (list->count == 0)
		return;
	printf("\n%s\n", heading);
	for (size_t i = 0; i < list->count; i++) {
		const struct dispatch_counted *item = &list->items[i];
		if (item->name.length == 0 && item->second.length == 0)
			printf("%9zu  (empty, or beyond what is listed)\n", item->rows);
		else
			printf("%9zu  %.*s%s%.*s\n", item->rows, TEXT_ARGUMENTS(item->name),
				item->second.length ? " / " : "", TEXT_ARGUMENTS(item->second));
	}
}

static void print_lists(const struct dispatch_report *report)
{
	print_list(&report->unknown_types,
		"Types that no rule of the mapping knows. Add a rule for each and import again; nothing "
		"is\nrecorded twice:");
	print_list(&report->empty_units,
		"Units that nobody was on at the time, by the crew table. Complete it and import again:");
	print_list(&report->unknown_responders,
		"Responders who are not known, and the mapping adds nobody. Add them and import again:");
	if (report->unknown_people > report->unknown_responders.count)
		printf("…and %zu more.\n", report->unknown_people - report->unknown_responders.count);
}

static void print_counts(const struct dispatch_report *report, bool dry)
{
	line(report->rows, "rows read");
	line(report->recorded.added, dry ? "exposures would be added" : "exposures added");
	line(report->recorded.corrected,
		dry ? "would be corrected to an earlier time or a heavier category"
			: "corrected to an earlier time or a heavier category");
	line(report->recorded.known, "known already");
	line(report->collapsed, "further rows of the same incident and responder");
	line_if(report->packed, "responders beyond the first of a row, counted in these");
	line_if(report->crewed, "people beyond the first on a unit, counted in these");
	line_if(report->not_arrived, "of responders who never arrived");
	line(report->no_exposure, "of types from which no exposure is expected");
	line(report->unknown_type, "of unknown types");
	line_if(report->no_crew, "of units that nobody was on");
	line_if(report->unknown_responder, "of responders who are not known");
	for (size_t i = 0; i < DISPATCH_FAULT_COUNT; i++) {
		if (report->unusable[i])
			printf("%9zu  %s, the first on line %lu\n", report->unusable[i], faults[i].words,
				report->first_line[i]);
	}
}

static void print_preview(const struct dispatch_report *report, const struct policy *policy)
{
	puts("\nExposures by category:");
	for (size_t i = 0; i < policy->category_count; i++)
		if (report->categories[i])
			printf(
				"%9zu  %.*s\n", report->categories[i], TEXT_ARGUMENTS(policy->categories[i].code));
	puts("\nHow the first rows are read, times in UTC:");
	for (size_t i = 0; i < report->sample_count; i++) {
		const struct dispatch_sample *sample = &report->samples[i];
		char at[INSTANT_TEXT_LENGTH + 1];
		instant_format(sample->at, at);
		printf("  line %-6lu  %s  %.*s%s%.*s\n", sample->line, at, TEXT_ARGUMENTS(sample->category),
			sample->modifier.length ? " " : "", TEXT_ARGUMENTS(sample->modifier));
	}
}

void import_report_print(
	const struct dispatch_report *report, const struct policy *policy, bool dry)
{
	if (dry)
		puts("Nothing was written. An import would come to this:\n");
	print_counts(report, dry);
	printf("\n%zu people, %zu of them new.", report->people, report->new_people);
	if (dry)
		puts(" Crossings and needs show when it is done.");
	else
		printf(" %zu crossings, %zu new needs.\n", report->recorded.raised, report->recorded.needs);
	if (report->unended)
		puts("The last line of the file has no end: look whether the file was cut off.");
	if (dry)
		print_preview(report, policy);
	print_lists(report);
}

static void member(struct json_writer *json, const char *name, size_t value)
{
	writer_name(json, name);
	writer_integer(json, (int64_t)value);
}

// A list of what has to be reviewed; `second` may be NULL.
static void write_list(struct json_writer *json, const char *list_name,
	const struct dispatch_list *list, const char *name, const char *second)
{
	writer_name(json, list_name);
	writer_array(json);
	for (size_t i = 0; i < list->count; i++) {
		writer_object(json);
		writer_name(json, name);
		writer_text(json, list->items[i].name);
		if (second) {
			writer_name(json, second);
			writer_text(json, list->items[i].second);
		}
		member(json, "rows", list->items[i].rows);
		writer_object_end(json);
	}
	writer_array_end(json);
}

static void write_counts(struct json_writer *json, const struct dispatch_report *report, bool dry)
{
	member(json, "rows", report->rows);
	member(json, "packed", report->packed);
	member(json, "crewed", report->crewed);
	member(json, "not_arrived", report->not_arrived);
	member(json, "added", report->recorded.added);
	member(json, "corrected", report->recorded.corrected);
	member(json, "known", report->recorded.known);
	member(json, "collapsed", report->collapsed);
	member(json, "no_exposure", report->no_exposure);
	member(json, "unknown_type", report->unknown_type);
	member(json, "no_crew", report->no_crew);
	member(json, "unknown_responder", report->unknown_responder);
	for (size_t i = 0; i < DISPATCH_FAULT_COUNT; i++)
		member(json, faults[i].id, report->unusable[i]);
	writer_name(json, "unended");
	writer_boolean(json, report->unended);
	member(json, "people", report->people);
	member(json, "new_people", report->new_people);
	member(json, "unknown_people", report->unknown_people);
	if (dry)
		return;
	member(json, "crossings", report->recorded.raised);
	member(json, "needs", report->recorded.needs);
}

static void write_preview(
	struct json_writer *json, const struct dispatch_report *report, const struct policy *policy)
{
	writer_name(json, "categories");
	writer_object(json);
	for (size_t i = 0; i < policy->category_count; i++) {
		if (report->categories[i] == 0)
			continue;
		char code[64];
		(void)snprintf(code, sizeof code, "%.*s", TEXT_ARGUMENTS(policy->categories[i].code));
		member(json, code, report->categories[i]);
	}
	writer_object_end(json);
	writer_name(json, "preview");
	writer_array(json);
	for (size_t i = 0; i < report->sample_count; i++) {
		writer_object(json);
		member(json, "line", report->samples[i].line);
		writer_name(json, "at");
		writer_instant(json, report->samples[i].at);
		writer_name(json, "category");
		writer_text(json, report->samples[i].category);
		if (report->samples[i].modifier.length) {
			writer_name(json, "modifier");
			writer_text(json, report->samples[i].modifier);
		}
		writer_object_end(json);
	}
	writer_array_end(json);
}

void import_report_json(const struct dispatch_report *report, const struct policy *policy, bool dry)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	write_counts(&json, report, dry);
	if (dry)
		write_preview(&json, report, policy);
	write_list(&json, "unknown", &report->unknown_types, "type", "second_type");
	write_list(&json, "units_without_crew", &report->empty_units, "unit", NULL);
	write_list(&json, "unknown_responders", &report->unknown_responders, "responder", NULL);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}
