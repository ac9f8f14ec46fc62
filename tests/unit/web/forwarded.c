// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <arpa/inet.h>
#include <string.h>

#include "web/forwarded.h"

static void expect(const char *header, const char *expected)
{
	unsigned char address[HTTP_ADDRESS_BYTES] = {0xAA}, wanted[HTTP_ADDRESS_BYTES];
	bool found = forwarded_address(text_of(header), address);
	if (!expected) {
		assert_false(found);
		assert_int_equal(address[0], 0xAA); // as it was
		return;
	}
	assert_true(found);
	assert_int_equal(inet_pton(AF_INET6, expected, wanted), 1);
	assert_memory_equal(address, wanted, sizeof wanted);
}

static void the_nearest_proxy_is_believed_and_nobody_before_it(void **state)
{
	(void)state;
	expect("192.0.2.1", "::ffff:192.0.2.1");
	expect("203.0.113.9, 192.0.2.1", "::ffff:192.0.2.1");
	expect("unknown, 2001:db8::1 ", "2001:db8::1");
}

static void what_is_no_address_is_not_taken(void **state)
{
	(void)state;
	static const char *const headers[] = {"", "unknown", "192.0.2.1, unknown", "192.0.2.1:80", "1",
		"::1%lo", "999.0.2.1", "a very long word that is longer than any address is"};
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		expect(headers[i], NULL);
	unsigned char address[HTTP_ADDRESS_BYTES];
	assert_false(forwarded_address((struct text){NULL, 0}, address));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_proxy_is_believed_and_nobody_before_it),
		cmocka_unit_test(what_is_no_address_is_not_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
