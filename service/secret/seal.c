// SPDX-License-Identifier: MIT
#include "secret/seal.h"

#include <sodium.h>

enum status seal_make(const struct key *key, struct person_id person, const char *purpose,
	struct text plain, struct arena *arena, struct text *out, struct fault *fault)
{
	unsigned char own[crypto_secretbox_KEYBYTES];
	unsigned char *bytes = arena_allocate(arena, SEAL_BYTES + plain.length);
	if (!bytes)
		return fault_memory(fault);
	key_derive(key, person.uuid, purpose, own);
	randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES, (const unsigned char *)plain.start,
		plain.length, bytes, own);
	sodium_memzero(own, sizeof own);
	*out = (struct text){(const char *)bytes, SEAL_BYTES + plain.length};
	return STATUS_OK;
}

enum status seal_open(const struct key *key, struct person_id person, const char *purpose,
	struct text sealed, struct arena *arena, struct text *out, struct fault *fault)
{
	unsigned char own[crypto_secretbox_KEYBYTES];
	const unsigned char *bytes = (const unsigned char *)sealed.start;
	size_t length = sealed.length > SEAL_BYTES ? sealed.length - SEAL_BYTES : 0;
	unsigned char *plain = arena_allocate(arena, length + 1);
	if (!plain)
		return fault_memory(fault);
	key_derive(key, person.uuid, purpose, own);
	bool opened = sealed.length >= SEAL_BYTES &&
				  crypto_secretbox_open_easy(plain, bytes + crypto_secretbox_NONCEBYTES,
					  sealed.length - crypto_secretbox_NONCEBYTES, bytes, own) == 0;
	sodium_memzero(own, sizeof own);
	if (!opened)
		return fault_set(fault, STATUS_DENIED, purpose,
			"What is sealed does not open with this organisation's key.");
	*out = (struct text){(const char *)plain, length};
	return STATUS_OK;
}
