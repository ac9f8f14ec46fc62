// SPDX-License-Identifier: MIT
#include "app/accounts/name.h"

#include <string.h>

bool sign_in_name_read(struct text typed, struct sign_in_name *out)
{
	struct sign_in_name name = {""};
	struct text text = text_trim(typed);
	if (text.length < SIGN_IN_NAME_LEAST || text.length > SIGN_IN_NAME_MOST || !text_is_utf8(text))
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.start[i];
		if ((unsigned char)byte <= ' ' || byte == 0x7F)
			return false;
		name.text[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	}
	*out = name;
	return true;
}

struct token_hash sign_in_name_hash(struct text typed)
{
	struct sign_in_name name;
	if (sign_in_name_read(typed, &name))
		return digest_hash(text_of(name.text));
	struct token nothing = token_new();
	return token_hash(&nothing);
}
