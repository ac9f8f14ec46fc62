// SPDX-License-Identifier: MIT
// The organisation's key, and what is derived with it.
//
// 32 random bytes in a file of mode 0600 outside the database and its backups. Whoever has the key
// and a copy of the database can tell whether a given incident is in it; lose the key and imports
// no longer recognise rows they have seen, the second step of signing in (totp.h) has to be set up
// anew, and people's calendars elsewhere (seal.h) have to be added again. Feeds and passwords do
// not depend on it.
#pragma once

#include <stddef.h>

#include "base/fault.h"
#include "base/text.h"
#include "base/uuid.h"

struct key {
	unsigned char bytes[32];
};

// Reads the key, or makes the file where there is none. STATUS_INVALID for a file that is not a
// key or that others can read.
CHECKED enum status key_open(const char *path, struct key *out, struct fault *fault);

// UUIDv8 (RFC 9562 §5.8) from HMAC-SHA-256 over the parts, each preceded by its length, so that no
// two lists of parts look alike. The same parts give the same id, under this key only.
struct uuid key_uuid(const struct key *key, const struct text *parts, size_t count);

// A key of one person's for one purpose, from which nothing can be told about another or this one.
void key_derive(
	const struct key *key, struct uuid person, const char *purpose, unsigned char out[static 32]);
