// SPDX-License-Identifier: MIT
#include "web/routes.h"

static const struct web_route routes[] = {
	{"feed", "/f/", ".ics", LANE_READ, web_feed},
	{"health", "/healthz", "", LANE_READ, web_health},
};

static bool fits(const struct web_route *route, struct text path, struct text *variable)
{
	struct text prefix = text_of(route->prefix), suffix = text_of(route->suffix);
	if (suffix.length == 0)
		return text_equal(path, prefix);
	if (path.length <= prefix.length + suffix.length || !text_starts(path, route->prefix))
		return false;
	struct text end = {path.start + path.length - suffix.length, suffix.length};
	*variable =
		(struct text){path.start + prefix.length, path.length - prefix.length - suffix.length};
	return text_equal(end, suffix);
}

const struct web_route *web_route(struct text path, struct text *variable)
{
	*variable = TEXT("");
	for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
		if (fits(&routes[i], path, variable))
			return &routes[i];
	}
	return NULL;
}

enum status web_connection(struct web_worker *worker, struct connection **out, struct fault *fault)
{
	if (worker->connection && !connection_is_alive(worker->connection)) {
		connection_close(worker->connection);
		worker->connection = NULL;
	}
	if (!worker->connection) {
		enum status status =
			connection_open(worker->options->database, ROLE_WEB, &worker->connection, fault);
		if (status != STATUS_OK)
			return status;
	}
	*out = worker->connection;
	return STATUS_OK;
}
