// SPDX-License-Identifier: MIT
// What a host does on the page of when they are available. An address of a calendar is in the form
// that brings it and nowhere else: no answer, no fault and no log has it.
#include "app/engine/engine.h"
#include "app/hosts/availability.h"
#include "app/hosts/calendars.h"
#include "web/availability.h"
#include "web/handlers.h"
#include "web/multipart.h"
#include "web/query.h"
#include "words/words.h"

#define SELF "/proc/self/exe"
#define WHOLE_DAY 1440

static enum status begin(const struct web_call *call, struct host_act *out, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		*out = (struct host_act){
			.recorder = connection,
			.organisation = setting->organisation.id,
			.person = call->visit->session.person,
			.now = call->worker->options->now(),
		};
	return status;
}

// What the host did wrong is said on the page, with nothing changed.
static void show_problem(
	const struct web_call *call, const struct host_act *act, const char *problem)
{
	struct host_time time;
	struct fault fault = {.status = STATUS_OK};
	enum status status = transaction_begin(act->recorder, &fault);
	if (status == STATUS_OK) {
		status = host_time_read(act->recorder, act->organisation, &call->worker->zone, act->person,
			act->now, PUBLISH_AHEAD, call->request->arena, &time, &fault);
		status = transaction_end(act->recorder, status, &fault);
	}
	if (status == STATUS_OK)
		availability_show(call, call->visit, &time, words(call->language, problem));
	else
		visit_fault(call, &fault);
}

// What is said instead of a fault that is for a shell; NULL: the fault says it.
struct sayings {
	const char *invalid, *limit;
};

static const struct sayings as_it_is;

static void answer(const struct web_call *call, const struct host_act *act, enum status status,
	const struct sayings *sayings, const struct fault *fault)
{
	const char *said = status == STATUS_INVALID ? sayings->invalid
					   : status == STATUS_LIMIT ? sayings->limit
												: NULL;
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/availability?saved=1"));
	else if (status == STATUS_INVALID || status == STATUS_LIMIT)
		show_problem(call, act, said ? said : fault->message);
	else
		visit_fault(call, fault);
}

static bool read_number(const struct web_call *call, const char *name, int32_t *out)
{
	int64_t number;
	struct text value = form_field(call->request->body, name, call->request->arena);
	if (!value.start || !text_to_integer(value, &number) || number < 0 || number > 9999)
		return false;
	*out = (int32_t)number;
	return true;
}

static enum status read_form(
	const struct web_call *call, struct availability *out, struct fault *fault)
{
	struct text kind = form_field(call->request->body, "kind", call->request->arena);
	struct text manner = form_field(call->request->body, "manner", call->request->arena);
	bool read = manner.start && manner_parse(manner, &out->manner) && kind.start &&
				session_kind_parse(kind, &out->kind) && session_is_alone(out->kind) &&
				read_number(call, "minutes", &out->minutes) &&
				read_number(call, "buffer", &out->buffer_minutes) &&
				read_number(call, "cap", &out->daily_cap);
	return read ? STATUS_OK
				: fault_set(fault, STATUS_INVALID, NULL, "%s",
					  MESSAGE("Choose one of each that is offered."));
}

static void set(const struct web_call *call)
{
	struct host_act act;
	struct availability availability;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &act, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	status = read_form(call, &availability, &fault);
	if (status == STATUS_OK)
		status = host_set(&act, &availability, &fault);
	answer(call, &act, status, &as_it_is, &fault);
}

// "2026-12-02", as days since 1970-01-01.
static bool parse_day(struct text value, int64_t *out)
{
	char local[CIVIL_TEXT_LENGTH + 1];
	struct civil civil;
	if (value.length != 10)
		return false;
	snprintf(local, sizeof local, "%.10sT00:00:00", value.start);
	if (!civil_parse(text_of(local), &civil))
		return false;
	*out = civil_as_utc(civil).seconds / SECONDS_PER_DAY;
	return true;
}

static struct text field(const struct web_call *call, const char *name)
{
	struct text value = form_field(call->request->body, name, call->request->arena);
	return value.start ? value : TEXT("");
}

static bool read_days(const struct web_call *call, unsigned *out)
{
	struct text values[7];
	size_t count = form_fields(call->request->body, "weekday", call->request->arena, values, 7);
	*out = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t bit;
		if (count > 7 || !text_to_integer(values[i], &bit) || bit < 1 || bit > 64)
			return false;
		*out |= (unsigned)bit;
	}
	return true;
}

// Midnight at the end of the hours is that of the same day.
static bool read_times(const struct web_call *call, bool dated, int32_t *from, int32_t *until)
{
	struct text first = field(call, "from"), last = field(call, "until");
	if (dated && first.length == 0 && last.length == 0) {
		*from = 0;
		*until = WHOLE_DAY;
		return true;
	}
	if (!slots_minute_parse(first, from) || !slots_minute_parse(last, until))
		return false;
	if (*until == 0)
		*until = WHOLE_DAY;
	return true;
}

