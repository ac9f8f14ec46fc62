// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/retention/retain.h"
#include "process/clock.h"
#include "process/commands.h"
#include "process/erasing.h"
#include "process/trail.h"
#include "json/writer.h"

#define STEPS 1000
#define ATTEMPTS 5

struct printing {
	struct text_builder out;
	struct json_writer json;
};

static void start_json(struct printing *printing)
{
	builder_init(&printing->out);
	writer_start(&printing->json, &printing->out);
	writer_object(&printing->json);
}

static void end_json(struct printing *printing)
{
	writer_object_end(&printing->json);
	puts(builder_view(&printing->out).start);
	builder_done(&printing->out);
}

static enum status show(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct retention retention;
	struct printing printing;
	enum status status =
		retention_read(desk->recorder, desk->setting.organisation.id, &retention, fault);
	if (status != STATUS_OK)
		return status;
	bool json = options->values[OPTION_JSON];
	if (json)
		start_json(&printing);
	for (int i = 0; i < RETENTION_COUNT; i++) {
		enum retention_kind kind = (enum retention_kind)i;
		char period[RETENTION_PERIOD_LENGTH];
		retention_period_format(retention.months[i], period);
		if (json) {
			writer_name(&printing.json, retention_name(kind));
			writer_text(&printing.json, text_of(period));
		} else {
			printf("%-10s %-12s %s\n", retention_name(kind), period, retention_about(kind));
		}
	}
	if (json)
		end_json(&printing);
	else
		puts(
			"\nSessions and links that are over go within a day. docs/kept.md has the whole list.");
	return STATUS_OK;
}

// The period may be one argument or two: "2 years", 2 years.
static enum status set(const struct options *options, struct desk *desk, struct fault *fault)
{
	char period[RETENTION_PERIOD_LENGTH * 2];
	enum retention_kind kind;
	int32_t months;
	if (!retention_parse(text_of(options->arguments[1]), &kind))
		return fault_set(fault, STATUS_INVALID, options->arguments[1],
			"What is kept for a while is entries, bookings or audit.");
	snprintf(period, sizeof period, "%s %s", options->arguments[2],
		options->argument_count > 3 ? options->arguments[3] : "");
	if (!retention_period_parse(text_of(period), &months))
		return fault_set(fault, STATUS_INVALID, period,
			"A period is a number of months or years, up to a hundred years: 18 months, 2 years.");
	struct audit_actor by = trail_operator(desk);
	enum status status = retain_for(desk->recorder, &by, kind, months, fault);
	if (status == STATUS_OK) {
		retention_period_format(months, period);
		printf("%s are kept for %s from now on.\n",
			kind == RETAIN_AUDIT ? "Entries of the trail" : retention_name(kind), period);
	}
	return status;
}

static void print(const struct options *options, const struct erased *erased, const char *verb)
{
	struct printing printing;
	if (options->values[OPTION_JSON]) {
		start_json(&printing);
		erasing_write(&printing.json, erased);
		end_json(&printing);
	} else if (erasing_total(erased) == 0) {
		puts("Nothing has been kept longer than it may be.");
	} else {
		puts(verb);
		erasing_print(erased);
	}
}

// Until nothing is due; where an engine is in the way, some attempts.
static enum status run_all(struct connection *erasure, const struct audit_actor *by,
	const struct retention *retention, struct erased *erased, struct fault *fault)
{
	bool more = true;
	int attempts = ATTEMPTS;
	enum status status = STATUS_OK;
	while (more && status == STATUS_OK) {
		status = retain(erasure, by, retention, STEPS, erased, &more, fault);
		if (status == STATUS_RETRY && --attempts > 0) {
			fault_clear(fault);
			status = STATUS_OK;
			more = true;
		}
	}
	return status;
}

static enum status run(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct retention retention;
	struct connection *erasure = NULL;
	struct erased erased = {{0}};
	bool dry = options->values[OPTION_DRY_RUN];
	struct audit_actor by = trail_operator(desk);
	enum status status = retention_read(desk->recorder, by.organisation, &retention, fault);
	if (status == STATUS_OK)
		status = connection_open(&desk->workplace.database, DATABASE_ERASURE, &erasure, fault);
	if (status == STATUS_OK && dry)
		status = retain_foreseen(erasure, by.now, &retention, &erased, fault);
	else if (status == STATUS_OK)
		status = run_all(erasure, &by, &retention, &erased, fault);
	if (!dry && erasing_total(&erased))
		erasing_columns(&desk->workplace, desk->recorder);
	connection_close(erasure);
	if (status == STATUS_OK)
		print(options, &erased, dry ? "This would go:" : "This is gone:");
	return status;
}

int command_retention(const struct options *options)
{
	static const struct {
		const char *name;
		int least, most;
		enum status (*run)(const struct options *options, struct desk *desk, struct fault *fault);
	} verbs[] = {{"show", 1, 1, show}, {"set", 3, 4, set}, {"run", 1, 1, run}};
	struct desk desk;
	struct fault fault = {.status = STATUS_OK};
	size_t verb = 0, count = sizeof verbs / sizeof verbs[0];
	while (verb < count && strcmp(options->arguments[0], verbs[verb].name) != 0)
		verb++;
	if (verb == count || options->argument_count < verbs[verb].least ||
		options->argument_count > verbs[verb].most) {
		fault_set(&fault, STATUS_INVALID, NULL,
			"Usage: plimsoll retention show, set KIND PERIOD, or run");
		command_failed(&fault);
		return 2;
	}
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK)
		status = verbs[verb].run(options, &desk, &fault);
	desk_close(&desk);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
