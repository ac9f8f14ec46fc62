// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "net/url.h"

static void addresses_come_in_one_form(void **state)
{
	static const char *const rows[][2] = {
		{"https://calendar.example/a.ics", "https://calendar.example/a.ics"},
		{"  webcal://Calendar.Example/a.ics?key=1#part \n", "https://Calendar.Example/a.ics?key=1"},
		{"WEBCAL://calendar.example/a", "https://calendar.example/a"},
		{"webcals://calendar.example/a", "https://calendar.example/a"},
		{"HTTP://calendar.example:8080", "http://calendar.example:8080/"},
		{"https://somebody:word@calendar.example/a", "https://somebody:word@calendar.example/a"},
		{"http://[::1]/a", "http://[::1]/a"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {NULL, 0};
		assert_int_equal(url_read(text_of(rows[i][0]), &arena, &out, NULL), STATUS_OK);
		if (!text_is(out, rows[i][1]))
			fail_msg("%s: %.*s", rows[i][0], TEXT_ARGUMENTS(out));
	}
	arena_done(&arena);
}

static void what_is_no_address_is_refused_and_not_repeated(void **state)
{
	static const char *const wrong[] = {"", "calendar.example/secret-word", "file:///secret-word",
		"ftp://calendar.example/secret-word", "https://",
		"https://calendar.example/secret-word and more", "https://calendar.example/secret-word\n/b",
		"javascript:secret-word", "webcal:secret-word",
		"https://calendar.example:99999/secret-word", "gopher://calendar.example/secret-word",
		"https://a\x01/secret-word", "https://a/secret-word\xff", "https://%da/secret-word",
		"https://a%0ab/secret-word"};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct text out;
		struct fault fault = {.status = STATUS_OK};
		if (url_read(text_of(wrong[i]), &arena, &out, &fault) != STATUS_INVALID)
			fail_msg("%s", wrong[i]);
		assert_null(strstr(fault.message, "secret"));
		assert_null(strstr(fault.where, "secret"));
	}
	char longer[URL_LIMIT + 2] = "https://calendar.example/";
	memset(longer + strlen(longer), 'a', sizeof longer - 1 - strlen(longer));
	longer[sizeof longer - 1] = 0;
	struct text out;
	assert_int_equal(url_read(text_of(longer), &arena, &out, NULL), STATUS_LIMIT);
	arena_done(&arena);
}

static void a_hint_shows_the_server_and_the_last_characters(void **state)
{
	static const char *const rows[][2] = {
		{"https://calendar.example/private-0123456789abcdef3f9a", "calendar.example … 3f9a"},
		{"https://somebody:word@calendar.example/private-0123456789abcdef",
			"calendar.example … cdef"},
		{"https://calendar.example/a.ics", "calendar.example"},
		{"https://calendar.example/", "calendar.example"},
		{"https://t:word-0123456789@t/", "t"},
		{"https://calendar.example/private-0123456789/a\u0175\u20ac", "calendar.example … \u20ac"},
		{"http://[fd00::1]:8080/private-0123456789abcdef", "[fd00::1] … cdef"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text hint = url_hint(text_of(rows[i][0]), &arena);
		if (!text_is(hint, rows[i][1]))
			fail_msg("%s: %.*s", rows[i][0], TEXT_ARGUMENTS(hint));
	}
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_come_in_one_form),
		cmocka_unit_test(what_is_no_address_is_refused_and_not_repeated),
		cmocka_unit_test(a_hint_shows_the_server_and_the_last_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
