// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "process/commands.h"
#include "process/policy_life.h"
#include "process/policy_try.h"
#include "process/workplace.h"
#include "json/policy.h"
#include "json/writer.h"

static void print_faults(const struct json_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		printf("%s: %s\n", *faults->list[i].where ? faults->list[i].where : "document",
			faults->list[i].message);
	printf("%zu fault%s.\n", faults->count + faults->omitted,
		faults->count + faults->omitted == 1 ? "" : "s");
	if (faults->omitted)
		printf("Only the first %zu are shown.\n", faults->count);
}

static void print_json(const struct json_faults *faults)
{
	struct text_builder out;
	struct json_writer json;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "faults");
	writer_array(&json);
	for (size_t i = 0; i < faults->count; i++) {
		writer_object(&json);
		writer_name(&json, "path");
		writer_text(&json, text_of(faults->list[i].where));
		writer_name(&json, "message");
		writer_text(&json, text_of(faults->list[i].message));
		writer_object_end(&json);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static int check(const struct options *options, struct arena *arena, struct json_faults *faults)
{
	struct text document;
	struct policy policy;
	struct fault fault = {.status = STATUS_OK};
	if (policy_document(options->arguments[1], arena, &document, &fault) != STATUS_OK)
		return command_failed(&fault);
	enum status status = policy_read(document, arena, &policy, faults);
	if (status == STATUS_MEMORY) {
		fault_memory(&fault);
		return command_failed(&fault);
	}
	if (options->values[OPTION_JSON])
		print_json(faults);
	else if (status != STATUS_OK)
		print_faults(faults);
	else
		printf("%.*s: no faults. %zu categories, %zu lines, %zu role profiles.\n",
			TEXT_ARGUMENTS(policy.title), policy.category_count, policy.line_count,
			policy.profile_count);
	return status == STATUS_OK ? 0 : 1;
}

static int check_command(const struct options *options)
{
	struct fault fault = {.status = STATUS_OK};
	struct json_faults *faults = calloc(1, sizeof *faults);
	struct arena arena;
	arena_init(&arena);
	fault_memory(&fault);
	int code = faults ? check(options, &arena, faults) : command_failed(&fault);
	arena_done(&arena);
	free(faults);
	return code;
}

int command_policy(const struct options *options)
{
	struct fault fault = {.status = STATUS_OK};
	bool one = options->argument_count == 2;
	if (one && strcmp(options->arguments[0], "check") == 0)
		return check_command(options);
	if (one && strcmp(options->arguments[0], "try") == 0)
		return command_policy_try(options);
	if (policy_life_knows(options))
		return policy_life(options);
	fault_set(&fault, STATUS_INVALID, options->arguments[0],
		"Usage: plimsoll policy check FILE, try POLICY, list, show [VERSION], diff A B, propose "
		"FILE, approve VERSION, withdraw VERSION, or staff-view VERSION BODY DAY VIEW [NOTE]");
	command_failed(&fault);
	return 2;
}
