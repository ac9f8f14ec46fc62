// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/help_line.h"

#include <string.h>

static struct help_line line(const char *number)
{
	return (struct help_line){.name = {TEXT("A line"), TEXT("Llinell")}, .number = text_of(number)};
}

static void a_number_has_digits_and_blanks_between_them(void **state)
{
	(void)state;
	static const char *const fit[] = {"111", "0300 131 2789", "+44 300 131 2789", "85258"};
	static const char *const wrong[] = {"", "11", "116 123 ", " 116123", "0300-131-2789", "call us",
		"11+6 123", "1234567890123456", "1                             1"};
	for (size_t i = 0; i < sizeof fit / sizeof fit[0]; i++) {
		struct help_line it = line(fit[i]);
		assert_int_equal(help_line_check(&it), HELP_LINE_FAULTLESS);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct help_line it = line(wrong[i]);
		assert_int_equal(help_line_check(&it), HELP_LINE_WRONG_NUMBER);
	}
}

static void a_line_is_named_in_every_language(void **state)
{
	(void)state;
	char long_name[HELP_LINE_NAME_LIMIT + 1];
	memset(long_name, 'a', sizeof long_name);
	struct help_line it = line("111");
	it.name[LANGUAGE_WELSH] = TEXT("");
	assert_int_equal(help_line_check(&it), HELP_LINE_WITHOUT_NAME);
	it.name[LANGUAGE_WELSH] = (struct text){long_name, sizeof long_name};
	assert_int_equal(help_line_check(&it), HELP_LINE_WITHOUT_NAME);
	it.name[LANGUAGE_WELSH].length--;
	assert_int_equal(help_line_check(&it), HELP_LINE_FAULTLESS);
}

static void a_long_note_is_refused(void **state)
{
	(void)state;
	char note[HELP_LINE_NOTE_LIMIT + 1];
	memset(note, 'a', sizeof note);
	struct help_line it = line("111");
	it.note[LANGUAGE_ENGLISH] = (struct text){note, sizeof note};
	assert_int_equal(help_line_check(&it), HELP_LINE_LONG_NOTE);
}

static void its_address_calls_it_or_writes_to_it(void **state)
{
	(void)state;
	char address[HELP_LINE_ADDRESS_SIZE];
	struct help_line it = line("+44 300 131 2789");
	assert_true(help_line_address(&it, address));
	assert_string_equal(address, "tel:+443001312789");
	it.means = HELP_LINE_WRITE;
	it.number = TEXT("85258");
	assert_true(help_line_address(&it, address));
	assert_string_equal(address, "sms:85258");
}

static void the_longest_number_that_fits_has_an_address(void **state)
{
	(void)state;
	char address[HELP_LINE_ADDRESS_SIZE];
	struct help_line it = line("+123456789012345");
	assert_int_equal(help_line_check(&it), HELP_LINE_FAULTLESS);
	assert_true(help_line_address(&it, address));
}

static void means_are_named_and_found_by_name(void **state)
{
	(void)state;
	for (unsigned i = 0; i < HELP_LINE_MEANS_COUNT; i++) {
		enum help_line_means found;
		assert_true(
			help_line_means_parse(text_of(help_line_means_name((enum help_line_means)i)), &found));
		assert_int_equal(found, i);
	}
	enum help_line_means none;
	assert_false(help_line_means_parse(TEXT("pigeon"), &none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_has_digits_and_blanks_between_them),
		cmocka_unit_test(a_line_is_named_in_every_language),
		cmocka_unit_test(a_long_note_is_refused),
		cmocka_unit_test(its_address_calls_it_or_writes_to_it),
		cmocka_unit_test(the_longest_number_that_fits_has_an_address),
		cmocka_unit_test(means_are_named_and_found_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
