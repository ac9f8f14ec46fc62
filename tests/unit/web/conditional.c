// SPDX-License-Identifier: MIT
// When a GET is answered 304 (RFC 9110 §13.1).
#include "support/cmocka.h"

#include "web/conditional.h"

static const struct instant modified = {784111777}; // Sun, 06 Nov 1994 08:49:37 GMT

static const struct {
	const char *if_none_match, *if_modified_since; // NULL: not sent
	bool expected;
} rows[] = {
	{NULL, NULL, false},
	// Tags, compared weakly (§8.8.3.2).
	{"\"tag\"", NULL, true},
	{"W/\"tag\"", NULL, true},
	{"  \"tag\"\t", NULL, true},
	{"\"other\"", NULL, false},
	{"\"ta\"", NULL, false},
	{"\"tagg\"", NULL, false},
	{"\"TAG\"", NULL, false},
	{"w/\"tag\"", NULL, false},
	{"tag", NULL, false},
	{"\"tag", NULL, false},
	{"\"", NULL, false},
	{"W/", NULL, false},
	{"W/\"", NULL, false},
	{"", NULL, false},
	{"*", NULL, true},
	// Lists.
	{"\"one\", \"tag\"", NULL, true},
	{"\"one\",\"two\",W/\"tag\"", NULL, true},
	{"\"one\", \"two\"", NULL, false},
	{", \"tag\"", NULL, true},
	{"\"one\",", NULL, false},
	{"\"a,tag\"", NULL, false},
	{"\"a,\"tag\"", NULL, true}, // malformed; only our own tag is ever answered
	// Dates.
	{NULL, "Sun, 06 Nov 1994 08:49:37 GMT", true},
	{NULL, "Sun, 06 Nov 1994 08:49:38 GMT", true},
	{NULL, "Sun, 06 Nov 1994 08:49:36 GMT", false},
	{NULL, "Sunday, 06-Nov-94 08:49:38 GMT", false},
	{NULL, "", false},
	{NULL, "0", false},
	// The tag decides alone (§13.2.2).
	{"\"other\"", "Sun, 06 Nov 1994 08:49:37 GMT", false},
	{"\"tag\"", "Sun, 06 Nov 1994 08:49:36 GMT", true},
	{"", "Sun, 06 Nov 1994 08:49:37 GMT", false},
};

static struct text sent(const char *value)
{
	return value ? text_of(value) : (struct text){NULL, 0};
}

static void a_request_is_answered_with_not_modified_as_the_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool found = not_modified(
			sent(rows[i].if_none_match), sent(rows[i].if_modified_since), "tag", modified);
		if (found != rows[i].expected)
			fail_msg("row %zu: If-None-Match %s, If-Modified-Since %s gave %d", i,
				rows[i].if_none_match ? rows[i].if_none_match : "none",
				rows[i].if_modified_since ? rows[i].if_modified_since : "none", found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_answered_with_not_modified_as_the_table_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
