// SPDX-License-Identifier: MIT
#include "web/query.h"

static int hexadecimal(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	char small = (char)(digit | 0x20);
	return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// A "+" stays one: it is that of an offset in a time far more often than a form's blank.
static struct text decode(struct text encoded, struct arena *arena)
{
	const struct text none = {NULL, 0};
	char *out = arena_allocate(arena, encoded.length + 1);
	size_t length = 0;
	for (size_t i = 0; out && i < encoded.length; i++) {
		if (encoded.start[i] != '%') {
			out[length++] = encoded.start[i];
			continue;
		}
		if (encoded.length - i < 3)
			return none;
		int high = hexadecimal(encoded.start[i + 1]), low = hexadecimal(encoded.start[i + 2]);
		if (high < 0 || low < 0 || (high == 0 && low == 0))
			return none;
		out[length++] = (char)(high * 16 + low);
		i += 2;
	}
	return (struct text){out, length};
}

struct text query_value(struct text query, const char *name, struct arena *arena)
{
	while (query.length) {
		struct text value = text_cut(&query, '&');
		struct text key = text_cut(&value, '=');
		if (text_is(key, name))
			return decode(value, arena);
	}
	return (struct text){NULL, 0};
}
