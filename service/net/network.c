// SPDX-License-Identifier: MIT
#include "net/network.h"

#include <arpa/inet.h>
#include <string.h>

#define TEXT_LIMIT 64

#define IPV4(a, b, c, d, length)                                                                   \
	{                                                                                              \
		{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d}}, 96 + (length)                    \
	}
#define IPV6(a, b, c, d, e, f, length)                                                             \
	{                                                                                              \
		{{a, b, c, d, e, f}}, length                                                               \
	}

static const struct network mapped = IPV4(0, 0, 0, 0, 0);
static const struct network translated = IPV6(0x00, 0x64, 0xFF, 0x9B, 0, 0, 96); // RFC 6052
static const struct network global = IPV6(0x20, 0, 0, 0, 0, 0, 3);

// Of IPv4 and of global unicast, what is not reachable from anywhere.
static const struct network special[] = {
	IPV4(0, 0, 0, 0, 8),                    // this network
	IPV4(10, 0, 0, 0, 8),                   // private
	IPV4(100, 64, 0, 0, 10),                // shared by a carrier's customers
	IPV4(127, 0, 0, 0, 8),                  // this machine
	IPV4(169, 254, 0, 0, 16),               // a link; addresses of clouds' own services
	IPV4(172, 16, 0, 0, 12),                // private
	IPV4(192, 0, 0, 0, 24),                 // protocols
	IPV4(192, 0, 2, 0, 24),                 // documentation
	IPV4(192, 88, 99, 0, 24),               // 6to4 relays
	IPV4(192, 168, 0, 0, 16),               // private
	IPV4(198, 18, 0, 0, 15),                // measuring
	IPV4(198, 51, 100, 0, 24),              // documentation
	IPV4(203, 0, 113, 0, 24),               // documentation
	IPV4(224, 0, 0, 0, 4),                  // groups
	IPV4(240, 0, 0, 0, 4),                  // reserved, and everybody at once
	IPV6(0x20, 0x01, 0, 0, 0, 0, 23),       // protocols, Teredo among them
	IPV6(0x20, 0x01, 0x0D, 0xB8, 0, 0, 32), // documentation
	IPV6(0x20, 0x02, 0, 0, 0, 0, 16),       // 6to4
	IPV6(0x3F, 0xFF, 0, 0, 0, 0, 20),       // documentation
};

static bool contains(const struct network *network, struct address address)
{
	for (int bit = 0; bit < network->bits; bit++) {
		unsigned mask = 0x80u >> (bit % 8);
		if ((network->first.bytes[bit / 8] ^ address.bytes[bit / 8]) & mask)
			return false;
	}
	return true;
}

struct address address_of_ipv4(const unsigned char bytes[static 4])
{
	struct address address = mapped.first;
	memcpy(address.bytes + 12, bytes, 4);
	return address;
}

struct address address_of_ipv6(const unsigned char bytes[static 16])
{
	struct address address;
	memcpy(address.bytes, bytes, sizeof address.bytes);
	return address;
}

bool address_parse(struct text text, struct address *out)
{
	char copy[TEXT_LIMIT];
	unsigned char bytes[16];
	if (text.length == 0 || text.length >= sizeof copy || memchr(text.start, 0, text.length))
		return false;
	memcpy(copy, text.start, text.length);
	copy[text.length] = 0;
	if (inet_pton(AF_INET, copy, bytes) == 1)
		*out = address_of_ipv4(bytes);
	else if (inet_pton(AF_INET6, copy, bytes) == 1)
		*out = address_of_ipv6(bytes);
	else
		return false;
	return true;
}

bool network_parse(struct text text, struct network *out)
{
	struct text rest = text;
	struct text first = text_cut(&rest, '/');
	struct network network = {.bits = 128};
	bool has_length = first.length < text.length;
	int64_t length = 0;
	if (!address_parse(first, &network.first) || (has_length && !text_to_integer(rest, &length)))
		return false;
	bool is_ipv4 = !memchr(first.start, ':', first.length);
	if (has_length && (length < 0 || length > (is_ipv4 ? 32 : 128)))
		return false;
	if (has_length)
		network.bits = (int)length + (is_ipv4 ? 96 : 0);
	for (int bit = network.bits; bit < 128; bit++) {
		if (network.first.bytes[bit / 8] & (0x80u >> (bit % 8)))
			return false;
	}
	*out = network;
	return true;
}

bool network_allows(const struct networks *allowed, struct address address)
{
	if (contains(&translated, address))
		address = address_of_ipv4(address.bytes + 12);
	for (size_t i = 0; i < allowed->count; i++) {
		if (contains(&allowed->list[i], address))
			return true;
	}
	if (!contains(&mapped, address) && !contains(&global, address))
		return false;
	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		if (contains(&special[i], address))
			return false;
	}
	return true;
}
