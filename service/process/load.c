// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>

#include "app/loads/loads.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/trail.h"
#include "json/policy.h"
#include "json/writer.h"

// By team, those who are in none last; in order of reference within it.
static int compare_teams(const void *a, const void *b)
{
	const struct person_loads *left = a, *right = b;
	if (!left->team.length != !right->team.length)
		return left->team.length ? -1 : 1;
	int teams = text_compare(left->team, right->team);
	return teams ? teams : text_compare(left->reference, right->reference);
}

static void print_table(struct person_loads *list, size_t count)
{
	if (count)
		qsort(list, count, sizeof *list, compare_teams);
	printf("%-28s %-14s %9s  %-22s %12s  %-8s %s\n", "person", "role profile", "exposures", "line",
		"load", "level", "falls under on");
	for (size_t i = 0; i < count; i++) {
		if (list[0].team.length && (i == 0 || !text_equal(list[i].team, list[i - 1].team)))
			printf(
				"\n%.*s\n", TEXT_ARGUMENTS(list[i].team.length ? list[i].team : TEXT("No team")));
		for (size_t j = 0; j < list[i].line_count || j == 0; j++) {
			const struct line_load *line = j < list[i].line_count ? &list[i].lines[j] : NULL;
			char falls[INSTANT_TEXT_LENGTH + 1] = "";
			if (line && line->falls.seconds != INSTANT_NEVER.seconds)
				instant_format(line->falls, falls);
			printf("%-28.*s %-14.*s %9zu  ", TEXT_ARGUMENTS(list[i].reference),
				TEXT_ARGUMENTS(list[i].profile), list[i].exposures);
			if (!line) {
				puts("no line");
				continue;
			}
			char load[32];
			snprintf(load, sizeof load, isnan(line->load) ? "not yet" : "%.3f", line->load);
			struct text level = line->level < 0 ? TEXT("") : line->line->levels[line->level].name;
			printf("%-22.*s %12s  %-8.*s %.10s\n", TEXT_ARGUMENTS(line->line->id), load,
				TEXT_ARGUMENTS(level), falls);
		}
	}
	puts(list && count > 40 ? "\nThe people of one team: plimsoll load --team NAME" : "");
	puts("Load falls because time passes, not because anybody has recovered. Under the line is "
		 "not a clean bill of health.");
}

static void write_line(struct json_writer *json, const struct line_load *line)
{
	writer_object(json);
	writer_name(json, "line");
	writer_text(json, line->line->id);
	writer_name(json, "load");
	if (isnan(line->load))
		writer_null(json);
	else
		writer_number(json, line->load);
	writer_name(json, "level");
	if (line->level < 0)
		writer_null(json);
	else
		writer_text(json, line->line->levels[line->level].name);
	writer_name(json, "falls_under_at");
	if (line->falls.seconds == INSTANT_NEVER.seconds)
		writer_null(json);
	else
		writer_instant(json, line->falls);
	writer_object_end(json);
}

static void print_json(struct instant at, const struct person_loads *list, size_t count)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "at");
	writer_instant(&json, at);
	writer_name(&json, "people");
	writer_array(&json);
	for (size_t i = 0; i < count; i++) {
		writer_object(&json);
		writer_name(&json, "person");
		writer_text(&json, list[i].reference);
		writer_name(&json, "team");
		if (list[i].team.length)
			writer_text(&json, list[i].team);
		else
			writer_null(&json);
		writer_name(&json, "profile");
		writer_text(&json, list[i].profile);
		writer_name(&json, "exposures");
		writer_integer(&json, (int64_t)list[i].exposures);
		writer_name(&json, "lines");
		writer_array(&json);
		for (size_t j = 0; j < list[i].line_count; j++)
			write_line(&json, &list[i].lines[j]);
		writer_array_end(&json);
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

// The policy of --policy, whose days are the organisation's; `*out` stays NULL without the option.
static enum status other_policy(const struct options *options, struct desk *desk,
	const struct policy **out, struct fault *fault)
{
	struct arena *arena = &desk->arena;
	const char *name = options->values[OPTION_POLICY];
	struct text document;
	if (!name)
		return STATUS_OK;
	struct policy *policy = arena_allocate(arena, sizeof *policy);
	struct json_faults *faults = arena_allocate(arena, sizeof *faults);
	if (!policy || !faults)
		return fault_memory(fault);
	enum status status = policy_document(name, arena, &document, fault);
	if (status == STATUS_OK)
		status = policy_read_in(document, desk->setting.zone, arena, policy, faults);
	if (status == STATUS_INVALID && faults->count)
		return fault_set(fault, status, faults->list[0].where, "%s", faults->list[0].message);
	*out = policy;
	return status;
}

static enum status show(const struct options *options, struct desk *desk,
	const struct loads_request *request, struct fault *fault)
{
	struct person_loads *list;
	size_t count;
	struct audit_actor by = trail_operator(desk);
	enum status status = loads_read(
		desk->recorder, &desk->setting, request, &by, &desk->arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (options->values[OPTION_JSON])
		print_json(request->at, list, count);
	else
		print_table(list, count);
	return STATUS_OK;
}

int command_load(const struct options *options)
{
	struct desk desk;
	struct fault fault = {.status = STATUS_OK};
	struct loads_request request = {
		.reference = {options->argument_count ? options->arguments[0] : NULL, 0}};
	if (request.reference.start)
		request.reference = text_of(request.reference.start);
	if (options->values[OPTION_TEAM])
		request.team = text_of(options->values[OPTION_TEAM]);
	const char *at = options->values[OPTION_AT];
	if (at && !instant_parse(text_of(at), &request.at)) {
		fault_set(&fault, STATUS_INVALID, "--at",
			"This is no instant. Write it as 2017-01-08T00:00:00Z.");
		return command_failed(&fault);
	}
	enum status status = desk_open(options, &desk, &fault);
	if (!at)
		request.at = clock_now();
	if (status == STATUS_OK)
		status = other_policy(options, &desk, &request.policy, &fault);
	if (status == STATUS_OK)
		status = show(options, &desk, &request, &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
