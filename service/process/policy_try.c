// SPDX-License-Identifier: MIT
#include "process/policy_try.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "process/clock.h"
#include "process/commands.h"
#include "process/erasing.h"
#include "process/terminal.h"
#include "process/trail.h"
#include "process/workplace.h"
#include "json/policy.h"
#include "json/policy_change.h"

#define OTHERWISE_DAYS 364

static enum status read_cost(
	const struct options *options, enum option option, double *out, struct fault *fault)
{
	static const char *const names[] = {"--host-hour-cost", "--duty-hour-cost"};
	const char *given = options->values[option];
	*out = (double)NAN;
	if (given && (!text_to_number(text_of(given), out) || !(*out >= 0 && *out <= 1e6)))
		return fault_set(fault, STATUS_INVALID, names[option == OPTION_DUTY_HOUR_COST],
			"A cost of an hour is a number from 0 to 1000000.");
	return STATUS_OK;
}

static enum status read_since(
	const struct options *options, struct instant *out, struct fault *fault)
{
	const char *given = options->values[OPTION_SINCE];
	*out = instant_later(clock_now(), -OTHERWISE_DAYS * SECONDS_PER_DAY);
	if (given && !instant_parse(text_of(given), out))
		return fault_set(
			fault, STATUS_INVALID, "--since", "This is no day. Write it as 2026-01-05.");
	if (civil_of(*out).year < 1970)
		return fault_set(fault, STATUS_INVALID, "--since", "Nothing was logged before 1970.");
	return STATUS_OK;
}

// A number is a version; else a shipped policy or a file.
static enum status read_document(
	const struct options *options, struct desk *desk, struct text *out, struct fault *fault)
{
	int64_t version;
	struct text name = text_of(options->arguments[1]);
	if (text_to_integer(name, &version) && version >= 1 && version <= INT32_MAX)
		return policy_stored(desk->recorder, desk->setting.organisation.id, (int32_t)version,
			&desk->arena, out, fault);
	return policy_document(options->arguments[1], &desk->arena, out, fault);
}

static enum status change_document(
	const struct options *options, struct desk *desk, struct text *document, struct fault *fault)
{
	struct policy_change changes[SETS_LIMIT];
	for (int i = 0; i < options->set_count; i++) {
		struct text rest = text_of(options->sets[i]);
		if (!memchr(rest.start, '=', rest.length))
			return fault_set(fault, STATUS_INVALID, "--set",
				"A change is PATH=VALUE, as lines.events.levels.amber.on=140.");
		changes[i].path = text_trim(text_cut(&rest, '='));
		changes[i].value = text_trim(rest);
	}
	return options->set_count ? policy_change(*document, changes, (size_t)options->set_count,
									&desk->arena, document, fault)
							  : STATUS_OK;
}

// The policy to try, with every fault of it on standard error but the first, which is the fault.
static enum status read_policy(
	const struct options *options, struct desk *desk, struct policy *out, struct fault *fault)
{
	struct text document;
	enum status status = read_document(options, desk, &document, fault);
	if (status == STATUS_OK)
		status = change_document(options, desk, &document, fault);
	if (status != STATUS_OK)
		return status;
	struct json_faults *faults = calloc(1, sizeof *faults);
	if (!faults)
		return fault_memory(fault);
	status = policy_read_in(document, desk->setting.zone, &desk->arena, out, faults);
	for (size_t i = 1; status == STATUS_INVALID && i < faults->count; i++)
		terminal_error("plimsoll: %s: %s\n", faults->list[i].where, faults->list[i].message);
	if (status == STATUS_INVALID)
		status = fault_set(fault, status, faults->list[0].where, "%s", faults->list[0].message);
	else if (status != STATUS_OK)
		status = fault_memory(fault);
	free(faults);
	out->before = &desk->setting.policy;
	return status;
}

static int processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count > 0 ? (int)count : 1;
}

static enum status try(const struct options *options, struct desk *desk, struct policy_trial *trial,
	struct fault *fault)
{
	char columns[LIST_PATH_LENGTH];
	struct policy policy;
	struct audit_actor by = trail_operator(desk);
	struct try_request request = {.columns = columns,
		.policy = &policy,
		.now = clock_now(),
		.threads = processors(),
		.by = &by};
	if (options->values[OPTION_TEAM])
		request.team = text_of(options->values[OPTION_TEAM]);
	erasing_columns_path(&desk->workplace, columns);
	enum status status = read_since(options, &request.since, fault);
	if (status == STATUS_OK)
		status = read_cost(options, OPTION_HOST_HOUR_COST, &trial->host_hour_cost, fault);
	if (status == STATUS_OK)
		status = read_cost(options, OPTION_DUTY_HOUR_COST, &trial->duty_hour_cost, fault);
	if (status == STATUS_OK)
		status = read_policy(options, desk, &policy, fault);
	if (status == STATUS_OK)
		status = policy_try(
			desk->recorder, &desk->setting, &request, &desk->arena, &trial->answer, fault);
	if (status != STATUS_OK)
		return status;
	trial->title = policy.title;
	trial->in_force = desk->setting.policy_version;
	if (*trial->answer.columns.because)
		terminal_error("plimsoll: %s: The columnar cache was built anew: %s.\n", columns,
			trial->answer.columns.because);
	if (options->values[OPTION_JSON])
		policy_trial_write(trial);
	else
		policy_trial_print(trial);
	return STATUS_OK;
}

int command_policy_try(const struct options *options)
{
	struct desk desk;
	struct policy_trial trial = {.options = options};
	struct fault fault = {.status = STATUS_OK};
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = try(options, &desk, &trial, &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
