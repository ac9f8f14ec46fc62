// SPDX-License-Identifier: MIT
// Addresses of calendars and networks: what is taken is a plain web address, a hint tells little of
// it, and no network that is read contains what it is not.
#include "net/url.h"
#include "net/network.h"

#include <string.h>

#include "fuzz/fuzz.h"

static void check_url(struct text typed, struct arena *arena)
{
	struct text url = {NULL, 0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = url_read(typed, arena, &url, &fault);
	PROMISED(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_LIMIT);
	PROMISED((status == STATUS_OK) == (fault.status == STATUS_OK));
	if (status != STATUS_OK)
		return;
	PROMISED(text_starts(url, "https://") || text_starts(url, "http://"));
	PROMISED(!memchr(url.start, '#', url.length));
	for (size_t i = 0; i < url.length; i++)
		PROMISED((unsigned char)url.start[i] > ' ' && url.start[i] != 0x7F);
	struct text hint = url_hint(url, arena);
	PROMISED(hint.start && text_is_utf8(hint));
}

static void check_network(struct text text)
{
	struct network network;
	struct networks allowed = {&network, 1};
	const struct networks none = {NULL, 0};
	struct address address;
	if (address_parse(text, &address) && network_allows(&none, address))
		PROMISED(network_parse(text, &network));
	if (!network_parse(text, &network))
		return;
	PROMISED(network.bits >= 0 && network.bits <= 128);
	// The prefix of translated addresses stands for IPv4 addresses, not for itself.
	if (network.first.bytes[0] != 0)
		PROMISED(network_allows(&allowed, network.first));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	arena_init(&arena);
	struct text text = {(const char *)bytes, size};
	check_url(text, &arena);
	check_network(text);
	arena_done(&arena);
	return 0;
}
