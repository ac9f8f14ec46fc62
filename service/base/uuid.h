// SPDX-License-Identifier: MIT
// A UUID (RFC 9562) as its 16 bytes. Made in secret/; here only read, written and compared.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define UUID_TEXT_LENGTH 36

struct uuid {
	uint8_t bytes[16];
};

bool uuid_equal(struct uuid a, struct uuid b);
int uuid_compare(struct uuid a, struct uuid b); // byte order, as PostgreSQL sorts them
bool uuid_is_nil(struct uuid uuid);

// The 8-4-4-4-12 form in either case and nothing else; false leaves `out`.
bool uuid_parse(struct text text, struct uuid *out);

// Lower case, NUL at the end.
void uuid_format(struct uuid uuid, char out[static UUID_TEXT_LENGTH + 1]);
