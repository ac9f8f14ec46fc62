// SPDX-License-Identifier: MIT
#include <inttypes.h>

#include "process/import_staff.h"
#include "json/writer.h"

#define SHOWN 20 // people of a list, on a terminal

static const struct {
	const char *id, *words;
} fields[STAFF_FIELD_COUNT] = {
	[STAFF_NAME] = {"name", "name"},
	[STAFF_SIGN_IN] = {"sign_in_name", "name to sign in with"},
	[STAFF_PROFILE] = {"profile", "role profile"},
	[STAFF_TEAM] = {"team", "team"},
	[STAFF_MANAGER] = {"manager", "line manager"},
	[STAFF_NATION] = {"nation", "nation"},
	[STAFF_JOINED] = {"joined", "date of joining"},
	[STAFF_LEAVING] = {"left", "date of leaving"},
	[STAFF_ROLES] = {"roles", "roles"},
};

static void line(int64_t number, const char *words)
{
	printf("%9" PRId64 "  %s\n", number, words);
}

static void line_if(int64_t number, const char *words)
{
	if (number)
		line(number, words);
}

static void print_changes(unsigned changes)
{
	const char *between = ": ";
	for (int i = 0; i < STAFF_FIELD_COUNT; i++) {
		if (!(changes & 1u << i))
			continue;
		printf("%s%s", between, fields[i].words);
		between = ", ";
	}
}

static void print_list(
	const struct staff_list *list, int64_t all, const char *heading, bool with_changes)
{
	if (list->count == 0)
		return;
	printf("\n%s\n", heading);
	for (size_t i = 0; i < list->count && i < SHOWN; i++) {
		const struct staff_listed *item = &list->items[i];
		printf("  %.*s  %.*s", TEXT_ARGUMENTS(item->reference), TEXT_ARGUMENTS(item->display_name));
		if (with_changes)
			print_changes(item->changes);
		puts("");
	}
	if (all > SHOWN)
		printf("  … and %" PRId64 " more\n", all - SHOWN);
}

static const char *unresolved_words(struct text fault)
{
	if (text_is(fault, "self"))
		return "is the person";
	return text_is(fault, "left") ? "has left" : "is not known";
}

static void print_unresolved(const struct staff_report *report)
{
	const struct staff_list *list = &report->unresolved;
	if (list->count == 0)
		return;
	puts("\nWithout the line manager that the file names:");
	for (size_t i = 0; i < list->count && i < SHOWN; i++) {
		const struct staff_listed *item = &list->items[i];
		printf("  %.*s  %.*s: %.*s %s\n", TEXT_ARGUMENTS(item->reference),
			TEXT_ARGUMENTS(item->display_name), TEXT_ARGUMENTS(item->manager),
			unresolved_words(item->fault));
	}
	int64_t all = report->counts.unknown_managers + report->counts.left_managers +
				  report->counts.own_managers;
	if (all > SHOWN)
		printf("  … and %" PRId64 " more\n", all - SHOWN);
}

static void print_counts(const struct staff_counts *counts, size_t rows, bool missing_leave)
{
	line((int64_t)rows, "rows read");
	line(counts->joins, "people join");
	line_if(counts->returns, "come back");
	line(counts->changed, "are changed");
	for (int i = 0; i < STAFF_FIELD_COUNT; i++) {
		if (counts->fields[i])
			printf("%18" PRId64 "  %s\n", counts->fields[i], fields[i].words);
	}
	line(counts->leaves, "leave");
	line(counts->unchanged, "stay as they are");
	line_if(counts->gone, "had left before");
	line_if(counts->new_teams, "teams are new");
	if (counts->missing && !missing_leave)
		line(counts->missing, "officers and supervisors are not in the file, and stay "
							  "(--leavers-missing=leave)");
	else if (counts->missing && counts->nameless)
		line(counts->missing, "officers and supervisors are not in the file, and stay: lines "
							  "without a staff number may be theirs");
	for (int i = 0; i < STAFF_FAULT_COUNT; i++) {
		if (counts->faults[i])
			printf("%9" PRId64 "  left out, the first on line %lu: %s\n", counts->faults[i],
				counts->first_line[i], staff_fault_sentence((enum staff_fault)i));
	}
}

static void print_hosts(const struct staff_report *report)
{
	char first[INSTANT_TEXT_LENGTH + 1], last[INSTANT_TEXT_LENGTH + 1];
	if (!report->hosts)
		return;
	instant_format(report->leads.first, first);
	instant_format(report->leads.last, last);
	printf("\n%zu of those who leave lead %" PRId64 " sessions to come, from %.10s to %.10s: find "
		   "somebody else for them.\n",
		report->hosts, report->leads.count, first, last);
}

