// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <string.h>

#include "net/network.h"

static const struct networks none = {NULL, 0};

static bool allows(const struct networks *allowed, const char *string)
{
	struct address address;
	if (!address_parse(text_of(string), &address))
		fail_msg("%s is no address", string);
	return network_allows(allowed, address);
}

static void addresses_of_the_public_internet_are_connected_to(void **state)
{
	static const char *const public[] = {"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0",
		"100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255",
		"172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
		"223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4009:815::200e", "::ffff:8.8.8.8",
		"64:ff9b::8.8.8.8", "2001:200::1", "2003::1", "3ffe::1"};
	(void)state;
	for (size_t i = 0; i < sizeof public / sizeof *public; i++) {
		if (!allows(&none, public[i]))
			fail_msg("%s", public[i]);
	}
}

static void addresses_within_are_not_whatever_form_they_are_in(void **state)
{
	static const char *const within[] = {// this machine, this network
		"127.0.0.1", "127.255.255.255", "0.0.0.0", "0.1.2.3", "::1", "::",
		// private, a carrier's, a link's and a cloud's own
		"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255",
		"169.254.169.254", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
		// groups, reserved, special
		"224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1",
		"192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "ff02::1",
		"2001:db8::1", "3fff::1", "100::1", "5f00::1",
		// IPv4 within IPv6
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0.0.0.0", "::127.0.0.1",
		"::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::10.1.2.3", "64:ff9b:1::8.8.8.8",
		"2002:7f00:1::", "2002:808:808::1", "2001:0:808:808::1"};
	(void)state;
	for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
		if (allows(&none, within[i]))
			fail_msg("%s", within[i]);
	}
}

static void a_network_that_the_operator_allows_is_connected_to(void **state)
{
	struct network list[3];
	const struct networks allowed = {list, 3};
	(void)state;
	assert_true(network_parse(TEXT("10.1.0.0/16"), &list[0]));
	assert_true(network_parse(TEXT("fd12:3456::/32"), &list[1]));
	assert_true(network_parse(TEXT("192.168.7.9"), &list[2]));
	static const char *const in[] = {"10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3",
		"64:ff9b::10.1.2.3", "fd12:3456:ffff::1", "192.168.7.9", "8.8.8.8"};
	static const char *const out[] = {"10.0.255.255", "10.2.0.0", "fd12:3457::", "192.168.7.8",
		"192.168.7.10", "127.0.0.1", "::1"};
	for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
		if (!allows(&allowed, in[i]) || allows(&allowed, out[i]))
			fail_msg("%s, %s", in[i], out[i]);
	}
}

static void the_whole_internet_can_be_allowed(void **state)
{
	struct network list[2];
	const struct networks allowed = {list, 2};
	(void)state;
	assert_true(network_parse(TEXT("0.0.0.0/0"), &list[0]));
	assert_true(network_parse(TEXT("::/0"), &list[1]));
	assert_true(allows(&allowed, "127.0.0.1") && allows(&allowed, "::1"));
	const struct networks ipv4 = {list, 1};
	assert_true(allows(&ipv4, "127.0.0.1"));
	assert_false(allows(&ipv4, "::1"));
}

static void what_is_no_network_is_refused(void **state)
{
	static const char *const wrong[] = {"", "/", "10.0.0.0/", "/8", "10.0.0/8", "10.0.0.0/33",
		"10.0.0.0/-1", "10.0.0.1/8", "10.0.0.0/8/8", "10.0.0.0 /8", "::/129", "::1/64", "fd00::/7x",
		"localhost", "10.0.0.0/08x", "0x7f.0.0.1", "fe80::1%eth0",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	struct network network;
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		if (network_parse(text_of(wrong[i]), &network))
			fail_msg("%s", wrong[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_public_internet_are_connected_to),
		cmocka_unit_test(addresses_within_are_not_whatever_form_they_are_in),
		cmocka_unit_test(a_network_that_the_operator_allows_is_connected_to),
		cmocka_unit_test(the_whole_internet_can_be_allowed),
		cmocka_unit_test(what_is_no_network_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
