// SPDX-License-Identifier: MIT
#include "store/organisation.h"
#include "web/answer.h"
#include "web/handlers.h"
#include "web/routes.h"

// Healthy is: this thread reaches the database and the database has an organisation.
void web_health(const struct web_call *call)
{
	struct web_worker *worker = call->worker;
	const struct http_request *request = call->request;
	struct http_response *response = call->response;
	struct connection *connection;
	struct organisation organisation;
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_connection(worker, &connection, &fault);
	if (status == STATUS_OK)
		status = organisation_read(connection, request->arena, &organisation, &fault);
	if (status != STATUS_OK) {
		fault.status = STATUS_UNAVAILABLE;
		answer_fault(request, response, &fault);
		return;
	}
	answer_begin(request, response, 200, "application/json");
	http_response_header(request, response, "Cache-Control", TEXT("no-store"));
	builder_string(&response->body, "{\"status\":\"ok\"}\n");
}