void staff_report_print(const struct staff_report *report, bool dry, bool missing_leave)
{
	const struct staff_counts *counts = &report->counts;
	if (dry)
		puts("Nothing was written. An import would come to this:\n");
	print_counts(counts, report->rows, missing_leave);
	if (!dry)
		printf("\n%zu bookings and holds of those who leave are let go.\n", report->released);
	if (report->on_pattern)
		printf("\n%zu lines put somebody on a shift pattern; of %zu who are there the time of %zu "
			   "%s.\n",
			report->on_pattern, report->time.people, report->time.changed,
			dry ? "would change" : "has changed");
	if (report->unended)
		puts("The last line of the file has no end: look whether the file was cut off.");
	if (report->circle.length)
		printf("\nThe reporting lines go round, and an import would be refused:\n  %.*s\n",
			TEXT_ARGUMENTS(report->circle));
	if (dry && report->many_leave)
		printf("\n%" PRId64 " of %" PRId64 " people would leave: an import asks for --yes.\n",
			counts->leaves, counts->staff);
	print_hosts(report);
	print_list(&report->joins, counts->joins + counts->returns, "Join:", false);
	print_list(&report->changed, counts->changed, "Change:", true);
	print_list(&report->leaves, counts->leaves, "Leave:", false);
	print_unresolved(report);
}

static void member(struct json_writer *json, const char *name, int64_t value)
{
	writer_name(json, name);
	writer_integer(json, value);
}

static void member_text(struct json_writer *json, const char *name, struct text value)
{
	writer_name(json, name);
	writer_text(json, value);
}

static void write_list(
	struct json_writer *json, const char *name, const struct staff_list *list, bool unresolved)
{
	writer_name(json, name);
	writer_array(json);
	for (size_t i = 0; i < list->count; i++) {
		const struct staff_listed *item = &list->items[i];
		writer_object(json);
		member_text(json, "staff_number", item->reference);
		member_text(json, "name", item->display_name);
		if (unresolved) {
			member_text(json, "manager", item->manager);
			member_text(json, "because", item->fault);
		} else {
			writer_name(json, "changes");
			writer_array(json);
			for (int field = 0; field < STAFF_FIELD_COUNT; field++) {
				if (item->changes & 1u << field)
					writer_text(json, text_of(fields[field].id));
			}
			writer_array_end(json);
		}
		writer_object_end(json);
	}
	writer_array_end(json);
}

static void write_counts(struct json_writer *json, const struct staff_report *report)
{
	const struct staff_counts *counts = &report->counts;
	member(json, "rows", (int64_t)report->rows);
	member(json, "joins", counts->joins);
	member(json, "returns", counts->returns);
	member(json, "changed", counts->changed);
	member(json, "leaves", counts->leaves);
	member(json, "unchanged", counts->unchanged);
	member(json, "left_before", counts->gone);
	member(json, "new_teams", counts->new_teams);
	member(json, "staff", counts->staff);
	member(json, "missing", counts->missing);
	member(json, "on_shift_pattern", (int64_t)report->on_pattern);
	member(json, "changed_time", (int64_t)report->time.changed);
	member(json, "rejected", counts->rejected);
	member(json, "managers_unresolved",
		counts->unknown_managers + counts->left_managers + counts->own_managers);
	writer_name(json, "fields");
	writer_object(json);
	for (int i = 0; i < STAFF_FIELD_COUNT; i++)
		member(json, fields[i].id, counts->fields[i]);
	writer_object_end(json);
	writer_name(json, "rejects");
	writer_object(json);
	for (int i = STAFF_FINE + 1; i < STAFF_FAULT_COUNT; i++) {
		if (counts->faults[i])
			member(json, staff_fault_name((enum staff_fault)i), counts->faults[i]);
	}
	writer_object_end(json);
}

void staff_report_json(const struct staff_report *report)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	write_counts(&json, report);
	writer_name(&json, "many_leave");
	writer_boolean(&json, report->many_leave);
	writer_name(&json, "unended");
	writer_boolean(&json, report->unended);
	member_text(&json, "circle", report->circle.start ? report->circle : TEXT(""));
	member(&json, "hosts_leaving", (int64_t)report->hosts);
	member(&json, "sessions_to_lead", report->leads.count);
	if (report->leads.count) {
		writer_name(&json, "first_session");
		writer_instant(&json, report->leads.first);
		writer_name(&json, "last_session");
		writer_instant(&json, report->leads.last);
	}
	member(&json, "released", (int64_t)report->released);
	write_list(&json, "joining", &report->joins, false);
	write_list(&json, "changing", &report->changed, false);
	write_list(&json, "leaving", &report->leaves, false);
	write_list(&json, "unresolved", &report->unresolved, true);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}
