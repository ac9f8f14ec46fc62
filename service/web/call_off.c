// SPDX-License-Identifier: MIT
// Calling off a session that somebody leads, or all of a day; for a reason out of a list.
#include "web/call_off.h"

#include <stdio.h>

#include "app/bookings/call_off.h"
#include "web/handlers.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

struct text call_off_notice(const struct web_call *call)
{
	struct text done = query_value(call->request->query, "done", call->request->arena);
	if (done.start && text_is(done, "off"))
		return words(call->language,
			MESSAGE("Called off. Whoever had a place is offered another time first."));
	if (done.start && text_is(done, "none"))
		return words(call->language, MESSAGE("There was nothing left to call off."));
	return (struct text){NULL, 0};
}

// The local day of an address: "2026-12-03".
static bool day_of(const struct web_call *call, struct text given, struct interval *out)
{
	char text[CIVIL_TEXT_LENGTH + 1];
	struct civil day;
	if (given.length != sizeof "2026-12-03" - 1)
		return false;
	snprintf(text, sizeof text, "%.*sT00:00:00", TEXT_ARGUMENTS(given));
	if (!civil_parse(text_of(text), &day))
		return false;
	struct civil next = civil_of(instant_later(civil_as_utc(day), SECONDS_PER_DAY));
	*out = (struct interval){
		zone_instant(&call->worker->zone, day), zone_instant(&call->worker->zone, next)};
	return true;
}

static enum status reason_of(
	const struct web_call *call, enum call_off_reason *out, struct fault *fault)
{
	struct text given = form_field(call->request->body, "reason", call->request->arena);
	if (text_is(call->variables[0], "called")) {
		*out = CALL_OFF_CALLED;
		return STATUS_OK;
	}
	if (!given.start || !call_off_reason_parse(given, out) || *out == CALL_OFF_TOO_FEW)
		return fault_set(fault, STATUS_INVALID, "reason", "There is no such reason.");
	return STATUS_OK;
}

static enum status call_off(const struct web_call *call, const struct call_off *what,
	struct connection *connection, size_t *count, struct fault *fault)
{
	struct session_id session;
	struct interval day;
	struct text which = call->variables[0];
	bool one = text_is(which, "session") || text_is(which, "called");
	if (one && uuid_parse(call->variables[1], &session.uuid)) {
		*count = 1;
		return call_off_session(connection, what, session, fault);
	}
	if (text_is(which, "day") && day_of(call, call->variables[1], &day))
		return call_off_within(connection, what, day, count, fault);
	return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
}

void web_called_off(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct audit_actor by;
	size_t count = 0;
	struct fault fault = {.status = STATUS_OK};
	struct call_off what = {
		.by = &by, .host = call->visit->session.person, .now = call->worker->options->now()};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = reason_of(call, &what.reason, &fault);
	if (status == STATUS_OK) {
		by = visit_actor(call);
		status = call_off(call, &what, connection, &count, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(
			call, visit_address(call, "/facilitate?done=%s", count > 0 ? "off" : "none"));
	else
		visit_fault(call, &fault);
}
