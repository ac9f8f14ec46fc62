// SPDX-License-Identifier: MIT
#include "web/routes.h"

#include <string.h>

// docs/api/openapi.yaml describes all of them; a test compares. Those without `work` are worked on
// together.
static const struct web_route routes[] = {
	{"feed", HTTP_GET, "/f/{}.ics", LANE_READ, ACCESS_LINK, web_feed, web_feed_at_once},
	{"health", HTTP_GET, "/healthz", LANE_READ, ACCESS_OPEN, web_health, NULL},
	{"record", HTTP_POST, "/api/v1/exposures", LANE_WRITE, ACCESS_OPERATOR, NULL, NULL},
	{"retraction", HTTP_DELETE, "/api/v1/people/{}/exposures/{}", LANE_WRITE, ACCESS_OPERATOR,
		web_retraction, NULL},
	{"exposures", HTTP_GET, "/api/v1/people/{}/exposures", LANE_READ, ACCESS_OPERATOR,
		web_exposures, NULL},
	{"load", HTTP_GET, "/api/v1/people/{}/load", LANE_READ, ACCESS_OPERATOR, web_load, NULL},
};

#define ROUTE_COUNT (sizeof routes / sizeof routes[0])

static bool fits(const char *pattern, struct text path, struct text *variables)
{
	size_t variable = 0, place = 0;
	while (*pattern) {
		if (strncmp(pattern, "{}", 2) != 0) {
			if (place == path.length || path.start[place++] != *pattern++)
				return false;
			continue;
		}
		size_t first = place;
		while (place < path.length && path.start[place] != '/' && path.start[place] != '.')
			place++;
		if (place == first)
			return false;
		variables[variable++] = (struct text){path.start + first, place - first};
		pattern += 2;
	}
	return place == path.length;
}

static void allow(char *allowed, enum http_method method)
{
	static const char *const names[] = {
		[HTTP_GET] = "GET, HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_DELETE] = "DELETE",
	};
	size_t length = strlen(allowed);
	snprintf(
		allowed + length, WEB_METHODS_SIZE - length, "%s%s", length ? ", " : "", names[method]);
}

const struct web_route *web_route(enum http_method method, struct text path,
	struct text variables[static WEB_VARIABLES_LIMIT], char allowed[static WEB_METHODS_SIZE])
{
	if (method == HTTP_HEAD)
		method = HTTP_GET;
	allowed[0] = '\0';
	for (size_t i = 0; i < ROUTE_COUNT; i++) {
		if (!fits(routes[i].pattern, path, variables))
			continue;
		if (routes[i].method == method)
			return &routes[i];
		allow(allowed, routes[i].method);
	}
	return NULL;
}

const struct web_route *web_route_at(size_t index)
{
	return index < ROUTE_COUNT ? &routes[index] : NULL;
}
