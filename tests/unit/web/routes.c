// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "web/routes.h"

#define ID "01a21763-e186-722b-a804-61b15f3f97eb"

static struct web_call call;
static char allowed[WEB_METHODS_SIZE];

static const char *route(enum http_method method, const char *path)
{
	const struct web_route *found = web_route(method, text_of(path), &call, allowed);
	return found ? found->name : "none";
}

static void each_request_has_its_route(void **state)
{
	(void)state;
	assert_string_equal(route(HTTP_GET, "/f/abc-_.ics"), "feed");
	assert_true(text_is(call.variables[0], "abc-_"));
	assert_string_equal(route(HTTP_HEAD, "/healthz"), "health");
	assert_string_equal(route(HTTP_POST, "/api/v1/exposures"), "record");
	assert_string_equal(route(HTTP_GET, "/api/v1/people/" ID "/load"), "load");
	assert_string_equal(route(HTTP_GET, "/api/v1/people/" ID "/exposures"), "exposures");
	assert_string_equal(route(HTTP_DELETE, "/api/v1/people/" ID "/exposures/x"), "retraction");
	assert_true(text_is(call.variables[0], ID));
	assert_true(text_is(call.variables[1], "x"));
}

static void a_page_is_there_in_every_language(void **state)
{
	(void)state;
	assert_string_equal(route(HTTP_GET, "/log/" ID), "saved");
	assert_int_equal(call.language, LANGUAGE_ENGLISH);
	assert_string_equal(route(HTTP_GET, "/cy/log/" ID), "saved");
	assert_int_equal(call.language, LANGUAGE_WELSH);
	assert_true(text_is(call.path, "/log/" ID));
	assert_true(text_is(call.variables[0], ID));
	assert_string_equal(route(HTTP_GET, "/cy"), "home");
	assert_string_equal(route(HTTP_GET, "/cy/"), "home");
	assert_string_equal(route(HTTP_GET, "/cymru"), "none");
}

static void what_is_no_page_has_no_language(void **state)
{
	(void)state;
	assert_string_equal(route(HTTP_GET, "/cy/healthz"), "none");
	assert_string_equal(route(HTTP_GET, "/cy/f/abc.ics"), "none");
	assert_string_equal(route(HTTP_POST, "/cy/api/v1/exposures"), "none");
}

static void what_only_looks_like_one_has_none(void **state)
{
	(void)state;
	static const char *const paths[] = {"", "/f/", "/f/.ics", "/f/a.ics/", "/f/a/b.ics", "/f/a.ic",
		"/f/a.icsx", "/f/a.b.ics", "/healthz/", "/healthzz", "/api/v1/people//load",
		"/api/v1/people/a/b/load", "/api/v1/exposures/", "//healthz"};
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		assert_string_equal(route(HTTP_GET, paths[i]), "none");
		assert_string_equal(allowed, "");
	}
}

static void a_wrong_method_is_told_the_right_ones(void **state)
{
	(void)state;
	assert_string_equal(route(HTTP_GET, "/api/v1/exposures"), "none");
	assert_string_equal(allowed, "POST");
	assert_string_equal(route(HTTP_OTHER, "/f/abc.ics"), "none");
	assert_string_equal(allowed, "GET, HEAD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_request_has_its_route),
		cmocka_unit_test(a_page_is_there_in_every_language),
		cmocka_unit_test(what_is_no_page_has_no_language),
		cmocka_unit_test(what_only_looks_like_one_has_none),
		cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
