// SPDX-License-Identifier: MIT
// The command that plans at once, or says what planning would change.
#include <inttypes.h>
#include <stdio.h>

#include "app/plan/outcome.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/workplace.h"
#include "json/writer.h"

// Nobody's need is told of, and no few people's (core/plan_told).
struct number {
	const char *name, *words;
	int32_t value;
};

static void print_number(const struct number *number)
{
	if (number->value == PLAN_FEW)
		printf("  %-12s %s\n", "not told", number->words);
	else
		printf("  %-12" PRId32 " %s\n", number->value, number->words);
}

static void write_number(struct json_writer *json, const struct number *number)
{
	writer_name(json, number->name);
	if (number->value == PLAN_FEW)
		writer_null(json);
	else
		writer_integer(json, number->value);
}

static void print_json(
	const struct plan_outcome *outcome, bool dry, const struct number *numbers, size_t count)
{
	struct text_builder out;
	struct json_writer json;
	int64_t minutes = 0;
	builder_init(&out);
	writer_start(&json, &out);
	writer_object(&json);
	writer_name(&json, "applied");
	writer_boolean(&json, !dry && outcome->verified);
	writer_name(&json, "verified");
	writer_boolean(&json, outcome->verified);
	for (size_t i = 0; i < count; i++)
		write_number(&json, &numbers[i]);
	for (size_t i = 0; i < outcome->lacking_count; i++)
		minutes += outcome->lacking[i].minutes == PLAN_FEW ? 0 : outcome->lacking[i].minutes;
	writer_name(&json, "host_minutes_missing");
	writer_integer(&json, minutes);
	writer_object_end(&json);
	puts(builder_view(&out).start);
	builder_done(&out);
}

static void print(
	const struct plan_outcome *outcome, bool dry, const struct number *numbers, size_t count)
{
	int64_t minutes = 0;
	if (!outcome->verified)
		puts("The prices of the plan do not prove it the best: nobody is moved by it.");
	else if (dry)
		puts("A plan made now, proven the best by its prices, would come to at least:");
	else
		puts("Planned, and proven the best by its prices, at least:");
	for (size_t i = 0; i < count; i++)
		print_number(&numbers[i]);
	for (size_t i = 0; i < outcome->lacking_count; i++)
		minutes += outcome->lacking[i].minutes == PLAN_FEW ? 0 : outcome->lacking[i].minutes;
	if (minutes)
		printf("Hosts are missing for up to %" PRId64 " hours, counted for ten people or more.\n",
			(minutes + 59) / 60);
}

static enum status plan(
	const struct options *options, struct desk *desk, bool *verified, struct fault *fault)
{
	struct plan_made made;
	struct plan_report report;
	struct plan_outcome outcome;
	bool dry = options->values[OPTION_DRY_RUN] || options->values[OPTION_VERIFY];
	enum status status =
		plan_make(desk->recorder, &desk->setting, clock_now(), &desk->arena, &made, fault);
	if (status == STATUS_OK && dry)
		plan_foresee(&made, &report);
	else if (status == STATUS_OK)
		status = plan_apply(desk->recorder, &made, &report, fault);
	if (status == STATUS_OK)
		status = outcome_of(desk->recorder, &made, &report, &desk->arena, &outcome, fault);
	if (status != STATUS_OK)
		return status;
	const struct number numbers[] = {
		{"needs", "needs are not answered yet", outcome.told.needs},
		{"unplaced", "of them get no seat", outcome.told.unplaced},
		{"moved", "get a seat, or another one", outcome.told.moved},
		{"sooner", "of them are sooner", outcome.told.sooner},
		{"days_sooner", "days sooner, all together", outcome.told.days_sooner},
	};
	if (options->values[OPTION_JSON])
		print_json(&outcome, dry, numbers, sizeof numbers / sizeof numbers[0]);
	else
		print(&outcome, dry, numbers, sizeof numbers / sizeof numbers[0]);
	*verified = outcome.verified;
	return STATUS_OK;
}

int command_plan(const struct options *options)
{
	struct desk desk;
	bool verified = false;
	struct fault fault = {.status = STATUS_OK};
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = plan(options, &desk, &verified, &fault);
	desk_close(&desk);
	if (status != STATUS_OK)
		return command_failed(&fault);
	return verified ? 0 : 1;
}
