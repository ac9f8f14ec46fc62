// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "app/accounts/administer.h"
#include "app/engine/engine.h"
#include "app/hosts/availability.h"
#include "app/hosts/calendars.h"
#include "calendar/content.h"
#include "core/time_form.h"
#include "process/commands.h"
#include "process/host_report.h"
#include "process/trail.h"
#include "store/slots.h"

#define AT_ONCE 5000
#define WHOLE_DAY 1440
#define ADDRESS_SIZE 4096

static const char usage[] =
	"Usage: plimsoll host list | sessions|preview REFERENCE | hours list|add|remove REFERENCE … | "
	"calendar list|add|remove REFERENCE …";

// A command about one host.
struct host_call {
	const struct options *options;
	struct desk *desk;
	const char *what; // the last argument, or NULL
	struct text document;
	struct audit_actor by;
	struct host_act act;
};

static enum status find_host(struct host_call *call, const char *reference, struct fault *fault)
{
	bool hosts = false;
	struct desk *desk = call->desk;
	call->by = trail_operator(desk);
	call->act = (struct host_act){
		.recorder = desk->recorder,
		.organisation = desk->setting.organisation.id,
		.now = call->by.now,
		.by = &call->by,
	};
	enum status status = account_person(
		desk->recorder, call->act.organisation, text_of(reference), &call->act.person, fault);
	if (status == STATUS_OK)
		status = availability_hosts(desk->recorder, call->act.person, &hosts, fault);
	if (status == STATUS_OK && !hosts)
		status = fault_set(fault, STATUS_INVALID, reference,
			"This person leads no sessions: they are no supervisor and no facilitator.");
	return status;
}

