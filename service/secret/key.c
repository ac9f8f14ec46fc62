// SPDX-License-Identifier: MIT
#include "secret/key.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

#include "secret/secret_file.h"

static void make_key(void *bytes)
{
	randombytes_buf(bytes, sizeof(struct key));
}

enum status key_open(const char *path, struct key *out, struct fault *fault)
{
	static const struct secret_file kind = {
		"The organisation's key", "a key of 32 bytes", sizeof out->bytes, make_key};
	return secret_file_open(path, &kind, out->bytes, fault);
}

struct uuid key_uuid(const struct key *key, const struct text *parts, size_t count)
{
	crypto_auth_hmacsha256_state state;
	unsigned char code[crypto_auth_hmacsha256_BYTES];
	struct uuid uuid;
	crypto_auth_hmacsha256_init(&state, key->bytes, sizeof key->bytes);
	for (size_t i = 0; i < count; i++) {
		unsigned char length[8];
		for (int j = 0; j < 8; j++)
			length[j] = (unsigned char)((uint64_t)parts[i].length >> (56 - 8 * j));
		crypto_auth_hmacsha256_update(&state, length, sizeof length);
		crypto_auth_hmacsha256_update(
			&state, (const unsigned char *)parts[i].start, parts[i].length);
	}
	crypto_auth_hmacsha256_final(&state, code);
	memcpy(uuid.bytes, code, sizeof uuid.bytes);
	uuid.bytes[6] = (uint8_t)(0x80 | (uuid.bytes[6] & 0x0F));
	uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3F));
	return uuid;
}

void key_derive(
	const struct key *key, struct uuid person, const char *purpose, unsigned char out[static 32])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, key->bytes, sizeof key->bytes, 32);
	crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, person.bytes, sizeof person.bytes);
	crypto_generichash_final(&state, out, 32);
	sodium_memzero(&state, sizeof state);
}
