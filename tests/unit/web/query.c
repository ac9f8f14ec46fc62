// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "web/query.h"

static struct arena arena;

static void expect(const char *query, const char *name, const char *expected)
{
	struct text value = query_value(text_of(query), name, &arena);
	if (!expected) {
		assert_null(value.start);
		return;
	}
	assert_non_null(value.start);
	assert_int_equal(value.length, strlen(expected));
	assert_memory_equal(value.start, expected, value.length);
}

static void a_member_is_found_by_its_whole_name(void **state)
{
	(void)state;
	expect("at=1&most=2", "most", "2");
	expect("almost=1&most=2", "most", "2");
	expect("at=1&at=2", "at", "1");
	expect("at", "at", "");
	expect("at=", "at", "");
	expect("at=a=b", "at", "a=b");
	expect("", "at", NULL);
	expect("other=1", "at", NULL);
}

static void an_instant_comes_through_however_it_is_encoded(void **state)
{
	(void)state;
	expect("at=2026-11-23T17%3A30%3a00Z", "at", "2026-11-23T17:30:00Z");
	expect("at=2026-11-23T17:30:00+01:00", "at", "2026-11-23T17:30:00+01:00");
	expect("at=2026-11-23T17:30:00%2B01:00", "at", "2026-11-23T17:30:00+01:00");
}

static void what_is_badly_encoded_is_not_there(void **state)
{
	(void)state;
	expect("at=%", "at", NULL);
	expect("at=%4", "at", NULL);
	expect("at=%zz", "at", NULL);
	expect("at=%00", "at", NULL);
}

static void expect_form(const char *body, const char *name, const char *expected)
{
	struct text value = form_field(text_of(body), name, &arena);
	if (!expected)
		assert_null(value.start);
	else if (!text_is(value, expected))
		fail_msg("\"%.*s\" instead of \"%s\"", TEXT_ARGUMENTS(value), expected);
}

static void a_form_is_read_as_browsers_write_it(void **state)
{
	(void)state;
	expect_form("kind=a+b%2Bc&near=x", "kind", "a b+c");
	expect_form("kind=%C5%B5y", "kind", "\xc5\xb5y");
	expect_form("kind=", "kind", "");
	expect_form("kind", "kind", "");
	expect_form("other=1", "kind", NULL);
	expect_form("kind=%FF", "kind", NULL);
	expect_form("kind=a%00b", "kind", NULL);
	expect_form("kind=%4", "kind", NULL);
}

static void all_values_of_one_name_are_found(void **state)
{
	(void)state;
	struct text values[2];
	assert_int_equal(form_fields(TEXT("m=a&x=1&m=b+c&m=d"), "m", &arena, values, 2), 3);
	assert_true(text_is(values[0], "a") && text_is(values[1], "b c"));
	assert_int_equal(form_fields(TEXT("x=1"), "m", &arena, values, 2), 0);
	assert_true(form_fields(TEXT("m=a&m=%zz"), "m", &arena, values, 2) == SIZE_MAX);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_is_found_by_its_whole_name),
		cmocka_unit_test(an_instant_comes_through_however_it_is_encoded),
		cmocka_unit_test(what_is_badly_encoded_is_not_there),
		cmocka_unit_test(a_form_is_read_as_browsers_write_it),
		cmocka_unit_test(all_values_of_one_name_are_found),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
