// SPDX-License-Identifier: MIT
// A calendar as it is now, as a file for whoever it is of: no link, and it follows no change.
#include "app/feeds/document.h"
#include "web/answer.h"
#include "web/calendars.h"
#include "web/handlers.h"
#include "web/query.h"
#include "web/visit.h"

static enum status build(const struct web_call *call, struct web_visit *visit,
	struct feed_document *out, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	const struct calendar *calendar = calendar_named(visit->session.role, call->variables[0]);
	if (!calendar)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	if (status != STATUS_OK)
		return status;
	struct text detail = query_value(call->request->query, "detail", call->request->arena);
	struct feed_link link = calendar_link(call, visit->session.person, calendar, detail);
	struct web_call own = *call;
	own.visit = visit;
	struct audit_actor by = visit_actor(&own);
	return feed_document_copy(connection, &link, &by, out, fault);
}

void web_calendar_copy(const struct web_call *call)
{
	struct feed_document document;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (build(call, visit, &document, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	answer_begin(call->request, call->response, 200, "text/calendar; charset=utf-8");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-copy.ics\""));
	call->response->body = document.body;
}
