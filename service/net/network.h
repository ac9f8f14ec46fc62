// SPDX-License-Identifier: MIT
// Which addresses the service may connect to when somebody else names the server.
//
// Only what is reachable from anywhere: no address of this machine, of a private network, of a
// link, of a group, or kept for special use (the IANA registries of special-purpose addresses, RFC
// 6890), whatever form it is in. An IPv4 address counts as itself also where it is mapped into IPv6
// (::ffff:0:0/96) or translated (64:ff9b::/96); of IPv6 only global unicast counts, 6to4 and Teredo
// not. Which networks are allowed all the same is the operator's to say.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

// An IPv6 address, or an IPv4 address mapped into it.
struct address {
	unsigned char bytes[16];
};

struct network {
	struct address first;
	int bits; // of 128
};

// What the operator allows besides.
struct networks {
	const struct network *list;
	size_t count;
};

// "10.1.0.0/16", "fd12:3456::/32", or an address alone. False for anything else, and where bits
// beyond the length are set.
bool network_parse(struct text text, struct network *out);

// An address as it is written.
bool address_parse(struct text text, struct address *out);

// Those of a socket of IPv4 or IPv6, in network order.
struct address address_of_ipv4(const unsigned char bytes[static 4]);
struct address address_of_ipv6(const unsigned char bytes[static 16]);

bool network_allows(const struct networks *allowed, struct address address);