// Looking at it is on the host's trail.
static enum status look(struct host_call *call, struct host_time *out, struct fault *fault)
{
	struct desk *desk = call->desk;
	enum status status = transaction_begin(desk->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = host_time_read(desk->recorder, call->act.organisation, desk->setting.zone,
		call->act.person, call->act.now, PUBLISH_AHEAD, &desk->arena, out, fault);
	if (status == STATUS_OK)
		status = audit_add_person(
			desk->recorder, &call->by, AUDIT_AVAILABILITY_SEEN, call->act.person, fault);
	return transaction_end(desk->recorder, status, fault);
}

static bool wants_json(const struct host_call *call)
{
	return call->options->values[OPTION_JSON];
}

static enum status read_number(const struct options *options, enum option option, const char *name,
	int32_t *out, struct fault *fault)
{
	int64_t number;
	const char *value = options->values[option];
	if (!value)
		return STATUS_OK;
	if (!text_to_integer(text_of(value), &number) || number < 0 || number > 9999)
		return fault_set(fault, STATUS_INVALID, name, "A number is needed here.");
	*out = (int32_t)number;
	return STATUS_OK;
}

// Shows what their sessions are like, or says so.
static enum status sessions(struct host_call *call, struct fault *fault)
{
	struct host_time time;
	const struct options *options = call->options;
	enum status status = look(call, &time, fault);
	struct availability like = time.availability;
	if (status != STATUS_OK)
		return status;
	const char *kind = options->values[OPTION_KIND];
	if (kind && (!session_kind_parse(text_of(kind), &like.kind) || !session_is_alone(like.kind)))
		return fault_set(fault, STATUS_INVALID, "--kind",
			"This is a kind of one to one: reflective_supervision, wellbeing_review or check_in.");
	const char *manner = options->values[OPTION_MANNER];
	bool unsaid = manner && strcmp(manner, "unsaid") == 0;
	if (manner && !manner_parse(unsaid ? TEXT("") : text_of(manner), &like.manner))
		return fault_set(fault, STATUS_INVALID, "--manner",
			"A session is held in_person, by video or phone, or unsaid.");
	status = read_number(options, OPTION_MINUTES, "--minutes", &like.minutes, fault);
	if (status == STATUS_OK)
		status = read_number(options, OPTION_BUFFER, "--buffer", &like.buffer_minutes, fault);
	if (status == STATUS_OK)
		status = read_number(options, OPTION_CAP, "--cap", &like.daily_cap, fault);
	bool changes = kind || manner || options->values[OPTION_MINUTES] ||
				   options->values[OPTION_BUFFER] || options->values[OPTION_CAP];
	if (status == STATUS_OK && changes)
		status = host_set(&call->act, &like, fault);
	if (status == STATUS_OK)
		host_print_sessions(&like, wants_json(call));
	return status;
}

static enum status preview(struct host_call *call, struct fault *fault)
{
	struct host_time time;
	struct host_preview shown;
	enum status status = look(call, &time, fault);
	if (status == STATUS_OK)
		status = host_preview(&time, &call->desk->arena, &shown, fault);
	if (status == STATUS_OK)
		host_print_preview(&time, &shown, wants_json(call));
	return status;
}

static enum status list_hours(struct host_call *call, struct fault *fault)
{
	struct host_time time;
	enum status status = look(call, &time, fault);
	if (status == STATUS_OK)
		host_print_hours(&time, wants_json(call));
	return status;
}

static enum status list_calendars(struct host_call *call, struct fault *fault)
{
	struct host_time time;
	enum status status = look(call, &time, fault);
	if (status == STATUS_OK)
		host_print_calendars(&time, wants_json(call));
	return status;
}

// A day that is not given keeps its value.
static enum status read_day(const char *value, const char *name, int64_t *out, struct fault *fault)
{
	struct civil day;
	if (!value)
		return STATUS_OK;
	if (!time_form_read(TEXT("YYYY-MM-DD"), text_of(value), &day))
		return fault_set(fault, STATUS_INVALID, name, "A day is needed here, as 2026-11-30.");
	*out = civil_as_utc(day).seconds / SECONDS_PER_DAY;
	return STATUS_OK;
}

static enum status read_weekdays(const char *value, unsigned *out, struct fault *fault)
{
	struct text names = text_of(value ? value : "");
	*out = 0;
	while (names.length) {
		struct text name = text_trim(text_cut(&names, ','));
		int day = 0;
		while (day < 7 && !text_is(name, host_weekdays[day]))
			day++;
		if (day == 7)
			return fault_set(fault, STATUS_INVALID, "--days",
				"Days of the week are mon, tue, wed, thu, fri, sat and sun, with commas between.");
		*out |= 1u << day;
	}
	return STATUS_OK;
}

// Midnight at the end of the hours is that of the same day; a date without times is all of it.
static enum status read_times(
	const struct options *options, bool dated, int32_t *from, int32_t *until, struct fault *fault)
{
	const char *first = options->values[OPTION_FROM], *last = options->values[OPTION_TO];
	*from = 0;
	*until = WHOLE_DAY;
	if (dated && !first && !last)
		return STATUS_OK;
	if (!first || !last || !slots_minute_parse(text_of(first), from) ||
		!slots_minute_parse(text_of(last), until))
		return fault_set(
			fault, STATUS_INVALID, "--from, --to", "Give from when and until when, as 09:30.");
	if (*until == 0)
		*until = WHOLE_DAY;
	return STATUS_OK;
}

static enum status add_hours(struct host_call *call, struct fault *fault)
{
	const struct options *options = call->options;
	const struct zone *zone = call->desk->setting.zone;
	const char *on = options->values[OPTION_ON];
	int64_t today = slots_day(zone, call->act.now), last = AVAILABILITY_NO_END;
	struct host_hours hours = {.dated = on, .week = {.first_day = today, .every = 1}};
	int32_t from, until;
	if (!on == !options->values[OPTION_DAYS])
		return fault_set(fault, STATUS_INVALID, NULL,
			"Say which hours: of each week with --days, or of one date with --on.");
	if (options->values[OPTION_AWAY] && !on)
		return fault_set(fault, STATUS_INVALID, "--away", "This is for one date, with --on.");
	enum status status = read_times(options, hours.dated, &from, &until, fault);
	if (status == STATUS_OK)
		status = read_day(on, "--on", &hours.date.day, fault);
	if (status == STATUS_OK)
		status = read_day(options->values[OPTION_SINCE], "--since", &hours.week.first_day, fault);
	if (status == STATUS_OK)
		status = read_day(options->values[OPTION_UNTIL], "--until", &last, fault);
	if (status == STATUS_OK)
		status = read_weekdays(options->values[OPTION_DAYS], &hours.week.weekdays, fault);
	if (status == STATUS_OK)
		status = read_number(options, OPTION_EVERY, "--every", &hours.week.every, fault);
	if (status != STATUS_OK)
		return status;
	hours.week.last_day = last;
	hours.week.from = hours.date.from = from;
	hours.week.until = hours.date.until = until;
	hours.date.away = options->values[OPTION_AWAY];
	return host_publish(&call->act, &hours, zone, fault);
}

static enum status remove_hours(struct host_call *call, struct fault *fault)
{
	struct hours_id id;
	if (!uuid_parse(text_of(call->what), &id.uuid))
		return fault_set(
			fault, STATUS_INVALID, "ID", "This is no id of hours; host hours list has them.");
	return host_take_back(&call->act, id, fault);
}

static struct calendar_keeper keeper_of(const struct host_call *call)
{
	return (struct calendar_keeper){
		.recorder = call->desk->recorder,
		.key = &call->desk->workplace.key,
		.limited = {LIMITED_SELF, -1, LIMITED_SECONDS},
		.by = &call->by,
	};
}

static bool is_address(const char *given)
{
	return strcmp(given, "-") == 0 || strstr(given, "://");
}

// What is in the arguments can be seen by everybody on the machine, so that - reads an address.
static enum status add_calendar(struct host_call *call, struct fault *fault)
{
	char line[ADDRESS_SIZE];
	struct calendar_keeper keeper = keeper_of(call);
	struct busy_calendar_id replaced;
	const char *replaces = call->options->values[OPTION_REPLACES];
	struct text address = text_of(call->what);
	if (replaces && !uuid_parse(text_of(replaces), &replaced.uuid))
		return fault_set(fault, STATUS_INVALID, "--replaces",
			"This is no id of a calendar; host calendar list has them.");
	const struct busy_calendar_id *instead = replaces ? &replaced : NULL;
	if (!is_address(call->what))
		return calendar_upload(&keeper, &call->desk->setting.organisation, call->act.person,
			call->document, instead, call->act.now, fault);
	if (strcmp(call->what, "-") == 0)
		address = fgets(line, sizeof line, stdin) ? text_trim(text_of(line)) : TEXT("");
	return calendar_subscribe(
		&keeper, call->act.organisation, call->act.person, address, instead, call->act.now, fault);
}

static enum status remove_calendar(struct host_call *call, struct fault *fault)
{
	struct busy_calendar_id id;
	struct calendar_keeper keeper = keeper_of(call);
	if (!uuid_parse(text_of(call->what), &id.uuid))
		return fault_set(fault, STATUS_INVALID, "ID",
			"This is no id of a calendar; host calendar list has them.");
	return calendar_remove(
		&keeper, call->act.organisation, call->act.person, id, call->act.now, fault);
}

static enum status list_all(const struct options *options, struct desk *desk, struct fault *fault)
{
	struct listed_host *list;
	size_t count = AT_ONCE;
	struct text after = TEXT("");
	enum status status = STATUS_OK;
	bool json = options->values[OPTION_JSON];
	if (!json)
		host_print_head();
	while (status == STATUS_OK && count == AT_ONCE) {
		status = hosts_list(desk->recorder, desk->setting.organisation.id, after, AT_ONCE,
			&desk->arena, &list, &count, fault);
		if (status == STATUS_OK)
			host_print_list(list, count, json);
		if (status == STATUS_OK && count)
			after = list[count - 1].reference;
	}
	return status;
}

struct verb {
	const char *name, *part; // `part` is NULL where there is none
	int arguments;
	enum status (*run)(struct host_call *call, struct fault *fault);
};

static const struct verb verbs[] = {
	{"sessions", NULL, 2, sessions},
	{"preview", NULL, 2, preview},
	{"hours", "list", 3, list_hours},
	{"hours", "add", 3, add_hours},
	{"hours", "remove", 4, remove_hours},
	{"calendar", "list", 3, list_calendars},
	{"calendar", "add", 4, add_calendar},
	{"calendar", "remove", 4, remove_calendar},
};

static const struct verb *verb_of(const struct options *options)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		const struct verb *verb = &verbs[i];
		if (strcmp(options->arguments[0], verb->name) == 0 &&
			options->argument_count == verb->arguments &&
			(!verb->part || strcmp(options->arguments[1], verb->part) == 0))
			return verb;
	}
	return NULL;
}

