// SPDX-License-Identifier: MIT
#include "web/answer.h"

#include "base/log.h"
#include "json/writer.h"

#define RETRY_SECONDS "5"

static void begin(const struct http_request *request, struct http_response *response,
	unsigned status, const char *content_type, const char *policy, const char *referrer)
{
	static const struct {
		const char *name, *value;
	} always[] = {
		{"X-Content-Type-Options", "nosniff"},
		{"X-Robots-Tag", "noindex"},
	};
	response->status = status;
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		http_response_header(request, response, always[i].name, text_of(always[i].value));
	http_response_header(request, response, "Content-Security-Policy", text_of(policy));
	http_response_header(request, response, "Referrer-Policy", text_of(referrer));
	if (content_type)
		http_response_header(request, response, "Content-Type", text_of(content_type));
}

void answer_begin(const struct http_request *request, struct http_response *response,
	unsigned status, const char *content_type)
{
	begin(request, response, status, content_type, "default-src 'none'; frame-ancestors 'none'",
		"no-referrer");
}

// A browser that may not say where a form is from says that its origin is "null", as another site's
// would be; with same-origin it tells us, and nobody else.
void answer_page_begin(
	const struct http_request *request, struct http_response *response, unsigned status)
{
	begin(request, response, status, "text/html; charset=utf-8",
		"default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
		"frame-ancestors 'none'",
		"same-origin");
	http_response_header(request, response, "Cross-Origin-Opener-Policy", TEXT("same-origin"));
	http_response_header(
		request, response, "Permissions-Policy", TEXT("camera=(), geolocation=(), microphone=()"));
}

static void begin_error(const struct http_request *request, struct http_response *response,
	unsigned code, const char *id, const char *message, struct json_writer *json)
{
	answer_begin(request, response, code, "application/json");
	http_response_header(request, response, "Cache-Control", TEXT("no-store"));
	writer_start(json, &response->body);
	writer_object(json);
	writer_name(json, "error");
	writer_text(json, text_of(id));
	writer_name(json, "message");
	writer_text(json, text_of(message));
}

static void end_error(
	const struct http_request *request, struct http_response *response, struct json_writer *json)
{
	writer_name(json, "request");
	writer_integer(json, (int64_t)request->number);
	writer_object_end(json);
	builder_character(&response->body, '\n');
}

void answer_error(const struct http_request *request, struct http_response *response, unsigned code,
	const char *id, const char *message)
{
	struct json_writer json;
	begin_error(request, response, code, id, message, &json);
	end_error(request, response, &json);
}

void answer_faults(const struct http_request *request, struct http_response *response,
	unsigned code, const char *id, const struct json_faults *faults)
{
	struct json_writer json;
	begin_error(request, response, code, id, "Nothing of this request was recorded.", &json);
	writer_name(&json, "faults");
	writer_array(&json);
	for (size_t i = 0; i < faults->count; i++) {
		writer_object(&json);
		writer_name(&json, "where");
		writer_text(&json, text_of(faults->list[i].where));
		writer_name(&json, "message");
		writer_text(&json, text_of(faults->list[i].message));
		writer_object_end(&json);
	}
	writer_array_end(&json);
	if (faults->omitted) {
		writer_name(&json, "omitted");
		writer_integer(&json, (int64_t)faults->omitted);
	}
	end_error(request, response, &json);
}

void answer_log_fault(const struct http_request *request, const struct fault *fault)
{
	LOG(LOG_ERROR, "fault", LOG_NUMBER("request", (int64_t)request->number),
		LOG_TEXT("status", status_id(fault->status)), LOG_TEXT("where", fault->where),
		LOG_TEXT("message", fault->message));
}

void answer_fault(
	const struct http_request *request, struct http_response *response, const struct fault *fault)
{
	if (fault->status == STATUS_NOT_FOUND) {
		answer_error(request, response, 404, status_id(fault->status), "There is nothing here.");
		return;
	}
	if (fault->status == STATUS_DENIED) {
		answer_error(request, response, 403, status_id(fault->status), fault->message);
		return;
	}
	answer_log_fault(request, fault);
	if (fault->status == STATUS_UNAVAILABLE || fault->status == STATUS_RETRY ||
		fault->status == STATUS_DISK_FULL) {
		answer_error(request, response, 503, status_id(fault->status),
			"The service cannot answer just now. Please try again.");
		http_response_header(request, response, "Retry-After", TEXT(RETRY_SECONDS));
		return;
	}
	answer_error(request, response, 500, status_id(fault->status),
		"Something is wrong with the service. Please tell its administrator the request's number.");
}
