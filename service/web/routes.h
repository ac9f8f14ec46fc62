// SPDX-License-Identifier: MIT
// Private to web: which requests there are, and who answers them.
#pragma once

#include "http/server.h"
#include "web/web.h"

enum web_lane { LANE_READ, LANE_COUNT };

// What a thread of a lane works with; the connection is opened when it is needed.
struct web_worker {
	const struct web_options *options;
	struct connection *connection; // NULL: none open
};

struct web_route {
	const char *name;   // for the log
	const char *prefix; // of the path
	const char *suffix; // what the path ends in; empty: the prefix is all of it
	enum web_lane lane;
	void (*work)(struct web_worker *worker, const struct http_request *request,
		struct text variable, struct http_response *response);
};

// The route of a path and the part of it between prefix and suffix, or NULL. All of them answer
// GET and HEAD.
const struct web_route *web_route(struct text path, struct text *variable);

// The worker's connection as the web role, opened anew where it is gone.
CHECKED enum status web_connection(
	struct web_worker *worker, struct connection **out, struct fault *fault);

void web_feed(struct web_worker *worker, const struct http_request *request, struct text variable,
	struct http_response *response);
void web_health(struct web_worker *worker, const struct http_request *request, struct text variable,
	struct http_response *response);