static enum status read_hours(
	const struct web_call *call, struct host_hours *out, struct fault *fault)
{
	int64_t first, last = AVAILABILITY_NO_END;
	int32_t from, until, every = 1;
	unsigned weekdays;
	out->dated = text_is(field(call, "what"), "date");
	if (!parse_day(field(call, "first"), &first) ||
		(field(call, "last").length > 0 && !parse_day(field(call, "last"), &last)))
		return fault_set(fault, STATUS_INVALID, NULL, "%s", MESSAGE("Give the day as a date."));
	if (!read_times(call, out->dated, &from, &until))
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("Give from when and until when, as 09:30."));
	if (!read_days(call, &weekdays) || (!out->dated && !read_number(call, "every", &every)))
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("Choose one of each that is offered."));
	out->week = (struct weekly_hours){weekdays, every, first, last, from, until};
	out->date = (struct dated_hours){first, from, until, text_is(field(call, "away"), "yes")};
	return STATUS_OK;
}

static void publish(const struct web_call *call)
{
	struct host_act act;
	struct host_hours hours = {.dated = false};
	struct fault fault = {.status = STATUS_OK};
	static const struct sayings sayings = {
		NULL, MESSAGE("You publish as many hours as one can: take some back first.")};
	enum status status = begin(call, &act, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	status = read_hours(call, &hours, &fault);
	if (status == STATUS_OK)
		status = host_publish(&act, &hours, &call->worker->zone, &fault);
	answer(call, &act, status, &sayings, &fault);
}

void web_hours_taken_back(const struct web_call *call)
{
	struct host_act act;
	struct hours_id hours;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &act, &fault);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &hours.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = host_take_back(&act, hours, &fault);
	answer(call, &act, status, &as_it_is, &fault);
}

static struct calendar_keeper keeper_of(const struct web_call *call, const struct host_act *act)
{
	const struct web_options *options = call->worker->options;
	return (struct calendar_keeper){
		.recorder = act->recorder,
		.key = options->accounts->key,
		.limited = {SELF, -1, LIMITED_SECONDS},
	};
}

// Which one it takes the place of: NULL for none.
static const struct busy_calendar_id *replaced(struct text value, struct busy_calendar_id *id)
{
	return value.start && uuid_parse(value, &id->uuid) ? id : NULL;
}

// What url_read says of an address is for a shell: here it is one sentence, without the address.
static void follow(const struct web_call *call)
{
	struct host_act act;
	struct busy_calendar_id id;
	struct fault fault = {.status = STATUS_OK};
	static const struct sayings sayings = {
		MESSAGE("That is no address of a calendar: it begins with https, http or webcal."),
		MESSAGE("You follow five calendars: remove one first.")};
	enum status status = begin(call, &act, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	struct calendar_keeper keeper = keeper_of(call, &act);
	status = calendar_subscribe(&keeper, act.organisation, act.person, field(call, "address"),
		replaced(field(call, "replaces"), &id), act.now, &fault);
	answer(call, &act, status, &sayings, &fault);
}

// The forms that have no file say what they are.
void web_availability_changed(const struct web_call *call)
{
	struct text what = field(call, "what");
	if (text_is(what, "weekly") || text_is(what, "date"))
		publish(call);
	else if (text_is(what, "address"))
		follow(call);
	else
		set(call);
}

static enum status upload(
	const struct web_call *call, const struct host_act *act, struct fault *fault)
{
	struct multipart form;
	struct busy_calendar_id id;
	const struct http_request *request = call->request;
	struct calendar_keeper keeper = keeper_of(call, act);
	if (!multipart_read(http_request_header(request, "Content-Type"), request->body, &form))
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	struct text file = multipart_content(&form, "file", true);
	struct text replaces = multipart_content(&form, "replaces", false);
	if (!file.start || !file.length)
		return fault_set(
			fault, STATUS_INVALID, NULL, "%s", MESSAGE("There is no file, or it is empty."));
	return calendar_upload(&keeper, &call->worker->setting.organisation, act->person, file,
		replaced(replaces, &id), act->now, fault);
}

void web_calendar_uploaded(const struct web_call *call)
{
	struct host_act act;
	struct fault fault = {.status = STATUS_OK};
	static const struct sayings sayings = {
		MESSAGE("The file is no whole calendar. Nothing of it was kept."),
		MESSAGE("You have five calendars, or there is more in the file than can be read.")};
	enum status status = begin(call, &act, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	status = upload(call, &act, &fault);
	answer(call, &act, status, &sayings, &fault);
}

void web_calendar_removed(const struct web_call *call)
{
	struct host_act act;
	struct busy_calendar_id id;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &act, &fault);
	struct calendar_keeper keeper = keeper_of(call, &act);
	if (status == STATUS_OK && !uuid_parse(call->variables[0], &id.uuid))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = calendar_remove(&keeper, act.organisation, act.person, id, act.now, &fault);
	answer(call, &act, status, &as_it_is, &fault);
}
