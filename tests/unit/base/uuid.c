// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/uuid.h"

static const char example[] = "00112233-4455-6677-8899-aabbccddeeff";

static void a_uuid_is_written_as_it_is_read(void **state)
{
	(void)state;
	struct uuid uuid;
	char text[UUID_TEXT_LENGTH + 1];
	assert_true(uuid_parse(text_of(example), &uuid));
	for (size_t i = 0; i < 16; i++)
		assert_int_equal(uuid.bytes[i], i * 0x11);
	uuid_format(uuid, text);
	assert_string_equal(text, example);
	assert_true(uuid_parse(TEXT("00112233-4455-6677-8899-AABBCCDDEEFF"), &uuid));
	uuid_format(uuid, text);
	assert_string_equal(text, example);
}

static void other_forms_are_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"",
		"00112233445566778899aabbccddeeff",
		"{00112233-4455-6677-8899-aabbccddeeff}",
		"00112233-4455-6677-8899-aabbccddeef",
		"00112233-4455-6677-8899-aabbccddeeff0",
		"00112233-4455-6677-8899-aabbccddeefg",
		"0011223-34455-6677-8899-aabbccddeeff",
		"00112233-4455-6677-8899_aabbccddeeff",
		"001122334-455-6677-8899-aabbccddeeff",
		" 0112233-4455-6677-8899-aabbccddeeff",
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct uuid uuid = {{7}};
		if (uuid_parse(text_of(rows[i]), &uuid) || uuid.bytes[0] != 7)
			fail_msg("row %zu: %s", i, rows[i]);
	}
}

static void order_is_that_of_the_bytes(void **state)
{
	(void)state;
	struct uuid low = {{1, 0xFF}}, high = {{0x80}};
	assert_true(uuid_compare(low, high) < 0);
	assert_true(uuid_compare(high, low) > 0);
	assert_true(uuid_equal(low, low));
	assert_false(uuid_equal(low, high));
}

static void only_sixteen_zeroes_are_nil(void **state)
{
	(void)state;
	assert_true(uuid_is_nil((struct uuid){{0}}));
	assert_false(uuid_is_nil((struct uuid){{[15] = 1}}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_uuid_is_written_as_it_is_read),
		cmocka_unit_test(other_forms_are_refused),
		cmocka_unit_test(order_is_that_of_the_bytes),
		cmocka_unit_test(only_sixteen_zeroes_are_nil),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
