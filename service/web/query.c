// SPDX-License-Identifier: MIT
#include "web/query.h"

static int hexadecimal(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	char small = (char)(digit | 0x20);
	return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

static struct text decode(struct text encoded, char blank, struct arena *arena)
{
	const struct text none = {NULL, 0};
	char *out = arena_allocate(arena, encoded.length + 1);
	size_t length = 0;
	for (size_t i = 0; out && i < encoded.length; i++) {
		if (encoded.start[i] != '%') {
			out[length++] = encoded.start[i] == blank ? ' ' : encoded.start[i];
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

// The encoded value of the next member of that name; start is NULL where there is none.
static struct text next(struct text *rest, const char *name)
{
	while (rest->length) {
		struct text value = text_cut(rest, '&');
		struct text key = text_cut(&value, '=');
		if (text_is(key, name))
			return value;
	}
	return (struct text){NULL, 0};
}

// A "+" stays one: it is that of an offset in a time far more often than a form's blank.
struct text query_value(struct text query, const char *name, struct arena *arena)
{
	struct text value = next(&query, name);
	return value.start ? decode(value, ' ', arena) : value;
}

static struct text decode_form(struct text encoded, struct arena *arena)
{
	struct text value = decode(encoded, '+', arena);
	return value.start && text_is_utf8(value) ? value : (struct text){NULL, 0};
}

struct text form_field(struct text body, const char *name, struct arena *arena)
{
	struct text value = next(&body, name);
	return value.start ? decode_form(value, arena) : value;
}

size_t form_fields(
	struct text body, const char *name, struct arena *arena, struct text *out, size_t limit)
{
	size_t count = 0;
	for (struct text value; (value = next(&body, name)).start; count++) {
		struct text decoded = decode_form(value, arena);
		if (!decoded.start)
			return SIZE_MAX;
		if (count < limit)
			out[count] = decoded;
	}
	return count;
}
