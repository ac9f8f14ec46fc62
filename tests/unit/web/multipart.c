// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "web/multipart.h"

#define TYPE "multipart/form-data; boundary=--x"
#define NAMED(name) "----x\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define END "\r\n----x--\r\n"

static struct multipart form;

static bool is_read(const char *type, const char *body)
{
	return multipart_read(text_of(type), text_of(body), &form);
}

static void fields_and_a_file_are_read_as_they_were_sent(void **state)
{
	(void)state;
	assert_true(is_read(TYPE,
		NAMED("csrf") "abc\r\n"
					  "----x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
					  "Content-Type: text/csv\r\n\r\nNo,Name\r\n1,\"--x\"\r\n" END));
	assert_int_equal(form.count, 2);
	assert_true(text_is(multipart_content(&form, "csrf", false), "abc"));
	assert_true(text_is(multipart_content(&form, "file", true), "No,Name\r\n1,\"--x\"\r\n"));
	assert_null(multipart_content(&form, "file", false).start);
	assert_null(multipart_content(&form, "csrf", true).start);
}

static void an_empty_field_is_there_and_one_that_was_not_sent_is_not(void **state)
{
	(void)state;
	assert_true(is_read("Multipart/Form-Data; boundary=\"--x\"", NAMED("a") END));
	struct text content = multipart_content(&form, "a", false);
	assert_non_null(content.start);
	assert_int_equal(content.length, 0);
	assert_null(multipart_content(&form, "b", false).start);
	assert_true(is_read(TYPE, "----x--"));
	assert_int_equal(form.count, 0);
}

static void what_is_not_exactly_such_a_form_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *type, *body;
	} wrong[] = {
		{"application/x-www-form-urlencoded", NAMED("a") "1" END},
		{"multipart/mixed; boundary=--x", NAMED("a") "1" END},
		{"multipart/form-data", NAMED("a") "1" END},
		{"multipart/form-data; boundary=", NAMED("a") "1" END},
		{"multipart/form-data; boundary=--x; charset=utf-8", NAMED("a") "1" END},
		{TYPE, ""},
		{TYPE, "before\r\n" NAMED("a") "1" END},
		{TYPE, NAMED("a") "1" END "after"},
		{TYPE, NAMED("a") "1"},
		{TYPE, NAMED("a") "1\r\n----y--\r\n"},
		{TYPE, "----x\r\n\r\n1" END},
		{TYPE, "----x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1" END},
		{TYPE, "----x\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END},
		{TYPE, "----x\nContent-Disposition: form-data; name=\"a\"\n\n1" END},
		{TYPE, "----x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1" END},
		{TYPE, "----x\r\nContent-Disposition: form-data; name=\"a\"\r\n"
			   "Content-Disposition: form-data; name=\"b\"\r\n\r\n1" END},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		if (is_read(wrong[i].type, wrong[i].body) || form.count)
			fail_msg("%zu is taken", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_a_file_are_read_as_they_were_sent),
		cmocka_unit_test(an_empty_field_is_there_and_one_that_was_not_sent_is_not),
		cmocka_unit_test(what_is_not_exactly_such_a_form_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
