// SPDX-License-Identifier: MIT
#include "app/feeds/document.h"
#include "web/answer.h"
#include "web/conditional.h"
#include "web/gzip.h"
#include "web/http_date.h"
#include "web/routes.h"

// Of the compressed bytes the tag is another, as a strong one has to be.
#define GZIP_SUFFIX "-gzip"

static void add_validators(const struct http_request *request, struct http_response *response,
	const struct feed_document *document, struct instant modified, bool compressed)
{
	char tag[sizeof document->tag + sizeof GZIP_SUFFIX + 2], date[HTTP_DATE_LENGTH + 1];
	snprintf(tag, sizeof tag, "\"%s%s\"", document->tag, compressed ? GZIP_SUFFIX : "");
	http_date_format(modified, date);
	http_response_header(request, response, "ETag", text_of(tag));
	http_response_header(request, response, "Last-Modified", text_of(date));
	http_response_header(
		request, response, "Cache-Control", TEXT("private, no-cache, no-transform"));
	http_response_header(request, response, "Vary", TEXT("Accept-Encoding"));
}

// Whether the client has the document, in the form that it would be sent in.
static bool has_it(
	const struct http_request *request, const struct feed_document *document, bool compressed)
{
	char tag[sizeof document->tag + sizeof GZIP_SUFFIX];
	snprintf(tag, sizeof tag, "%s%s", document->tag, compressed ? GZIP_SUFFIX : "");
	return not_modified(http_request_header(request, "If-None-Match"),
		http_request_header(request, "If-Modified-Since"), tag, document->modified);
}

// The document as the body of the answer, compressed or as it is; it is taken over.
static enum status take_body(struct feed_document *document, bool compressed,
	struct http_response *response, struct fault *fault)
{
	if (!compressed) {
		response->body = document->body;
		return STATUS_OK;
	}
	enum status status = gzip_add(builder_view(&document->body), &response->body, fault);
	builder_done(&document->body);
	return status;
}

// A 304 is made with the body too, which is not sent: its Content-Length is that of a 200.
static void answer_document(const struct http_request *request, struct http_response *response,
	struct feed_document *document, struct instant now)
{
	// A date ahead of the clock would not be believed (RFC 9110 §8.8.2.1).
	struct instant modified = instant_earliest(document->modified, now);
	bool compressed = gzip_wanted(http_request_header(request, "Accept-Encoding"),
		http_request_header(request, "User-Agent"));
	bool known = has_it(request, document, compressed);
	struct fault fault = {.status = STATUS_OK};
	if (take_body(document, compressed, response, &fault) != STATUS_OK) {
		builder_done(&response->body);
		answer_fault(request, response, &fault);
		return;
	}
	answer_begin(request, response, known ? 304 : 200, "text/calendar; charset=utf-8");
	http_response_header(
		request, response, "Content-Disposition", TEXT("inline; filename=\"plimsoll.ics\""));
	if (compressed)
		http_response_header(request, response, "Content-Encoding", TEXT("gzip"));
	add_validators(request, response, document, modified, compressed);
}

void web_feed(const struct web_call *call)
{
	struct web_worker *worker = call->worker;
	const struct http_request *request = call->request;
	struct http_response *response = call->response;
	struct token token;
	struct feed_document document;
	struct connection *connection = NULL;
	struct fault fault = {.status = STATUS_OK};
	struct instant now = worker->options->now();
	enum status status = STATUS_OK;
	if (!token_parse(call->variables[0], &token))
		status = fault_set(&fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	if (status == STATUS_OK)
		status = web_connection(worker, &connection, &fault);
	if (status == STATUS_OK)
		status = feed_document_build(connection, &token, now, &document, &fault);
	if (status == STATUS_OK)
		answer_document(request, response, &document, now);
	else
		answer_fault(request, response, &fault);
}
