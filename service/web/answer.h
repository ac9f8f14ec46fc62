// SPDX-License-Identifier: MIT
// Private to web: answers and the headers every one of them carries.
#pragma once

#include "http/server.h"
#include "json/policy.h"

// Status, type and the headers that keep an answer from being guessed at, framed, indexed or kept.
void answer_begin(const struct http_request *request, struct http_response *response,
	unsigned status, const char *content_type);

// The same for a page: HTML, with what its policy needs to be styled and its forms to be sent.
void answer_page_begin(
	const struct http_request *request, struct http_response *response, unsigned status);

// Logs what is the service's fault, with the request's number.
void answer_log_fault(const struct http_request *request, const struct fault *fault);

// An error as JSON: {"error":id,"message":…,"request":number}.
void answer_error(const struct http_request *request, struct http_response *response, unsigned code,
	const char *id, const char *message);

// The same with every fault of what was sent: "faults":[{"where":…,"message":…}].
void answer_faults(const struct http_request *request, struct http_response *response,
	unsigned code, const char *id, const struct json_faults *faults);

// The error of a fault. Temporary ones carry Retry-After. What is the service's fault is logged,
// with the request's number, which is all that the client is told.
void answer_fault(
	const struct http_request *request, struct http_response *response, const struct fault *fault);
