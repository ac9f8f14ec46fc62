// SPDX-License-Identifier: MIT
// Every route on a line, for tests: its name, method, pattern and access; with the word "pages"
// those of the pages, with whether they change something and the roles that the table of
// permissions opens them to, "-" for none.
#include <stdio.h>

#include "web/routes.h"

static void print_reach(const struct web_route *route)
{
	const char *before = "";
	printf(" %s ", route->changes ? "changes" : "sees");
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		enum role role = (enum role)i;
		enum extent extent = route->changes ? permission_changes(role, route->matter)
											: permission_sees(role, route->matter);
		if (extent == EXTENT_NONE)
			continue;
		printf("%s%s", before, role_name(role));
		before = ",";
	}
	fputs(*before ? "" : "-", stdout);
}

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
			print_reach(route);
		puts("");
	}
	return 0;
}
