// SPDX-License-Identifier: MIT
// Every route on a line, for the test of the documentation: its name, method, pattern and access.
#include <stdio.h>

#include "web/routes.h"

int main(void)
{
	const struct web_route *route;
	static const char *const access[] = {
		[ACCESS_OPEN] = "open", [ACCESS_LINK] = "link", [ACCESS_OPERATOR] = "operator"};
	static const char *const methods[] = {
		[HTTP_GET] = "get", [HTTP_POST] = "post", [HTTP_PUT] = "put", [HTTP_DELETE] = "delete"};
	for (size_t i = 0; (route = web_route_at(i)); i++)
		printf("%s %s %s %s\n", route->name, methods[route->method], route->pattern,
			access[route->access]);
	return 0;
}
