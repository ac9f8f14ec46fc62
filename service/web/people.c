// SPDX-License-Identifier: MIT
// What a person's record says, to programs: their own load to whoever is signed in, and to the
// operator the record of people who are not real, since an individual's load is theirs alone.
#include <math.h>

#include "app/accounts/sign_in_session.h"
#include "app/loads/own.h"
#include "core/weighing.h"
#include "store/exposures.h"
#include "store/people.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/query.h"
#include "web/routes.h"
#include "web/visit.h"
#include "json/writer.h"

#define PAGE_LIMIT 1000

// The setting and a connection, for a person of a demonstration.
static enum status begin(const struct web_call *call, struct person_id *person,
	const struct setting **setting, struct connection **connection, struct fault *fault)
{
	if (!uuid_parse(call->variables[0], &person->uuid))
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	enum status status = web_setting(call->worker, setting, fault);
	if (status == STATUS_OK && !(*setting)->organisation.demonstration)
		return fault_set(fault, STATUS_DENIED, NULL,
			"Only the person themselves may see their record, and the people here are real.");
	return status == STATUS_OK ? web_connection(call->worker, connection, fault) : status;
}

// Whoever has the operator's token.
static struct audit_actor actor_of(const struct web_call *call, const struct setting *setting)
{
	return (struct audit_actor){
		.kind = AUDIT_BY_TOKEN,
		.organisation = setting->organisation.id,
		.now = call->worker->options->now(),
	};
}

