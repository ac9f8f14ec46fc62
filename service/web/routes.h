// SPDX-License-Identifier: MIT
// Private to web: which requests there are, who may make them, and who answers them.
#pragma once

#include "app/organisation/help_lines.h"
#include "app/organisation/setting.h"
#include "core/language.h"
#include "core/permission.h"
#include "http/server.h"
#include "web/web.h"
#include "json/policy.h"

// A request may be passed on to a lane further down.
enum web_lane {
	LANE_READ,
	LANE_SIGN_IN, // passwords and files of staff, whose work takes long
	LANE_WRITE,   // the recorder's
	LANE_LONG,    // the recorder's too, for what takes seconds and writes next to nothing
	LANE_COUNT,
};

enum web_access {
	ACCESS_OPEN,     // anybody
	ACCESS_LINK,     // whoever has the secret in the address
	ACCESS_OPERATOR, // whoever has the operator's token
	ACCESS_SESSION,  // whoever has signed in, in a role that the route's matter reaches
};

#define WEB_VARIABLES_LIMIT 2

// What a thread of a lane works with; the connection is opened when it is needed, and the setting
// read again within a second of a change.
struct web_worker {
	const struct web_options *options;
	struct feed_cache *feeds;
	struct uploads *uploads;
	enum database_role role;
	struct connection *connection; // NULL: none open
	int64_t hangs_until;           // no new one is tried before; as setting_checked
	struct arena arena;            // of the setting
	struct setting setting;
	struct zone zone;        // the organisation's
	int64_t setting_checked; // microseconds of the monotonic clock; 0: there is none
	struct json_faults faults;
	struct arena help_arena; // of the help lines, when they are the organisation's own
	struct help_line help_shipped[HELP_LINES_SHIPPED];
	struct help_line *help_lines; // NULL: none known yet
	size_t help_line_count;
	int64_t help_checked; // as setting_checked
};

// A request, as the route that it fits sees it.
struct web_call {
	struct web_worker *worker;
	const struct http_request *request;
	struct http_response *response;
	const struct web_route *route;
	struct text path;                           // without the language
	enum language language;                     // of a page
	struct text variables[WEB_VARIABLES_LIMIT]; // of the path
	struct web_visit *visit;                    // who asks, for `then` (web/visit.h)
};

struct web_route {
	const char *name;        // for the log
	enum http_method method; // GET stands for HEAD too
	const char *pattern;     // of the path; each "{}" is a variable without "/" or "."
	enum web_lane lane;
	enum web_access access;
	void (*work)(const struct web_call *call);
	// In a loop thread, first: true where it has answered, from memory. NULL: never.
	bool (*at_once)(const struct web_call *call);
	// Of pages: what they show or change, and what is done in the recorder's lane when `work` has
	// left a visit in the response instead of an answer.
	enum matter matter;
	bool changes;
	void (*then)(const struct web_call *call);
	bool takes_long; // `then` is done in LANE_LONG
	bool records;    // an exposure, together with what others bring
	bool page;       // in every language, with its own page for what goes wrong
};

// Finds the route of a request, and fills the call's path, language and variables. Without one
// `allowed`, if any route fits the path, names the methods that would do ("GET, HEAD, POST"), else
// it is empty.
#define WEB_METHODS_SIZE 40
const struct web_route *web_route(enum http_method method, struct text path, struct web_call *call,
	char allowed[static WEB_METHODS_SIZE]);

// All routes in turn, for the tests of the documentation; NULL at the end.
const struct web_route *web_route_at(size_t index);

// The worker's connection in its role, opened anew where it is gone.
CHECKED enum status web_connection(
	struct web_worker *worker, struct connection **out, struct fault *fault);

// The organisation and the policy in force, kept in the worker.
CHECKED enum status web_setting(
	struct web_worker *worker, const struct setting **out, struct fault *fault);
