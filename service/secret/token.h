// SPDX-License-Identifier: MIT
// Random ids and bearer tokens. Tokens are shown once and stored only as their hash.
#pragma once

#include "base/fault.h"
#include "base/text.h"
#include "base/uuid.h"

#define TOKEN_BYTES 24       // 192 random bits
#define TOKEN_TEXT_LENGTH 32 // URL-safe base64 without padding
#define TOKEN_HASH_BYTES 32  // BLAKE2b-256

struct token {
	char text[TOKEN_TEXT_LENGTH + 1];
};

struct token_hash {
	unsigned char bytes[TOKEN_HASH_BYTES];
};

// Once at start, before any other function of this folder.
CHECKED enum status secret_open(struct fault *fault);

struct token token_new(void);

// False unless the text has the exact form of a token.
bool token_parse(struct text text, struct token *out);
struct token_hash token_hash(const struct token *token);

// In the same time whether and wherever they differ.
bool token_hash_equal(const struct token_hash *a, const struct token_hash *b);

// Reads a token from a file of mode 0600 that nobody else can read, or makes the file where there
// is none. STATUS_INVALID for a file that is no token or that others can read.
CHECKED enum status token_open(const char *path, struct token *out, struct fault *fault);

// UUIDv7 (RFC 9562 §5.7): `milliseconds` since 1970, then random bits.
struct uuid uuid_v7(int64_t milliseconds);

// A random one (version 4), which says nothing of when it was made.
struct uuid uuid_random(void);

// UUIDv8 from BLAKE2b over the parts, each preceded by its length: the same id for the same parts,
// everywhere. For what may be known; what must not be guessed is key_uuid's.
struct uuid uuid_of_parts(const struct text *parts, size_t count);

// BLAKE2b-256 of any bytes, in hexadecimal with NUL: for ETags and checksums.
#define DIGEST_TEXT_LENGTH 64
void digest_text(struct text bytes, char out[static DIGEST_TEXT_LENGTH + 1]);

// The same as bytes, for rows that are found by the hash of what they do not hold.
struct token_hash digest_hash(struct text bytes);
