// SPDX-License-Identifier: MIT
// Finding the route of a request in the table of routes.c.
#include <stdio.h>
#include <string.h>

#include "web/routes.h"

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

static const struct web_route *find(enum http_method method, struct text path, bool pages_only,
	struct web_call *call, char allowed[static WEB_METHODS_SIZE])
{
	const struct web_route *route;
	for (size_t i = 0; (route = web_route_at(i)); i++) {
		if ((pages_only && !route->page) || !fits(route->pattern, path, call->variables))
			continue;
		if (route->method == method)
			return route;
		allow(allowed, route->method);
	}
	return NULL;
}

const struct web_route *web_route(enum http_method method, struct text path, struct web_call *call,
	char allowed[static WEB_METHODS_SIZE])
{
	static const char welsh[] = "/cy";
	const size_t length = sizeof welsh - 1;
	if (method == HTTP_HEAD)
		method = HTTP_GET;
	allowed[0] = '\0';
	call->path = path;
	call->language = LANGUAGE_ENGLISH;
	if (text_starts(path, "/cy/") || text_is(path, welsh)) {
		call->language = LANGUAGE_WELSH;
		call->path = path.length > length ? (struct text){path.start + length, path.length - length}
										  : TEXT("/");
	}
	return find(method, call->path, call->language != LANGUAGE_ENGLISH, call, allowed);
}
