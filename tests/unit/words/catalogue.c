// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "words/catalogue.h"

#define RULE "Language: xx\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

static const struct {
	struct text message, translation;
} entries[] = {
	{TEXT_CONSTANT(""), TEXT_CONSTANT(RULE)},
	{TEXT_CONSTANT("Goodbye"), TEXT_CONSTANT("Hwyl")},
	{TEXT_CONSTANT("Hello"), TEXT_CONSTANT("Helo")},
	{TEXT_CONSTANT("Helloes"), TEXT_CONSTANT("Helo fawr")},
	{TEXT_CONSTANT("day\0days"), TEXT_CONSTANT("dydd\0diwrnod")},
	{TEXT_CONSTANT("hour\0hours"), TEXT_CONSTANT("awr\0")},
};

#define COUNT (sizeof entries / sizeof entries[0])
#define MESSAGES 28
#define TRANSLATIONS (MESSAGES + 8 * COUNT)

static unsigned char bytes[1000];
static size_t length;

static void put(size_t at, uint32_t number)
{
	for (size_t i = 0; i < 4; i++)
		bytes[at + i] = (unsigned char)(number >> 8 * i);
}

static void put_string(size_t at, struct text text)
{
	put(at, (uint32_t)text.length);
	put(at + 4, (uint32_t)length);
	memcpy(bytes + length, text.start, text.length);
	length += text.length;
	bytes[length++] = '\0';
}

// The file as msgfmt lays it out.
static int write_file(void **state)
{
	(void)state;
	memset(bytes, 0, sizeof bytes);
	put(0, 0x950412DE);
	put(8, COUNT);
	put(12, MESSAGES);
	put(16, TRANSLATIONS);
	length = TRANSLATIONS + 8 * COUNT;
	for (size_t i = 0; i < COUNT; i++)
		put_string(MESSAGES + 8 * i, entries[i].message);
	for (size_t i = 0; i < COUNT; i++)
		put_string(TRANSLATIONS + 8 * i, entries[i].translation);
	return 0;
}

static struct text file(void)
{
	return (struct text){(const char *)bytes, length};
}

static struct text found(const char *message)
{
	struct catalogue catalogue;
	struct text text = TEXT("nothing");
	assert_true(catalogue_open(file(), &catalogue));
	if (!catalogue_find(&catalogue, message, &text))
		assert_true(text_is(text, "nothing"));
	return text;
}

static struct text found_plural(const char *message, uint64_t count)
{
	struct catalogue catalogue;
	struct text text = TEXT("nothing");
	assert_true(catalogue_open(file(), &catalogue));
	if (!catalogue_find_plural(&catalogue, message, count, &text))
		assert_true(text_is(text, "nothing"));
	return text;
}

static void a_message_has_its_translation(void **state)
{
	(void)state;
	for (size_t i = 1; i < COUNT; i++) {
		struct text first = entries[i].translation;
		assert_true(text_equal(found(entries[i].message.start), text_cut(&first, '\0')));
	}
	assert_true(text_is(found(""), RULE));
}

static void what_is_no_message_has_none(void **state)
{
	(void)state;
	static const char *const rows[] = {"A", "Good", "Goodbyes", "Hell", "Hellos", "days", "z"};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_true(text_is(found(rows[i]), "nothing"));
	put(8, 0);
	assert_true(text_is(found("Hello"), "nothing"));
}

static void the_rule_says_which_form_a_count_takes(void **state)
{
	(void)state;
	assert_true(text_is(found_plural("day", 1), "dydd"));
	assert_true(text_is(found_plural("day", 0), "diwrnod"));
	assert_true(text_is(found_plural("day", UINT64_MAX), "diwrnod"));
	assert_true(text_is(found_plural("Hello", 1), "Helo"));
}

static void a_form_that_is_not_there_is_not_found(void **state)
{
	(void)state;
	assert_true(text_is(found_plural("Hello", 2), "nothing"));
	assert_true(text_is(found_plural("hour", 2), "nothing"));
	assert_true(text_is(found_plural("week", 1), "nothing"));
}

static void without_a_rule_there_are_no_plurals(void **state)
{
	(void)state;
	memcpy(memmem(bytes, length, "Plural", 6), "plural", 6);
	assert_true(text_is(found_plural("day", 1), "nothing"));
	assert_true(text_is(found("day"), "dydd"));
}

static void other_bytes_are_no_catalogue(void **state)
{
	static const struct {
		size_t at;
		uint32_t number;
	} rows[] = {
		{0, 0xDE120495}, // the other byte order
		{0, 0},
		{4, 0x10000},    // a major revision that is not known
		{8, 0xFFFFFFFF}, // more messages than bytes
		{8, 0x20000000}, // whose size is 0 in 32 bits
		{12, 0xFFFFFFFF},
		{16, 0xFFFFFFF0},
	};
	struct catalogue catalogue = {.count = 7};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		write_file(state);
		put(rows[i].at, rows[i].number);
		assert_false(catalogue_open(file(), &catalogue));
		assert_int_equal(catalogue.count, 7);
	}
	assert_false(catalogue_open((struct text){NULL, 0}, &catalogue));
}

static void a_string_outside_the_file_is_not_found(void **state)
{
	static const size_t rows[] = {
		MESSAGES + 16, MESSAGES + 20, TRANSLATIONS + 16, TRANSLATIONS + 20};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		write_file(state);
		put(rows[i], 0xFFFFFFFF);
		assert_true(text_is(found("Hello"), "nothing"));
	}
}

// In a block of exactly its size, so that reading beyond it is found.
static void every_cut_and_every_changed_byte_is_survived(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * length; i++) {
		size_t size = i < length ? i : length;
		struct catalogue catalogue;
		struct text text;
		char *copy = malloc(size + 1);
		assert_non_null(copy);
		char *start = copy + 1; // at no round address
		memcpy(start, bytes, size);
		if (i >= length)
			start[i - length] = (char)0xFF;
		if (catalogue_open((struct text){start, size}, &catalogue)) {
			for (size_t at = 0; at < COUNT; at++) {
				(void)catalogue_find(&catalogue, entries[at].message.start, &text);
				(void)catalogue_find_plural(&catalogue, entries[at].message.start, 2, &text);
			}
		}
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_message_has_its_translation, write_file),
		cmocka_unit_test_setup(what_is_no_message_has_none, write_file),
		cmocka_unit_test_setup(the_rule_says_which_form_a_count_takes, write_file),
		cmocka_unit_test_setup(a_form_that_is_not_there_is_not_found, write_file),
		cmocka_unit_test_setup(without_a_rule_there_are_no_plurals, write_file),
		cmocka_unit_test_setup(other_bytes_are_no_catalogue, write_file),
		cmocka_unit_test_setup(a_string_outside_the_file_is_not_found, write_file),
		cmocka_unit_test_setup(every_cut_and_every_changed_byte_is_survived, write_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
