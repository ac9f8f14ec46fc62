// SPDX-License-Identifier: MIT
#include <string.h>

#include "app/feeds/document.h"
#include "web/answer.h"
#include "web/conditional.h"
#include "web/http_date.h"
#include "web/routes.h"

static void add_validators(const struct http_request *request, struct http_response *response,
	const struct feed_document *document, struct instant modified)
{
	char tag[sizeof document->tag + 2], date[HTTP_DATE_LENGTH + 1];
	snprintf(tag, sizeof tag, "\"%s\"", document->tag);
	http_date_format(modified, date);
	http_response_header(request, response, "ETag", text_of(tag));
	http_response_header(request, response, "Last-Modified", text_of(date));
	http_response_header(
		request, response, "Cache-Control", TEXT("private, no-cache, no-transform"));
}

void web_feed(struct web_worker *worker, const struct http_request *request, struct text variable,
	struct http_response *response)
{
	struct token token;
	struct feed_document document;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct instant now = worker->options->now();
	enum status status = STATUS_OK;
	if (!token_parse(variable, &token))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_connection(worker, &connection, &fault);
	if (status == STATUS_OK)
		status = feed_document_build(connection, &token, now, &document, &fault);
	if (status != STATUS_OK) {
		answer_fault(request, response, &fault);
		return;
	}
	// A date ahead of the clock would not be believed (RFC 9110 §8.8.2.1).
	struct instant modified = instant_earliest(document.modified, now);
	if (not_modified(http_request_header(request, "If-None-Match"),
			http_request_header(request, "If-Modified-Since"), document.tag, document.modified)) {
		answer_begin(request, response, 304, NULL);
		add_validators(request, response, &document, modified);
		builder_done(&document.body);
		return;
	}
	answer_begin(request, response, 200, "text/calendar; charset=utf-8");
	http_response_header(
		request, response, "Content-Disposition", TEXT("inline; filename=\"plimsoll.ics\""));
	add_validators(request, response, &document, modified);
	response->body = document.body;
}
