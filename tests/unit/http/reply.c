// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "http/server.h"

static struct arena arena;
static struct http_request request;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	request = (struct http_request){.arena = &arena};
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void a_header_value_is_copied(void **state)
{
	(void)state;
	struct http_response response = {0};
	char value[] = "text/calendar; charset=utf-8";
	assert_true(http_response_header(&request, &response, "Content-Type", text_of(value)));
	memset(value, 'x', sizeof value - 1);
	assert_int_equal(response.header_count, 1);
	assert_string_equal(response.headers[0].name, "Content-Type");
	assert_string_equal(response.headers[0].value.start, "text/calendar; charset=utf-8");
}

static void a_header_cannot_start_another_line(void **state)
{
	(void)state;
	static const struct text wrong[] = {
		{"a\r\nSet-Cookie: b", 16}, {"a\nb", 3}, {"a\rb", 3}, {"a\0b", 3}, {"a\x7F", 2}, {"", 0}};
	struct http_response response = {0};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		if (http_response_header(&request, &response, "Location", wrong[i]))
			fail_msg("row %zu was added", i);
	}
	assert_int_equal(response.header_count, 0);
}

static void there_is_room_for_so_many_headers(void **state)
{
	(void)state;
	struct http_response response = {0};
	for (size_t i = 0; i < HTTP_HEADERS_LIMIT; i++)
		assert_true(http_response_header(&request, &response, "X", TEXT("y")));
	assert_false(http_response_header(&request, &response, "X", TEXT("y")));
	assert_int_equal(response.header_count, HTTP_HEADERS_LIMIT);
}

static void a_request_of_a_test_has_no_headers(void **state)
{
	(void)state;
	assert_null(http_request_header(&request, "Host").start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_value_is_copied),
		cmocka_unit_test(a_header_cannot_start_another_line),
		cmocka_unit_test(there_is_room_for_so_many_headers),
		cmocka_unit_test(a_request_of_a_test_has_no_headers),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
