// SPDX-License-Identifier: MIT
// Every route on a line, for tests: its name, method, pattern and access; with the word "pages"
// those of the pages, with their matter and whether they change something.
#include <stdio.h>

#include "web/routes.h"

int main(int count, char **arguments)
{
	(void)arguments;
	const struct web_route *route;
	static const char *const access[] = {
		[ACCESS_OPEN] = "open",
		[ACCESS_LINK] = "link",
		[ACCESS_OPERATOR] = "operator",
		[ACCESS_SESSION] = "session",
	};
	static const char *const methods[] = {
		[HTTP_GET] = "get", [HTTP_POST] = "post", [HTTP_PUT] = "put", [HTTP_DELETE] = "delete"};
	for (size_t i = 0; (route = web_route_at(i)); i++) {
		if (route->page != (count > 1))
			continue;
		printf("%s %s %s %s", route->name, methods[route->method], route->pattern,
			access[route->access]);
		if (route->page)
			printf(" %u %s", route->matter, route->changes ? "changes" : "sees");
		puts("");
	}
	return 0;
}