static void begin_json(
	const struct web_call *call, struct json_writer *json, struct person_id person)
{
	answer_begin(call->request, call->response, 200, "application/json");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	writer_start(json, &call->response->body);
	writer_object(json);
	writer_name(json, "person");
	writer_uuid(json, person.uuid);
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

// The instant of a member of the query, or `out` as it is without one; false if it is none.
static bool read_instant(const struct web_call *call, const char *name, struct instant *out)
{
	struct text value = query_value(call->request->query, name, call->request->arena);
	return !value.start || instant_parse(value, out);
}

// False where it was answered that "at" is no instant.
static bool read_at(const struct web_call *call, struct instant *out)
{
	*out = call->worker->options->now();
	if (read_instant(call, "at", out))
		return true;
	answer_error(call->request, call->response, 400, "invalid",
		"\"at\" is no instant; write it as 2026-11-23T17:30:00Z.");
	return false;
}

static void write_load(const struct web_call *call, struct person_id person, struct instant at,
	const struct own_load *load)
{
	struct json_writer json;
	begin_json(call, &json, person);
	writer_name(&json, "at");
	writer_instant(&json, at);
	writer_name(&json, "profile");
	writer_text(&json, load->profile);
	writer_name(&json, "lines");
	writer_array(&json);
	for (size_t i = 0; i < load->line_count; i++) {
		if (policy_line_shown(load->lines[i].line))
			write_line(&json, &load->lines[i]);
	}
	writer_array_end(&json);
	writer_object_end(&json);
	builder_character(&call->response->body, '\n');
}

void web_load(const struct web_call *call)
{
	struct person_id person;
	const struct setting *setting;
	struct connection *connection;
	struct own_load load;
	struct fault fault = {.status = STATUS_OK};
	struct instant at;
	enum status status = begin(call, &person, &setting, &connection, &fault);
	if (status == STATUS_OK && !read_at(call, &at))
		return;
	if (status == STATUS_OK) {
		struct audit_actor by = actor_of(call, setting);
		status = own_load_read(
			connection, setting, person, at, &by, call->request->arena, &load, &fault);
	}
	if (status == STATUS_OK)
		write_load(call, person, at, &load);
	else
		answer_fault(call->request, call->response, &fault);
}

static enum status read_my_load(const struct web_call *call, struct instant at,
	struct person_id *person, struct own_load *out, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	struct sign_in_session session;
	struct text token = visit_cookie(call->request, COOKIE_SESSION);
	const struct web_options *options = call->worker->options;
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = sign_in_session_find(
			options->accounts, connection, token, options->now(), &session, fault);
	if (status != STATUS_OK)
		return status;
	if (permission_sees(session.role, call->route->matter) != EXTENT_OWN)
		return fault_set(fault, STATUS_DENIED, NULL, "Your role has no load of its own.");
	*person = session.person;
	return own_load_read(
		connection, setting, session.person, at, NULL, call->request->arena, out, fault);
}

void web_my_load_now(const struct web_call *call)
{
	struct person_id person;
	struct own_load load;
	struct fault fault = {.status = STATUS_OK};
	struct instant at;
	if (!read_at(call, &at))
		return;
	enum status status = read_my_load(call, at, &person, &load, &fault);
	if (status == STATUS_OK)
		write_load(call, person, at, &load);
	else if (status == STATUS_NOT_FOUND)
		answer_error(call->request, call->response, 401, "signed-out", "Nobody is signed in here.");
	else
		answer_fault(call->request, call->response, &fault);
}

static void write_amount(struct json_writer *json, const char *name, int32_t amount)
{
	if (amount == EXPOSURE_UNKNOWN)
		return;
	writer_name(json, name);
	writer_integer(json, amount);
}

static void write_entry(
	struct json_writer *json, const struct policy *policy, const struct logged_exposure *logged)
{
	const struct exposure *exposure = &logged->exposure;
	writer_object(json);
	writer_name(json, "id");
	writer_uuid(json, exposure->id.uuid);
	writer_name(json, "occurred_at");
	writer_instant(json, exposure->occurred_at);
	writer_name(json, "recorded_at");
	writer_instant(json, exposure->recorded_at);
	writer_name(json, "category");
	writer_text(json, exposure->category);
	writer_name(json, "involvement");
	writer_text(json, text_of(involvement_name(exposure->involvement)));
	writer_name(json, "modifiers");
	writer_array(json);
	for (size_t i = 0; i < exposure->modifier_count; i++)
		writer_text(json, exposure->modifiers[i]);
	writer_array_end(json);
	write_amount(json, "minutes", exposure->minutes);
	write_amount(json, "items", exposure->items);
	writer_name(json, "source");
	writer_text(json, exposure->source == EXPOSURE_SELF ? TEXT("self") : TEXT("import"));
	if (!uuid_is_nil(exposure->corrects.uuid)) {
		writer_name(json, "corrects");
		writer_uuid(json, exposure->corrects.uuid);
	}
	writer_name(json, "dose");
	writer_number(json, weighing_dose(policy, exposure, logged->policy_version, logged->dose));
	writer_object_end(json);
}

// Where a page begins: after "time,id", as the page before it said.
static bool read_place(const struct web_call *call, struct instant *at, struct exposure_id *id)
{
	struct text value = query_value(call->request->query, "after", call->request->arena);
	if (!value.start)
		return true;
	struct text time = text_cut(&value, ',');
	return instant_parse(time, at) && uuid_parse(value, &id->uuid);
}

static enum status read_page(struct connection *connection, struct person_id person,
	struct instant after_at, struct exposure_id after_id, const struct audit_actor *by,
	struct arena *arena, struct logged_exposure **list, size_t *count, struct fault *fault)
{
	struct own_lines own; // tells whether there is such a person
	enum status status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = lines_own(connection, person, arena, &own, fault);
	if (status == STATUS_OK)
		status = exposure_list(
			connection, person, after_at, after_id, PAGE_LIMIT, arena, list, count, fault);
	if (status == STATUS_OK)
		status = audit_add_person(connection, by, AUDIT_ENTRIES_SEEN, person, fault);
	return transaction_end(connection, status, fault);
}

static void write_next(struct json_writer *json, const struct logged_exposure *list, size_t count)
{
	char place[INSTANT_TEXT_LENGTH + UUID_TEXT_LENGTH + 2], id[UUID_TEXT_LENGTH + 1];
	writer_name(json, "next");
	if (count < PAGE_LIMIT) {
		writer_null(json);
		return;
	}
	instant_format(list[count - 1].exposure.occurred_at, place);
	uuid_format(list[count - 1].exposure.id.uuid, id);
	snprintf(place + INSTANT_TEXT_LENGTH, sizeof place - INSTANT_TEXT_LENGTH, ",%s", id);
	writer_text(json, text_of(place));
}

void web_exposures(const struct web_call *call)
{
	struct person_id person;
	const struct setting *setting;
	struct connection *connection;
	struct logged_exposure *list;
	struct json_writer json;
	struct exposure_id after_id = {{{0}}};
	struct instant after_at = EXPOSURE_LIST_START;
	size_t count;
	struct fault fault = {.status = STATUS_OK};
	enum status status = begin(call, &person, &setting, &connection, &fault);
	if (status == STATUS_OK && !read_place(call, &after_at, &after_id)) {
		answer_error(call->request, call->response, 400, "invalid",
			"\"after\" is what the page before gave as \"next\".");
		return;
	}
	if (status == STATUS_OK) {
		struct audit_actor by = actor_of(call, setting);
		status = read_page(connection, person, after_at, after_id, &by, call->request->arena, &list,
			&count, &fault);
	}
	if (status != STATUS_OK) {
		answer_fault(call->request, call->response, &fault);
		return;
	}
	begin_json(call, &json, person);
	writer_name(&json, "exposures");
	writer_array(&json);
	for (size_t i = 0; i < count; i++)
		write_entry(&json, &setting->policy, &list[i]);
	writer_array_end(&json);
	write_next(&json, list, count);
	writer_object_end(&json);
	builder_character(&call->response->body, '\n');
}
