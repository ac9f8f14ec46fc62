// SPDX-License-Identifier: MIT
// Calling off a session that somebody leads, or all of a day. Nobody is asked why.
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

// What is called off is a session's id, or a day for all of it.
static enum status call_off(const struct web_call *call, const struct call_off *what,
	struct connection *connection, size_t *count, struct fault *fault)
{
	struct session_id session;
	struct interval day;
	struct text which = form_field(call->request->body, "what", call->request->arena);
	if (which.start && uuid_parse(which, &session.uuid)) {
		*count = 1;
		return call_off_session(connection, what, session, fault);
	}
	if (which.start && day_of(call, which, &day))
		return call_off_within(connection, what, day, count, fault);
	return fault_set(
		fault, STATUS_INVALID, "what", "This is neither a session nor a day. Choose one of them.");
}

// Back to the week that was looked at.
static struct text week_address(const struct web_call *call, const char *done)
{
	struct interval day;
	struct text from = form_field(call->request->body, "from", call->request->arena);
	struct instant at =
		from.start && day_of(call, from, &day) ? day.from : call->worker->options->now();
	struct civil date = zone_local(&call->worker->zone, at);
	return visit_address(
		call, "/facilitate?from=%04d-%02d-%02d&done=%s", date.year, date.month, date.day, done);
}

void web_called_off(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct audit_actor by;
	size_t count = 0;
	struct fault fault = {.status = STATUS_OK};
	struct call_off what = {.by = &by,
		.host = call->visit->session.person,
		.reason = CALL_OFF_BY_HOST,
		.now = call->worker->options->now()};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		by = visit_actor(call);
		status = call_off(call, &what, connection, &count, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, week_address(call, count > 0 ? "off" : "none"));
	else
		visit_fault(call, &fault);
}
