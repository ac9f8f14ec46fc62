// SPDX-License-Identifier: MIT
#include "web/forwarded.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

bool forwarded_address(struct text header, unsigned char out[static HTTP_ADDRESS_BYTES])
{
	static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
	struct text last = TEXT("");
	char address[INET6_ADDRSTRLEN];
	unsigned char four[4], six[HTTP_ADDRESS_BYTES];
	while (header.start && header.length)
		last = text_trim(text_cut(&header, ','));
	if (last.length >= sizeof address)
		return false;
	snprintf(address, sizeof address, "%.*s", TEXT_ARGUMENTS(last));
	if (inet_pton(AF_INET6, address, six) == 1) {
		memcpy(out, six, sizeof six);
		return true;
	}
	if (inet_pton(AF_INET, address, four) != 1)
		return false;
	memcpy(out, mapped, sizeof mapped);
	memcpy(out + sizeof mapped, four, sizeof four);
	return true;
}
