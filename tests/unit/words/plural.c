// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "words/plural.h"

// An expression for us to read, and the same for the compiler.
#define RULE(name, expression)                                                                     \
	static uint64_t name(uint64_t n)                                                               \
	{                                                                                              \
		(void)n;                                                                                   \
		return (uint64_t)(expression);                                                             \
	}                                                                                              \
	static const char name##_rule[] = "nplurals=1000000; plural=" #expression ";";

#pragma GCC diagnostic ignored "-Wparentheses"
#pragma GCC diagnostic ignored "-Wsign-conversion"
// Of the gettext manual, "Additional functions for plural forms", and of CLDR.
RULE(english, n != 1)
RULE(japanese, 0)
RULE(latvian, n % 10 == 1 && n % 100 != 11 ? 0 : n != 0 ? 1 : 2)
RULE(romanian, n == 1 ? 0 : (n == 0 || (n % 100 > 0 && n % 100 < 20)) ? 1 : 2)
RULE(polish, n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1 : 2)
RULE(slovenian, n % 100 == 1 ? 0 : n % 100 == 2 ? 1 : n % 100 == 3 || n % 100 == 4 ? 2 : 3)
RULE(arabic, n == 0                          ? 0
			 : n == 1                        ? 1
			 : n == 2                        ? 2
			 : n % 100 >= 3 && n % 100 <= 10 ? 3
			 : n % 100 >= 11                 ? 4
											 : 5)
RULE(welsh, n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5)
// What no language needs, but the grammar has.
RULE(strange, !n + 2 * 3 - n / 7 % 2 + (1 + n) * 2 - 1 - 1 == 8 || !(n > 3) && n - n < 1)
RULE(from_the_left, 100 - n % 10 - 5 + 7 * 8 / 3 % 4)

static void rules_mean_what_they_mean_in_c(void **state)
{
	(void)state;
#define ROW(name)                                                                                  \
	{                                                                                              \
#name, name, name##_rule                                                                   \
	}
	static const struct {
		const char *name;
		uint64_t (*expected)(uint64_t n);
		const char *rule;
	} rows[] = {
		ROW(english),
		ROW(japanese),
		ROW(latvian),
		ROW(romanian),
		ROW(polish),
		ROW(slovenian),
		ROW(arabic),
		ROW(welsh),
		ROW(strange),
		ROW(from_the_left),
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (uint64_t n = 0; n < 1200; n++) {
			uint64_t form = 99;
			if (!plural_form(text_of(rows[i].rule), n, &form) || form != rows[i].expected(n))
				fail_msg("%s of %d is %d", rows[i].name, (int)n, (int)form);
		}
	}
}

static void blanks_in_a_rule_mean_nothing(void **state)
{
	(void)state;
	uint64_t form;
	assert_true(plural_form(TEXT(" nplurals = 2 ;\tplural=n!=1 ; "), 7, &form));
	assert_int_equal(form, 1);
	assert_true(plural_form(TEXT("nplurals=2;plural=(n != 1);"), UINT64_MAX, &form));
	assert_int_equal(form, 1);
}

static void what_is_no_rule_is_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {"", "nplurals",
		"nplurals=2; plural=", "nplurals=2; plural=;", "nplurals=2; plural=n",
		"nplurals=2; plural=n;;", "nplurals=2; plural=n 1;", "nplurals=2; plural=(n;",
		"nplurals=2; plural=n);", "nplurals=2; plural=n==;", "nplurals=2; plural=n=1;",
		"nplurals=2; plural=n ? 1;", "nplurals=2; plural=n ? : 1;", "nplurals=2; plural=n & 1;",
		"nplurals=2; plural=m;", "nplurals=2; plural=n + -1;", "nplurals=2; plural=1/0;",
		"nplurals=2; plural=n%0;", "nplurals=2; plural=2;", "nplurals=0; plural=0;",
		"nplurals=2; plural=18446744073709551617;", "nplurals=x; plural=0;", "plural=0;"};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint64_t form = 99;
		if (plural_form(text_of(rows[i]), 1, &form) || form != 99)
			fail_msg("“%s” was taken", rows[i]);
	}
}

static void a_rule_nested_without_end_is_refused(void **state)
{
	(void)state;
	static const char *const pieces[] = {"(", "!", "n?", "n?0:", "n+(", "1-!"};
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct text_builder rule;
		uint64_t form = 99;
		builder_init(&rule);
		builder_string(&rule, "nplurals=2; plural=");
		for (int depth = 0; depth < 100000; depth++)
			builder_string(&rule, pieces[i]);
		assert_false(rule.failed);
		assert_false(plural_form(builder_view(&rule), 1, &form));
		assert_int_equal(form, 99);
		builder_done(&rule);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_mean_what_they_mean_in_c),
		cmocka_unit_test(blanks_in_a_rule_mean_nothing),
		cmocka_unit_test(what_is_no_rule_is_refused),
		cmocka_unit_test(a_rule_nested_without_end_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
