// SPDX-License-Identifier: MIT
#include "base/uuid.h"

#include <string.h>

int uuid_compare(struct uuid a, struct uuid b)
{
	return memcmp(a.bytes, b.bytes, sizeof a.bytes);
}

bool uuid_equal(struct uuid a, struct uuid b)
{
	return uuid_compare(a, b) == 0;
}

bool uuid_is_nil(struct uuid uuid)
{
	return uuid_equal(uuid, (struct uuid){{0}});
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool hyphen_before(size_t byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

bool uuid_parse(struct text text, struct uuid *out)
{
	struct uuid uuid;
	const char *at = text.start;
	if (text.length != UUID_TEXT_LENGTH)
		return false;
	for (size_t i = 0; i < sizeof uuid.bytes; i++) {
		if (hyphen_before(i) && *at++ != '-')
			return false;
		int high = hex(at[0]), low = hex(at[1]);
		if (high < 0 || low < 0)
			return false;
		uuid.bytes[i] = (uint8_t)(high << 4 | low);
		at += 2;
	}
	*out = uuid;
	return true;
}

void uuid_format(struct uuid uuid, char out[static UUID_TEXT_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < sizeof uuid.bytes; i++) {
		if (hyphen_before(i))
			*out++ = '-';
		*out++ = digits[uuid.bytes[i] >> 4];
		*out++ = digits[uuid.bytes[i] & 15];
	}
	*out = '\0';
}