static enum status run(const struct options *options, const struct verb *verb, struct desk *desk,
	struct text document, struct fault *fault)
{
	struct host_call call = {.options = options, .desk = desk, .document = document};
	if (!verb)
		return list_all(options, desk, fault);
	call.what = verb->arguments == 4 ? options->arguments[3] : NULL;
	enum status status = find_host(&call, options->arguments[verb->part ? 2 : 1], fault);
	return status == STATUS_OK ? verb->run(&call, fault) : status;
}

int command_host(const struct options *options)
{
	struct desk desk;
	struct arena arena;
	struct text document = TEXT("");
	struct fault fault = {.status = STATUS_OK};
	const struct verb *verb = verb_of(options);
	if (!verb && (strcmp(options->arguments[0], "list") != 0 || options->argument_count > 1)) {
		fault_set(&fault, STATUS_INVALID, NULL, "%s", usage);
		command_failed(&fault);
		return 2;
	}
	arena_init(&arena);
	enum status status = STATUS_OK;
	if (verb && verb->run == add_calendar && !is_address(options->arguments[3]))
		status = file_read(options->arguments[3], CONTENT_BYTES_LIMIT, &arena, &document, &fault);
	if (status == STATUS_OK) {
		status = desk_open(options, &desk, &fault);
		if (status == STATUS_OK)
			status = run(options, verb, &desk, document, &fault);
		desk_close(&desk);
	}
	arena_done(&arena);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}
