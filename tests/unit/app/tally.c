// SPDX-License-Identifier: MIT
// Counting types that no rule knows.
#include "support/cmocka.h"

#include <stdio.h>

#include "app/import/tally.h"

static struct arena arena;
static struct tally tally;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	tally = (struct tally){.arena = &arena};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void count(const char *name, const char *second, int rows)
{
	for (int i = 0; i < rows; i++)
		assert_true(tally_count(&tally, text_of(name), text_of(second)));
}

static void expect(const char *expected)
{
	struct dispatch_counted *list;
	size_t found;
	char text[400] = "";
	size_t used = 0;
	assert_true(tally_end(&tally, &list, &found));
	for (size_t i = 0; i < found && used < sizeof text; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%.*s/%.*s %zu;",
			TEXT_ARGUMENTS(list[i].name), TEXT_ARGUMENTS(list[i].second), list[i].rows);
	assert_string_equal(text, expected);
}

static void nothing_counted_is_an_empty_list(void **state)
{
	(void)state;
	expect("");
}

static void types_are_listed_with_most_rows_first(void **state)
{
	(void)state;
	count("Alarm", "", 2);
	count("Fire", "", 5);
	count("Gas", "", 1);
	expect("Fire/ 5;Alarm/ 2;Gas/ 1;");
}

static void types_with_as_many_rows_are_listed_by_name(void **state)
{
	(void)state;
	count("b", "2", 1);
	count("b", "1", 1);
	count("c", "", 1);
	count("a", "", 1);
	expect("a/ 1;b/1 1;b/2 1;c/ 1;");
}

static void one_type_with_two_seconds_is_two(void **state)
{
	(void)state;
	count("Fire", "small", 1);
	count("Fire", "large", 2);
	count("Fire", "small", 1);
	count("Fire", "", 1);
	expect("Fire/large 2;Fire/small 2;Fire/ 1;");
}

static void the_texts_are_copies(void **state)
{
	(void)state;
	char name[] = "Fire";
	count(name, "", 1);
	name[0] = 'W';
	expect("Fire/ 1;");
}

static void beyond_the_limit_new_types_are_counted_together(void **state)
{
	(void)state;
	struct dispatch_counted *list;
	size_t found;
	char name[16];
	for (int i = 0; i < DISPATCH_LISTED_LIMIT + 25; i++) {
		snprintf(name, sizeof name, "name %d", i);
		count(name, "x", 1);
	}
	count("name 7", "x", 2); // known before
	assert_true(tally_end(&tally, &list, &found));
	assert_int_equal(found, DISPATCH_LISTED_LIMIT + 1);
	assert_int_equal(list[0].rows, 25);
	assert_int_equal(list[0].name.length, 0);
	assert_int_equal(list[1].rows, 3);
	assert_true(text_is(list[1].name, "name 7"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
	const struct CMUnitTest tests[] = {
		TEST(nothing_counted_is_an_empty_list),
		TEST(types_are_listed_with_most_rows_first),
		TEST(types_with_as_many_rows_are_listed_by_name),
		TEST(one_type_with_two_seconds_is_two),
		TEST(the_texts_are_copies),
		TEST(beyond_the_limit_new_types_are_counted_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
